import type { TraceReader } from '../../engine/trace/reader';

/** Whether the query asks when rows happened: where it does not, the rail of event time holds nothing. */
export const asksWhen = (reader: TraceReader): boolean =>
  reader.trace.arrivalOrder.length === 0 ||
  reader.trace.arrivalOrder.some((row) => !Number.isNaN(reader.eventTime(row)));
