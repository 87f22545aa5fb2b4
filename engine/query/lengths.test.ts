import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { setDailyBatch, setDelay, setTrigger, setWindow } from '../scenario/edit';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../scenario/scenario';
import { MINUTE } from '../time';
import { planFaults } from './plan';

const file = new URL('../conformance/cases/tunnel.json', import.meta.url);
const read = parseScenario(JSON.parse(readFileSync(file, 'utf8')));
if (!read.ok) throw new Error('the tunnel is valid');
const { scenario } = read;

test.each<[string, Scenario, string, string]>([
  ['a window of no length', setWindow(scenario, { size: 0 }), 'query.steps[1].groupBy.window.size', 'zeroDuration'],
  [
    'a window that ends before it starts',
    setWindow(scenario, { size: -MINUTE }),
    'query.steps[1].groupBy.window.size',
    'notAboveZero',
  ],
  [
    'windows with gaps between them',
    setWindow(scenario, { slide: 9 * MINUTE }),
    'query.steps[1].groupBy.window.slide',
    'slideTooLarge',
  ],
  [
    'a start beyond the slide',
    setWindow(scenario, { start: 7 * MINUTE }),
    'query.steps[1].groupBy.window.start',
    'startTooLarge',
  ],
  ['a watermark ahead of its rows', setDelay(scenario, -1), 'query.steps[0].delay', 'negativeDuration'],
  [
    'a trigger that runs backwards',
    setTrigger(scenario, { kind: 'processingTime', interval: -1 }),
    'engines.spark.trigger.processingTime',
    'negativeDuration',
  ],
  ['a job that never stops running', setDailyBatch(scenario, { every: 0 }), 'engines.dailyBatch.every', 'zeroDuration'],
])('an edit to %s is refused before it runs', (_, edited, path, code) => {
  expect(planFaults(edited, 'spark')).toMatchObject([{ path, code }]);
});

test('a window whose size falls below its slide is told once', () => {
  const sliding = setWindow(scenario, { size: 4 * MINUTE, slide: 2 * MINUTE });
  expect(planFaults(sliding, 'spark')).toEqual([]);
  expect(planFaults(setWindow(sliding, { size: MINUTE }), 'spark').map((f) => f.code)).toEqual(['slideTooLarge']);
});
