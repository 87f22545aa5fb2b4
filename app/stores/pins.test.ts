import { beforeEach, expect, test } from 'vitest';
import { MOST_PINS, pinsOf, usePins } from './pins';

const pins = (scenario = 'a') => pinsOf(usePins.getState().byScenario, scenario);
const toggle = (time: number, scenario = 'a') => usePins.getState().toggle(scenario, time);

beforeEach(() => usePins.setState({ byScenario: {} }));

test('a moment is pinned once, in order of time, and taken off by pinning it again', () => {
  expect([toggle(30), toggle(10), toggle(20)]).toEqual(['pinned', 'pinned', 'pinned']);
  expect(pins()).toEqual([10, 20, 30]);
  expect(toggle(20)).toBe('unpinned');
  expect(pins()).toEqual([10, 30]);
  expect(pins('b')).toEqual([]);
});

test('there are no more pins than keys, and what is full says so', () => {
  for (let i = 0; i < MOST_PINS; i++) toggle(i);
  expect(toggle(99)).toBe('full');
  expect(pins()).toHaveLength(MOST_PINS);
  expect(toggle(3)).toBe('unpinned');
});
