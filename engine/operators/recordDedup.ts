/**
 * Deduplication row by row, as a job writes it on Flink (a `KeyedProcessFunction`) and on Kafka Streams (a `Processor`): the
 * first row of a key passes, the others go no further while the key is remembered. A key that event time frees needs late
 * rows to be dropped, or a repeat behind the freeing would pass as the first; a key that is kept for ever needs nothing.
 */
import { ColumnBuilder, GrowableUint32, TableBuilder } from '../trace/growable';
import { NONE } from '../trace/trace';
import type { ColumnSpec, Value } from '../values';
import type { DedupPlan } from './dedup';
import type { KeyEncoder } from './groups';
import type { RecordOutput, Stamp, Untrue } from './recordOperator';
import { Timers } from './timers';

const MILLISECOND = 1000;

export class RecordDedup {
  private readonly keys: KeyEncoder;
  private readonly groupOfKey = new Map<number, number>();
  private readonly tuples: number[] = [];
  /** Groups that are held, by when event time frees them; each task has its own clock. */
  private readonly timers: readonly Timers[];
  private readonly versionGroup = new GrowableUint32();
  private readonly expires = new ColumnBuilder('timestamp');

  /** @param tasks that have state and time of their own: the partitions of Kafka Streams; 1 in Flink */
  constructor(
    private readonly plan: DedupPlan,
    private readonly tasks: number,
    private readonly output: RecordOutput,
  ) {
    this.keys = plan.keyEncoder();
    this.timers = Array.from({ length: tasks }, () => new Timers());
  }

  /** The values of a row's key. */
  keyValues(ref: number): readonly Value[] {
    return this.keys.values(this.keys.tuple(ref));
  }

  /** @param passed instants up to here are past, microseconds: a row at or before it is late */
  row(ref: number, task: number, stamp: Stamp, passed: number): void {
    const { log } = this.output;
    const group = this.groupOf(ref, task);
    if (this.plan.expiry && stamp.time <= passed) {
      log.late(group);
      this.output.late(ref, 0);
    } else if (log.liveVersion(group) !== undefined) log.duplicate(group);
    else {
      log.grouped(group);
      const expiry = this.plan.expiry ? Math.floor(this.plan.expiry(ref) / MILLISECOND) * MILLISECOND : Number.NaN;
      const version = this.versionGroup.length;
      this.versionGroup.push(group);
      this.expires.push(Number.isNaN(expiry) ? null : expiry);
      log.put(group, version);
      if (!Number.isNaN(expiry)) this.timers[task]?.register(group, expiry);
      this.output.emit({ version: NONE, input: ref, ref }, stamp);
    }
  }

  private groupOf(ref: number, task: number): number {
    const tuple = this.keys.tuple(ref);
    const name = tuple * this.tasks + task;
    let group = this.groupOfKey.get(name);
    if (group === undefined) {
      group = this.tuples.length;
      this.groupOfKey.set(name, group);
      this.tuples.push(tuple);
    }
    return group;
  }

  /** Event time has come to an instant: the keys that it frees are forgotten. */
  eventTime(until: number, task: number): void {
    const timers = this.timers[task] as Timers;
    const { log } = this.output;
    for (let due = timers.take(until); due; due = timers.take(until))
      log.evicted(due.number, log.liveVersion(due.number) as number);
  }

  snapshot(): () => void {
    const parts = [this.output.log.snapshot(), ...this.timers.map((t) => t.snapshot())];
    return () => {
      for (const restore of parts) restore();
    };
  }

  /** Rows pass as they are. */
  column(id: string): (ref: number) => Value {
    return this.plan.read(id);
  }

  finish(operatorName: string): Untrue {
    const groups = new TableBuilder(this.plan.keySpecs);
    for (const tuple of this.tuples) groups.pushRow(this.keys.values(tuple));
    return {
      operatorName,
      step: this.plan.step,
      groups: groups.finish(),
      windowed: false,
      versionGroup: this.versionGroup.finish(),
      versions: { specs: EXPIRES, columns: [this.expires.finish()], count: this.versionGroup.length },
    };
  }
}

const EXPIRES: readonly ColumnSpec[] = [{ name: 'until', type: 'timestamp' }];
