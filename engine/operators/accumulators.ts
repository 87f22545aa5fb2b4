/**
 * Aggregate functions over groups. Spark aggregates each partition of a batch by itself, merges the partitions, and then
 * merges the batch into the state (`StatefulAggregationStrategy`). Each function keeps these three values a group, so
 * that sums of doubles come out in that order, to the last bit, and longs overflow where Spark's do.
 */
import { QueryFailure } from '../queryFailure';
import type { ColumnBuilder } from '../trace/growable';
import { GrowableFloat64 } from '../trace/growable';
import type { ColumnType, Value } from '../values';
import { ApproximateDistinct } from './hyperLogLog';
import type { Hashed } from './xxHash64';

export interface Accumulator {
  readonly type: ColumnType;
  /** Adds a row to its group's aggregate of the partition. The argument is evaluated here, and may fail the query. */
  add(group: number, row: number): void;
  /** The rows that follow are another partition's: merges the partition into the batch. */
  endPartition(group: number): void;
  /** Forgets what the batch brought to a group. */
  clear(group: number): void;
  /** Merges the batch into the state. */
  merge(group: number): void;
  /** Merges the state of another group into this one's, which has been cleared and evicted or has absorbed already. */
  absorb(group: number, from: number): void;
  /** Forgets a group's state. */
  evict(group: number): void;
  /** A group's state, value by value: two that are alike go on alike. */
  held(group: number): readonly Value[];
  /** Puts what was held into a group, this one or another. */
  hold(group: number, held: readonly Value[]): void;
  /** The value held in the state. */
  value(group: number): Value;
  /** Appends that value to a column. */
  write(group: number, column: ColumnBuilder): void;
}

/** An aggregate of a query, bound to its input. */
export interface BoundAggregate {
  readonly function: AggregateFunction;
  /** Of its argument; null for `count(*)`, as that is. */
  readonly type: ColumnType | null;
  readonly argument: Argument | null;
  accumulator(): Accumulator;
}

/** Remembers a group's state of each. @returns puts it into a group, this one or another */
export function remembered(accumulators: readonly Accumulator[], group: number): (into: number) => void {
  const held = accumulators.map((a) => a.held(group));
  return (into) => {
    for (let i = 0; i < accumulators.length; i++)
      (accumulators[i] as Accumulator).hold(into, held[i] as readonly Value[]);
  };
}

export type Argument = (row: number) => Value;

/** `count(*)` (no argument) and `count(x)` (null is not counted). */
class Count implements Accumulator {
  readonly type = 'long';
  private readonly partial = new GrowableFloat64();
  private readonly state = new GrowableFloat64();
  constructor(private readonly argument: Argument | null) {}
  add(group: number, row: number): void {
    if (this.argument !== null && this.argument(row) === null) return;
    (this.partial.array[group] as number)++;
  }
  /** A count is the same in any order. */
  endPartition(): void {}
  clear(group: number): void {
    this.partial.reserve(group + 1);
    this.state.reserve(group + 1);
    this.partial.array[group] = 0;
  }
  merge(group: number): void {
    (this.state.array[group] as number) += this.partial.array[group] as number;
  }
  absorb(group: number, from: number): void {
    (this.state.array[group] as number) += this.state.array[from] as number;
  }
  evict(group: number): void {
    this.state.array[group] = 0;
  }
  held(group: number): readonly Value[] {
    return [this.state.array[group] as number];
  }
  hold(group: number, [state]: readonly Value[]): void {
    this.state.array[group] = state as number;
  }
  value(group: number): Value {
    return this.state.array[group] as number;
  }
  write(group: number, column: ColumnBuilder): void {
    column.pushNumber(this.state.array[group] as number);
  }
}

