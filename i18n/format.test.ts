import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND } from '../engine/time';
import {
  clockDuration,
  counted,
  date,
  dayMonth,
  duration,
  hourMinute,
  number,
  percent,
  rupiah,
  sameDay,
  shortTime,
  timeOfDay,
  zoneOffset,
} from './format';
import { list } from './list';

const at = (iso: string): number => Date.parse(iso) * MILLISECOND;
const JAKARTA = 'Asia/Jakarta';

describe('times are read in the zone of the scenario', () => {
  const tunnel = at('2026-03-02T14:03:50+07:00');
  test('hours and minutes', () => {
    expect(hourMinute(tunnel, JAKARTA)).toBe('14:03');
    expect(hourMinute(tunnel, 'UTC')).toBe('07:03');
    expect(hourMinute(tunnel, 'Asia/Kolkata')).toBe('12:33');
  });
  test('seconds, and a fraction only where there is one', () => {
    expect(timeOfDay(tunnel, JAKARTA)).toBe('14:03:50');
    expect(timeOfDay(at('2026-03-02T08:15:23.147+07:00'), JAKARTA)).toBe('08:15:23.147');
    expect(timeOfDay(at('2026-03-02T08:15:23.100+07:00'), JAKARTA)).toBe('08:15:23.100');
    expect(timeOfDay(tunnel + 5, JAKARTA)).toBe('14:03:50.000005');
    expect(timeOfDay(tunnel, JAKARTA, 3)).toBe('14:03:50.000');
  });
  test('as short as says it all', () => {
    expect(shortTime(at('2026-03-02T14:05:00+07:00'), JAKARTA)).toBe('14:05');
    expect(shortTime(tunnel, JAKARTA)).toBe('14:03:50');
  });
  test('midnight is 00:00, and the day before ends at 23:59', () => {
    const midnight = at('2026-03-03T00:00:00+07:00');
    expect(hourMinute(midnight, JAKARTA)).toBe('00:00');
    expect(timeOfDay(midnight - 1, JAKARTA)).toBe('23:59:59.999999');
    expect(sameDay(midnight, midnight - 1, JAKARTA)).toBe(false);
    expect(sameDay(midnight, midnight - 1, 'UTC')).toBe(true);
  });
  test('instants before 1970', () => {
    expect(timeOfDay(-1 * SECOND, 'UTC')).toBe('23:59:59');
  });
  test('the hour that a zone skips or repeats', () => {
    expect(hourMinute(at('2001-04-01T06:59:00Z'), 'America/New_York')).toBe('01:59');
    expect(hourMinute(at('2001-04-01T07:00:00Z'), 'America/New_York')).toBe('03:00');
    expect(zoneOffset(at('2001-01-10T12:00:00Z'), 'America/Chicago')).toBe(-6 * HOUR);
  });
  test('every instant reads as Intl reads it', () => {
    const zone = fc.constantFrom('Asia/Jakarta', 'America/New_York', 'Asia/Kathmandu', 'UTC', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 2_000_000_000 }), (timeZone, seconds) => {
        const intl = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium', hourCycle: 'h23' });
        expect(timeOfDay(seconds * SECOND, timeZone)).toBe(intl.format(seconds * 1000));
      }),
      { numRuns: 200 },
    );
  });
  test('dates in both languages', () => {
    const late = at('2026-05-02T23:00:00Z');
    expect(date(late, JAKARTA, 'en')).toBe('3 May 2026');
    expect(date(late, JAKARTA, 'id')).toBe('3 Mei 2026');
    expect(dayMonth(late, 'UTC', 'id')).toBe('2 Mei');
  });
});

describe('lengths of time', () => {
  test('in the units they need', () => {
    expect(duration(16 * MINUTE + 40 * SECOND, 'en')).toBe('16 min 40 s');
    expect(duration(16 * MINUTE + 40 * SECOND, 'id')).toBe('16 mnt 40 dtk');
    expect(duration(5 * MINUTE, 'en')).toBe('5 min');
    expect(duration(0, 'id')).toBe('0 dtk');
    expect(duration(309 * MILLISECOND, 'en')).toBe('309 ms');
    expect(duration(1500, 'id')).toBe('1,5 ms');
    expect(duration(26 * HOUR + 5 * MINUTE, 'en')).toBe('1 d 2 h 5 min');
    expect(duration(-90 * SECOND, 'en')).toBe('−1 min 30 s');
  });
  const wait = 15 * HOUR + 43 * MINUTE + 36 * SECOND + 109 * MILLISECOND;
  test('exactly, with the decimal sign of the language', () => {
    expect(duration(wait, 'en')).toBe('15 h 43 min 36.109 s');
    expect(duration(wait, 'id')).toBe('15 jam 43 mnt 36,109 dtk');
    expect(duration(1200 * MILLISECOND, 'en')).toBe('1.2 s');
  });
  test('rounded to the largest parts', () => {
    expect(duration(wait, 'en', 2)).toBe('15 h 44 min');
    expect(duration(wait, 'en', 1)).toBe('16 h');
    expect(duration(59 * MINUTE + 59.9 * SECOND, 'en', 2)).toBe('1 h');
  });
  test('where there is little room', () => {
    expect(clockDuration(6 * MINUTE + 30 * SECOND)).toBe('6:30');
    expect(clockDuration(HOUR + 2 * MINUTE + 5 * SECOND)).toBe('1:02:05');
    expect(clockDuration(309 * MILLISECOND)).toBe('0:00.309');
    expect(clockDuration(-5 * SECOND)).toBe('−0:05');
    expect(clockDuration(2 * DAY)).toBe('48:00:00');
  });
});

describe('figures', () => {
  test('numbers', () => {
    expect(number(1234567.891, 'en')).toBe('1,234,567.89');
    expect(number(1234567.891, 'id')).toBe('1.234.567,89');
    expect(number(9007199254740993n, 'id')).toBe('9.007.199.254.740.993');
    expect(number(-5, 'en')).toBe('−5');
    expect([0, 0.004, -0.000002, 2e-9].map((n) => number(n, 'id'))).toEqual(['0', '0,004', '−0,000002', '2E−9']);
  });
  test('money does not break from its currency', () => {
    expect(rupiah(450_000, 'en')).toBe('Rp\u00a0450,000');
    expect(rupiah(450_000, 'id')).toBe('Rp\u00a0450.000');
    expect(rupiah(-15_000_000, 'en')).toBe('−Rp\u00a015,000,000');
  });
  test('what is not all never reads 100%, what is something never reads 0%', () => {
    expect(percent(15 / 16, 'en')).toBe('94%');
    expect(percent(1999 / 2000, 'en')).toBe('99%');
    expect(percent(1, 'id')).toBe('100%');
    expect(percent(0.0001, 'en')).toBe('1%');
    expect(percent(0, 'en')).toBe('0%');
    expect(percent(0.9375, 'id', 1)).toBe('93,8%');
  });
  test('one row, many rows', () => {
    expect(counted(1, 'row', 'rows')).toBe('1 row');
    expect(counted(0, 'row', 'rows')).toBe('0 rows');
    expect(counted(1204, 'baris', 'baris', 'id')).toBe('1.204 baris');
  });
  test('lists', () => {
    expect(list(['a', 'b', 'c'], 'en')).toBe('a, b and c');
    expect(list(['a', 'b', 'c'], 'id')).toBe('a, b, dan c');
    expect(list(['a', 'b'], 'id', 'or')).toBe('a atau b');
  });
});
