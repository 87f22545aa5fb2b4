/** A window, a delay and a trigger that suit rows nobody has seen before, each with what it follows from. */
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND } from '../../../engine/time';

/** Lengths as people say them. */
const LENGTHS: readonly number[] = [
  ...[1, 10, 100, 200, 500].map((n) => n * MILLISECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 7, 30, 90].map((n) => n * DAY),
];
const atLeast = (length: number): number => LENGTHS.find((l) => l >= length) ?? Math.ceil(length / DAY) * DAY;
const atMost = (length: number): number => LENGTHS.findLast((l) => l <= length) ?? MILLISECOND;

export interface Proposal {
  /** Microseconds, all of them. */
  readonly window: number;
  readonly delay: number;
  readonly trigger: number;
  /** From the first to the last event time, and the mean number of rows that a window of this length holds. */
  readonly span: number;
  readonly windows: number;
  readonly rowsInWindow: number;
  /** So much behind the newest row before it is a row at most, in 95 of 100; and the one that is furthest behind. */
  readonly behind: number;
  readonly furthest: number;
  /** How long a row was on its way: the middle, the 95th of 100, the longest; and how many arrived before they happened. */
  readonly medianOnTheWay: number;
  readonly longOnTheWay: number;
  readonly longestOnTheWay: number;
  readonly ahead: number;
}

/** How many windows a run should have: few enough to see all, enough to see answers come. */
const WINDOWS = 12;
const BATCHES_IN_A_WINDOW = 4;
/** A run of more batches than this is slow to make and tells no more. */
const MOST_BATCHES = 2_000;

/** @param eventTime, arrivesAt microseconds, a row each; at least one row */
export function propose(eventTime: Float64Array, arrivesAt: Float64Array): Proposal {
  const count = eventTime.length;
  const order = Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => (arrivesAt[a] as number) - (arrivesAt[b] as number) || a - b,
  );
  const behind = new Float64Array(count);
  const onTheWay = new Float64Array(count);
  let newest = Number.NEGATIVE_INFINITY;
  let oldest = Number.POSITIVE_INFINITY;
  let ahead = 0;
  order.forEach((row, i) => {
    const happened = eventTime[row] as number;
    behind[i] = Math.max(0, newest - happened);
    if (newest === Number.NEGATIVE_INFINITY) behind[i] = 0;
    newest = Math.max(newest, happened);
    oldest = Math.min(oldest, happened);
    onTheWay[i] = (arrivesAt[row] as number) - happened;
    if ((onTheWay[i] as number) < 0) ahead++;
  });
  behind.sort();
  onTheWay.sort();
  const share = (sorted: Float64Array, of: number): number => sorted[Math.min(count - 1, Math.floor(of * count))] ?? 0;

  const span = newest - oldest;
  const window = atLeast(Math.max(span / WINDOWS, MILLISECOND));
  const late = share(behind, 0.95);
  const delay = late === 0 ? 0 : atLeast(late);
  const processed = (arrivesAt[order.at(-1) as number] as number) - (arrivesAt[order[0] as number] as number);
  const trigger = Math.max(atMost(window / BATCHES_IN_A_WINDOW), atLeast(processed / MOST_BATCHES));
  const windows = Math.floor(newest / window) - Math.floor(oldest / window) + 1;
  return {
    window,
    delay,
    trigger,
    span,
    windows,
    rowsInWindow: count / windows,
    behind: late,
    furthest: behind.at(-1) ?? 0,
    medianOnTheWay: share(onTheWay, 0.5),
    longOnTheWay: share(onTheWay, 0.95),
    longestOnTheWay: onTheWay.at(-1) ?? 0,
    ahead,
  };
}
