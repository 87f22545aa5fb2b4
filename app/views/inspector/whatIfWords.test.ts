import { expect, test } from 'vitest';
import { texts } from '../../../i18n';
import { labelsOf } from '../../trace/labels';
import { runOf, scenarioOf } from '../panel/runs';
import { leversText, usualText } from './whatIfWords';

test.each([
  ['en', 'the event time of row 19 (up to its arrival) and its event time'],
  ['id', 'event time baris 19 (sampai waktu tibanya) dan event time-nya'],
] as const)('what was tried in vain says how far an event time was turned (%s)', (language, said) => {
  const labels = labelsOf(runOf(scenarioOf('tunnel')), language);
  const tried = [{ kind: 'event', row: 18, upToArrival: true } as const, { kind: 'event', row: 3 } as const];
  expect(leversText(tried, 3, labels, texts[language])).toBe(said);
});

test('a length that was tried in vain at common ones alone is said to be one', () => {
  const labels = labelsOf(runOf(scenarioOf('tunnel')), 'en');
  const tried = [
    { kind: 'setting', setting: 'trigger', inCommonUse: true } as const,
    { kind: 'setting', setting: 'delay' } as const,
  ];
  expect(leversText(tried, null, labels, texts.en)).toBe('trigger (lengths in common use) and delay');
});

test('a length of which only the common ones were tried is said to be one, a length that was halved to its turn is not', () => {
  const labels = labelsOf(runOf(scenarioOf('tunnel')), 'en');
  const rest = { short: null, state: null, answeredAt: null, counted: null };
  const trigger = { ...rest, change: { kind: 'length', setting: 'trigger', value: 600e6 }, along: null } as const;
  const delay = {
    ...rest,
    change: { kind: 'length', setting: 'delay', value: 691e6 },
    along: { now: 300e6, turn: 691e6, tried: [{ value: 300e6, does: false }] },
  } as const;
  expect(usualText([delay, trigger], labels, texts.en)).toMatch(/^Of trigger, only/);
  expect(usualText([delay], labels, texts.en)).toBe('');
});
