import { expect, test } from 'vitest';
import { simulate } from '../../../engine/simulate';
import { openTrace } from '../../../engine/trace/reader';
import { texts } from '../../../i18n';
import { scenarios } from '../../../lessons/03-infinite/scenarios';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { fateText, wordsOf } from './words';

test('of a query that counts in two steps each row names the group in which it counts, the first step’s', () => {
  const { scenario } = scenarios.bounded;
  const reader = openTrace(simulate(scenario, 'spark'), scenario);
  const words = wordsOf(reader, 'en', texts.en.rails);
  const end = reader.at(reader.length);
  const fates = [...reader.trace.arrivalOrder].map((row) => fateText(reader, end, NOTHING_WITHHELD, row, words));
  expect(fates[0]).toMatch(/, A$/);
  expect(fates.filter((fate) => /late|under water|dropped/i.test(fate))).toHaveLength(1);
});
