/** The order of arrival of rows of which some arrive at another time than before. */
import { firstOf } from '../../trace/indexes';
import type { Arrivals, SourceArrivals } from '../arrivals';

export interface MovedArrivals {
  readonly arrivals: Arrivals;
  /** The first instant at which a row arrives that did not, or does not any more; infinite where nothing has moved. */
  readonly from: number;
  /** From this place in the order of arrival on all is as before. */
  readonly behind: number;
}

/**
 * A row that moves leaves the order of the others alone, so that nothing is sorted but what moved, and the others are
 * taken over stretch by stretch.
 * @param before of one source, all of its rows
 * @param arrivedAt when each row arrived then, microseconds
 * @param arrivesAt when each row arrives now
 */
export function movedArrivals(before: Arrivals, arrivedAt: Float64Array, arrivesAt: Float64Array): MovedArrivals {
  const { source, rows: rowsBefore, times: timesBefore } = before.sources[0] as SourceArrivals;
  const count = rowsBefore.length;
  const moved: { readonly row: number; readonly at: number }[] = [];
  const left: number[] = [];
  let from = Number.POSITIVE_INFINITY;
  /** The first place before which no row comes that arrives then. */
  const placeOf = (at: number, row: number): number =>
    firstOf(count, (place) => {
      const time = timesBefore[place] as number;
      return time > at || (time === at && (rowsBefore[place] as number) >= row);
    });
  for (let row = 0; row < count; row++) {
    const [was, at] = [arrivedAt[row] as number, arrivesAt[row] as number];
    if (was === at) continue;
    moved.push({ row, at });
    left.push(placeOf(was, row));
    from = Math.min(from, at, was);
  }
  if (moved.length === 0) return { arrivals: before, from, behind: 0 };
  moved.sort((a, b) => a.at - b.at || a.row - b.row);
  left.sort((a, b) => a - b);
  const rows = new Uint32Array(count);
  const times = new Float64Array(count);
  let taken = 0;
  let place = 0;
  let gone = 0;
  /** Takes over the rows up to before a place, without those that have left. */
  const takeTo = (end: number): void => {
    while (taken < end) {
      const hole = left[gone] ?? count;
      const to = Math.min(end, hole);
      rows.set(rowsBefore.subarray(taken, to), place);
      times.set(timesBefore.subarray(taken, to), place);
      place += to - taken;
      taken = to;
      if (to === hole && hole < end) {
        taken++;
        gone++;
      }
    }
  };
  let behind = (left[left.length - 1] as number) + 1;
  for (const { row, at } of moved) {
    takeTo(placeOf(at, row));
    rows[place] = row;
    times[place++] = at;
    behind = Math.max(behind, place);
  }
  takeTo(count);
  const start = (before.order[0] as number) - (rowsBefore[0] as number);
  const order = start === 0 ? rows : rows.map((row) => start + row);
  return { arrivals: { sources: [{ source, rows, times }], order, times }, from, behind };
}
