import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseScenario } from '../../engine/scenario/parse';
import { simulate } from '../../engine/simulate';
import { openTrace } from '../../engine/trace/reader';
import { beside as besideOf, dayOf, windowDay } from './dated';
import { labelsOf } from './labels';

/** Rows of the evening of 1 March and of 2 March, in windows of ten minutes. */
function twoDays() {
  const file = new URL('../../lessons/09-worth-it/case-recommend.json', import.meta.url);
  const read = parseScenario(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return openTrace(simulate(read.scenario, 'dailyBatch'), read.scenario);
}

test('where a run has several days, a day that is known already is not said again', () => {
  const reader = twoDays();
  const labels = labelsOf(reader, 'en');
  const first = reader.eventTime(0);
  const last = reader.eventTime(reader.trace.arrivalOrder.at(-1) as number);
  expect(labels.instant(first)).toBe('1 Mar 20:10:00');
  expect(dayOf(labels, first)).toBe('1 Mar');
  const beside = besideOf(reader, labels, first);
  expect(beside.instant(first)).toBe('20:10:00');
  expect(beside.instant(last)).toMatch(/^2 Mar /);
  expect(dayOf(beside, first)).toBeNull();

  const [group] = reader.groupsOf(0);
  expect(labels.window(group as number)).toBe('1 Mar 20:10 – 20:20');
  expect(windowDay(reader, labels, group as number)).toBe('1 Mar');
  expect(beside.window(group as number)).toBe('20:10 – 20:20');
});
