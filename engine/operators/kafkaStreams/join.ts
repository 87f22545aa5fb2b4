/**
 * A join of two streams in Kafka Streams: a row meets what the other side's store keeps, the moment it arrives; a row of an
 * outer side that has met nothing waits until nothing can come any more. Kafka Streams: `KStreamKStreamJoin`,
 * `KStreamJoinWindow`, `TimestampedKeyAndJoinSide`.
 */
import type { JoinType } from '../../scenario/scenario';
import { ColumnBuilder, GrowableUint32, TableBuilder } from '../../trace/growable';
import { JoinTiesBuilder } from '../../trace/joinTies';
import { NONE } from '../../trace/trace';
import type { ColumnSpec, Value } from '../../values';
import type { KeyEncoder } from '../groups';
import { WITHOUT_KEY } from '../operator';
import type { RecordOutput, Stamp, Untrue } from '../recordOperator';
import { Timers } from '../timers';
import { due, eachTask, type KafkaOperator, type KafkaRun, Looks } from './kafkaOperator';
import { Segments } from './segments';

export interface KafkaJoinSide {
  readonly keys: KeyEncoder;
  /** A part of the key is null: then the record has none. */
  readonly withoutKey: (ref: number) => boolean;
  readonly read: (id: string) => (ref: number) => Value;
  /** Ids of its columns. */
  readonly owns: ReadonlySet<string>;
}

export interface KafkaJoinPlan {
  readonly step: string;
  readonly type: JoinType;
  readonly keySpecs: readonly ColumnSpec[];
  readonly sides: readonly [left: KafkaJoinSide, right: KafkaJoinSide];
  /** The right time lies in [left time - before, left time + after]; microseconds, whole milliseconds. */
  readonly before: number;
  readonly after: number;
  readonly grace: number;
}

const LEFT = 0;
const RIGHT = 1;
const SIDES = [LEFT, RIGHT] as const;

/** A row of a side, in its store or waiting. */
interface Kept {
  readonly ref: number;
  readonly port: number;
  readonly key: number;
  readonly time: number;
  readonly group: number;
  readonly version: number;
}

/** A side's window store in one task. */
class SideStore {
  readonly byKey = new Map<number, Kept[]>();
  readonly times = new Timers();
  readonly rows = new Map<number, Kept>();
  constructor(readonly segments: Segments) {}

  add(row: Kept): void {
    const others = this.byKey.get(row.key);
    if (others) others.push(row);
    else this.byKey.set(row.key, [row]);
    this.rows.set(row.version, row);
    this.times.register(row.version, row.time);
  }

  snapshot(): () => void {
    const rows = [...this.rows.values()];
    const segments = this.segments.snapshot();
    const times = this.times.snapshot();
    return () => {
      this.byKey.clear();
      this.rows.clear();
      for (const row of rows) this.add(row);
      times();
      segments();
    };
  }

  /** Takes out what the store gives out no more. */
  expired(): Kept[] {
    return [...due(this.times, this.segments.hiddenUpTo)].map((version) => {
      const row = this.rows.get(version) as Kept;
      this.rows.delete(version);
      const others = (this.byKey.get(row.key) as Kept[]).filter((r) => r !== row);
      if (others.length > 0) this.byKey.set(row.key, others);
      else this.byKey.delete(row.key);
      return row;
    });
  }
}

/** What a task has for itself. */
class JoinTask {
  /** The join's own stream time, of both sides together. */
  streamTime = Number.NEGATIVE_INFINITY;
  looks = new Looks();
  readonly stores: readonly [SideStore, SideStore];
  /** Rows of an outer side that have met nothing, by time. */
  readonly waiting = new Map<number, Kept[]>();
  /** The smallest time of waiting rows as far as the operator keeps account of it; null: none. */
  earliest: number | null = null;

  constructor(retention: number) {
    this.stores = [new SideStore(new Segments(retention)), new SideStore(new Segments(retention))];
  }
}

export class KafkaJoin implements KafkaOperator {
  private readonly tasks: readonly JoinTask[];
  /** Which sides' rows come out, filled up with nulls, where they meet nothing. */
  private readonly outer: readonly [boolean, boolean];
  private readonly pairs = [new GrowableUint32(), new GrowableUint32()] as const;
  private readonly ties = new JoinTiesBuilder();
  /** A group of the trace is one row of a side. */
  private readonly groups: TableBuilder;
  private readonly versionGroup = new GrowableUint32();
  private readonly until = new ColumnBuilder('timestamp');

  constructor(
    private readonly plan: KafkaJoinPlan,
    private readonly run: KafkaRun,
    private readonly output: RecordOutput,
  ) {
    this.outer = [plan.type === 'leftOuter' || plan.type === 'fullOuter', plan.type === 'fullOuter'];
    this.tasks = eachTask(run.tasks, () => new JoinTask(this.retention));
    this.groups = new TableBuilder([SIDE, ...plan.keySpecs, TIME]);
  }

