/**
 * Tumbling and hopping windows of Kafka Streams: each update comes out, or only the last one. Kafka Streams:
 * `KStreamWindowAggregate`, `KTableSuppressProcessorSupplier`.
 */
import { TableBuilder } from '../../trace/growable';
import { NONE } from '../../trace/trace';
import type { Value } from '../../values';
import { AggregateVersions } from '../aggregateVersions';
import type { AggregatePlan } from '../bind';
import { GroupIndex, type KeyEncoder } from '../groups';
import { WITHOUT_KEY } from '../operator';
import type { RecordOutput, Stamp, Untrue } from '../recordOperator';
import { Timers } from '../timers';
import { due, eachTask, type KafkaOperator, type KafkaRun, Looks, type WindowSettings } from './kafkaOperator';
import { isNullKey } from './nullKey';
import { Segments } from './segments';

export type TimeWindowsPlan = AggregatePlan & { readonly window: NonNullable<AggregatePlan['window']> };

export class KafkaTimeWindows implements KafkaOperator {
  private readonly keys: KeyEncoder;
  /** A group is a window of a key in a task: its second number is both. */
  private readonly index = new GroupIndex();
  private readonly versions: AggregateVersions;
  /** The operator's own stream time: the largest timestamp that reached it with a key. */
  private readonly streamTime: Float64Array;
  private looks: readonly Looks[];
  /** Open windows of each task by their end. */
  private readonly closing: readonly Timers[];
  /** `onWindowClose`: up to which end each task has given windows out; it is committed with the offsets. */
  private readonly lastClose: Float64Array;
  private committedClose: Float64Array;
  /** Closed windows that the store of each task still has: only a restart makes a row find one. */
  private readonly closed: readonly Map<number, { readonly version: number; committed: boolean }>[];
  private readonly stores: readonly Segments[];
  /** Such windows that a row has found, as they were before. */
  private readonly reopened = new Map<number, (into: number) => void>();

  constructor(
    private readonly plan: TimeWindowsPlan,
    private readonly settings: WindowSettings,
    private readonly run: KafkaRun,
    private readonly output: RecordOutput,
  ) {
    this.keys = plan.keyEncoder();
    this.versions = new AggregateVersions(plan.aggregates);
    this.streamTime = new Float64Array(run.tasks).fill(Number.NEGATIVE_INFINITY);
    this.looks = eachTask(run.tasks, () => new Looks());
    this.closing = eachTask(run.tasks, () => new Timers());
    this.lastClose = new Float64Array(run.tasks).fill(Number.NEGATIVE_INFINITY);
    this.committedClose = this.lastClose.slice();
    this.closed = eachTask(run.tasks, () => new Map());
    this.stores = eachTask(run.tasks, () => new Segments(plan.window.size + settings.grace));
  }

  take(ref: number, _port: number, stamp: Stamp): number {
    const { time, partition: task } = stamp;
    const tuple = this.keys.tuple(ref);
    if (isNullKey(this.keys, tuple)) {
      this.output.late(ref, 0);
      return WITHOUT_KEY;
    }
    this.streamTime[task] = Math.max(this.streamTime[task] as number, time);
    const groups = this.groupsOf(time, tuple, task);
    const open = groups.filter((group) => this.endOf(group) > this.closedUpTo(task));
    for (const group of groups)
      if (open.includes(group)) this.output.log.grouped(group);
      else this.output.log.late(group);
    const refused = open.filter((group) => !this.count(ref, group, stamp));
    if (refused.length === open.length) this.output.late(ref, 0);
    if (this.settings.emit !== 'onWindowClose' || this.looks[task]?.take(this.run.now())) this.close(task);
    return groups.length;
  }

  closedUpTo(task: number): number {
    return (this.streamTime[task] as number) - this.settings.grace;
  }

  /** The windows that hold an instant, the earliest first; none begins before the epoch. */
  private groupsOf(time: number, tuple: number, task: number): number[] {
    const { size, slide } = this.plan.window;
    const groups: number[] = [];
    const last = Math.floor(time / slide);
    for (let ordinal = Math.floor(Math.max(0, time - size + slide) / slide); ordinal <= last; ordinal++)
      groups.push(this.index.find(ordinal, tuple * this.run.tasks + task));
    return groups;
  }

  private startOf(group: number): number {
    return (this.index.ordinals.array[group] as number) * this.plan.window.slide;
  }

  private endOf(group: number): number {
    return this.startOf(group) + this.plan.window.size;
  }

