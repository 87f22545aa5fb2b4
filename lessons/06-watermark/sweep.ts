/** What a delay buys and costs in the tunnel's stream: one point of the sweep. */
import { MINUTE } from '../../engine/time';
import type { Facts } from '../schema';

/** The five windows that hold the sixteen pickups; later rows only move the watermark. */
export const WINDOWS = ['w1400', 'w1405', 'w1410', 'w1415', 'w1420'] as const;

export interface SweepPoint {
  /** Pickups counted in their own windows, and how many there are. */
  readonly counted: number;
  readonly due: number;
  /**
   * From a window's end to its right answer, median over the windows that have come out, in microseconds. A window that
   * came out wrong never gets a right one: it waits for ever, and if most do, so does the median.
   */
  readonly medianWait: number;
}

export function sweepPoint(facts: Facts): SweepPoint {
  const { reader } = facts;
  const end = reader.at(reader.length);
  const pickups = WINDOWS.flatMap((w) => reader.rowsOf(facts.group(w)));
  const waits = WINDOWS.flatMap((name, i) => {
    const answer = facts.answers(name).at(-1);
    if (!answer) return [];
    const windowEnd = FIRST_END + i * WINDOW;
    return [answer.value === facts.truth(name) ? answer.at - windowEnd : Number.POSITIVE_INFINITY];
  });
  return {
    counted: pickups.filter((row) => end.rowStatus(row) === 'counted').length,
    due: pickups.length,
    medianWait: median(waits),
  };
}

const WINDOW = 5 * MINUTE;
/** 2026-03-02T14:05:00+07:00. */
const FIRST_END = Date.UTC(2026, 2, 2, 7, 5) * 1000;

/** The middle of an odd number of values, the mean of the two middle ones of an even number. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.POSITIVE_INFINITY : (low + high) / 2;
}
