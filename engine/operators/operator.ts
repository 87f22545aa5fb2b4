/** What a scheduler (Spark's micro-batches, the daily batch) asks of the stateful operator of a query. */
import type { OperatorTrace } from '../trace/trace';
import type { Value } from '../values';

/** The watermarks that a batch works with, microseconds of event time; -Infinity where nothing is ever late or let go. */
export interface BatchWatermarks {
  /** A row is late at or below this one: W(n-1). */
  readonly late: number;
  /** State is let go at or below this one: W(n). */
  readonly evict: number;
}

/** As Spark's `StateOperatorProgress` counts. */
export interface StateMetrics {
  readonly total: number;
  readonly updated: number;
  readonly removed: number;
  readonly dropped: number;
}

/** One row on its way to the sink. */
export interface Emission {
  /** The state version it is made from, or NONE. */
  readonly version: number;
  /** The row (of its source) it is made from, or NONE. */
  readonly row: number;
  /** What the readers of `StatefulOperator.column` take: where its values stand. */
  readonly ref: number;
}

/** The rows that the truth counts (of the source), for operators that care for their order and others. */
export interface TruthRows {
  inAnyOrder(): Uint32Array;
  inEventTime(): Uint32Array;
  readonly eventTimeOf: (row: number) => number;
}

export interface StatefulOperator {
  beginBatch(watermarks: BatchWatermarks): void;
  /**
   * Takes one row; appends a `rowGrouped` or `rowLate` for each of its groups.
   * @param eventTime microseconds, NaN for null
   * @returns how many groups it has: 0 if a filter on the window left none, `WITHOUT_WINDOW` if its time is null
   */
  row(row: number, eventTime: number): number;
  /** The rows that follow in this batch are another partition's. */
  nextPartition(): void;
  /** Merges the batch into the state and lets go what is over; appends the state's entries. */
  endBatch(): { readonly metrics: StateMetrics; readonly emitted: readonly Emission[] };
  /** Reads a column of what comes out, by `Emission.ref`. */
  column(name: string): (ref: number) => Value;
  /** The tables of the trace, with the truth over the given rows. */
  finish(rows: TruthRows): OperatorTrace;
}

/** `StatefulOperator.row`: the row's time is null, so that it is in no window. */
export const WITHOUT_WINDOW = -1;
