/** What a run that works row by row asks of the stages of a query that keep state. */
import type { OperatorTrace } from '../trace/trace';
import type { Value } from '../values';
import type { Emission } from './operator';
import type { RecordLog } from './recordLog';

/** What travels with a row beside its columns. */
export interface Stamp {
  /** Event time in whole milliseconds, written as microseconds; NaN while it has none. */
  readonly time: number;
  /** The partition it came from, counted over all partitions of all sources. */
  readonly partition: number;
}

/** What an operator may ask of the run. */
export interface RecordMoment {
  /** The row at hand, over all sources; NONE in a tick. */
  readonly row: number;
  /** Processing time, microseconds. */
  readonly now: number;
}

/** What an operator has to do with the run. */
export interface RecordOutput {
  readonly run: RecordMoment;
  /** Sends a row on, through everything behind it, before it returns. */
  emit(emission: Emission, stamp: Stamp): void;
  /** The row is dropped, or goes to the side output. @param port the input that it came by */
  late(ref: number, port: number): void;
  readonly log: RecordLog;
}

export interface RecordOperator {
  /**
   * Takes one row of an input; appends its verdicts to the trace, then what it makes come out.
   * @param ref the row, by the numbers of the stage it comes from
   * @param port 0, or 1 for the right side of a join
   * @returns in how many groups it counts or is late; `WITHOUT_WINDOW`, `WITHOUT_KEY` or `FILTERED` for none
   */
  take(ref: number, port: number, stamp: Stamp): number;
  /** Reads a column of what comes out, by `Emission.ref`. @param id of the attribute */
  column(id: string): (ref: number) => Value;
  /**
   * When the wall clock next makes something happen in it, microseconds; Infinity: it does not. Absent where no operator of
   * its kind goes by that clock.
   */
  nextTimer?(): number;
  /** The wall clock has come to `nextTimer`. It is called in a step. @param now microseconds */
  fireTimers?(now: number): void;
  /** The tables of the trace. The truth is put beside them by the run: see `engines/truthBeside.ts`. */
  finish(): Untrue;
}

/** An operator's trace without the truth. */
export type Untrue = Omit<OperatorTrace, 'truth' | 'truthRows' | 'truthSteps' | 'sessions'> & {
  /** Only of session windows: the session that took each one over, or NONE. */
  readonly mergedInto?: Uint32Array;
  /** Windows end so much earlier here than in the truth, microseconds: a session that ends with its last row. */
  readonly endsEarlier?: number;
};
