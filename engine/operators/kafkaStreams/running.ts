/**
 * An aggregate over keys alone, or over everything: each row gives its key's new value. Time plays no part.
 * Kafka Streams: `KStreamAggregate`.
 */
import { TableBuilder } from '../../trace/growable';
import { NONE } from '../../trace/trace';
import type { Value } from '../../values';
import { AggregateVersions } from '../aggregateVersions';
import type { AggregatePlan } from '../bind';
import { GroupIndex, type KeyEncoder } from '../groups';
import { WITHOUT_KEY } from '../operator';
import type { RecordOutput, Stamp, Untrue } from '../recordOperator';
import type { KafkaOperator, KafkaRun } from './kafkaOperator';
import { isNullKey } from './nullKey';

export class KafkaRunning implements KafkaOperator {
  private readonly keys: KeyEncoder;
  /** A group is a key in a task. */
  private readonly index = new GroupIndex();
  private readonly versions: AggregateVersions;

  constructor(
    private readonly plan: AggregatePlan,
    private readonly run: KafkaRun,
    private readonly output: RecordOutput,
  ) {
    this.keys = plan.keyEncoder();
    this.versions = new AggregateVersions(plan.aggregates);
  }

  take(ref: number, _port: number, stamp: Stamp): number {
    const tuple = this.keys.tuple(ref);
    if (isNullKey(this.keys, tuple)) {
      this.output.late(ref, 0);
      return WITHOUT_KEY;
    }
    const group = this.index.find(0, tuple * this.run.tasks + stamp.partition);
    this.output.log.grouped(group);
    if (this.output.log.liveVersion(group) === undefined) this.versions.begin(group);
    this.versions.add(group, ref);
    const version = this.versions.write(group, group);
    this.output.log.put(group, version);
    this.output.emit({ version, input: NONE, ref: version }, stamp);
    return 1;
  }

  closedUpTo(): number {
    return Number.NEGATIVE_INFINITY;
  }

  snapshot(): () => void {
    const { log } = this.output;
    const held = [...log.liveVersions.keys()].map((group) => ({ group, restore: this.versions.snapshot(group) }));
    const putBack = log.snapshot();
    return () => {
      putBack();
      for (const { group, restore } of held) restore(group);
    };
  }

  committed(): void {}

  forget(): void {}

  private keyOf(group: number): readonly Value[] {
    return this.keys.values(Math.floor(this.index.tuples.get(group) / this.run.tasks));
  }

  column(id: string): (version: number) => Value {
    const key = this.plan.keyIds.indexOf(id);
    return key < 0
      ? (this.versions.reader(id) ?? (() => null))
      : (version) => this.keyOf(this.versions.groupOf(version))[key] as Value;
  }

  finish(): Untrue {
    const groups = new TableBuilder(this.plan.keySpecs);
    for (let group = 0; group < this.index.count; group++) groups.pushRow(this.keyOf(group));
    return {
      operatorName: 'KStreamAggregate',
      step: this.plan.step,
      groups: groups.finish(),
      windowed: false,
      ...this.versions.finish(),
    };
  }
}
