/**
 * Session windows of Kafka Streams: a session is [first, last] of its rows' times, both included, and a row takes in every
 * session of its key that is no further away than the gap. Kafka Streams: `KStreamSessionWindowAggregate`,
 * `RocksDBSessionStore`, `KTableSuppressProcessorSupplier`.
 */
import { TableBuilder } from '../../trace/growable';
import { NONE } from '../../trace/trace';
import type { Value } from '../../values';
import { AggregateVersions } from '../aggregateVersions';
import type { SessionPlan } from '../bind';
import { FreeSlots } from '../freeSlots';
import type { KeyEncoder } from '../groups';
import { WITHOUT_KEY } from '../operator';
import type { RecordOutput, Stamp, Untrue } from '../recordOperator';
import { SessionGroups } from '../sessionGroups';
import { Timers } from '../timers';
import {
  due,
  eachTask,
  type KafkaOperator,
  type KafkaRun,
  Looks,
  MILLISECOND,
  type WindowSettings,
} from './kafkaOperator';
import { isNullKey } from './nullKey';
import { Segments } from './segments';

/** Added to the version that a result is made of where the result takes it back. */
const TAKEN_BACK = 2 ** 28;

/** A session in the store. */
interface Session {
  readonly start: number;
  readonly end: number;
  readonly group: number;
  /** Its key in its task. */
  readonly key: number;
  /** Where the accumulators keep it. */
  readonly slot: number;
}

/** What a task has for itself. */
class SessionTask {
  /** The operator's own stream time. */
  streamTime = Number.NEGATIVE_INFINITY;
  looks = new Looks();
  /** `onWindowClose`: up to which end it has given sessions out; it is committed with the offsets. */
  lastClose = Number.NEGATIVE_INFINITY;
  committedClose = Number.NEGATIVE_INFINITY;
  /** Sessions given out since the last commit. */
  readonly given: { readonly session: Session; readonly version: number; readonly restore: (into: number) => void }[] =
    [];
  /** Sessions in the store by key. */
  readonly ofKey = new Map<number, Session[]>();
  /** All of them: by group, and which end when. */
  readonly held = new Map<number, Session>();
  readonly ends = new Timers();
  /** Sessions that wait in the buffer of `suppress`, by their end. */
  readonly buffer = new Timers();
  constructor(readonly segments: Segments) {}
}

export class KafkaSessions implements KafkaOperator {
  private readonly keys: KeyEncoder;
  private readonly groups = new SessionGroups();
  private readonly slots = new FreeSlots();
  private readonly versions: AggregateVersions;
  private readonly tasks: readonly SessionTask[];

  constructor(
    private readonly plan: SessionPlan,
    private readonly settings: WindowSettings,
    private readonly run: KafkaRun,
    private readonly output: RecordOutput,
  ) {
    this.keys = plan.keyEncoder();
    this.versions = new AggregateVersions(plan.aggregates);
    this.tasks = eachTask(run.tasks, () => new SessionTask(new Segments(this.retention)));
  }

  private get retention(): number {
    return this.plan.window.gap + this.settings.grace;
  }

  take(ref: number, _port: number, stamp: Stamp): number {
    const { time, partition } = stamp;
    const task = this.tasks[partition] as SessionTask;
    const tuple = this.keys.tuple(ref);
    if (isNullKey(this.keys, tuple)) {
      this.output.late(ref, 0);
      return WITHOUT_KEY;
    }
    task.streamTime = Math.max(task.streamTime, time);
    const key = tuple * this.run.tasks + partition;
    const near = this.near(task, key, time);
    const start = Math.min(time, ...near.map((s) => s.start));
    const end = Math.max(time, ...near.map((s) => s.end));
    const group = this.groups.find(key, start, end);
    if (end < this.closedUpTo(partition)) {
      this.output.log.late(group);
      this.output.late(ref, 0);
    } else {
      this.output.log.grouped(group);
      this.update(task, ref, near, { start, end, group, key }, stamp);
    }
    if (this.settings.emit === 'onWindowClose') this.closeOnLook(task, partition);
    return 1;
  }

