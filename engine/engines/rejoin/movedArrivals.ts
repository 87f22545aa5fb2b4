/** The order of arrival of rows of which some arrive at another time than before. */
import type { Arrivals, SourceArrivals } from '../arrivals';

export interface MovedArrivals {
  readonly arrivals: Arrivals;
  /** The first instant at which a row arrives that did not, or does not any more; infinite where nothing has moved. */
  readonly from: number;
  /** From this place in the order of arrival on all is as before. */
  readonly behind: number;
}

/**
 * A row that moves leaves the order of the others alone, so that nothing is sorted but what moved.
 * @param before of one source, all of its rows
 * @param arrivesAt when each row arrives now, microseconds
 */
export function movedArrivals(before: Arrivals, arrivesAt: Float64Array): MovedArrivals {
  const { source, rows: rowsBefore, times: timesBefore } = before.sources[0] as SourceArrivals;
  const count = rowsBefore.length;
  const moved: { readonly row: number; readonly at: number }[] = [];
  let from = Number.POSITIVE_INFINITY;
  let behind = 0;
  for (let place = 0; place < count; place++) {
    const row = rowsBefore[place] as number;
    const at = arrivesAt[row] as number;
    if (at === timesBefore[place]) continue;
    moved.push({ row, at });
    from = Math.min(from, at, timesBefore[place] as number);
    behind = place + 1;
  }
  if (moved.length === 0) return { arrivals: before, from, behind };
  moved.sort((a, b) => a.at - b.at || a.row - b.row);
  const rows = new Uint32Array(count);
  const times = new Float64Array(count);
  let next = 0;
  let place = 0;
  const put = (row: number, at: number): void => {
    rows[place] = row;
    times[place++] = at;
  };
  for (let old = 0; old <= count; old++) {
    const row = rowsBefore[old] as number;
    const at = old === count ? Number.POSITIVE_INFINITY : (timesBefore[old] as number);
    if (old < count && arrivesAt[row] !== at) continue;
    for (let m = moved[next]; m && (m.at < at || (m.at === at && m.row < row)); m = moved[++next]) put(m.row, m.at);
    if (old < count) put(row, at);
  }
  for (; next < moved.length; next++) put((moved[next] as { row: number }).row, (moved[next] as { at: number }).at);
  for (let i = count; i > behind; i--)
    if (rows[i - 1] !== rowsBefore[i - 1]) {
      behind = i;
      break;
    }
  const start = (before.order[0] as number) - (rowsBefore[0] as number);
  const order = start === 0 ? rows : rows.map((row) => start + row);
  return { arrivals: { sources: [{ source, rows, times }], order, times }, from, behind };
}
