import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../engine/time';
import { at, runOf, scenarioOf } from '../views/panel/runs';
import { LONGEST_REST, paceOf, WHOLE } from './pace';

const tunnel = runOf(scenarioOf('tunnel'));
const fraud = runOf(scenarioOf('fraud'));
const daily = runOf(scenarioOf('fraud'), 'dailyBatch');
const runs = { tunnel, fraud, daily };

describe.each(Object.entries(runs))('the pace of %s', (_, reader) => {
  const pace = paceOf(reader);
  test('takes about 40 seconds at most, from nothing to all of it', () => {
    expect(pace.seconds).toBeGreaterThan(1);
    expect(pace.seconds).toBeLessThanOrEqual(WHOLE + 0.01);
    expect(pace.at(0)).toEqual({ cursor: 0, now: reader.timeAt(0) });
    expect(pace.at(pace.seconds).cursor).toBe(reader.length);
  });
  test('never goes back', () => {
    let before = pace.at(0);
    for (let s = 0; s <= pace.seconds; s += 1 / 60) {
      const place = pace.at(s);
      expect(place.now).toBeGreaterThanOrEqual(before.now);
      expect(place.cursor).toBeGreaterThanOrEqual(before.cursor);
      before = place;
    }
  });
  test('is never dead for longer than a rest', () => {
    let changed = 0;
    let cursor = -1;
    for (let s = 0; s <= pace.seconds; s += 1 / 60) {
      const place = pace.at(s);
      if (place.cursor !== cursor) {
        changed = s;
        cursor = place.cursor;
      }
      expect(s - changed).toBeLessThanOrEqual(LONGEST_REST + 1 / 30);
    }
  });
  test('the cursor and the time of a place belong together', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const { cursor, now } = pace.at(share * pace.seconds);
        expect(reader.timeAt(cursor)).toBeLessThanOrEqual(now);
        expect(cursor).toBeLessThanOrEqual(reader.cursorAt(now));
        if (cursor < reader.length) expect(reader.timeAt(cursor + 1)).toBeGreaterThanOrEqual(now);
      }),
    );
  });
  test('a place leads back to its second', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const place = pace.at(share * pace.seconds);
        const again = pace.at(pace.secondsOf(place) + 1e-6);
        expect(Math.abs(pace.secondsOf(place) - share * pace.seconds)).toBeLessThan(0.61);
        expect(again.cursor).toBeGreaterThanOrEqual(place.cursor);
      }),
    );
  });
});

test('thirteen hours do not swallow the three payments of one second', () => {
  const pace = paceOf(fraud);
  const first = pace.secondsOf({ cursor: 0, now: at('08:15:23.247') });
  const third = pace.secondsOf({ cursor: 0, now: at('08:15:24.334') });
  expect(third - first).toBeGreaterThan(0.3);
  const hour =
    pace.secondsOf({ cursor: 0, now: at('10:04:00.000') }) - pace.secondsOf({ cursor: 0, now: at('09:21:00.000') });
  expect(hour).toBeLessThanOrEqual(LONGEST_REST);
  expect(fraud.trace.endsAt - fraud.timeAt(0)).toBeGreaterThan(12 * HOUR);
});

test('an even run plays evenly: equal times take equal seconds', () => {
  const pace = paceOf(tunnel);
  const first = pace.secondsOf({ cursor: 0, now: at('14:12:00') }) - pace.secondsOf({ cursor: 0, now: at('14:06:00') });
  const second =
    pace.secondsOf({ cursor: 0, now: at('14:18:00') }) - pace.secondsOf({ cursor: 0, now: at('14:12:00') });
  expect(second / first).toBeCloseTo(1, 1);
});

test('a batch is watched: time stands still while its entries go by', () => {
  const pace = paceOf(tunnel);
  const seen = new Set<number>();
  for (let s = 0; s <= pace.seconds; s += 1 / 60) {
    const place = pace.at(s);
    if (place.now === at('14:22:00')) seen.add(place.cursor);
  }
  expect(seen.size).toBeGreaterThan(5);
});
