import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatInterval, lengthOf, parseInterval } from './interval';
import { DAY, HOUR, MINUTE } from './time';

/** What `IntervalUtils.stringToInterval` of Spark 4.3.0 gave: months, days, microseconds; null where it threw. */
const SPARK: readonly (readonly [string, readonly [number, number, number] | null])[] = [
  ['5 minutes', [0, 0, 300000000]],
  ['1 hour 30 minutes', [0, 0, 5400000000]],
  ['200 milliseconds', [0, 0, 200000]],
  ['interval 5 minutes', [0, 0, 300000000]],
  ['INTERVAL 5 MINUTES', [0, 0, 300000000]],
  ['5 minute', [0, 0, 300000000]],
  ['1.5 seconds', [0, 0, 1500000]],
  ['0.0000015 seconds', [0, 0, 1]],
  ['.5 seconds', [0, 0, 500000]],
  ['5. seconds', [0, 0, 5000000]],
  ['5minutes', null],
  ['-5 minutes', [0, 0, -300000000]],
  ['- 5 minutes', [0, 0, -300000000]],
  ['+5 minutes', [0, 0, 300000000]],
  ['+ 5 minutes', [0, 0, 300000000]],
  ['5', null],
  ['', null],
  ['   ', null],
  ['interval', null],
  ['interval5 minutes', null],
  ['1 month', [1, 0, 0]],
  ['1 year', [12, 0, 0]],
  ['2 weeks 3 days', [0, 17, 0]],
  ['1.5 minutes', null],
  ['10 nanoseconds', null],
  ['5 mins', null],
  ['5 min', null],
  ['5 m', null],
  ['5 sec', null],
  ['1 hour, 30 minutes', null],
  ['1 hour -30 minutes', [0, 0, 1800000000]],
  ['5  minutes  ', [0, 0, 300000000]],
  ['\t5\tminutes\n', [0, 0, 300000000]],
  ['99999999999999 hours', null],
  ['1 day 1 day', [0, 2, 0]],
  ["'5' minutes", null],
  ['five minutes', null],
  ['5 minutes ago', null],
  ['1 hour and 5 minutes', null],
  ['0 seconds', [0, 0, 0]],
  ['1e3 seconds', null],
  ['1.1234567 seconds', [0, 0, 1123456]],
  ['1.123456789 seconds', [0, 0, 1123456]],
  ['1.1234567891 seconds', null],
  ['-1.5 seconds', [0, 0, -1500000]],
  ['-.5 seconds', [0, 0, -500000]],
  ['1 quarter', null],
  ['3 decades', null],
  ['5 microsecond', [0, 0, 5]],
  ['1 minutess', null],
  ['1 second1 minute', null],
  ['1 millisecond 5', null],
  ['interval interval 5 minutes', null],
  ['-.5 second', [0, 0, -500000]],
  ['interval -5 minutes', [0, 0, -300000000]],
  ['. seconds', null],
  ['1 day 02:03:04', null],
  ['P1D', null],
];

it.each(SPARK)('%j is read as Spark reads it', (text, expected) => {
  const found = parseInterval(text);
  expect(found && [found.months, found.days, found.microseconds]).toEqual(expected);
});

it('that is longer than microseconds are exact is refused, where Spark has 63 bits', () => {
  expect(parseInterval('9223372036854775807 microseconds')).toBeNull();
  expect(parseInterval('300 years')).toBeNull();
});

it('is written with its largest units first, and read back as the same length', () => {
  expect(formatInterval(90 * MINUTE)).toBe('1 hour 30 minutes');
  expect(formatInterval(200_000)).toBe('200 milliseconds');
  expect(formatInterval(0)).toBe('0 seconds');
  fc.assert(
    fc.property(fc.maxSafeInteger(), (length) => {
      expect(lengthOf(parseInterval(formatInterval(length)) ?? { months: 0, days: 0, microseconds: -1 })).toBe(length);
    }),
  );
});

it('counts 31 days for a month, as the delay of withWatermark does', () => {
  expect(lengthOf({ months: 1, days: 1, microseconds: HOUR })).toBe(32 * DAY + HOUR);
});
