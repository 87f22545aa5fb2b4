import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND } from '../../engine/time';
import { clockDuration, duration } from '../../i18n/format';
import { ladder, rungOf } from './ladder';
import { typedDuration, typedTimeOfDay } from './typed';

describe('a length of time is read as people type it', () => {
  test.each([
    ['7 minutes', 7 * MINUTE],
    ['7 menit', 7 * MINUTE],
    ['7m', 7 * MINUTE],
    ['1 h 30 min', 90 * MINUTE],
    ['1 jam 30 menit', 90 * MINUTE],
    ['1,5 jam', 90 * MINUTE],
    ['11 min 31 s', 11 * MINUTE + 31 * SECOND],
    ['11:31', 11 * MINUTE + 31 * SECOND],
    ['1:02:05', HOUR + 2 * MINUTE + 5 * SECOND],
    ['500ms', 500 * MILLISECOND],
    ['0.2 s', 200 * MILLISECOND],
    ['2 hari', 2 * DAY],
    ['0', 0],
  ])('%s', (text, length) => expect(typedDuration(text)).toBe(length));
  test.each(['', '7', 'seven minutes', '-5 minutes', '5 bananas', '5 min x', '1:60'])('"%s" is none', (text) =>
    expect(typedDuration(text)).toBeNull(),
  );
  test('whatever the app writes can be typed back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * DAY }),
        fc.constantFrom('en' as const, 'id' as const),
        (raw, language) => {
          const length = raw - (raw % MILLISECOND);
          expect(typedDuration(duration(length, language))).toBe(length);
          expect(typedDuration(clockDuration(length))).toBe(length);
        },
      ),
    );
  });
});

test('times of day', () => {
  expect(typedTimeOfDay('23:59')).toBe(23 * HOUR + 59 * MINUTE);
  expect(typedTimeOfDay('6.30')).toBe(6 * HOUR + 30 * MINUTE);
  expect(typedTimeOfDay('06:30:15')).toBe(6 * HOUR + 30 * MINUTE + 15 * SECOND);
  expect(typedTimeOfDay('24:00')).toBeNull();
  expect(typedTimeOfDay('noon')).toBeNull();
});

describe('the ladder of a setting', () => {
  test('it holds what the scenario is about, ascending, with the values it started from', () => {
    const rungs = ladder(35 * MINUTE, true, [5 * MINUTE, 11 * MINUTE + 31 * SECOND]);
    expect(rungs).toContain(11 * MINUTE + 31 * SECOND);
    for (let m = 0; m <= 15; m++) expect(rungs).toContain(m * MINUTE);
    expect(rungs).toEqual([...new Set(rungs)].sort((a, b) => a - b));
    expect(rungs.length).toBeLessThan(50);
  });
  test('a value that cannot be zero has no zero', () => {
    expect(ladder(35 * MINUTE, false, [])[0]).toBeGreaterThan(0);
  });
  test('thirteen hours with a trigger of one second reach from seconds to days', () => {
    const rungs = ladder(16 * HOUR, false, [SECOND]);
    expect(rungs[0]).toBeLessThanOrEqual(SECOND);
    expect(rungs).toContain(HOUR);
    expect(rungs).toContain(DAY);
  });
  test('a typed value between two rungs stands at the nearest', () => {
    const rungs = ladder(35 * MINUTE, true, []);
    expect(rungs[rungOf(rungs, 7 * MINUTE + 10 * SECOND)]).toBe(7 * MINUTE);
    expect(rungs[rungOf(rungs, 400 * DAY)]).toBe(rungs.at(-1));
  });
});
