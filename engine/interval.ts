/**
 * Spark's interval strings (`5 minutes`, `1 hour 30 minutes`, `200 milliseconds`), as Spark 4.3's
 * `IntervalUtils.stringToInterval` reads them: any case, an optional `interval` in front, a sign and any white space,
 * units in the singular or plural, a fraction for seconds only. Checked against Spark in `interval.test.ts`.
 */
import { DAY, type Duration, HOUR, MILLISECOND, MINUTE, SECOND } from './time';

/** Months, days and microseconds apart, because a month has no fixed length. */
export interface Interval {
  readonly months: number;
  readonly days: number;
  readonly microseconds: number;
}

const UNITS: Readonly<Record<string, readonly [part: keyof Interval, size: number]>> = {
  year: ['months', 12],
  month: ['months', 1],
  week: ['days', 7],
  day: ['days', 1],
  hour: ['microseconds', HOUR],
  minute: ['microseconds', MINUTE],
  second: ['microseconds', SECOND],
  millisecond: ['microseconds', MILLISECOND],
  microsecond: ['microseconds', 1],
};
const PREFIX = /^\s*interval\s+/i;
const TERM =
  /\s*([+-]?)\s*(\d+|\d+(\.\d{0,9})|(\.\d{1,9}))\s+(year|month|week|day|hour|minute|second|millisecond|microsecond)s?(?=\s|$)/iy;

/** Null if Spark would not read it, or if it is longer than a number of microseconds holds exactly (285 years). */
export function parseInterval(text: string): Interval | null {
  const sum = { months: 0, days: 0, microseconds: 0 };
  const end = text.trimEnd().length;
  TERM.lastIndex = PREFIX.exec(text)?.[0].length ?? 0;
  if (TERM.lastIndex >= end) return null;
  while (TERM.lastIndex < end) {
    const term = TERM.exec(text);
    if (!term) return null;
    const [, sign, whole, fraction = term[4], , word] = term as unknown as string[];
    const [part, size] = UNITS[(word as string).toLowerCase()] as readonly [keyof Interval, number];
    if (fraction !== undefined && size !== SECOND) return null;
    // A fraction is cut, not rounded, to the microsecond.
    const micros = fraction === undefined ? 0 : Number(fraction.slice(1, 7).padEnd(6, '0'));
    const amount = Number.parseInt(whole as string, 10) || 0;
    sum[part] += (sign === '-' ? -1 : 1) * (amount * size + micros);
  }
  return Object.values(sum).every(Number.isSafeInteger) && Number.isSafeInteger(lengthOf(sum)) ? sum : null;
}

/** Its length in microseconds. A month counts 31 days, as in the delay of Spark's `withWatermark` (measured: case `watermark-delay-of-a-month`). */
export function lengthOf(interval: Interval): Duration {
  return (interval.months * 31 + interval.days) * DAY + interval.microseconds;
}

const WORDS: readonly (readonly [string, number])[] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
  ['millisecond', MILLISECOND],
  ['microsecond', 1],
];

/** The interval string of a length: largest units first, `0 seconds` for none. `parseInterval` reads it back. */
export function formatInterval(duration: Duration): string {
  const sign = duration < 0 ? '-' : '';
  let rest = Math.abs(duration);
  const terms: string[] = [];
  for (const [word, size] of WORDS) {
    const amount = Math.floor(rest / size);
    if (amount > 0) terms.push(`${sign}${amount} ${word}${amount === 1 ? '' : 's'}`);
    rest -= amount * size;
  }
  return terms.join(' ') || '0 seconds';
}
