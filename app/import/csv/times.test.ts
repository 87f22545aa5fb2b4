import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInZone } from '../../../engine/instant';
import { guessTimes, OFFSETS, offsetText, readTime, TIME_FORMATS, type TimeFormat } from './times';

const ZONES = ['UTC', 'Asia/Jakarta', 'Europe/Helsinki', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
const zone = fc.constantFrom(...ZONES);
/** Whole milliseconds from 1971 to 2099, as microseconds. */
const instant = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2099, 0) }).map((millis) => millis * 1_000);

/** What a clock in a zone shows, by the browser's own calendar. */
function wall(micros: number, timeZone: string) {
  const part: Record<string, string> = {};
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
  for (const { type, value } of format.formatToParts(micros / 1_000)) part[type] = value;
  return part as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fractionalSecond', string>;
}

function written(micros: number, format: TimeFormat, timeZone: string): string {
  const { year, month, day, hour, minute, second, fractionalSecond } = wall(micros, timeZone);
  const time = `${hour}:${minute}:${second}.${fractionalSecond}`;
  switch (format) {
    case 'iso':
      return formatInZone(micros, timeZone);
    case 'isoLocal':
      return `${year}-${month}-${day} ${time}`;
    case 'dayMonth':
      return `${Number(day)}/${Number(month)}/${year} ${time}`;
    case 'monthDay':
      return `${month}/${day}/${year}, ${time}`;
    case 'epochSeconds':
      return (micros / 1_000_000).toFixed(3);
    case 'epochMillis':
      return String(micros / 1_000);
  }
}

describe('a time', () => {
  it('reads back as the instant that was written, in every format and zone', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...TIME_FORMATS), zone, (at, format, timeZone) => {
        const text = written(at, format, timeZone);
        const read = readTime(text, format, timeZone);
        if (format.startsWith('iso') && format === 'iso') expect(read).toBe(at);
        else if (format.startsWith('epoch')) expect(read).toBe(at);
        else {
          // Where the clocks are put back a text means two instants: it is read as the first.
          expect(typeof read).toBe('number');
          expect(read as number).toBeLessThanOrEqual(at);
          expect(written(read as number, format, timeZone)).toBe(text);
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['2026-03-02', 'isoLocal', 'Asia/Jakarta', '2026-03-01T17:00:00Z'],
    ['2001/01/01 06:55', 'isoLocal', 'UTC', '2001-01-01T06:55:00Z'],
    ['2026-03-02T14:00:40+0700', 'iso', 'UTC', '2026-03-02T07:00:40Z'],
    ['2026-03-02 14:00:40 UTC', 'iso', 'Asia/Jakarta', '2026-03-02T14:00:40Z'],
    ['3/4/26 2:05 pm', 'monthDay', 'UTC', '2026-03-04T14:05:00Z'],
    ['3/4/2026 12:05 AM', 'dayMonth', 'UTC', '2026-04-03T00:05:00Z'],
    ['03.04.2026 14.05', 'dayMonth', 'UTC', '2026-04-03T14:05:00Z'],
    ['1772460040.5', 'epochSeconds', 'Asia/Jakarta', '2026-03-02T14:00:40.500Z'],
    // An offset says for itself, also where none is expected.
    ['2026-03-02T14:00:40Z', 'isoLocal', 'Asia/Jakarta', '2026-03-02T14:00:40Z'],
    // The hour that is there twice.
    ['2026-10-25 02:30', 'isoLocal', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
  ] as const)('%s (%s, %s) is %s', (text, format, timeZone, iso) => {
    expect(readTime(text, format, timeZone)).toBe(Date.parse(iso) * 1_000);
  });

  it.each([
    ['soon', 'isoLocal', 'shape'],
    ['2026-02-30 10:00', 'isoLocal', 'noSuchTime'],
    ['2026-02-03 25:00', 'isoLocal', 'noSuchTime'],
    ['13/25/2026 10:00', 'dayMonth', 'noSuchTime'],
    ['3/4/2026 13:05 PM', 'dayMonth', 'noSuchTime'],
    ['2026-03-02T14:00:40', 'iso', 'noOffset'],
    ['2026-03-29 02:30', 'isoLocal', 'skipped'],
    ['9999999999999999', 'epochMillis', 'tooFar'],
    ['12k', 'epochSeconds', 'shape'],
  ] as const)('%s (%s) is refused: %s', (text, format, problem) => {
    expect(readTime(text, format, 'Europe/Berlin')).toBe(problem);
  });
});

describe('the format of a column', () => {
  it('is found out from what is written in it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TIME_FORMATS), zone, (format, timeZone) => {
        // The 25th of a month, so that day and month can be told apart.
        const values = Array.from({ length: 6 }, (_, i) =>
          written(Date.UTC(2026, i, 25, 12) * 1_000, format, timeZone),
        );
        expect(guessTimes(values, true)).toEqual({ format, ambiguous: false });
      }),
    );
  });

  it('is not taken for granted where day and month cannot be told apart', () => {
    expect(guessTimes(['03/04/2026 10:00', '05/06/2026 11:00'], true)?.ambiguous).toBe(true);
    expect(guessTimes(['03/04/2026 10:00', '13/06/2026 11:00'], true)).toEqual({
      format: 'dayMonth',
      ambiguous: false,
    });
    expect(guessTimes(['03/04/2026 10:00', '05/16/2026 11:00'], true)).toEqual({
      format: 'monthDay',
      ambiguous: false,
    });
  });

  it('is none where the column holds numbers of something else, or words', () => {
    expect(guessTimes(['1772460040', '1772460041'], false)).toBe(null);
    expect(guessTimes(['12', '13'], true)).toBe(null);
    expect(guessTimes(['Kota', 'Blok M'], true)).toBe(null);
    expect(guessTimes([], true)).toBe(null);
  });

  it('survives a few cells that are wrong', () => {
    const values = [...Array.from({ length: 9 }, (_, i) => `2026-03-02 10:0${i}`), 'n/a'];
    expect(guessTimes(values, false)).toEqual({ format: 'isoLocal', ambiguous: false });
  });
});

describe('a time without an offset in a file whose times all were written at one', () => {
  it('is the instant that the same time has with that offset', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...OFFSETS), (at, offset) => {
        const text = new Date(at / 1000).toISOString().slice(0, 23).replace('T', ' ');
        expect(readTime(text, 'isoLocal', offset)).toBe(readTime(`${text}${offset}`, 'iso', 'UTC'));
      }),
    );
  });

  it('has an offset that no clock change skips, where a zone has hours that are not', () => {
    expect(readTime('2026-03-29 02:30', 'isoLocal', 'Europe/Berlin')).toBe('skipped');
    expect(readTime('2026-03-29 02:30', 'isoLocal', '+01:00')).toBe(Date.UTC(2026, 2, 29, 1, 30) * 1000);
    expect(readTime('29/3/2026 02:30', 'dayMonth', '-09:30')).toBe(Date.UTC(2026, 2, 29, 12) * 1000);
  });

  it('knows each offset at which some zone stands', () => {
    const at = Date.UTC(2026, 6, 1) * 1000;
    const unknown = Intl.supportedValuesOf('timeZone').filter(
      (zone) => ![at, at + 184 * 24 * 3600e6].every((when) => OFFSETS.includes(offsetText(zone, when))),
    );
    expect(unknown).toEqual([]);
  });
});
