/**
 * A join of two streams: both sides keep their rows, and each new row is compared with what the other side keeps.
 * Spark: `StreamingSymmetricHashJoinExec`.
 */
import type { JoinType } from '../scenario/scenario';
import { MILLISECOND } from '../time';
import { ColumnBuilder, GrowableUint32, TableBuilder } from '../trace/growable';
import { JoinTiesBuilder } from '../trace/joinTies';
import { NONE, type OperatorTrace } from '../trace/trace';
import type { ColumnSpec, Value } from '../values';
import type { KeyEncoder } from './groups';
import { JoinState } from './joinState';
import type { BatchWatermarks, Emission, Mode, StatefulOperator } from './operator';
import type { StateLog } from './stateLog';

export interface JoinSidePlan {
  readonly keys: KeyEncoder;
  /** A key that equals nothing, where the whole answer is computed at once. */
  readonly neverEqual: (ref: number) => boolean;
  /** The watermark's column, microseconds, NaN for null; null where the side has none: nothing of it is late. */
  readonly eventTime: ((ref: number) => number) | null;
  /** When a row is let go: `time` at or below `at(watermark)`; null: never. */
  readonly bound: { readonly time: (ref: number) => number; readonly at: (watermark: number) => number } | null;
  /** A row of which this is not true matches nothing. */
  readonly admits: ((ref: number) => boolean) | null;
  readonly read: (id: string) => (ref: number) => Value;
  /** Ids of its columns. */
  readonly owns: ReadonlySet<string>;
}

export interface JoinPlan {
  readonly step: string;
  readonly type: JoinType;
  readonly keySpecs: readonly ColumnSpec[];
  readonly sides: readonly [left: JoinSidePlan, right: JoinSidePlan];
  /** The conditions that are no equality. */
  readonly matches: ((left: number, right: number) => boolean) | null;
  /** Between the event times: see `JoinTrace`. */
  readonly lower: number;
  readonly upper: number;
}

const LEFT = 0;
const RIGHT = 1;
/** Which sides' rows come out, filled up with nulls, where they match nothing. */
const KEEPS: Readonly<Record<JoinType, readonly [left: boolean, right: boolean]>> = {
  inner: [false, false],
  leftSemi: [false, false],
  leftOuter: [true, false],
  rightOuter: [false, true],
  fullOuter: [true, true],
};

export class Join implements StatefulOperator {
  private readonly states: readonly [JoinState, JoinState];
  private watermarks: BatchWatermarks = { late: Number.NEGATIVE_INFINITY, evict: Number.NEGATIVE_INFINITY };
  private waiting: [number[], number[]] = [[], []];
  private dropped = 0;
  private updated = 0;
  private removed = 0;
  private emitted: Emission[] = [];
  /** What came out: a row of each side, NONE for nulls. */
  private readonly pairs = [new GrowableUint32(), new GrowableUint32()] as const;
  private readonly ties = new JoinTiesBuilder();
  /** A group of the trace is one row of a side. */
  private readonly groups: TableBuilder;
  private readonly groupOfRef: [number[], number[]] = [[], []];
  private readonly versionGroup = new GrowableUint32();
  private readonly until = new ColumnBuilder('timestamp');

  constructor(
    private readonly plan: JoinPlan,
    private readonly mode: Mode,
    private readonly log: StateLog,
  ) {
    this.states = [new JoinState(), new JoinState()];
    this.groups = new TableBuilder([SIDE, ...plan.keySpecs, TIME]);
  }

  /** What is kept does not depend on the matches, but for a left semi join. */
  onlyGroups(): void {
    this.matchless = this.plan.type !== 'leftSemi';
  }
  private matchless = false;

  beginBatch(watermarks: BatchWatermarks): void {
    this.waiting = [[], []];
    this.dropped = 0;
    this.updated = 0;
    this.removed = 0;
    this.emitted = [];
    if (this.mode !== 'recompute') this.watermarks = watermarks;
  }

  take(ref: number, port: number): number {
    const { eventTime } = this.plan.sides[port] as JoinSidePlan;
    const group = this.groupOf(ref, port);
    if (eventTime && eventTime(ref) <= this.watermarks.late) {
      this.dropped++;
      this.log.late(group);
    } else {
      this.log.grouped(group);
      this.waiting[port]?.push(ref);
    }
    return 1;
  }

