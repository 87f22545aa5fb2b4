/** Where the watermark rose. */
import { firstAtOrAbove, firstOf } from './indexes';
import { NONE, type Trace } from './trace';

/**
 * The batch at whose end the watermark came to stand at a value, or null: it stood there when the run began, or never.
 * @param by the last batch that counts
 */
export function batchOfRise({ batches, crashes }: Trace, watermark: number, by: number): number | null {
  // A watermark falls only in a crash: a query that lost its checkpoint begins with the epoch again, Flink has no watermark
  // in its checkpoints, and Kafka Streams comes back to the stream time of its last commit. From one start to the next it is
  // sorted, and where it was kept the rise lies in a life before.
  const starts = [0];
  for (const { restarted } of crashes) {
    const first = restarted === NONE ? batches.count : firstAtOrAbove(batches.firstEntry, batches.count, restarted);
    if (first <= by) starts.push(first);
  }
  const rises = (start: number): boolean => watermark > (batches.watermark[start] as number);
  const start = starts.findLast((start) => rises(start));
  if (start === undefined) return null;
  const batch = start + firstOf(by + 1 - start, (i) => (batches.nextWatermark[start + i] as number) >= watermark);
  return batch > by ? null : batch;
}
