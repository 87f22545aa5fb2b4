/** Rows in order of event time. */

/**
 * Sorts rows by time, those of one time by their number. A merge sort over plain arrays: rows arrive nearly in order, and
 * what is in order already is copied as a whole, so that a row costs the same in a long run as in a short one.
 * @param timeOf microseconds, -Infinity first
 */
export function sortedByTime(rows: Uint32Array, timeOf: (row: number) => number): Uint32Array {
  const count = rows.length;
  let [from, to] = [rows.slice(), new Uint32Array(count)];
  let [times, timesTo] = [Float64Array.from(rows, timeOf), new Float64Array(count)];
  const before = (i: number, j: number): boolean => {
    const [a, b] = [times[i] as number, times[j] as number];
    return a < b || (a === b && (from[i] as number) < (from[j] as number));
  };
  const copy = (start: number, end: number, place: number): void => {
    to.set(from.subarray(start, end), place);
    timesTo.set(times.subarray(start, end), place);
  };
  /** The first place in [start, end) that does not stand before `of`. */
  const firstNotBefore = (start: number, end: number, of: number): number => {
    let [low, high] = [start, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(middle, of)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (let width = 1; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      const middle = Math.min(start + width, count);
      const end = Math.min(middle + width, count);
      let left = middle < end ? firstNotBefore(start, middle, middle) : middle;
      copy(start, left, start);
      const lastRight = left < middle ? firstNotBefore(middle, end, middle - 1) : middle;
      let right = middle;
      let place = left;
      while (left < middle && right < lastRight) {
        const next = before(left, right) ? left++ : right++;
        to[place] = from[next] as number;
        timesTo[place++] = times[next] as number;
      }
      copy(left, middle, place);
      place += middle - left;
      copy(right, end, place);
    }
    [from, to] = [to, from];
    [times, timesTo] = [timesTo, times];
  }
  return from;
}
