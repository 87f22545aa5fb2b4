import type { TraceReader } from '../../../engine/trace/reader';

/** Where a batch is done, as far as the question has come. */
export const momentOf = ({ trace }: TraceReader, batch: number, asOf: number): number =>
  Math.min((trace.batches.lastEntry[batch] as number) + 1, asOf);
