/**
 * One axis of processing time for all engines. Where the last answers come long after everything else (a job at night),
 * the axis breaks, and what lies behind the break stands in columns of its own.
 */
import { SECOND } from '../../engine/time';

export interface Axis {
  readonly from: number;
  /** End of the even part. */
  readonly to: number;
  /** Instants behind the break, ascending; empty without one. */
  readonly after: readonly number[];
  /** Pixels. */
  readonly width: number;
  readonly breakAt: number;
  x(at: number): number;
  /** The instant at a place; behind the break the nearest one there. */
  timeAt(x: number): number;
}

/** Room of one instant behind the break. */
const COLUMN = 46;
/** Most instants that stand there. */
const MOST_AFTER = 3;

/** @param times every instant that is to be seen, in any order @param from where the axis begins */
export function axisOf(times: readonly number[], from: number, width: number): Axis {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  let cut = sorted.length;
  for (let i = sorted.length - 1; i > 0 && sorted.length - i <= MOST_AFTER; i--) {
    const before = sorted[i - 1] as number;
    if (before > from && (sorted[i] as number) - before > 3 * (before - from)) cut = i;
  }
  const after = sorted.slice(cut);
  const last = sorted[cut - 1] ?? from;
  // Nobody asks for a fraction of a second of half an hour.
  const grain = last - from >= 100 * SECOND ? SECOND : 1;
  // A little air behind the last answer, so that its plate is whole.
  const to = last > from ? Math.ceil((last + (last - from) * 0.02) / grain) * grain : from + 1;
  const breakAt = width - after.length * COLUMN - (after.length > 0 ? 14 : 0);
  const x = (at: number): number => {
    if (at <= to || after.length === 0) return Math.min(breakAt, ((at - from) / (to - from)) * breakAt);
    const column = after.findIndex((t) => at <= t);
    return column < 0 ? width - COLUMN / 2 : breakAt + 14 + (column + 0.5) * COLUMN;
  };
  return {
    from,
    to,
    after,
    width,
    breakAt,
    x,
    timeAt: (place) => {
      if (place <= breakAt) return Math.round((from + (Math.max(0, place) / breakAt) * (to - from)) / grain) * grain;
      const column = Math.floor((place - breakAt - 14) / COLUMN);
      return after[Math.max(0, Math.min(after.length - 1, column))] ?? to;
    },
  };
}
