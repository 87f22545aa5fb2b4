import { expect, it } from 'vitest';
import { axisOf } from './axis';

it('breaks where the last answers come long after everything else, and stays one line where they do not', () => {
  const even = axisOf([0, 300, 600, 900], 0, 600);
  expect(even.after).toEqual([]);
  expect(even.x(459)).toBeCloseTo(300, 5);
  const broken = axisOf([0, 300, 600, 900, 40_000], 0, 600);
  expect(broken.after).toEqual([40_000]);
  expect(broken.x(900)).toBeLessThan(broken.breakAt);
  expect(broken.x(40_000)).toBeGreaterThan(broken.breakAt);
});

it('a place and its instant are the same thing seen from two sides', () => {
  const axis = axisOf([0, 300, 900, 40_000], 0, 600);
  for (const at of [0, 17, 300, 899]) expect(axis.timeAt(axis.x(at))).toBeCloseTo(at, 6);
  expect(axis.timeAt(axis.x(40_000))).toBe(40_000);
});
