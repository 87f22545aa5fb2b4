import { expect, test } from 'vitest';
import { untilAnswered } from './untilAnswered';

test('progress that comes after the answer is not told', () => {
  const told: number[] = [];
  const asked = untilAnswered((fraction) => told.push(fraction));
  asked.progress(1, 0.5);
  asked.answered();
  asked.progress(1, 0.98);
  expect(told).toEqual([0.5]);
});
