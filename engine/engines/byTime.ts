/** Rows in order of event time. */

/** Rows that are put in order one by one, before what is in order is merged. */
const SHORT = 16;

/**
 * Sorts rows by time, those of one time by their number. A merge sort over plain arrays: rows arrive nearly in order, and
 * what is in order already is copied as a whole, so that a row costs the same in a long run as in a short one.
 * @param timeOf microseconds, -Infinity first
 */
export function sortedByTime(rows: Uint32Array, timeOf: (row: number) => number): Uint32Array {
  const count = rows.length;
  let [from, to] = [rows.slice(), new Uint32Array(count)];
  let [times, timesTo] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++) times[i] = timeOf(rows[i] as number);
  for (let start = 0; start < count; start += SHORT) sortShort(from, times, start, Math.min(start + SHORT, count));
  for (let width = SHORT; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      const middle = Math.min(start + width, count);
      const end = Math.min(middle + width, count);
      let left = middle < end ? firstNotBefore(from, times, start, middle, middle) : middle;
      copy(from, times, to, timesTo, start, left, start);
      const lastRight = left < middle ? firstNotBefore(from, times, middle, end, middle - 1) : middle;
      let right = middle;
      let place = left;
      while (left < middle && right < lastRight) {
        const next = isBefore(from, times, left, right) ? left++ : right++;
        to[place] = from[next] as number;
        timesTo[place++] = times[next] as number;
      }
      copy(from, times, to, timesTo, left, middle, place);
      place += middle - left;
      copy(from, times, to, timesTo, right, end, place);
    }
    [from, to] = [to, from];
    [times, timesTo] = [timesTo, times];
  }
  return from;
}

function isBefore(rows: Uint32Array, times: Float64Array, i: number, j: number): boolean {
  const [a, b] = [times[i] as number, times[j] as number];
  return a < b || (a === b && (rows[i] as number) < (rows[j] as number));
}

/** Each row goes down to where it belongs; those in order stay. */
function sortShort(rows: Uint32Array, times: Float64Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const [row, time] = [rows[i] as number, times[i] as number];
    let place = i;
    for (; place > start; place--) {
      const before = times[place - 1] as number;
      if (before < time || (before === time && (rows[place - 1] as number) < row)) break;
      rows[place] = rows[place - 1] as number;
      times[place] = before;
    }
    rows[place] = row;
    times[place] = time;
  }
}

/** The first place in [start, end) that does not stand before `of`. */
function firstNotBefore(rows: Uint32Array, times: Float64Array, start: number, end: number, of: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(rows, times, middle, of)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function copy(
  rows: Uint32Array,
  times: Float64Array,
  rowsTo: Uint32Array,
  timesTo: Float64Array,
  start: number,
  end: number,
  place: number,
): void {
  if (start === end) return;
  rowsTo.set(rows.subarray(start, end), place);
  timesTo.set(times.subarray(start, end), place);
}