  /** Rows are handled one by one: where a partition ends makes no difference. */
  nextPartition(): void {}

  /**
   * The rows of one side meet what the other side keeps, then the other side's rows all that is kept, these included. A
   * left semi join begins with the right side (measured: case join-left-semi-first-match), the others with the left.
   */
  endBatch(): ReturnType<StatefulOperator['endBatch']> {
    for (const port of this.plan.type === 'leftSemi' ? [RIGHT, LEFT] : [LEFT, RIGHT])
      for (const ref of this.waiting[port] as number[]) this.joinRow(ref, port);
    for (const port of [LEFT, RIGHT]) {
      const { bound } = this.plan.sides[port] as JoinSidePlan;
      if (bound && this.mode !== 'recompute') this.letGo(port, bound.at(this.watermarks.evict));
    }
    if (this.mode === 'recompute') this.finishAll();
    const total = this.states[LEFT].held + this.states[RIGHT].held;
    return {
      metrics: { total, updated: this.updated, removed: this.removed, dropped: this.dropped },
      emitted: this.emitted,
    };
  }

  private joinRow(ref: number, port: number): void {
    const { type } = this.plan;
    const { admits, keys } = this.plan.sides[port] as JoinSidePlan;
    if (admits && !admits(ref)) {
      if (KEEPS[type][port]) this.emit(port, ref, NONE, NONE);
      return;
    }
    const key = keys.tuple(ref);
    const matched = this.meet(ref, port, key);
    if (type === 'leftSemi' && port === LEFT && matched) return;
    // The last comparison of an expired right row is over; a left row has this batch's right rows still to come.
    const expired = port === RIGHT && this.isExpired(ref);
    if (!expired || (KEEPS[type][RIGHT] && !matched)) this.store(ref, port, key, matched);
  }

  /** Compares a row with what the other side keeps. @returns whether it matched */
  private meet(ref: number, port: number, key: number): boolean {
    const { type, matches, sides } = this.plan;
    if (this.matchless) return false;
    if (this.mode === 'recompute' && (sides[port] as JoinSidePlan).neverEqual(ref)) return false;
    const semi = type === 'leftSemi';
    const other = this.states[1 - port] as JoinState;
    let matched = false;
    // A copy where rows leave on the way.
    const candidates = semi && port === RIGHT ? [...other.under(key)] : other.under(key);
    for (const slot of candidates) {
      const found = other.refOf(slot);
      if (matches && !(port === LEFT ? matches(ref, found) : matches(found, ref))) continue;
      matched = true;
      other.setMatched(slot);
      if (!semi) this.emit(port, ref, found, NONE);
      else if (port === LEFT) {
        this.emit(LEFT, ref, NONE, NONE, found);
        return true;
      } else {
        this.emit(LEFT, found, NONE, NONE, ref);
        this.remove(LEFT, slot);
      }
    }
    return matched;
  }

  private isExpired(ref: number): boolean {
    const { bound } = this.plan.sides[RIGHT];
    return bound !== null && this.mode !== 'recompute' && bound.time(ref) <= bound.at(this.watermarks.evict);
  }

  private store(ref: number, port: number, key: number, matched: boolean): void {
    const { bound } = this.plan.sides[port] as JoinSidePlan;
    const group = this.groupOf(ref, port);
    const version = this.versionGroup.length;
    this.versionGroup.push(group);
    const time = bound ? bound.time(ref) : Number.NaN;
    this.until.push(bound && !Number.isNaN(time) ? keptUntil(time, bound.at) : null);
    (this.states[port] as JoinState).add(ref, key, time, matched, version);
    this.updated++;
    if (this.mode !== 'recompute') this.log.put(group, version);
  }

  private remove(port: number, slot: number): number {
    const state = this.states[port] as JoinState;
    const version = state.versionOf(slot);
    state.remove(slot);
    this.removed++;
    if (this.mode !== 'recompute') this.log.evicted(this.versionGroup.get(version), version);
    return version;
  }

  private letGo(port: number, at: number): void {
    const state = this.states[port] as JoinState;
    const keeps = KEEPS[this.plan.type][port];
    for (let slot = state.first(at); slot >= 0; slot = state.first(at)) {
      const [ref, matched] = [state.refOf(slot), state.isMatched(slot)];
      const version = this.remove(port, slot);
      if (keeps && !matched) this.emit(port, ref, NONE, version);
    }
  }