  private get retention(): number {
    return this.plan.before + this.plan.after + this.plan.grace;
  }

  take(ref: number, port: number, stamp: Stamp): number {
    const { time, partition } = stamp;
    const task = this.tasks[partition] as JoinTask;
    const side = this.plan.sides[port] as KafkaJoinSide;
    // Also a record without a key moves the join's time.
    task.streamTime = Math.max(task.streamTime, time);
    if (side.withoutKey(ref)) {
      if (!this.outer[port]) {
        this.output.late(ref, port);
        return WITHOUT_KEY;
      }
      // No store is asked for it, and none keeps it.
      const group = this.groupOf(ref, port, time);
      this.output.log.grouped(group);
      this.emitAlone({ ref, port, version: NONE, group }, stamp);
      return 1;
    }
    const row = this.keep(task, ref, port, stamp);
    if (time === task.streamTime && (this.outer[LEFT] || this.outer[RIGHT])) this.look(task, port, stamp);
    const met = this.meet(task, row, stamp);
    if (!met && this.outer[port]) this.wait(task, row, stamp);
    this.expire(task, row);
    return 1;
  }

  closedUpTo(): number {
    return Number.NEGATIVE_INFINITY;
  }

  snapshot(): () => void {
    const log = this.output.log.snapshot();
    const tasks = this.tasks.map(({ stores, waiting }) => ({
      stores: stores.map((store) => store.snapshot()),
      waiting: [...waiting].map(([time, rows]) => [time, [...rows]] as const),
    }));
    return () => {
      log();
      this.tasks.forEach((task, i) => {
        const { stores, waiting } = tasks[i] as (typeof tasks)[number];
        for (const restore of stores) restore();
        task.waiting.clear();
        for (const [time, rows] of waiting) task.waiting.set(time, [...rows]);
      });
    };
  }

  committed(): void {
    for (const { stores } of this.tasks) for (const { segments } of stores) segments.saved();
  }

  forget(isKept: boolean): void {
    for (const task of this.tasks) {
      for (const { segments } of task.stores) segments.restarted(isKept);
      task.streamTime = Number.NEGATIVE_INFINITY;
      task.looks = new Looks();
      task.earliest = null;
    }
  }

  private groupOf(ref: number, port: number, time: number): number {
    const { keys } = this.plan.sides[port] as KafkaJoinSide;
    return this.groups.pushRow([port === LEFT ? 'left' : 'right', ...keys.values(keys.tuple(ref)), time]);
  }

  /** Writes a row into its side's store, which refuses what is too old for it; the row goes on either way. */
  private keep(task: JoinTask, ref: number, port: number, { time }: Stamp): Kept {
    const key = (this.plan.sides[port] as KafkaJoinSide).keys.tuple(ref);
    const group = this.groupOf(ref, port, time);
    const store = task.stores[port] as SideStore;
    store.segments.write(time);
    const row = { ref, port, key, time, group, version: this.versionGroup.length };
    if (time < store.segments.droppedBefore) {
      this.output.log.late(group);
      this.output.late(ref, port);
      return { ...row, version: NONE };
    }
    this.output.log.grouped(group);
    this.versionGroup.push(group);
    this.until.push(time + this.retention);
    this.output.log.put(group, row.version);
    store.add(row);
    return row;
  }

  /** @returns whether there was a partner */
  private meet(task: JoinTask, row: Kept, stamp: Stamp): boolean {
    const { before, after } = this.plan;
    const store = task.stores[1 - row.port] as SideStore;
    const [from, to] =
      row.port === LEFT ? [row.time - before, row.time + after] : [row.time - after, row.time + before];
    let met = false;
    for (const other of store.byKey.get(row.key) ?? []) {
      if (other.time < from || other.time > to || other.time <= store.segments.hiddenUpTo) continue;
      met = true;
      this.stopWaiting(task, other);
      const [left, right] = row.port === LEFT ? [row, other] : [other, row];
      this.emitPair([left.ref, right.ref], [left.group, right.group], NONE, {
        ...stamp,
        time: Math.max(row.time, other.time),
      });
    }
    return met;
  }

  /** Until when a row of a side can be met, without the grace. */
  private reach(port: number): number {
    return port === LEFT ? this.plan.after : this.plan.before;
  }

  private wait(task: JoinTask, row: Kept, stamp: Stamp): void {
    if (row.time + this.reach(row.port) < task.streamTime) {
      this.emitAlone(row, stamp);
      return;
    }
    const others = task.waiting.get(row.time);
    if (others) others.push(row);
    else task.waiting.set(row.time, [row]);
    task.earliest = Math.min(task.earliest ?? row.time, row.time);
  }

