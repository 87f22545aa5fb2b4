/** What a run gave out, and when. */
import type { Facts } from './schema';

interface Said {
  readonly at: number;
  readonly output: number;
}

/** Everything that a run gave out, with when a reader could see it. */
export function said({ reader }: Facts): readonly Said[] {
  const { output, batches } = reader.trace;
  return Array.from({ length: output.table.count }, (_, o) => ({
    output: o,
    at: batches.endedAt[output.batch[o] as number] as number,
  }));
}

/** When a run gives its first answer; infinite if it gives none. */
export const firstAt = (facts: Facts): number => said(facts)[0]?.at ?? Number.POSITIVE_INFINITY;
