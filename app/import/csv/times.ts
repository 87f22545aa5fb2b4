/** Times as people's files write them, and which of these ways a column follows. */
import { zoneOffset } from '../../../engine/instant';
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND } from '../../../engine/time';

export const TIME_FORMATS = ['iso', 'isoLocal', 'dayMonth', 'monthDay', 'epochSeconds', 'epochMillis'] as const;
/**
 * `iso`: year first, with an offset. `isoLocal`: year first, in a zone that is said elsewhere. `dayMonth`, `monthDay`:
 * `3/4/2026 14:05`, in such a zone. The last two count since 1970 in UTC.
 */
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** Why a text is no time in a format. */
export type TimeFault =
  /** It does not look like one. */
  | 'shape'
  /** It has no offset. */
  | 'noOffset'
  /** There is no such day or hour. */
  | 'noSuchTime'
  /** The zone's clocks were put forward over it. */
  | 'skipped'
  /** It is further than 285 years from 1970. */
  | 'tooFar';

const YEAR_FIRST =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:T|\s+)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
const YEAR_LAST =
  /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)(?:,?\s+(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,](\d+))?)?\s*([AP]M)?)?$/i;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * Microseconds since the epoch, cut to the millisecond, or what is wrong.
 * @param zone of times without an offset: a zone's name, or an offset like `+07:00`
 */
export function readTime(text: string, format: TimeFormat, zone: string): number | TimeFault {
  const trimmed = text.trim();
  switch (format) {
    case 'iso':
    case 'isoLocal': {
      const parts = YEAR_FIRST.exec(trimmed);
      if (!parts) return 'shape';
      const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = parts;
      const wall = wallTime(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second));
      if (wall === null) return 'noSuchTime';
      if (offset !== undefined) return checked(wall + millis(fraction) - eastOf(offset));
      return format === 'iso' ? 'noOffset' : inZone(wall, millis(fraction), zone);
    }
    case 'dayMonth':
    case 'monthDay': {
      const parts = YEAR_LAST.exec(trimmed);
      if (!parts) return 'shape';
      const [, a, b, y, h = '0', minute = '0', second = '0', fraction = '', half] = parts;
      const [day, month] = format === 'dayMonth' ? [a, b] : [b, a];
      const year = (y as string).length === 2 ? 2000 + Number(y) : Number(y);
      let hour = Number(h);
      if (half !== undefined) {
        if (hour < 1 || hour > 12) return 'noSuchTime';
        hour = (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
      }
      const wall = wallTime(year, Number(month), Number(day), hour, Number(minute), Number(second));
      return wall === null ? 'noSuchTime' : inZone(wall, millis(fraction), zone);
    }
    default: {
      if (!NUMBER.test(trimmed)) return 'shape';
      const unit = format === 'epochSeconds' ? 1_000 : 1;
      return checked(Math.floor(Number((Number(trimmed) * unit).toPrecision(15))) * MILLISECOND);
    }
  }
}

const checked = (micros: number): number | TimeFault => (Number.isSafeInteger(micros) ? micros : 'tooFar');

const millis = (fraction: string): number => Number(fraction.slice(0, 3).padEnd(3, '0')) * MILLISECOND;

/** Microseconds that an offset like `+07:00` is east of UTC. */
function eastOf(offset: string): number {
  if (/^[a-z]/i.test(offset)) return 0;
  const digits = offset.replace(/\D/g, '').padEnd(4, '0');
  const east = Number(digits.slice(0, 2)) * HOUR + Number(digits.slice(2)) * MINUTE;
  return offset.startsWith('-') ? -east : east;
}

/** Whether a zone is none by name but `+07:00`, which no clock change moves. */
export const isOffset = (zone: string): boolean => /^[+-]\d\d:\d\d$/.test(zone);

