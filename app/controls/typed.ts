/**
 * Reads lengths of time and times of day as people type them, in either language: `7 minutes`, `7 menit`, `7m`,
 * `1 h 30 min`, `1,5 jam`, `90 dtk`, `11:31` (minutes and seconds). Microseconds; null if it is none.
 */
import { DAY, type Duration, HOUR, MILLISECOND, MINUTE, SECOND } from '../../engine/time';

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(ms|msec|msecs|millis|milliseconds?|milidetik)$/, MILLISECOND],
  [/^(s|sec|secs|seconds?|dtk|det|detik)$/, SECOND],
  [/^(m|min|mins|minutes?|mnt|men|menit)$/, MINUTE],
  [/^(h|hr|hrs|hours?|j|jam)$/, HOUR],
  [/^(d|days?|hari|hr\.)$/, DAY],
];
const TERM = /\s*(\d+(?:[.,]\d+)?)\s*([a-z]+)\s*(?:,|and|dan)?/iy;
const CLOCK = /^(?:(\d+):)?(\d{1,3}):([0-5]\d)(?:[.,](\d{1,6}))?$/;

const fraction = (digits: string | undefined): number => (digits ? Number(digits.padEnd(6, '0')) : 0);

/** A length of time of at least zero. A bare `0` needs no unit. */
export function typedDuration(text: string): Duration | null {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '0') return 0;
  const clock = CLOCK.exec(trimmed);
  if (clock) {
    const [, hours, minutes, seconds, rest] = clock;
    return Number(hours ?? 0) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND + fraction(rest);
  }
  let sum = 0;
  TERM.lastIndex = 0;
  if (trimmed === '') return null;
  while (TERM.lastIndex < trimmed.length) {
    const term = TERM.exec(trimmed);
    if (!term) return null;
    const unit = UNITS.find(([names]) => names.test(term[2] as string));
    if (!unit) return null;
    sum += Math.round(Number((term[1] as string).replace(',', '.')) * unit[1]);
  }
  return Number.isSafeInteger(sum) ? sum : null;
}

const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d))?$/;

/** Microseconds since local midnight; Indonesian clocks also write `23.59`. */
export function typedTimeOfDay(text: string): Duration | null {
  const match = TIME.exec(text.trim());
  if (!match) return null;
  return Number(match[1]) * HOUR + Number(match[2]) * MINUTE + Number(match[3] ?? 0) * SECOND;
}
