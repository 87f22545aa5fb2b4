/** What Flink's scheduler asks of an operator beside its rows. */
import type { RecordOperator } from '../recordOperator';

export interface FlinkOperator extends RecordOperator {
  /**
   * The operator's watermark rises: what waits for it comes out, what is over is let go. It is called in a step, and
   * before the watermark goes on to the operators behind.
   * @param watermark microseconds
   */
  advance(watermark: number): void;
}

export const MILLISECOND = 1000;
/** The last instant of a window: Flink counts in whole milliseconds. */
export const lastOf = (end: number): number => end - MILLISECOND;
