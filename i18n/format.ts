/**
 * How times, lengths of time, numbers and sums of money are written, in both languages. Pure functions; times
 * are microseconds since the epoch and are read in the scenario's zone, never the browser's.
 *
 * Times of day are computed by arithmetic on a cached offset: a picture asks for hundreds of them in a frame, and
 * `Intl.DateTimeFormat` takes microseconds for each.
 */
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND } from '../engine/time';
import type { Language } from './index';

const QUARTER = 15 * MINUTE;
const zones = new Map<string, Map<number, number>>();
const readers = new Map<string, Intl.DateTimeFormat>();

function reader(zone: string): Intl.DateTimeFormat {
  let made = readers.get(zone);
  if (!made) {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    readers.set(zone, made);
  }
  return made;
}

/** Microseconds to add to an instant to read it as wall time in a zone. A zone changes its clocks on quarter hours. */
export function zoneOffset(at: number, zone: string): number {
  if (zone === 'UTC') return 0;
  let known = zones.get(zone);
  if (!known) {
    known = new Map();
    zones.set(zone, known);
  }
  const quarter = Math.floor(at / QUARTER);
  const before = known.get(quarter);
  if (before !== undefined) return before;
  const start = (quarter * QUARTER) / MILLISECOND;
  const part: Record<string, number> = {};
  for (const p of reader(zone).formatToParts(start)) part[p.type] = Number(p.value);
  const wall = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
  const offset = (wall - start) * MILLISECOND;
  // A year of quarter hours; more is a run over decades, which reads few of them often.
  if (known.size > 40_000) known.clear();
  known.set(quarter, offset);
  return offset;
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** A fraction of a second to the digits it needs, at most six; `mark` is the decimal sign. Empty for none. */
function fraction(micros: number, mark: string, digits?: number): string {
  if (digits !== undefined) return digits === 0 ? '' : mark + String(micros).padStart(6, '0').slice(0, digits);
  if (micros === 0) return '';
  return mark + String(micros).padStart(6, '0').replace(/0+$/, '').padEnd(3, '0');
}

const inDay = (at: number, zone: string): number => {
  const wall = at + zoneOffset(at, zone);
  return wall - Math.floor(wall / DAY) * DAY;
};

/** `14:03`: hours and minutes, for axes and windows. What is finer is cut off, not rounded. */
export function hourMinute(at: number, zone: string): string {
  const t = inDay(at, zone);
  return `${two(Math.floor(t / HOUR))}:${two(Math.floor(t / MINUTE) % 60)}`;
}

/** `14:03:50`, and `08:15:23.147` where the instant has a fraction (or always, if `digits` says how many). */
export function timeOfDay(at: number, zone: string, digits?: number): string {
  const t = inDay(at, zone);
  return `${hourMinute(at, zone)}:${two(Math.floor(t / SECOND) % 60)}${fraction(t % SECOND, '.', digits)}`;
}

/** `14:05` or `14:03:50` or `08:15:23.147`: as short as says it all. */
export function shortTime(at: number, zone: string): string {
  return inDay(at, zone) % MINUTE === 0 ? hourMinute(at, zone) : timeOfDay(at, zone);
}

const MONTHS: Record<Language, readonly string[]> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
};

