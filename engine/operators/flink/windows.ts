/**
 * Tumbling and sliding windows of Flink, with allowed lateness. Flink: `WindowOperator` with `EventTimeTrigger`,
 * `TumblingEventTimeWindows`, `SlidingEventTimeWindows`.
 */
import { GrowableUint32, TableBuilder } from '../../trace/growable';
import { NONE } from '../../trace/trace';
import type { Value } from '../../values';
import { type Accumulator, remembered } from '../accumulators';
import type { AggregatePlan } from '../bind';
import { GroupIndex, type KeyEncoder } from '../groups';
import type { RecordOutput, Stamp, Untrue } from '../recordOperator';
import { Timers } from '../timers';
import { type FlinkOperator, lastOf } from './flinkOperator';

export type WindowedPlan = AggregatePlan & { readonly window: NonNullable<AggregatePlan['window']> };

export class FlinkWindows implements FlinkOperator {
  private readonly keys: KeyEncoder;
  private readonly index = new GroupIndex();
  private readonly accumulators: readonly Accumulator[];
  private readonly versions: TableBuilder;
  private readonly versionGroup = new GrowableUint32();
  private watermark = Number.NEGATIVE_INFINITY;
  /** Windows that wait for the watermark to come out, and those that wait to be let go. */
  private readonly firing = new Timers();
  private readonly cleanup = new Timers();

  constructor(
    private readonly plan: WindowedPlan,
    /** Microseconds. */
    private readonly allowedLateness: number,
    private readonly output: RecordOutput,
  ) {
    this.keys = plan.keyEncoder();
    this.accumulators = plan.aggregates.map((a) => a.accumulator());
    this.versions = new TableBuilder(
      plan.aggregates.map((a, i) => ({ name: a.name, type: (this.accumulators[i] as Accumulator).type })),
    );
  }

  take(ref: number, _port: number, { time, partition }: Stamp): number {
    const groups = this.groupsOf(ref, time);
    const taken = groups.filter((group) => {
      const isLate = lastOf(this.endOf(group)) + this.allowedLateness <= this.watermark;
      if (isLate) this.output.log.late(group);
      else this.output.log.grouped(group);
      return !isLate;
    });
    if (taken.length === 0 && time + this.allowedLateness <= this.watermark) this.output.late(ref, 0);
    for (const group of taken) this.count(ref, group, partition);
    return groups.length;
  }

  /** The windows of a row are those that start in (time - size, time], the earliest first. */
  private groupsOf(ref: number, time: number): number[] {
    const { size, slide, start } = this.plan.window;
    const tuple = this.keys.tuple(ref);
    const last = Math.floor((time - start) / slide);
    const groups: number[] = [];
    for (let ordinal = Math.floor((time - start - size) / slide) + 1; ordinal <= last; ordinal++)
      groups.push(this.index.find(ordinal, tuple));
    return groups;
  }

  private endOf(group: number): number {
    const { size, slide, start } = this.plan.window;
    return start + (this.index.ordinals.array[group] as number) * slide + size;
  }

  private count(ref: number, group: number, partition: number): void {
    const isNew = this.output.log.liveVersion(group) === undefined;
    for (const a of this.accumulators) {
      a.clear(group);
      if (isNew) a.evict(group);
      a.add(group, ref);
      a.merge(group);
    }
    const version = this.newVersion(group);
    this.output.log.put(group, version);
    const last = lastOf(this.endOf(group));
    if (isNew) this.cleanup.register(group, last + this.allowedLateness);
    // A window that is past comes out again at once.
    if (last <= this.watermark) this.fire(group, partition);
    else this.firing.register(group, last);
  }

  private newVersion(group: number): number {
    this.versionGroup.push(group);
    this.accumulators.forEach((a, i) => {
      a.write(group, this.versions.columns[i] as TableBuilder['columns'][number]);
    });
    return this.versionGroup.length - 1;
  }

  private fire(group: number, partition: number): void {
    const version = this.output.log.liveVersion(group) as number;
    this.output.emit({ version, input: NONE, ref: version }, { time: lastOf(this.endOf(group)), partition });
  }

  advance(watermark: number): void {
    this.watermark = watermark;
    for (let due = this.firing.take(watermark); due; due = this.firing.take(watermark)) this.fire(due.number, 0);
    for (let due = this.cleanup.take(watermark); due; due = this.cleanup.take(watermark)) {
      const group = due.number;
      for (const a of this.accumulators) a.evict(group);
      this.output.log.evicted(group, this.output.log.liveVersion(group) as number);
    }
  }

  snapshot(): () => void {
    const timers = [this.firing.snapshot(), this.cleanup.snapshot()];
    const held = [...this.output.log.liveVersions.keys()].map((group) => ({
      group,
      restore: remembered(this.accumulators, group),
    }));
    const log = this.output.log.snapshot();
    return () => {
      log();
      for (const restore of timers) restore();
      for (const { group, restore } of held) restore(group);
      this.watermark = Number.NEGATIVE_INFINITY;
    };
  }

  column(id: string): (version: number) => Value {
    const { window, windowId, keyIds, aggregates } = this.plan;
    const groupOf = (version: number): number => this.versionGroup.get(version);
    if (id === `${windowId}.end`) return (version) => this.endOf(groupOf(version));
    if (id === `${windowId}.start`) return (version) => this.endOf(groupOf(version)) - window.size;
    const key = keyIds.indexOf(id);
    if (key >= 0) return (version) => this.keys.values(this.index.tuples.get(groupOf(version)))[key] as Value;
    const held = this.versions.columns[aggregates.findIndex((a) => a.id === id)];
    return (version) => (held as TableBuilder['columns'][number]).get(version);
  }

  finish(): Untrue {
    const groups = new TableBuilder([
      { name: 'windowStart', type: 'timestamp' },
      { name: 'windowEnd', type: 'timestamp' },
      ...this.plan.keySpecs,
    ]);
    for (let group = 0; group < this.index.count; group++) {
      const end = this.endOf(group);
      groups.pushRow([end - this.plan.window.size, end, ...this.keys.values(this.index.tuples.get(group))]);
    }
    return {
      operatorName: 'WindowOperator',
      step: this.plan.step,
      groups: groups.finish(),
      windowed: true,
      versionGroup: this.versionGroup.finish(),
      versions: this.versions.finish(),
    };
  }
}
