/** What Spark drops, and what people point at instead. Rows by their number in the file. */
import type { TraceReader } from '../../../engine/trace/reader';
import { batchReading } from '../measure';

const rows = (reader: TraceReader): number[] => [...reader.trace.arrivalOrder];

/** Late for the window that it belongs to. */
export function dropped(reader: TraceReader): readonly number[] {
  const end = reader.at(reader.length);
  return rows(reader).filter((row) => end.rowStatus(row) === 'late');
}

/** Its time lies under the water of the batch that reads it. */
export const underWater = (reader: TraceReader): readonly number[] =>
  rows(reader).filter((row) => {
    const batch = batchReading(reader, row);
    return batch !== null && reader.eventTime(row) <= (reader.trace.batches.watermark[batch] as number);
  });

/** A newer row has come before it. */
export function outOfOrder(reader: TraceReader): readonly number[] {
  let newest = Number.NEGATIVE_INFINITY;
  return rows(reader).filter((row) => {
    const at = reader.eventTime(row);
    const behind = at < newest;
    newest = Math.max(newest, at);
    return behind;
  });
}

/** It was on the road for longer than the delay. */
export const longRoad = (reader: TraceReader, delay: number): readonly number[] =>
  rows(reader).filter((row) => reader.arrivesAt(row) - reader.eventTime(row) > delay);

/** Its window ends under the water of its own batch, which closes the window, and not of the batch before. */
export const closedNow = (reader: TraceReader, size: number): readonly number[] =>
  rows(reader).filter((row) => {
    const batch = batchReading(reader, row);
    const end = (Math.floor(reader.eventTime(row) / size) + 1) * size;
    return batch !== null && end <= (reader.trace.batches.watermark[batch] as number);
  });