  closedUpTo(task: number): number {
    return (this.tasks[task] as SessionTask).streamTime - this.retention;
  }

  /** The sessions of a key that a row at an instant is near to and that the store still gives out, the earliest first. */
  private near(task: SessionTask, key: number, time: number): Session[] {
    const { gap } = this.plan.window;
    return (task.ofKey.get(key) ?? [])
      .filter((s) => s.end >= time - gap && s.start <= time + gap && s.end > task.segments.hiddenUpTo)
      .sort((a, b) => a.end - b.end);
  }

  private update(
    task: SessionTask,
    ref: number,
    near: readonly Session[],
    merged: Omit<Session, 'slot'>,
    stamp: Stamp,
  ): void {
    const slot = this.slots.take();
    this.versions.begin(slot);
    // A session of one instant that is hit again at that instant is written over: nothing is taken back.
    const sameInstant = merged.start === merged.end;
    for (const old of near) {
      this.versions.absorb(slot, old.slot);
      this.remove(task, old);
      if (!sameInstant) this.takeBack(task, old, merged.group, stamp);
    }
    this.versions.add(slot, ref);
    // What the store hides is written over where it is the very same session.
    const hidden = task.held.get(merged.group);
    if (hidden) this.remove(task, hidden);
    const session = { ...merged, slot };
    const others = task.ofKey.get(merged.key);
    if (others) others.push(session);
    else task.ofKey.set(merged.key, [session]);
    task.held.set(merged.group, session);
    task.ends.register(merged.group, merged.end);
    const version = this.versions.write(merged.group, slot);
    this.output.log.put(merged.group, version);
    task.segments.write(merged.end);
    if (this.settings.emit === 'onUpdate') this.output.emit({ version, input: NONE, ref: version }, stamp);
    if (this.settings.emit === 'suppress') {
      task.buffer.register(merged.group, merged.end);
      this.release(task, stamp.partition);
    }
    // After a restart a row may be older than all that the store keeps: it comes out, and the store refuses it.
    if (merged.end < task.segments.droppedBefore) this.output.late(ref, 0);
    this.expire(task);
  }

  private takeBack(task: SessionTask, old: Session, by: number, stamp: Stamp): void {
    const version = this.output.log.liveVersion(old.group) as number;
    this.output.log.deleted();
    task.buffer.delete(old.group, old.end);
    if (this.settings.emit === 'onUpdate')
      this.output.emit(
        { version, input: NONE, ref: version + TAKEN_BACK, takenBack: true },
        { ...stamp, time: old.end },
      );
    if (old.group === by) return;
    this.groups.takeOver(old.group, by);
    this.output.log.evicted(old.group, version);
  }

  /** Out of the store. */
  private remove(task: SessionTask, session: Session): void {
    const others = (task.ofKey.get(session.key) as Session[]).filter((s) => s !== session);
    if (others.length > 0) task.ofKey.set(session.key, others);
    else task.ofKey.delete(session.key);
    task.held.delete(session.group);
    task.ends.delete(session.group, session.end);
    this.slots.free(session.slot);
  }

  /**
   * What the store drops by itself. Where only final results come out it is what a deleted segment held, and is lost; else
   * nothing waits for what the store gives out no more.
   */
  private expire(task: SessionTask): void {
    const { hiddenUpTo, droppedBefore } = task.segments;
    const gone = this.settings.emit === 'onWindowClose' ? droppedBefore - MILLISECOND : hiddenUpTo;
    for (const group of due(task.ends, gone)) this.letGo(task, task.held.get(group) as Session);
  }

  private letGo(task: SessionTask, session: Session): number {
    const version = this.output.log.liveVersion(session.group) as number;
    this.remove(task, session);
    this.output.log.evicted(session.group, version);
    return version;
  }

  /** The sessions in the buffer of `suppress` that are over. Its stream time is the largest end that came to it. */
  private release(task: SessionTask, partition: number): void {
    for (const group of due(task.buffer, task.segments.hiddenUpTo))
      this.giveFinal(group, this.output.log.liveVersion(group) as number, partition);
  }

