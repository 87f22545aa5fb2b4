/**
 * Timestamps as text, the way Spark's `cast` reads and writes them with the session's zone at UTC. Engine time is exact
 * for 285 years on either side of 1970; what lies beyond is no timestamp here, though it is one in Spark.
 */
import { isTimeZone, zoneOffset } from '../instant';
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND } from '../time';

const SHAPE =
  /^(\d{4,6})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T](?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?)?)?(.*))?)?)?)?$/s;
const OFFSET = /^(?:UTC|GMT|UT)?([+-])(\d{1,2})(?::?(\d{1,2}))?(?::?(\d{1,2}))?$/;

/** Microseconds since the epoch, or null if Spark would not read it (a time of day alone too: it needs today's date). */
export function parseTimestamp(text: string): number | null {
  const found = SHAPE.exec(text.trim());
  if (!found) return null;
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '', zone = ''] = found;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const micros = Number(fraction.slice(0, 6).padEnd(6, '0'));
  const local =
    date.getTime() * MILLISECOND + Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND + micros;
  const east = offsetOf(zone.trim(), local);
  if (east === null || !Number.isSafeInteger(local - east)) return null;
  return local - east;
}

/** How far a zone is ahead of UTC at a local time; null if there is no such zone. */
function offsetOf(zone: string, local: number): number | null {
  if (zone === '' || zone === 'Z' || zone === 'UTC' || zone === 'GMT' || zone === 'UT') return 0;
  const found = OFFSET.exec(zone);
  if (found) {
    const [, sign, hours, minutes = '0', seconds = '0'] = found;
    if (Number(hours) > 18 || Number(minutes) > 59 || Number(seconds) > 59) return null;
    const size = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
    if (size > 18 * HOUR) return null;
    return sign === '-' ? -size : size;
  }
  if (!isTimeZone(zone)) return null;
  return zoneOffset(zone, local - zoneOffset(zone, local));
}

const pad = (n: number, width: number) => String(n).padStart(width, '0');

/** `2026-03-02 14:00:10.25`: UTC, the fraction to the microsecond without trailing zeros. */
export function timestampText(micros: number): string {
  const date = new Date(Math.floor(micros / MILLISECOND));
  const fraction = pad(micros - Math.floor(micros / SECOND) * SECOND, 6).replace(/0+$/, '');
  const day = `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
  const time = `${pad(date.getUTCHours(), 2)}:${pad(date.getUTCMinutes(), 2)}:${pad(date.getUTCSeconds(), 2)}`;
  return fraction === '' ? `${day} ${time}` : `${day} ${time}.${fraction}`;
}

/** The same day and time so many months later; the last day of the month where the day does not exist. */
export function addMonths(micros: number, months: number): number {
  const dayStart = Math.floor(micros / DAY) * DAY;
  const date = new Date(dayStart / MILLISECOND);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime() * MILLISECOND + (micros - dayStart);
}

/** The units of `date_trunc`, by Spark's names for them. */
const FLOORS: Readonly<Record<string, number>> = {
  MICROSECOND: 1,
  MILLISECOND,
  SECOND,
  MINUTE,
  HOUR,
  DAY,
  DD: DAY,
};
const MONTHS: Readonly<Record<string, number>> = {
  MONTH: 1,
  MON: 1,
  MM: 1,
  QUARTER: 3,
  YEAR: 12,
  YYYY: 12,
  YY: 12,
};
/** 1970-01-01 was a Thursday; weeks start on Mondays. */
const FIRST_MONDAY = 4 * DAY;

/** The start of the unit that holds an instant, in UTC; null for a unit that Spark does not know. */
export function truncateTime(unit: string, micros: number): number | null {
  const name = unit.toUpperCase();
  if (Object.hasOwn(FLOORS, name)) {
    const size = FLOORS[name] as number;
    return Math.floor(micros / size) * size;
  }
  if (name === 'WEEK') return Math.floor((micros - FIRST_MONDAY) / (7 * DAY)) * 7 * DAY + FIRST_MONDAY;
  if (!Object.hasOwn(MONTHS, name)) return null;
  const size = MONTHS[name] as number;
  const date = new Date(Math.floor(micros / MILLISECOND));
  const month = Math.floor(date.getUTCMonth() / size) * size;
  const start = new Date(0);
  start.setUTCFullYear(date.getUTCFullYear(), month, 1);
  return start.getTime() * MILLISECOND;
}
