import { expect, test } from 'vitest';
import { texts } from '../../../i18n';
import { labelsOf } from '../../trace/labels';
import { runOf, scenarioOf } from '../panel/runs';
import { leversText } from './whatIfWords';

test.each([
  ['en', 'the event time of row 19 (up to its arrival) and its event time'],
  ['id', 'event time baris 19 (sampai waktu tibanya) dan event time-nya'],
] as const)('what was tried in vain says how far an event time was turned (%s)', (language, said) => {
  const labels = labelsOf(runOf(scenarioOf('tunnel')), language);
  const tried = [{ kind: 'event', row: 18, upToArrival: true } as const, { kind: 'event', row: 3 } as const];
  expect(leversText(tried, 3, labels, texts[language])).toBe(said);
});