  /** What `onWindowClose` finds closed. */
  private closeOnLook(task: SessionTask, partition: number): void {
    const until = this.closedUpTo(partition);
    if (!task.looks.take(this.run.now()) || !(until > task.lastClose)) return;
    const from = task.lastClose;
    task.lastClose = until;
    for (const group of due(task.ends, until - MILLISECOND)) {
      const session = task.held.get(group) as Session;
      const restore = this.run.mayCrash ? this.versions.snapshot(session.slot) : null;
      const version = this.letGo(task, session);
      if (restore) task.given.push({ session, version, restore });
      // What was given out before a restart is not given out again.
      if (session.end >= from) this.giveFinal(group, version, partition);
    }
  }

  private giveFinal(group: number, version: number, partition: number): void {
    const time = this.groups.ends.array[group] as number;
    this.output.emit({ version, input: NONE, ref: version }, { time, partition });
  }

  snapshot(): () => void {
    const log = this.output.log.snapshot();
    const tasks = this.tasks.map((task) => ({
      held: [...task.held.values()].map((session) => ({ session, restore: this.versions.snapshot(session.slot) })),
      parts: [task.ends.snapshot(), task.buffer.snapshot(), task.segments.snapshot()],
    }));
    return () => {
      log();
      this.tasks.forEach((task, i) => {
        const { held, parts } = tasks[i] as (typeof tasks)[number];
        for (const session of [...task.held.values()]) this.remove(task, session);
        for (const { session, restore } of held) this.hold(task, session, restore);
        for (const part of parts) part();
        task.given.length = 0;
      });
    };
  }

  committed(): void {
    for (const task of this.tasks) {
      task.committedClose = task.lastClose;
      task.given.length = 0;
      task.segments.saved();
    }
  }

  forget(isKept: boolean): void {
    for (const task of this.tasks) {
      task.streamTime = Number.NEGATIVE_INFINITY;
      task.looks = new Looks();
      task.lastClose = task.committedClose;
      // The store has what was given out since the commit, and nothing says any more that it was.
      for (const { session, version, restore } of task.given) {
        if (task.held.has(session.group) || session.end < task.segments.droppedBefore) continue;
        this.hold(task, session, restore);
        task.ends.register(session.group, session.end);
        this.output.log.restored(session.group, version);
      }
      task.given.length = 0;
      task.segments.restarted(isKept);
    }
  }

  /** Back in the store. */
  private hold(task: SessionTask, session: Session, restore: (into: number) => void): void {
    const again = { ...session, slot: this.slots.take() };
    restore(again.slot);
    task.held.set(again.group, again);
    task.ofKey.set(again.key, [...(task.ofKey.get(again.key) ?? []), again]);
  }

  private keyOf(group: number): readonly Value[] {
    return this.keys.values(Math.floor(this.groups.tuples.get(group) / this.run.tasks));
  }

  column(id: string): (ref: number) => Value {
    const { windowId, keyIds } = this.plan;
    const groupOf = (ref: number): number => this.versions.groupOf(ref % TAKEN_BACK);
    if (id === `${windowId}.start`) return (ref) => this.groups.starts.array[groupOf(ref)] as number;
    if (id === `${windowId}.end`) return (ref) => this.groups.ends.array[groupOf(ref)] as number;
    const key = keyIds.indexOf(id);
    if (key >= 0) return (ref) => this.keyOf(groupOf(ref))[key] as Value;
    const read = this.versions.reader(id);
    return (ref) => (ref >= TAKEN_BACK || !read ? null : read(ref));
  }

  finish(): Untrue {
    const { starts, ends } = this.groups;
    const groups = new TableBuilder([
      { name: 'windowStart', type: 'timestamp' },
      { name: 'windowEnd', type: 'timestamp' },
      ...this.plan.keySpecs,
    ]);
    for (let g = 0; g < this.groups.count; g++)
      groups.pushRow([starts.array[g] as number, ends.array[g] as number, ...this.keyOf(g)]);
    return {
      operatorName: 'KStreamSessionWindowAggregate',
      step: this.plan.step,
      groups: groups.finish(),
      windowed: true,
      ...this.versions.finish(),
      mergedInto: this.groups.mergedInto(),
      endsEarlier: this.plan.window.gap,
    };
  }
}