  /** A partner has come: for all rows of that side, key and time, which the store of waiting rows keeps together. */
  private stopWaiting(task: JoinTask, { port, key, time }: Kept): void {
    if (!this.outer[port]) return;
    const rows = task.waiting.get(time);
    const left = rows?.filter((r) => r.port !== port || r.key !== key);
    if (!rows || !left || left.length === rows.length) return;
    if (left.length > 0) task.waiting.set(time, left);
    else task.waiting.delete(time);
    for (const row of rows) if (!left.includes(row)) this.leave(task, row);
  }

  /**
   * Looks for waiting rows that are over. The account of the earliest one is kept as the library keeps it: after a walk it
   * is the last one seen, so that a row between is found only when that one is over, or when an earlier one comes.
   */
  private look(task: JoinTask, port: number, stamp: Stamp): void {
    const { grace } = this.plan;
    const reach = this.reach(port) + grace;
    const mayFind = task.earliest === null ? reach > 0 : task.earliest + reach < task.streamTime;
    if (!mayFind || !task.looks.take(this.run.now())) return;
    task.earliest = null;
    const open = [false, false];
    for (const row of this.inOrder(task)) {
      task.earliest = row.time;
      if (open[LEFT] && open[RIGHT]) break;
      if (row.time + this.reach(row.port) + grace >= task.streamTime) {
        open[row.port] = true;
        continue;
      }
      this.stopWaitingAlone(task, row);
      this.emitAlone(row, stamp);
      this.leave(task, row);
    }
  }

  /** The waiting rows by time, left ones first. */
  private inOrder(task: JoinTask): Kept[] {
    const times = [...task.waiting.keys()].sort((a, b) => a - b);
    return times.flatMap((time) => [...(task.waiting.get(time) as Kept[])].sort((a, b) => a.port - b.port));
  }

  private stopWaitingAlone(task: JoinTask, row: Kept): void {
    const left = (task.waiting.get(row.time) as Kept[]).filter((r) => r !== row);
    if (left.length > 0) task.waiting.set(row.time, left);
    else task.waiting.delete(row.time);
  }

  private isWaiting(task: JoinTask, row: Kept): boolean {
    return task.waiting.get(row.time)?.includes(row) ?? false;
  }

  /** A row waits no more; the state holds it no longer if its store does not. */
  private leave(task: JoinTask, row: Kept): void {
    if (row.version !== NONE && !(task.stores[row.port] as SideStore).rows.has(row.version))
      this.output.log.evicted(row.group, row.version);
  }

  /** The rows that a side's store gives out no more, by the row that it was given. */
  private expire(task: JoinTask, { port }: Kept): void {
    for (const row of (task.stores[port] as SideStore).expired())
      if (!this.isWaiting(task, row)) this.output.log.evicted(row.group, row.version);
  }

  private emitAlone(
    { ref, port, version, group }: Pick<Kept, 'ref' | 'port' | 'version' | 'group'>,
    stamp: Stamp,
  ): void {
    const beside = (own: number): readonly [number, number] => (port === LEFT ? [own, NONE] : [NONE, own]);
    this.emitPair(beside(ref), beside(group), version, stamp);
  }

  private emitPair(
    [left, right]: readonly [number, number],
    groups: readonly [left: number, right: number],
    version: number,
    stamp: Stamp,
  ): void {
    this.ties.push(this.output.log.lastEntry, ...groups);
    this.pairs[LEFT].push(left);
    this.pairs[RIGHT].push(right);
    this.output.emit({ version, input: NONE, ref: this.pairs[LEFT].length - 1 }, stamp);
  }

  column(id: string): (ref: number) => Value {
    const base = id.replace(/\.(start|end)$/, '');
    const port = SIDES.find((s) => this.plan.sides[s].owns.has(base)) ?? RIGHT;
    const read = this.plan.sides[port].read(id);
    return (ref) => {
      const row = this.pairs[port].get(ref);
      return row === NONE ? null : read(row);
    };
  }

  finish(): Untrue {
    return {
      operatorName: 'KStreamKStreamJoin',
      step: this.plan.step,
      join: {
        type: this.plan.type,
        lower: -this.plan.before,
        upper: this.plan.after,
        ties: this.ties.finish(),
      },
      groups: this.groups.finish(),
      windowed: false,
      versionGroup: this.versionGroup.finish(),
      versions: { specs: [UNTIL], columns: [this.until.finish()], count: this.versionGroup.length },
    };
  }
}

const SIDE: ColumnSpec = { name: 'side', type: 'string' };
const TIME: ColumnSpec = { name: 'eventTime', type: 'timestamp' };
const UNTIL: ColumnSpec = { name: 'until', type: 'timestamp' };
