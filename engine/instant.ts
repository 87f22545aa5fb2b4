/**
 * Instants as files write them: ISO 8601 with an offset (`2026-03-02T14:00:40Z`, `…+07:00`), to the millisecond; and
 * the local time of a named zone. Pure: no wall clock, no zone of the machine.
 */
import { HOUR, MILLISECOND, MINUTE, SECOND } from './time';

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

const SHAPE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?$/;

/** Microseconds since the epoch, or what is wrong with it. */
export function parseInstant(text: string): number | InstantFault {
  const found = SHAPE.exec(text);
  if (!found) return 'shape';
  const [, year, month, day, hour, minute, second = '0', fraction = '', offset] = found as unknown as string[];
  if (offset === undefined) return 'noOffset';
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const date = new Date(0);
  date.setUTCFullYear(y, m - 1, d);
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return 'noSuchTime';
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return 'noSuchTime';
  let east = 0;
  if (offset !== 'Z') {
    const [h, min] = [Number(offset.slice(1, 3)), Number(offset.slice(4))];
    if (h > 18 || min > 59) return 'noSuchTime';
    east = (offset[0] === '-' ? -1 : 1) * (h * HOUR + min * MINUTE);
  }
  if (/[^0]/.test(fraction.slice(3))) return 'tooFine';
  const millis = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const local = Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND + millis * MILLISECOND;
  const micros = date.getTime() * MILLISECOND + local - east;
  return Number.isSafeInteger(micros) ? micros : 'tooFar';
}

const pad = (n: number, width: number) => String(n).padStart(width, '0');

/**
 * An instant as a file writes it, read with a clock that is `east` microseconds east of UTC (a whole number of
 * minutes): `2026-03-02T14:00:40+07:00`. The fraction is there when it is not zero, or always with `millis`.
 */
export function formatInstant(micros: number, east = 0, millis: 'whenNeeded' | 'always' = 'whenNeeded'): string {
  const local = micros + east;
  const iso = new Date(Math.floor(local / MILLISECOND)).toISOString().slice(0, -1);
  const text = millis === 'always' || !iso.endsWith('.000') ? iso : iso.slice(0, -4);
  if (east === 0) return `${text}Z`;
  const minutes = Math.abs(east) / MINUTE;
  return `${text}${east < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
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