/** `2 Mar 2026`. */
export function date(at: number, zone: string, language: Language): string {
  const day = new Date((at + zoneOffset(at, zone)) / MILLISECOND);
  return `${day.getUTCDate()} ${MONTHS[language][day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

/** `2 Mar`, where the year goes without saying. */
export function dayMonth(at: number, zone: string, language: Language): string {
  return date(at, zone, language).replace(/ -?\d+$/, '');
}

/** The same of a date as it stands in a file, `2026-03-02`. */
export const dayName = (day: string, language: Language): string =>
  dayMonth(Date.parse(`${day}T00:00:00Z`) * 1000, 'UTC', language);

/** Whether two instants fall on the same day in a zone: if so a picture need not name the day. */
export function sameDay(a: number, b: number, zone: string): boolean {
  return Math.floor((a + zoneOffset(a, zone)) / DAY) === Math.floor((b + zoneOffset(b, zone)) / DAY);
}

const UNITS: Record<
  Language,
  { day: string; hour: string; minute: string; second: string; milli: string; mark: string }
> = {
  en: { day: 'd', hour: 'h', minute: 'min', second: 's', milli: 'ms', mark: '.' },
  id: { day: 'hari', hour: 'jam', minute: 'mnt', second: 'dtk', milli: 'ms', mark: ',' },
};

/** What is waited for without end. */
const NEVER: Record<Language, string> = { en: 'never', id: 'tidak pernah' };

/**
 * `16 min 40 s`, `15 h 43 min 36.109 s`, `309 ms`, `0 s`: exact, in the units it needs. `parts` keeps that many of the
 * largest and rounds to them: `duration(x, 'en', 2)` says `15 h 44 min`. A minus sign goes before a negative length.
 */
export function duration(length: number, language: Language, parts = 5): string {
  if (length === Number.POSITIVE_INFINITY) return NEVER[language];
  if (length < 0) return `−${duration(-length, language, parts)}`;
  const u = UNITS[language];
  let whole = Math.round(length);
  if (whole < SECOND && whole > 0) {
    const ms = whole / MILLISECOND;
    return `${number(ms, language, 3)} ${u.milli}`;
  }
  const sizes = [DAY, HOUR, MINUTE, SECOND];
  const first = sizes.findIndex((s) => whole >= s);
  const last = first + parts - 1;
  const finest = sizes[Math.min(last, 3)] ?? SECOND;
  if (last < 3 || parts < 5) whole = Math.round(whole / finest) * finest;
  const said: string[] = [];
  const add = (n: number, unit: string): void => {
    if (n > 0) said.push(`${n} ${unit}`);
  };
  add(Math.floor(whole / DAY), u.day);
  add(Math.floor(whole / HOUR) % 24, u.hour);
  add(Math.floor(whole / MINUTE) % 60, u.minute);
  const seconds = Math.floor(whole / SECOND) % 60;
  const rest = fraction(whole % SECOND, u.mark).replace(/0+$/, '');
  if (seconds > 0 || rest !== '') said.push(`${seconds}${rest} ${u.second}`);
  return said.length > 0 ? said.join(' ') : `0 ${u.second}`;
}

/** `6:30`, `1:02:05`, `0:00.309`: a length of time where there is little room; minutes and seconds, hours if it has some. */
export function clockDuration(length: number): string {
  if (length < 0) return `−${clockDuration(-length)}`;
  const t = Math.round(length);
  const hours = Math.floor(t / HOUR);
  const minutes = Math.floor(t / MINUTE) % 60;
  const seconds = `${two(Math.floor(t / SECOND) % 60)}${fraction(t % SECOND, '.')}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

// English lists have no comma before "and"; numbers have the comma of thousands.
export const LOCALE: Record<Language, string> = { en: 'en-GB', id: 'id-ID' };
const numbers = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const { style, notation, minimumFractionDigits, maximumFractionDigits, maximumSignificantDigits } = options;
  const key = [
    language,
    style,
    notation,
    minimumFractionDigits,
    maximumFractionDigits,
    maximumSignificantDigits,
  ].join();
  let made = numbers.get(key);
  if (!made) {
    made = new Intl.NumberFormat(LOCALE[language], options);
    numbers.set(key, made);
  }
  return made;
}

/**
 * `1,234.5` and `1.234,5`; at most `digits` after the decimal sign. Big integers are written whole, and what is something
 * never reads 0: `0.000002`, `2E−9`.
 */
export function number(value: number | bigint, language: Language, digits = 2): string {
  const size = Math.abs(Number(value));
  const options: Intl.NumberFormatOptions =
    size === 0 || size >= 0.5 * 10 ** -digits
      ? { maximumFractionDigits: digits }
      : { maximumSignificantDigits: 2, notation: size < 1e-6 ? 'scientific' : 'standard' };
  return numberFormat(language, options).format(value).replaceAll('-', '−');
}

/** `Rp 450,000` and `Rp 450.000`; the space does not break. */
export function rupiah(value: number | bigint, language: Language): string {
  const text = number(value, language, 2);
  return text.startsWith('−') ? `−Rp\u00a0${text.slice(1)}` : `Rp\u00a0${text}`;
}

/**
 * A share as a percentage: `percent(15 / 16, 'en')` is `94%`. What is not all never reads 100%, and what is something
 * never reads 0%: a picture of completeness would lie.
 */
export function percent(share: number, language: Language, digits = 0): string {
  const step = 10 ** -(digits + 2);
  let shown = Math.round(share / step) * step;
  if (share < 1 && shown >= 1) shown = 1 - step;
  if (share > 0 && shown <= 0) shown = step;
  return numberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(shown);
}

/** `1 row`, `3 rows`, `1,204 rows`. Indonesian has one form: pass it twice, or use the number alone. */
export function counted(n: number, one: string, many: string, language: Language = 'en'): string {
  return `${number(n, language)} ${n === 1 ? one : many}`;
}
