/** The rows of a run in the order in which they become readable. */
import type { Scenario } from '../scenario/scenario';
import { sortedByTime } from './byTime';

/** One source's rows in the order of arrival. A place in `rows` is what a batch reads up to. */
export interface SourceArrivals {
  readonly source: number;
  /** Numbers within the source. */
  readonly rows: Uint32Array;
  /** When the row at each place arrives, microseconds. */
  readonly times: Float64Array;
}

export interface Arrivals {
  /** The sources that the query reads, in the order of the file. */
  readonly sources: readonly SourceArrivals[];
  /** All their rows, numbered over all sources of the file, by arrival, then source, then the order of the file. */
  readonly order: Uint32Array;
  readonly times: Float64Array;
}

/** Number of each source's first row among the rows of all sources. */
export function rowStarts(scenario: Scenario): number[] {
  const starts: number[] = [];
  let start = 0;
  for (const source of scenario.sources) {
    starts.push(start);
    start += source.rows.count;
  }
  return starts;
}

export function arrivalsOf(scenario: Scenario, read: readonly number[]): Arrivals {
  const until = scenario.until ?? Number.POSITIVE_INFINITY;
  const starts = rowStarts(scenario);
  const sources = [...new Set(read)].sort((a, b) => a - b).map((source) => arrivalsOfSource(scenario, source, until));
  const [only] = sources;
  if (only && sources.length === 1) {
    const start = starts[only.source] as number;
    return { sources, order: start === 0 ? only.rows : only.rows.map((row) => start + row), times: only.times };
  }
  const all = sources.flatMap((s, i) =>
    Array.from(s.rows, (row, place) => ({ i, row: (starts[s.source] as number) + row, at: s.times[place] as number })),
  );
  all.sort((a, b) => a.at - b.at || a.i - b.i || a.row - b.row);
  return { sources, order: Uint32Array.from(all, (a) => a.row), times: Float64Array.from(all, (a) => a.at) };
}

function arrivalsOfSource(scenario: Scenario, source: number, until: number): SourceArrivals {
  const { arrivesAt, rows } = scenario.sources[source] as Scenario['sources'][number];
  let sorted = true;
  let seen = 0;
  let before = Number.NEGATIVE_INFINITY;
  const all = new Uint32Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    const at = arrivesAt[row] as number;
    if (at <= until) seen++;
    if (at < before) sorted = false;
    before = at;
    all[row] = row;
  }
  if (sorted) return { source, rows: all.subarray(0, seen), times: arrivesAt.subarray(0, seen) };
  // Ties keep the order of the file: two rows at one instant have offsets in that order.
  const inOrder = sortedByTime(all, (row) => arrivesAt[row] as number);
  const times = new Float64Array(seen);
  for (let place = 0; place < seen; place++) times[place] = arrivesAt[inOrder[place] as number] as number;
  return { source, rows: inOrder.subarray(0, seen), times };
}
