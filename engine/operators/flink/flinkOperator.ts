/** What Flink's scheduler asks of an operator beside its rows. */
import type { RecordOperator } from '../recordOperator';

export interface FlinkOperator extends RecordOperator {
  /**
   * The operator's watermark rises: what waits for it comes out, what is over is let go. It is called in a step, and
   * before the watermark goes on to the operators behind.
   * @param watermark microseconds
   */
  advance(watermark: number): void;
  /**
   * Remembers what a checkpoint holds of it: its keyed state and its timers. The watermark is none of it (Flink:
   * `InternalTimerServiceImpl` begins at Long.MIN_VALUE again).
   * @returns puts that back, as often as it is called, and says so in the trace
   */
  snapshot(): () => void;
}

export const MILLISECOND = 1000;
/** The last instant of a window: Flink counts in whole milliseconds. */
export const lastOf = (end: number): number => end - MILLISECOND;
