import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../engine/time';
import {
  ageAt,
  alwaysOnADay,
  cheapestWay,
  costADay,
  jobsADay,
  jobsCanRun,
  jobsCheaperFrom,
  oldestKeeping,
  PRICES,
  shareOf,
  WAYS,
} from './money';

describe('the bill of a day', () => {
  test.each([
    [1, 6_225],
    [24, 11_400],
    [96, 27_600],
    [288, 70_800],
    [1_440, 330_000],
  ])('of %i jobs', (jobs, rupiah) => {
    expect(jobsADay(DAY / jobs, PRICES)).toBeCloseTo(rupiah, 6);
  });
  test('of an engine that never stops, which is cheaper than jobs up to every 3.2 minutes', () => {
    expect(alwaysOnADay(PRICES)).toBe(108_000);
    const from = jobsCheaperFrom(PRICES);
    expect(from / MINUTE).toBeCloseTo(3.2, 1);
    expect(jobsADay(from, PRICES)).toBeCloseTo(108_000, 6);
    expect(jobsADay(from * 1.01, PRICES)).toBeLessThan(108_000);
    expect(jobsCheaperFrom({ ...PRICES, work: 100 * HOUR })).toBe(Number.POSITIVE_INFINITY);
  });
  test('of a gigabyte, which is twenty seconds of work', () => {
    const small = { ...PRICES, work: 20 * SECOND };
    expect(jobsADay(HOUR, small)).toBeCloseTo(5_450, 6);
    expect(jobsADay(DAY, small)).toBeCloseTo(275, 6);
  });
  test('a job that must start and work cannot be as fresh as one likes', () => {
    expect(jobsCanRun(MINUTE, PRICES)).toBe(false);
    expect(jobsCanRun(2 * MINUTE, PRICES)).toBe(true);
    expect(costADay('jobs', MINUTE, PRICES)).toBeNull();
    expect(costADay('microBatch', SECOND / 2, PRICES)).toBeNull();
  });
  test.each([
    [0.5 * SECOND, 'record'],
    [5 * SECOND, 'microBatch'],
    [3 * MINUTE, 'microBatch'],
    [4 * MINUTE, 'jobs'],
    [HOUR, 'jobs'],
    [DAY, 'daily'],
  ] as const)('the cheapest way to answers of %i microseconds', (age, way) => {
    expect(cheapestWay(age, PRICES)).toBe(way);
    const costs = WAYS.map((w) => costADay(w, age, PRICES)).filter((c) => c !== null);
    expect(costADay(way, age, PRICES)).toBe(Math.min(...costs));
  });
});

describe('what an answer is worth', () => {
  test('the oldest that keeps a share lies before the cliff', () => {
    const cliff = (age: number) => (age < 20 * SECOND ? 1 : 0);
    expect(oldestKeeping(0.95, cliff) / SECOND).toBeCloseTo(20, 2);
    expect(oldestKeeping(0.95, (age) => 1 - age / HOUR) / MINUTE).toBeCloseTo(3, 2);
    expect(oldestKeeping(0.95, () => 1)).toBe(DAY);
  });
  test('the axis of ages goes both ways', () => {
    for (const age of [SECOND / 10, 3 * SECOND, 7 * MINUTE, DAY]) expect(ageAt(shareOf(age)) / age).toBeCloseTo(1, 9);
  });
});