/** The offset of a zone at an instant as files write it: `+07:00`. */
export function offsetText(zone: string, at: number): string {
  if (isOffset(zone)) return zone;
  return offsetOf(zoneOffset(zone, at) / MINUTE);
}

function offsetOf(minutes: number): string {
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

/** Offsets that clocks stand at somewhere, from west to east. */
export const OFFSETS: readonly string[] = [
  ...Array.from({ length: 12 }, (_, i) => -(12 - i) * 60),
  ...[-570, -210, -150, 0, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825],
  ...Array.from({ length: 14 }, (_, i) => (i + 1) * 60),
]
  .sort((a, b) => a - b)
  .map(offsetOf);

/** What a clock shows, in microseconds as if it stood in UTC; null if no clock shows it. */
function wallTime(year: number, month: number, day: number, hour: number, minute: number, second: number) {
  if (hour > 23 || minute > 59 || second > 59 || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.getTime() * MILLISECOND + hour * HOUR + minute * MINUTE + second * SECOND;
}

/** The instant at which a zone's clocks show `wall`: the first of two where they are put back. */
function inZone(wall: number, fraction: number, zone: string): number | TimeFault {
  if (!Number.isSafeInteger(wall)) return 'tooFar';
  const eastAt = (at: number): number => (isOffset(zone) ? eastOf(zone) : zoneOffset(zone, at));
  const offsets = [eastAt(wall - DAY), eastAt(wall + DAY)];
  const instants = offsets.map((east) => wall - east).filter((at) => at + eastAt(at) === wall);
  return instants.length === 0 ? 'skipped' : checked(Math.min(...instants) + fraction);
}

/** How a column writes its times. `ambiguous`: day and month cannot be told apart by any of its values. */
export interface GuessedTimes {
  readonly format: TimeFormat;
  readonly ambiguous: boolean;
}

/** Years in which a bare number is taken for a time without being told so. */
const [FROM, TO] = [Date.UTC(1990, 0), Date.UTC(2100, 0)];
/** A column may hold some cells that are wrong: they are faults, and no reason not to see what the others are. */
const MOST = 0.8;

/** The format of a column of times; null if it holds none. `named`: its name says that it is about time. */
export function guessTimes(values: readonly string[], named: boolean): GuessedTimes | null {
  let filled = 0;
  let [yearFirst, withOffset, yearLast, dayFirst, monthFirst, seconds, milliseconds] = [0, 0, 0, 0, 0, 0, 0];
  for (const value of values) {
    const text = value.trim();
    if (text === '') continue;
    filled++;
    const first = YEAR_FIRST.exec(text);
    if (first) {
      yearFirst++;
      if (first[8] !== undefined) withOffset++;
      continue;
    }
    const last = YEAR_LAST.exec(text);
    if (last) {
      yearLast++;
      if (Number(last[1]) > 12) dayFirst++;
      if (Number(last[2]) > 12) monthFirst++;
      continue;
    }
    if (!NUMBER.test(text)) continue;
    const number = Number(text);
    if (number * 1_000 >= FROM && number * 1_000 < TO) seconds++;
    else if (number >= FROM && number < TO) milliseconds++;
  }
  const most = (n: number): boolean => n > 0 && n >= MOST * filled;
  if (most(yearFirst)) return { format: withOffset * 2 > yearFirst ? 'iso' : 'isoLocal', ambiguous: false };
  if (most(yearLast)) {
    return { format: monthFirst > dayFirst ? 'monthDay' : 'dayMonth', ambiguous: dayFirst === 0 && monthFirst === 0 };
  }
  // Thirteen digits are hardly anything else; ten may be a number of anything.
  if (most(milliseconds)) return { format: 'epochMillis', ambiguous: false };
  if (most(seconds) && named) return { format: 'epochSeconds', ambiguous: false };
  return null;
}

/** True where a time is finer than the millisecond to which it is cut. */
export const isFiner = (text: string): boolean => /[.,]\d{3}\d*[1-9]/.test(text);