/** `count(distinct x)`: exact, by keeping every value; a job can, a stream is refused it. Null is not counted. */
class DistinctCount implements Accumulator {
  readonly type = 'long';
  private readonly partial: Set<Value>[] = [];
  private readonly state: Set<Value>[] = [];
  constructor(private readonly argument: Argument) {}
  add(group: number, row: number): void {
    const value = this.argument(row);
    // -0.0 and 0.0 are one value, as they are one key.
    if (value !== null) this.partial[group]?.add(value === 0 ? 0 : value);
  }
  endPartition(): void {}
  clear(group: number): void {
    this.partial[group] = new Set();
    this.state[group] ??= new Set();
  }
  merge(group: number): void {
    for (const value of this.partial[group] ?? []) this.state[group]?.add(value);
  }
  absorb(group: number, from: number): void {
    for (const value of this.state[from] ?? []) this.state[group]?.add(value);
  }
  evict(group: number): void {
    this.state[group] = new Set();
  }
  held(group: number): readonly Value[] {
    return [...(this.state[group] ?? [])];
  }
  hold(group: number, held: readonly Value[]): void {
    this.state[group] = new Set(held);
  }
  value(group: number): Value {
    return this.state[group]?.size ?? 0;
  }
  write(group: number, column: ColumnBuilder): void {
    column.pushNumber(this.state[group]?.size ?? 0);
  }
}

/** `sum(double)`: null until a value that is not null came. */
class DoubleSum implements Accumulator {
  readonly type = 'double';
  protected readonly partial = new GrowableFloat64();
  /** Sum of the batch's partitions that are read. */
  protected readonly partitions = new GrowableFloat64();
  protected readonly partialCount = new GrowableFloat64();
  protected readonly state = new GrowableFloat64();
  protected readonly count = new GrowableFloat64();
  constructor(protected readonly argument: Argument) {}
  add(group: number, row: number): void {
    const value = this.argument(row);
    if (value === null) return;
    (this.partial.array[group] as number) += Number(value);
    (this.partialCount.array[group] as number)++;
  }
  endPartition(group: number): void {
    (this.partitions.array[group] as number) += this.partial.array[group] as number;
    this.partial.array[group] = 0;
  }
  clear(group: number): void {
    for (const a of [this.partial, this.partitions, this.partialCount, this.state, this.count]) a.reserve(group + 1);
    this.partial.array[group] = 0;
    this.partitions.array[group] = 0;
    this.partialCount.array[group] = 0;
  }
  merge(group: number): void {
    this.endPartition(group);
    (this.state.array[group] as number) += this.partitions.array[group] as number;
    (this.count.array[group] as number) += this.partialCount.array[group] as number;
  }
  absorb(group: number, from: number): void {
    (this.state.array[group] as number) += this.state.array[from] as number;
    (this.count.array[group] as number) += this.count.array[from] as number;
  }
  evict(group: number): void {
    this.state.array[group] = 0;
    this.count.array[group] = 0;
  }
  held(group: number): readonly Value[] {
    return [this.state.array[group] as number, this.count.array[group] as number];
  }
  hold(group: number, [state, count]: readonly Value[]): void {
    this.state.array[group] = state as number;
    this.count.array[group] = count as number;
  }
  value(group: number): Value {
    return this.count.array[group] === 0 ? null : (this.state.array[group] as number);
  }
  write(group: number, column: ColumnBuilder): void {
    column.push(this.value(group));
  }
}

/** `avg`: a sum in doubles (also of longs, as in Spark) over a count. */
class Average extends DoubleSum {
  override value(group: number): Value {
    const n = this.count.array[group] as number;
    return n === 0 ? null : (this.state.array[group] as number) / n;
  }
}

const LONG_MAX = 2n ** 63n - 1n;
const LONG_MIN = -(2n ** 63n);

/** Spark's words (`QueryExecutionErrors.arithmeticOverflowError`). */
const LONG_OVERFLOW =
  'overflow. Use \'try_add\' to tolerate overflow and return NULL instead. If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error.';

