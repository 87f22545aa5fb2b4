import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatInstant,
  formatInZone,
  formatTimeOfDay,
  isTimeZone,
  parseInstant,
  parseTimeOfDay,
  zoneOffset,
} from './instant';
import { DAY, HOUR, MILLISECOND, MINUTE } from './time';

const millis = fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 });

describe('an instant', () => {
  it('is the one that JavaScript reads, for every day of four centuries and every offset', () => {
    fc.assert(
      fc.property(millis, fc.integer({ min: -18 * 60, max: 18 * 60 }), (at, east) => {
        const text = formatInstant(at * MILLISECOND, east * MINUTE, 'always');
        expect(parseInstant(text)).toBe(at * MILLISECOND);
        expect(new Date(text).getTime()).toBe(at);
      }),
      { numRuns: 2_000 },
    );
  });

  it('may leave out what is zero: seconds, the fraction, and digits after the millisecond', () => {
    const at = Date.UTC(2026, 2, 2, 14) * MILLISECOND;
    expect(parseInstant('2026-03-02T14:00Z')).toBe(at);
    expect(parseInstant('2026-03-02T21:00:00+07:00')).toBe(at);
    expect(parseInstant('2026-03-02T14:00:00.000000Z')).toBe(at);
    expect(parseInstant('2026-03-02T14:00:00.5Z')).toBe(at + 500 * MILLISECOND);
    expect(formatInstant(at)).toBe('2026-03-02T14:00:00Z');
    expect(formatInstant(at + MILLISECOND, 7 * HOUR)).toBe('2026-03-02T21:00:00.001+07:00');
  });

  it.each([
    [
      'shape',
      [
        '',
        'tomorrow',
        '2026-03-02',
        '2026-03-02 14:00:00Z',
        '2026-3-2T14:00:00Z',
        '2026-03-02T14:00:00+7',
        '02/03/2026',
        '2026-03-02T14:00:00.Z',
        '2026-03-02T14:00:00Zz',
        '+002026-03-02T14:00:00Z',
        '2026-03-02T14-00Z',
      ],
    ],
    ['noOffset', ['2026-03-02T14:00:40', '2026-03-02T14:00', '2026-03-02T14:00:40.123']],
    [
      'noSuchTime',
      [
        '2026-02-30T14:00:00Z',
        '2025-02-29T00:00:00Z',
        '2026-13-01T00:00:00Z',
        '2026-03-02T24:00:00Z',
        '2026-03-02T14:60:00Z',
        '2026-03-02T14:00:60Z',
        '2026-03-02T14:00:00+25:00',
        '1900-02-29T00:00:00Z',
      ],
    ],
    ['tooFine', ['2026-03-02T14:00:00.0001Z', '2026-03-02T14:00:00.123456+07:00']],
    ['tooFar', ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z']],
  ])('is refused as %s, never read as another', (why, texts) => {
    for (const text of texts) expect([text, parseInstant(text)]).toEqual([text, why]);
  });
});

describe('a time of day', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DAY / MILLISECOND - 1 }), (at) => {
        expect(parseTimeOfDay(formatTimeOfDay(at * MILLISECOND))).toBe(at * MILLISECOND);
      }),
    );
  });

  it('has no hour 24', () => {
    expect(parseTimeOfDay('23:59')).toBe(DAY - MINUTE);
    for (const text of ['24:00:00', '7:00', '07:60', 'noon', '']) expect(parseTimeOfDay(text)).toBeNull();
  });
});

describe('a time zone', () => {
  it('has a name of the IANA database', () => {
    for (const name of ['Asia/Jakarta', 'UTC', 'America/New_York']) expect(isTimeZone(name)).toBe(true);
    for (const name of ['', '+07:00', 'Jakarta', 'Asia/Bandung']) expect(isTimeZone(name)).toBe(false);
  });

  it('changes its clocks at the instant, whatever the zone of the machine', () => {
    const change = Date.UTC(2026, 2, 29, 1) * MILLISECOND;
    expect(zoneOffset('Europe/Berlin', change - 1)).toBe(HOUR);
    expect(zoneOffset('Europe/Berlin', change)).toBe(2 * HOUR);
    expect(zoneOffset('Asia/Kathmandu', change)).toBe(5 * HOUR + 45 * MINUTE);
    expect(formatInZone(change, 'Asia/Jakarta')).toBe('2026-03-29T08:00:00+07:00');
  });
});
