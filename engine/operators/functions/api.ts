/**
 * What a function of `process` is written against, on the model of Spark's `StatefulProcessor`: one state variable for
 * each key, timers, and rows that come out. Whatever it does through these is counted as Spark counts it and stands in
 * the trace; the function itself knows neither.
 */
import type { FunctionParameters } from '../../scenario/processFunctions';
import type { Duration } from '../../time';
import type { ColumnSpec, Value } from '../../values';

/**
 * Which time a function goes by (Spark's `TimeMode`). With `eventTime` late rows are dropped before it and timers go by
 * the watermark; with `processingTime` no row is late, timers and TTL go by the clock, and a batch runs at every tick;
 * with `none` no row is late and there are no timers.
 */
export type TimeMode = 'none' | 'eventTime' | 'processingTime';

/** One value a key. */
export interface ValueState {
  /** Null where there is none, or where it has expired. */
  get(): readonly Value[] | null;
  update(values: readonly Value[]): void;
  clear(): void;
}

/** A list of instants (microseconds) a key. It counts as one row of state; its items count when they are written. */
export interface ListState {
  get(): readonly number[];
  append(item: number): void;
  clear(): void;
}

/** A value for each of a key's map keys; each is a row of state. */
export interface MapState {
  get(key: Value): readonly Value[] | null;
  update(key: Value, values: readonly Value[]): void;
  /** How many map keys have a value now. */
  size(): number;
}

export interface StateKinds {
  readonly value: ValueState;
  readonly list: ListState;
  readonly map: MapState;
}
export type StateKind = keyof StateKinds;

/** How the state of a function looks. */
export interface StateShape<K extends StateKind> {
  readonly kind: K;
  /** What a row of state holds, as the trace shows it. */
  readonly fields: readonly ColumnSpec[];
  /** `map`: its key, and where a row has it. */
  readonly mapKey?: { readonly spec: ColumnSpec; readonly of: (row: number) => Value };
  /** `list`: the fields after an item was added to them. */
  readonly added?: (fields: readonly Value[] | null, item: number) => readonly Value[];
  /** Processing time after which a value that was not written again is gone; null: never. */
  readonly ttl: Duration | null;
  /** When a timer will see to this row of state (microseconds of the function's time), for who asks why it is held. */
  readonly until?: (fields: readonly Value[]) => number;
}

/** What a function can do beside writing its state; all of it is about the key at hand. */
export interface Key {
  /** Processing time of the batch, microseconds. */
  readonly now: number;
  /** Each key has at most one timer an instant: registering it again changes nothing. Microseconds. */
  registerTimer(at: number): void;
  deleteTimer(at: number): void;
  /**
   * Gives out the added columns, behind the keys (and the row's other columns, if the function gives rows).
   * @param row the row that it is about; the one at hand if it is not said
   */
  emit(values: readonly Value[], row?: number): void;
}

/** A function at work. */
export interface Processor {
  /** Rows come key by key, in the order in which the batch read them, all before the timers. */
  row(row: number): void;
  /** The key at hand has no more rows in this batch. */
  rowsDone?(): void;
  /** @param at the instant for which the timer was registered */
  timer?(at: number): void;
}

/** The columns of a function's input. */
export interface FunctionInput {
  /** Microseconds, NaN for null. */
  readonly eventTime: (row: number) => number;
  column(name: string): (row: number) => Value;
  typeOf(name: string): ColumnSpec['type'];
}

/** A parameter that names a column, and what the column must hold. */
export interface ColumnParameter {
  readonly parameter: string;
  readonly types: readonly ColumnSpec['type'][];
  readonly wanted: 'number' | 'text' | 'mapKey';
}

/** @template P its parameters, durations in microseconds */
export interface FunctionDefinition<P, K extends StateKind = StateKind> {
  readonly columns: readonly ColumnParameter[];
  timeMode(parameters: P): TimeMode;
  /** Whether the other columns of a row come out behind the keys. */
  readonly givesRows: boolean;
  /** The columns that it adds. */
  output(parameters: P, typeOf: FunctionInput['typeOf']): readonly ColumnSpec[];
  state(parameters: P, input: FunctionInput): StateShape<K>;
  open(parameters: P, input: FunctionInput, state: StateKinds[K], key: Key): Processor;
}

export type ParametersOf<N extends keyof FunctionParameters> = FunctionParameters[N];

/** Spark's timers are in whole milliseconds. */
export const wholeMillis = (micros: number): number => Math.floor(micros / 1000) * 1000;
