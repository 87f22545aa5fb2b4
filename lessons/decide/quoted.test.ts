import { expect, test } from 'vitest';
import { simulate } from '../../engine/simulate';
import { MINUTE } from '../../engine/time';
import { openTrace } from '../../engine/trace/reader';
import { lesson as fraud } from '../01-fraud/lesson';
import { knownAfter } from '../01-fraud/stolen';
import { lesson as worthIt } from '../09-worth-it/lesson';
import { looked, worstLook } from '../09-worth-it/value';
import { factsOf } from '../facts';
import { runOf, scenarioOf, wholeLesson } from '../resolve';
import type { Lesson, RunSpec } from '../schema';
import { FOUND_AFTER, HOURLY_SCREEN } from './quoted';

function facts(lesson: Lesson, spec: RunSpec) {
  const { scenario, engine } = runOf(lesson, spec);
  return factsOf(scenarioOf(lesson, spec), openTrace(simulate(scenario, engine), scenario));
}

test('what the guide quotes is what the lessons run', async () => {
  const nightly = facts(fraud, { scenario: 'thief', engine: 'dailyBatch' });
  expect(Math.abs(knownAfter(nightly) - FOUND_AFTER)).toBeLessThan(MINUTE / 2);

  const hourly = facts(await wholeLesson(worthIt), {
    scenario: 'dashboard',
    engine: 'dailyBatch',
    changes: [{ set: 'every', to: '1 hour' }],
  });
  expect(looked(hourly, worstLook(hourly).at)).toEqual(HOURLY_SCREEN);
});
