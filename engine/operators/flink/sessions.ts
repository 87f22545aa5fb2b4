/**
 * Session windows of Flink: a row is the window [t, t + gap), and windows of a key that intersect or touch are one. The
 * late test is made on what the row's window has become. Flink: `WindowOperator` with `EventTimeSessionWindows` and
 * `MergingWindowSet`.
 */
import { GrowableUint32, TableBuilder } from '../../trace/growable';
import { NONE } from '../../trace/trace';
import type { Value } from '../../values';
import { type Accumulator, remembered } from '../accumulators';
import type { SessionPlan } from '../bind';
import { FreeSlots } from '../freeSlots';
import type { KeyEncoder } from '../groups';
import type { RecordOutput, Stamp, Untrue } from '../recordOperator';
import { SessionGroups } from '../sessionGroups';
import { Timers } from '../timers';
import { type FlinkOperator, lastOf } from './flinkOperator';

interface Session {
  readonly start: number;
  readonly end: number;
  readonly tuple: number;
  readonly group: number;
  /** Where the accumulators keep it. */
  readonly slot: number;
}

export class FlinkSessions implements FlinkOperator {
  private readonly keys: KeyEncoder;
  private readonly accumulators: readonly Accumulator[];
  private readonly slots = new FreeSlots();
  private readonly groups = new SessionGroups();
  /** Sessions held, by key; and by group. */
  private readonly ofKey = new Map<number, Session[]>();
  private readonly byGroup = new Map<number, Session>();
  private readonly versions: TableBuilder;
  private readonly versionGroup = new GrowableUint32();
  private watermark = Number.NEGATIVE_INFINITY;
  private readonly firing = new Timers();
  private readonly cleanup = new Timers();

  constructor(
    private readonly plan: SessionPlan,
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
    const { log } = this.output;
    const tuple = this.keys.tuple(ref);
    const held = this.ofKey.get(tuple) ?? [];
    let [start, end] = [time, time + this.plan.window.gap];
    const olds = held.filter((s) => s.start <= time + this.plan.window.gap && time <= s.end);
    for (const old of olds) {
      start = Math.min(start, old.start);
      end = Math.max(end, old.end);
    }
    const group = this.groups.find(tuple, start, end);
    if (lastOf(end) + this.allowedLateness <= this.watermark) {
      log.late(group);
      this.output.late(ref, 0);
      return 1;
    }
    log.grouped(group);
    const session = this.merge(held, olds, { start, end, tuple, group });
    for (const a of this.accumulators) {
      a.clear(session.slot);
      a.add(session.slot, ref);
      a.merge(session.slot);
    }
    log.put(group, this.newVersion(session));
    if (lastOf(end) <= this.watermark) this.fire(session, partition);
    else this.firing.register(group, lastOf(end));
    this.cleanup.register(group, lastOf(end) + this.allowedLateness);
    return 1;
  }

  /** The sessions that a row touches become one; what has come out of them is not taken back. */
  private merge(held: readonly Session[], olds: readonly Session[], merged: Omit<Session, 'slot'>): Session {
    const [same] = olds;
    if (same && olds.length === 1 && same.group === merged.group) return same;
    const slot = this.slots.take();
    for (const a of this.accumulators) {
      a.clear(slot);
      a.evict(slot);
    }
    for (const old of olds) {
      for (const a of this.accumulators) a.absorb(slot, old.slot);
      this.forget(old);
      if (old.group === merged.group) continue;
      this.groups.takeOver(old.group, merged.group);
      this.output.log.evicted(old.group, this.output.log.liveVersion(old.group) as number);
    }
    const session = { ...merged, slot };
    this.ofKey.set(merged.tuple, [...held.filter((s) => !olds.includes(s)), session]);
    this.byGroup.set(merged.group, session);
    return session;
  }

  /** Its accumulators and timers are free again. */
  private forget(session: Session): void {
    for (const a of this.accumulators) a.evict(session.slot);
    this.slots.free(session.slot);
    this.byGroup.delete(session.group);
    this.firing.delete(session.group, lastOf(session.end));
    this.cleanup.delete(session.group, lastOf(session.end) + this.allowedLateness);
  }

  private newVersion({ group, slot }: Session): number {
    this.versionGroup.push(group);
    this.accumulators.forEach((a, i) => {
      a.write(slot, this.versions.columns[i] as TableBuilder['columns'][number]);
    });
    return this.versionGroup.length - 1;
  }

  private fire({ group, end }: Session, partition: number): void {
    const version = this.output.log.liveVersion(group) as number;
    this.output.emit({ version, input: NONE, ref: version }, { time: lastOf(end), partition });
  }

  advance(watermark: number): void {
    this.watermark = watermark;
    for (let due = this.firing.take(watermark); due; due = this.firing.take(watermark))
      this.fire(this.byGroup.get(due.number) as Session, 0);
    for (let due = this.cleanup.take(watermark); due; due = this.cleanup.take(watermark)) {
      const group = due.number;
      const session = this.byGroup.get(group) as Session;
      const others = (this.ofKey.get(session.tuple) as Session[]).filter((s) => s !== session);
      if (others.length > 0) this.ofKey.set(session.tuple, others);
      else this.ofKey.delete(session.tuple);
      this.forget(session);
      this.output.log.evicted(group, this.output.log.liveVersion(group) as number);
    }
  }

  snapshot(): () => void {
    const timers = [this.firing.snapshot(), this.cleanup.snapshot()];
    const held = [...this.byGroup.values()].map((session) => ({
      session,
      restore: remembered(this.accumulators, session.slot),
    }));
    const log = this.output.log.snapshot();
    return () => {
      log();
      for (const session of [...this.byGroup.values()]) this.forget(session);
      this.ofKey.clear();
      for (const { session, restore } of held) {
        const slot = this.slots.take();
        restore(slot);
        const again = { ...session, slot };
        this.byGroup.set(again.group, again);
        this.ofKey.set(again.tuple, [...(this.ofKey.get(again.tuple) ?? []), again]);
      }
      for (const restore of timers) restore();
      this.watermark = Number.NEGATIVE_INFINITY;
    };
  }

  column(id: string): (version: number) => Value {
    const { windowId, keyIds, aggregates } = this.plan;
    const { starts, ends, tuples } = this.groups;
    const groupOf = (version: number): number => this.versionGroup.get(version);
    if (id === `${windowId}.start`) return (version) => starts.array[groupOf(version)] as number;
    if (id === `${windowId}.end`) return (version) => ends.array[groupOf(version)] as number;
    const key = keyIds.indexOf(id);
    if (key >= 0) return (version) => this.keys.values(tuples.get(groupOf(version)))[key] as Value;
    const held = this.versions.columns[aggregates.findIndex((a) => a.id === id)];
    return (version) => (held as TableBuilder['columns'][number]).get(version);
  }

  finish(): Untrue {
    const { starts, ends, tuples } = this.groups;
    const groups = new TableBuilder([
      { name: 'windowStart', type: 'timestamp' },
      { name: 'windowEnd', type: 'timestamp' },
      ...this.plan.keySpecs,
    ]);
    for (let g = 0; g < this.groups.count; g++)
      groups.pushRow([starts.array[g] as number, ends.array[g] as number, ...this.keys.values(tuples.get(g))]);
    return {
      operatorName: 'WindowOperator',
      step: this.plan.step,
      groups: groups.finish(),
      windowed: true,
      versionGroup: this.versionGroup.finish(),
      versions: this.versions.finish(),
      mergedInto: this.groups.mergedInto(),
    };
  }
}
