/** The rows of a run in the order in which they become readable, with their offsets. */
import type { Source } from '../scenario/scenario';

export interface Arrivals {
  /** Rows that arrive by the end of the run, in order of arrival, then of the file. */
  readonly order: Uint32Array;
  /** When the row at each place of `order` arrives, microseconds. */
  readonly times: Float64Array;
}

/** @param until last instant seen, inclusive; infinity if there is none */
export function arrivalsOf(source: Source, until: number): Arrivals {
  const { arrivesAt, rows } = source;
  let sorted = true;
  let seen = 0;
  for (let row = 0; row < rows.count; row++) {
    if ((arrivesAt[row] as number) <= until) seen++;
    if (row > 0 && (arrivesAt[row] as number) < (arrivesAt[row - 1] as number)) sorted = false;
  }
  const all = new Uint32Array(rows.count);
  for (let row = 0; row < rows.count; row++) all[row] = row;
  // Ties keep the order of the file: two rows at one instant have offsets in that order.
  if (!sorted) all.sort((a, b) => (arrivesAt[a] as number) - (arrivesAt[b] as number) || a - b);
  const order = all.subarray(0, seen);
  const times = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) times[i] = arrivesAt[order[i] as number] as number;
  return { order, times };
}
