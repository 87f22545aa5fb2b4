import { expect, test } from 'vitest';
import { planFaults } from '../../engine/query/plan';
import type { TraceReader } from '../../engine/trace/reader';
import { wholeLesson } from '../resolve';
import { lesson, refusedBySpark } from './lesson';

test('what the lesson calls refused is what Spark refuses, in each of its scenarios', async () => {
  const told = Object.values((await wholeLesson(lesson)).scenarios).map(({ scenario }) => {
    const refused = planFaults(scenario, 'spark').length > 0;
    expect(refusedBySpark({ reader: { scenario } as TraceReader }), scenario.name).toBe(refused);
    return refused;
  });
  expect(new Set(told)).toEqual(new Set([true, false]));
});
