/**
 * Instants as files write them: ISO 8601 with an offset (`2026-03-02T14:00:40Z`, `…+07:00`), to the millisecond; and
 * the local time of a named zone. Pure: no wall clock, no zone of the machine.
 */
import { formatInstant } from './instantText';
import { HOUR, MILLISECOND, MINUTE, SECOND } from './time';

export { formatInstant };

/** Why a text is no instant. */
export type InstantFault =
  /** It does not have the shape of one. */
  | 'shape'
  /** It has the shape, but no offset: which instant it is depends on where it is read. */
  | 'noOffset'
  /** There is no such day or hour (30 February, 25:00). */
  | 'noSuchTime'
  /** It is finer than a millisecond. */
  | 'tooFine'
  /** It is further than 285 years from 1970, where microseconds are no longer exact. */
  | 'tooFar';

/** The number that the digits from `from` to `to` write; NaN if there is anything else. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Days from 1970-01-01 to a day of the Gregorian calendar, which is taken to reach back to year 0. */
function daysTo(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : (MONTHS[month - 1] ?? 0));

/** Microseconds since the epoch, or what is wrong with it. Without a regular expression: a file has hundreds of thousands. */
export function parseInstant(text: string): number | InstantFault {
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  const [hour, minute] = [digits(text, 11, 13), digits(text, 14, 16)];
  if (text[4] !== '-' || text[7] !== '-' || text[10] !== 'T' || text[13] !== ':') return 'shape';
  let second = 0;
  let millis = 0;
  let at = 16;
  let tooFine = false;
  if (text[at] === ':') {
    second = digits(text, 17, 19);
    at = 19;
    if (text[at] === '.' || text[at] === ',') {
      const from = at + 1;
      for (at = from; at < text.length && digits(text, at, at + 1) >= 0; at++)
        if (at >= from + 3 && text[at] !== '0') tooFine = true;
      if (at === from) return 'shape';
      const shown = Math.min(at, from + 3);
      millis = digits(text, from, shown) * 10 ** (from + 3 - shown);
    }
  }
  let east = 0;
  const sign = text[at];
  if (sign === '+' || sign === '-') {
    const [h, m] = [digits(text, at + 1, at + 3), digits(text, at + 4, at + 6)];
    if (text[at + 3] !== ':' || text.length !== at + 6) return 'shape';
    if (h > 18 || m > 59) return 'noSuchTime';
    east = (sign === '-' ? -1 : 1) * (h * 60 + m);
  } else if (at < text.length && !(sign === 'Z' && text.length === at + 1)) return 'shape';
  // Any part that was no number makes this sum none.
  if (Number.isNaN(year + month + day + hour + minute + second + east)) return 'shape';
  if (at === text.length) return 'noOffset';
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return 'noSuchTime';
  if (hour > 23 || minute > 59 || second > 59) return 'noSuchTime';
  if (tooFine) return 'tooFine';
  const minutes = daysTo(year, month, day) * 1440 + hour * 60 + minute - east;
  const micros = minutes * MINUTE + second * SECOND + millis * MILLISECOND;
  return Number.isSafeInteger(micros) ? micros : 'tooFar';
}

const TIME_OF_DAY = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/;

/** `23:59:00` as microseconds since midnight; null if it is no time of day. */
export function parseTimeOfDay(text: string): number | null {
  const found = TIME_OF_DAY.exec(text);
  if (!found) return null;
  const [, h, m, s = '0', f = ''] = found as unknown as string[];
  if (Number(h) > 23 || Number(m) > 59 || Number(s) > 59) return null;
  return Number(h) * HOUR + Number(m) * MINUTE + Number(s) * SECOND + Number(f.padEnd(3, '0')) * MILLISECOND;
}

/** `23:59:00`, with milliseconds only if there are any. */
export function formatTimeOfDay(micros: number): string {
  return formatInstant(micros).slice(11, -1);
}

const clocks = new Map<string, Intl.DateTimeFormat>();
/** Offsets already asked for, by zone and quarter of an hour: zones change their clocks on quarters only. */
const offsets = new Map<string, Map<number, number>>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    const number = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    clock = new Intl.DateTimeFormat('en-US', {
      ...number,
      second: 'numeric',
      era: 'short',
      hourCycle: 'h23',
      timeZone,
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** True for the name of a zone of the IANA database (`Asia/Jakarta`, `UTC`). */
export function isTimeZone(name: string): boolean {
  // Some machines take a bare offset for a zone and some do not; a zone has a name.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** How far a zone's clocks are ahead of UTC at an instant, in microseconds (cut to whole minutes, as ISO 8601 writes them). */
export function zoneOffset(timeZone: string, micros: number): number {
  if (timeZone === 'UTC') return 0;
  const quarter = Math.floor(micros / (15 * MINUTE));
  let known = offsets.get(timeZone);
  if (!known) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  let east = known.get(quarter);
  if (east === undefined) {
    const at = quarter * 15 * MINUTE;
    const part: Record<string, string> = {};
    for (const { type, value } of clockOf(timeZone).formatToParts(new Date(at / MILLISECOND))) part[type] = value;
    const year = part.era?.startsWith('B') ? 1 - Number(part.year) : Number(part.year);
    const local = new Date(0);
    local.setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
    local.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
    east = Math.floor((local.getTime() * MILLISECOND - at) / MINUTE) * MINUTE;
    known.set(quarter, east);
  }
  return east;
}

/** An instant as a file writes it, with the offset that a zone has then. */
export function formatInZone(micros: number, timeZone: string, millis: 'whenNeeded' | 'always' = 'whenNeeded'): string {
  return formatInstant(micros, zoneOffset(timeZone, micros), millis);
}

/** A day of the calendar, as `2026-03-02`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
