import type { TraceReader } from '../../engine/trace/reader';

/** When a group was first held by a cursor: the end of the batch that put it. Infinity: not yet. */
export function firstHeld(reader: TraceReader, group: number, cursor: number): number {
  for (const at of reader.groupEntries(group)) {
    if (at >= cursor) break;
    const entry = reader.entry(at);
    if (entry.kind === 'statePut' || entry.kind === 'outputWritten') return entry.processingTime;
  }
  return Number.POSITIVE_INFINITY;
}