  /** @returns false if the store refuses what comes out: after a restart a row may be older than all that it keeps */
  private count(ref: number, group: number, stamp: Stamp): boolean {
    const store = this.stores[stamp.partition] as Segments;
    const isHidden = this.startOf(group) <= store.hiddenUpTo;
    if (this.output.log.liveVersion(group) === undefined) {
      const closed = this.closed[stamp.partition] as Map<number, unknown>;
      if (closed.delete(group) && !isHidden) this.reopened.set(group, this.versions.snapshot(group));
      else this.versions.begin(group);
      this.closing[stamp.partition]?.register(group, this.endOf(group));
    } else if (isHidden) this.versions.begin(group);
    store.write(this.startOf(group));
    this.versions.add(group, ref);
    const version = this.versions.write(group, group);
    this.output.log.put(group, version);
    if (this.settings.emit === 'onUpdate') this.output.emit({ version, input: NONE, ref: version }, stamp);
    return this.startOf(group) >= store.droppedBefore;
  }

  /** What can change no more leaves the state; it comes out now, unless it has come out all the time. */
  private close(task: number): void {
    const until = this.closedUpTo(task);
    const given = this.lastClose[task] as number;
    if (this.settings.emit === 'onWindowClose') {
      // What was given out before a restart is not given out again.
      if (!(until > given)) return;
      this.lastClose[task] = until;
    }
    for (const group of due(this.closing[task] as Timers, until)) {
      const version = this.output.log.liveVersion(group) as number;
      this.output.log.evicted(group, version);
      if (this.run.mayCrash) this.closed[task]?.set(group, { version, committed: false });
      if (this.settings.emit !== 'onUpdate' && this.endOf(group) > given)
        this.output.emit({ version, input: NONE, ref: version }, { time: this.startOf(group), partition: task });
    }
  }

  snapshot(): () => void {
    const log = this.output.log;
    const held = [...log.liveVersions.keys()].map((group) => ({ group, restore: this.versions.snapshot(group) }));
    const closed = this.closed.map((windows) => [...windows]);
    const parts = [...this.closing.map((c) => c.snapshot()), ...this.stores.map((s) => s.snapshot()), log.snapshot()];
    this.reopened.clear();
    return () => {
      for (const [group, restore] of this.reopened) restore(group);
      this.reopened.clear();
      for (const restore of parts) restore();
      for (const { group, restore } of held) restore(group);
      this.closed.forEach((windows, task) => {
        windows.clear();
        for (const [group, facts] of closed[task] as (typeof closed)[number]) windows.set(group, facts);
      });
    };
  }

  committed(): void {
    this.committedClose = this.lastClose.slice();
    for (const store of this.stores) store.saved();
    this.closed.forEach((windows, task) => {
      const { hiddenUpTo } = this.stores[task] as Segments;
      for (const [group, facts] of windows)
        if (this.startOf(group) > hiddenUpTo) facts.committed = true;
        else windows.delete(group);
    });
  }

  forget(isKept: boolean): void {
    this.reopen();
    for (const store of this.stores) store.restarted(isKept);
  }

  private reopen(): void {
    this.streamTime.fill(Number.NEGATIVE_INFINITY);
    this.looks = eachTask(this.run.tasks, () => new Looks());
    this.lastClose.set(this.committedClose);
    if (this.settings.emit === 'suppress') return;
    // The store has what was given out since the commit, and nothing says any more that it was.
    this.closed.forEach((windows, task) => {
      for (const [group, { version, committed }] of windows) {
        if (committed || this.startOf(group) <= (this.stores[task] as Segments).hiddenUpTo) continue;
        windows.delete(group);
        this.output.log.restored(group, version);
        this.closing[task]?.register(group, this.endOf(group));
      }
    });
  }

  private keyOf(group: number): readonly Value[] {
    return this.keys.values(Math.floor(this.index.tuples.get(group) / this.run.tasks));
  }

  column(id: string): (version: number) => Value {
    const { windowId, keyIds } = this.plan;
    const groupOf = (version: number): number => this.versions.groupOf(version);
    if (id === `${windowId}.start`) return (version) => this.startOf(groupOf(version));
    if (id === `${windowId}.end`) return (version) => this.endOf(groupOf(version));
    const key = keyIds.indexOf(id);
    return key < 0
      ? (this.versions.reader(id) ?? (() => null))
      : (version) => this.keyOf(groupOf(version))[key] as Value;
  }

  finish(): Untrue {
    const groups = new TableBuilder([
      { name: 'windowStart', type: 'timestamp' },
      { name: 'windowEnd', type: 'timestamp' },
      ...this.plan.keySpecs,
    ]);
    for (let group = 0; group < this.index.count; group++)
      groups.pushRow([this.startOf(group), this.endOf(group), ...this.keyOf(group)]);
    return {
      operatorName: 'KStreamWindowAggregate',
      step: this.plan.step,
      groups: groups.finish(),
      windowed: true,
      ...this.versions.finish(),
    };
  }
}