/** Adds two longs exactly; a number while it fits 2^53, else a bigint. Beyond 63 bits the query fails. */
function addLongs(a: number | bigint, b: number | bigint): number | bigint {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const exact = BigInt(a) + BigInt(b);
  if (exact > LONG_MAX || exact < LONG_MIN) throw new QueryFailure('ARITHMETIC_OVERFLOW', LONG_OVERFLOW);
  const near = Number(exact);
  return Number.isSafeInteger(near) ? near : exact;
}

/** Keeps one value a group, null at first; `combine` folds two that are not null. */
class Folded implements Accumulator {
  private readonly partial: Value[] = [];
  /** The batch's partitions that are read. */
  private readonly partitions: Value[] = [];
  private readonly state: Value[] = [];
  constructor(
    readonly type: ColumnType,
    private readonly argument: Argument,
    private readonly combine: (a: Value, b: Value) => Value,
  ) {}
  add(group: number, row: number): void {
    this.fold(this.partial, group, this.argument(row));
  }
  endPartition(group: number): void {
    this.fold(this.partitions, group, this.partial[group] as Value);
    this.partial[group] = null;
  }
  clear(group: number): void {
    this.partial[group] = null;
    this.partitions[group] = null;
    if (this.state[group] === undefined) this.state[group] = null;
  }
  merge(group: number): void {
    this.endPartition(group);
    this.fold(this.state, group, this.partitions[group] as Value);
  }
  absorb(group: number, from: number): void {
    this.fold(this.state, group, this.state[from] as Value);
  }
  private fold(into: Value[], group: number, value: Value): void {
    if (value === null) return;
    const before = into[group] as Value;
    into[group] = before === null ? value : this.combine(before, value);
  }
  evict(group: number): void {
    this.state[group] = null;
  }
  held(group: number): readonly Value[] {
    return [this.state[group] as Value];
  }
  hold(group: number, [state]: readonly Value[]): void {
    this.state[group] = state as Value;
  }
  value(group: number): Value {
    return this.state[group] as Value;
  }
  write(group: number, column: ColumnBuilder): void {
    column.push(this.state[group] as Value);
  }
}

const encoder = new TextEncoder();

/** Spark's order of values: strings by their UTF-8 bytes, NaN above every number, false before true. */
export function compareValues(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
  if (typeof a === 'string') return compareUtf8(a, b as string);
  if (typeof a === 'number' && typeof b === 'number') {
    if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
    if (Number.isNaN(b)) return -1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareUtf8(a: string, b: string): number {
  if (a === b) return 0;
  const x = encoder.encode(a);
  const y = encoder.encode(b);
  const n = Math.min(x.length, y.length);
  for (let i = 0; i < n; i++) if (x[i] !== y[i]) return (x[i] as number) - (y[i] as number);
  return x.length - y.length;
}

export type AggregateFunction = 'count' | 'countDistinct' | 'sum' | 'avg' | 'min' | 'max' | 'approx_count_distinct';

/**
 * @param type the type of the argument; null for `count(*)`
 * @param hashed where values hash as another type than the one they are kept in
 */
export function accumulator(
  name: AggregateFunction,
  type: ColumnType | null,
  argument: Argument | null,
  hashed?: Hashed,
): Accumulator {
  if (name === 'count' || argument === null || type === null) return new Count(argument);
  switch (name) {
    case 'countDistinct':
      return new DistinctCount(argument);
    case 'sum':
      return type === 'long'
        ? new Folded('long', argument, (a, b) => addLongs(a as number, b as number))
        : new DoubleSum(argument);
    case 'avg':
      return new Average(argument);
    case 'min':
      return new Folded(type, argument, (a, b) => (compareValues(b as string, a as string) < 0 ? b : a));
    case 'max':
      return new Folded(type, argument, (a, b) => (compareValues(b as string, a as string) > 0 ? b : a));
    case 'approx_count_distinct':
      return new ApproximateDistinct(argument, hashed ?? type);
  }
}
