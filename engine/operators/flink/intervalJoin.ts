/**
 * Flink's interval join: a row is kept while a partner can come, and meets what the other side keeps when it arrives.
 * Flink: `IntervalJoinOperator`.
 */
import { ColumnBuilder, GrowableUint32, TableBuilder } from '../../trace/growable';
import { JoinTiesBuilder } from '../../trace/joinTies';
import { NONE } from '../../trace/trace';
import type { ColumnSpec, Value } from '../../values';
import type { KeyEncoder } from '../groups';
import { JoinState } from '../joinState';
import type { RecordOutput, Stamp, Untrue } from '../recordOperator';
import type { FlinkOperator } from './flinkOperator';

export interface IntervalJoinSide {
  readonly keys: KeyEncoder;
  /** A key that equals nothing: a part of it is null. */
  readonly neverEqual: (ref: number) => boolean;
  readonly read: (id: string) => (ref: number) => Value;
  /** Ids of its columns. */
  readonly owns: ReadonlySet<string>;
}

export interface IntervalJoinPlan {
  readonly step: string;
  readonly keySpecs: readonly ColumnSpec[];
  readonly sides: readonly [left: IntervalJoinSide, right: IntervalJoinSide];
  /** The right time lies in [left time + lower, left time + upper]; microseconds. */
  readonly lower: number;
  readonly upper: number;
  /** What else must be true of a pair; null: nothing. */
  readonly matches: ((left: number, right: number) => boolean) | null;
}

const LEFT = 0;

export class FlinkIntervalJoin implements FlinkOperator {
  private readonly states = [new JoinState(), new JoinState()] as const;
  /** Event time of each row kept, by side and ref. */
  private readonly times: readonly [Map<number, number>, Map<number, number>] = [new Map(), new Map()];
  private watermark = Number.NEGATIVE_INFINITY;
  private readonly pairs = [new GrowableUint32(), new GrowableUint32()] as const;
  private readonly ties = new JoinTiesBuilder();
  /** A group of the trace is one row of a side. */
  private readonly groups: TableBuilder;
  private readonly versionGroup = new GrowableUint32();
  private readonly until = new ColumnBuilder('timestamp');

  constructor(
    private readonly plan: IntervalJoinPlan,
    private readonly output: RecordOutput,
  ) {
    this.groups = new TableBuilder([SIDE, ...plan.keySpecs, TIME]);
  }

  take(ref: number, port: number, { time, partition }: Stamp): number {
    const { log } = this.output;
    const side = this.plan.sides[port] as IntervalJoinSide;
    const key = side.keys.tuple(ref);
    const group = this.groups.pushRow([port === LEFT ? 'left' : 'right', ...side.keys.values(key), time]);
    if (time < this.watermark) {
      log.late(group);
      this.output.late(ref, port);
      return 1;
    }
    log.grouped(group);
    this.keep(ref, port, key, time, group);
    if (!side.neverEqual(ref)) this.meet(ref, port, key, time, partition, group);
    return 1;
  }

  private keep(ref: number, port: number, key: number, time: number, group: number): void {
    const { lower, upper } = this.plan;
    const until = time + Math.max(0, port === LEFT ? upper : -lower);
    const version = this.versionGroup.length;
    this.versionGroup.push(group);
    this.until.push(until);
    this.output.log.put(group, version);
    (this.states[port] as JoinState).add(ref, key, until, false, version);
    this.times[port as 0 | 1].set(ref, time);
  }

  private meet(ref: number, port: number, key: number, time: number, partition: number, group: number): void {
    const { lower, upper, matches } = this.plan;
    const other = this.states[1 - port] as JoinState;
    // What comes out can come back to this very join's rows in no way: no copy is needed.
    for (const slot of other.under(key)) {
      const found = other.refOf(slot);
      const [left, right] = port === LEFT ? [ref, found] : [found, ref];
      const its = this.times[(1 - port) as 0 | 1].get(found) as number;
      const apart = port === LEFT ? its - time : time - its;
      if (apart < lower || apart > upper || (matches && !matches(left, right))) continue;
      this.pairs[0].push(left);
      this.pairs[1].push(right);
      const partner = this.versionGroup.get(other.versionOf(slot));
      this.ties.push(this.output.log.lastEntry, port === LEFT ? group : partner, port === LEFT ? partner : group);
      const emission = { version: NONE, input: NONE, ref: this.pairs[0].length - 1 };
      this.output.emit(emission, { time: Math.max(time, its), partition });
    }
  }

  advance(watermark: number): void {
    this.watermark = watermark;
    for (const port of [0, 1] as const) {
      const state = this.states[port];
      for (let slot = state.first(watermark); slot >= 0; slot = state.first(watermark)) {
        const version = state.versionOf(slot);
        this.times[port].delete(state.refOf(slot));
        state.remove(slot);
        this.output.log.evicted(this.versionGroup.get(version), version);
      }
    }
  }

  snapshot(): () => void {
    const states = this.states.map((state) => state.snapshot());
    const times = this.times.map((kept) => [...kept]);
    const log = this.output.log.snapshot();
    return () => {
      log();
      for (const restore of states) restore();
      this.times.forEach((kept, port) => {
        kept.clear();
        for (const [ref, time] of times[port] as (typeof times)[number]) kept.set(ref, time);
      });
      this.watermark = Number.NEGATIVE_INFINITY;
    };
  }

  column(id: string): (ref: number) => Value {
    const base = id.replace(/\.(start|end)$/, '');
    const port = this.plan.sides[0].owns.has(base) ? 0 : 1;
    const read = this.plan.sides[port].read(id);
    return (ref) => read(this.pairs[port].get(ref));
  }

  finish(): Untrue {
    return {
      operatorName: 'IntervalJoinOperator',
      step: this.plan.step,
      join: { type: 'inner', lower: this.plan.lower, upper: this.plan.upper, ties: this.ties.finish() },
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
