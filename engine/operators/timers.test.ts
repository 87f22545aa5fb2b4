import { expect, test } from 'vitest';
import { Timers } from './timers';

test('a job over everything takes each timer once and comes to an end', () => {
  const timers = new Timers();
  timers.register(7, 20);
  timers.register(3, 10);
  timers.register(3, 30);
  timers.delete(3, 30);
  const taken: unknown[] = [];
  for (let due = timers.take(Number.POSITIVE_INFINITY); due; due = timers.take(Number.POSITIVE_INFINITY))
    taken.push(due);
  expect(taken).toEqual([
    { number: 3, at: 10 },
    { number: 7, at: 20 },
  ]);
  expect(timers.take(Number.POSITIVE_INFINITY)).toBeNull();
});
