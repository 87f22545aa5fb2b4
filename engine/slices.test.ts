import { expect, test } from 'vitest';
import { inSlices, SLICE } from './slices';

/** A clock that moves by `cost` with each step of work. */
function work(steps: number, cost: number, wanted: () => boolean = () => true) {
  let now = 0;
  let ended = 0;
  const told: number[] = [];
  function* run(): Generator<number, string> {
    try {
      for (let i = 0; i < steps; i++) {
        now += cost;
        yield i / steps;
      }
      return 'done';
    } finally {
      ended++;
    }
  }
  const answer = inSlices(run(), { clock: () => now, turn: async () => {}, wanted, progress: (f) => told.push(f) });
  return { answer, told, ended: () => ended };
}

test('a run shorter than a slice is not interrupted and tells no progress', async () => {
  const { answer, told } = work(SLICE - 1, 1);
  expect(await answer).toBe('done');
  expect(told).toEqual([]);
});

test('a long run tells how far it is, ever further', async () => {
  const { answer, told } = work(10, SLICE);
  expect(await answer).toBe('done');
  expect(told.length).toBeGreaterThan(5);
  expect(told).toEqual([...told].sort((a, b) => a - b));
});

test('a run that nobody waits for stops at the next slice and lets go of what it holds', async () => {
  let looks = 0;
  const { answer, told, ended } = work(1000, SLICE, () => ++looks < 3);
  expect(await answer).toBeNull();
  expect(told.length).toBe(3);
  expect(ended()).toBe(1);
});
