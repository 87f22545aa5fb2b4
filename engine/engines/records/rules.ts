/** What makes an engine that works row by row another one than the others. */
import type { Input } from '../../operators/input';
import type { RecordOperator, RecordOutput, Stamp } from '../../operators/recordOperator';
import type { Logical } from '../../query/logical';

/** What makes one engine of this kind another than the others. */
export interface RecordRules<O extends RecordOperator> {
  /** Makes the operator of a stage that keeps state. @param inputs one for each child of the node */
  operator(node: Logical, inputs: readonly Input[], output: RecordOutput): O;
  /** What happens at watermark steps; absent where the engine reads a row's time at the source. */
  readonly watermarks?: {
    /**
     * The event time of a row: whole milliseconds, written as microseconds.
     * @param value of the watermark's column, microseconds; null: the row has none
     * @throws QueryFailure if the engine cannot go on without one
     */
    timeOf(value: number | null): number;
    /** A row has been through everything behind the step, and the step sees it now. @param watermark its index */
    passed(watermark: number, stamp: Stamp): void;
  };
  /** What the engine does with a row of a source before anything else sees it; absent where that is nothing. */
  reading?(row: RowRead): Reading;
  /** A row has been through everything: what follows from that alone happens in its step. */
  behindRow?(): void;
  /** What rows of the step at hand are tested against, where that is not the clock before it; microseconds. */
  lateClock?(): number;
}

/** A row of a source as it arrives. */
export interface RowRead {
  readonly source: number;
  /** Its number within the source. */
  readonly ref: number;
  /** Its partition within the source. */
  readonly partition: number;
  /** Microseconds of processing time. */
  readonly at: number;
}

interface Clock {
  /** Microseconds; -Infinity while there is none. */
  readonly time: number;
  /** The row (over all sources) behind it, or NONE. */
  readonly row: number;
}

export interface Reading {
  /** What the row travels with; null: it is dropped here. */
  readonly stamp: Stamp | null;
  /** The clock that the row meets, and the clock that it leaves. */
  readonly before: Clock;
  readonly after: Clock;
}
