/**
 * An aggregate over keys alone, or over everything: each row gives its key's new value. The watermark plays no part.
 * Flink: `KeyedProcessOperator`.
 */
import { GrowableUint32, TableBuilder } from '../../trace/growable';
import { NONE } from '../../trace/trace';
import type { Value } from '../../values';
import { type Accumulator, remembered } from '../accumulators';
import type { AggregatePlan } from '../bind';
import { GroupIndex, type KeyEncoder } from '../groups';
import type { RecordOutput, Stamp, Untrue } from '../recordOperator';
import type { FlinkOperator } from './flinkOperator';

export class FlinkRunning implements FlinkOperator {
  private readonly keys: KeyEncoder;
  private readonly index = new GroupIndex();
  private readonly accumulators: readonly Accumulator[];
  private readonly versions: TableBuilder;
  private readonly versionGroup = new GrowableUint32();

  constructor(
    private readonly plan: AggregatePlan,
    private readonly output: RecordOutput,
  ) {
    this.keys = plan.keyEncoder();
    this.accumulators = plan.aggregates.map((a) => a.accumulator());
    this.versions = new TableBuilder(
      plan.aggregates.map((a, i) => ({ name: a.name, type: (this.accumulators[i] as Accumulator).type })),
    );
  }

  take(ref: number, _port: number, stamp: Stamp): number {
    const { log } = this.output;
    const group = this.index.find(0, this.keys.tuple(ref));
    log.grouped(group);
    for (const a of this.accumulators) {
      a.clear(group);
      a.add(group, ref);
      a.merge(group);
    }
    const version = this.versionGroup.length;
    this.versionGroup.push(group);
    this.accumulators.forEach((a, i) => {
      a.write(group, this.versions.columns[i] as TableBuilder['columns'][number]);
    });
    log.put(group, version);
    this.output.emit({ version, input: NONE, ref: version }, stamp);
    return 1;
  }

  advance(): void {}

  snapshot(): () => void {
    const { log } = this.output;
    const held = [...log.liveVersions.keys()].map((group) => ({
      group,
      restore: remembered(this.accumulators, group),
    }));
    const putBack = log.snapshot();
    return () => {
      for (const group of log.liveVersions.keys()) for (const a of this.accumulators) a.evict(group);
      putBack();
      for (const { group, restore } of held) restore(group);
    };
  }

  column(id: string): (version: number) => Value {
    const key = this.plan.keyIds.indexOf(id);
    if (key >= 0)
      return (version) => this.keys.values(this.index.tuples.get(this.versionGroup.get(version)))[key] as Value;
    const held = this.versions.columns[this.plan.aggregates.findIndex((a) => a.id === id)];
    return (version) => (held as TableBuilder['columns'][number]).get(version);
  }

  finish(): Untrue {
    const groups = new TableBuilder(this.plan.keySpecs);
    for (let group = 0; group < this.index.count; group++)
      groups.pushRow(this.keys.values(this.index.tuples.get(group)));
    return {
      operatorName: 'GroupAggregate',
      step: this.plan.step,
      groups: groups.finish(),
      windowed: false,
      versionGroup: this.versionGroup.finish(),
      versions: this.versions.finish(),
    };
  }
}
