import { expect, test } from 'vitest';
import { measuresOf } from '../../engine/measure/measures';
import { planFaults } from '../../engine/query/plan';
import { simulate } from '../../engine/simulate';
import { openTrace, type TraceReader } from '../../engine/trace/reader';
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

test('the average of totals that the job gets right is complete, though no row of a source is behind it', async () => {
  const { scenario } = Object.values((await wholeLesson(lesson)).scenarios).find(
    (one) => one.scenario.name === 'multi-pass',
  ) as { scenario: Parameters<typeof simulate>[0] };
  const reader = openTrace(simulate(scenario, 'dailyBatch'), scenario);
  expect(reader.trace.upstream.length).toBeGreaterThan(0);
  expect(measuresOf(reader.at(reader.length)).completeness).toBe(1);
});