  /** Over everything at once: what matched nothing comes out at the end, and nothing is kept for the next time. */
  private finishAll(): void {
    for (const port of [LEFT, RIGHT]) {
      const state = this.states[port] as JoinState;
      if (KEEPS[this.plan.type][port])
        for (const slot of state.all())
          if (!state.isMatched(slot)) this.emit(port, state.refOf(slot), NONE, state.versionOf(slot));
      state.clear();
    }
  }

  snapshot(): () => void {
    const log = this.log.snapshot();
    const states = this.states.map((state) => state.snapshot());
    return () => {
      log();
      for (const restore of states) restore();
      this.waiting = [[], []];
    };
  }

  /** @param met the row that it met, of which nothing comes out */
  private emit(port: number, ref: number, other: number, version: number, met = other): void {
    this.pairs[LEFT].push(port === LEFT ? ref : other);
    this.pairs[RIGHT].push(port === LEFT ? other : ref);
    const own = this.groupOf(ref, port);
    const its = met === NONE ? NONE : this.groupOf(met, 1 - port);
    this.ties.push(this.log.lastEntry, port === LEFT ? own : its, port === LEFT ? its : own);
    this.emitted.push({ version, input: NONE, ref: this.pairs[LEFT].length - 1 });
  }

  private groupOf(ref: number, port: number): number {
    const known = this.groupOfRef[port] as number[];
    const group = known[ref];
    if (group !== undefined) return group;
    const { keys, eventTime } = this.plan.sides[port] as JoinSidePlan;
    const time = eventTime ? eventTime(ref) : Number.NaN;
    const row = [port === LEFT ? 'left' : 'right', ...keys.values(keys.tuple(ref)), Number.isNaN(time) ? null : time];
    known[ref] = this.groups.pushRow(row);
    return known[ref] as number;
  }

  column(id: string): (ref: number) => Value {
    const base = id.replace(/\.(start|end)$/, '');
    const port = this.plan.sides[LEFT].owns.has(base) ? LEFT : RIGHT;
    const read = (this.plan.sides[port] as JoinSidePlan).read(id);
    const refs = this.pairs[port] as GrowableUint32;
    return (ref) => {
      const row = refs.get(ref);
      return row === NONE ? null : read(row);
    };
  }

  /** Rows wait for a match, so that what comes out can be as old as what is kept. */
  passes(watermark: number): number {
    return this.plan.sides.reduce((least, { bound }) => Math.min(least, bound?.at(watermark) ?? watermark), watermark);
  }

  get wantsNoDataBatch(): boolean {
    return this.plan.sides.some((side) => side.bound !== null);
  }

  finish(): OperatorTrace {
    const count = this.groups.count;
    const { type, lower, upper, sides } = this.plan;
    const untested = (['left', 'right'] as const).filter((_, side) => sides[side]?.eventTime === null);
    return {
      operatorName: 'symmetricHashJoin',
      step: this.plan.step,
      join: { type, lower, upper, ...(untested.length > 0 && { untested }), ties: this.ties.finish() },
      groups: this.groups.finish(),
      windowed: false,
      versionGroup: this.versionGroup.finish(),
      versions: { specs: [UNTIL], columns: [this.until.finish()], count: this.versionGroup.length },
      truth: {
        specs: [UNTIL],
        columns: [{ type: 'timestamp', values: new Float64Array(count), nulls: new Uint8Array(count).fill(1) }],
        count,
      },
      truthRows: new Uint32Array(count),
      truthSteps: null,
    };
  }
}

const SIDE: ColumnSpec = { name: 'side', type: 'string' };
const TIME: ColumnSpec = { name: 'eventTime', type: 'timestamp' };
const UNTIL: ColumnSpec = { name: 'until', type: 'timestamp' };

/** The first watermark that lets a row of a time go: `at` of it reaches that time. Spark's watermarks are whole milliseconds. */
function keptUntil(time: number, at: (watermark: number) => number): number {
  const whole = Math.ceil(time / MILLISECOND) * MILLISECOND;
  return whole + (whole - at(whole));
}
