/** How long rows wait for their answer: from arrival to the moment at which a reader of the sink can see it. */

import { NONE } from '../../engine/trace/trace';
import { visibleFrom } from '../../engine/trace/visible';
import type { Facts } from '../schema';

/** In microseconds, a figure for each row that was read. */
export function latencies({ reader }: Facts): readonly number[] {
  return [...reader.trace.arrivalOrder].flatMap((row) => {
    const { read } = reader.rowEntries(row);
    const batch = read === null ? null : reader.entry(read).batch;
    return batch === null ? [] : [(reader.trace.batches.endedAt[batch] as number) - reader.arrivesAt(row)];
  });
}

export const meanLatency = (facts: Facts): number => {
  const all = latencies(facts);
  return all.reduce((sum, l) => sum + l, 0) / all.length;
};

export const worstLatency = (facts: Facts): number => Math.max(...latencies(facts));

/**
 * From a row's arrival to the moment at which a reader of the sink can see what it made come out, on average: behind a
 * transaction that is its commit. In microseconds.
 */
export function meanUntilSeen({ reader }: Facts): number {
  const { trace, scenario } = reader;
  const seenAt = new Map<number, number>();
  for (let entry = 0; entry < reader.length; entry++) {
    const { kind, batch } = reader.entry(entry);
    if (kind !== 'outputWritten' || batch === null) continue;
    const seen = visibleFrom(trace, scenario, entry);
    if (seen !== NONE) seenAt.set(batch, reader.timeAt(seen + 1));
  }
  const waits = [...trace.arrivalOrder].flatMap((row) => {
    const { read } = reader.rowEntries(row);
    const batch = read === null ? null : reader.entry(read).batch;
    const seen = batch === null ? undefined : seenAt.get(batch);
    return seen === undefined ? [] : [seen - reader.arrivesAt(row)];
  });
  return waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
}
