/** How long rows wait for their answer: from arrival to the moment at which a reader of the sink can see it. */
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
