import { expect, test } from 'vitest';
import { simulate } from '../../../engine/simulate';
import { SECOND } from '../../../engine/time';
import { openTrace } from '../../../engine/trace/reader';
import { texts } from '../../../i18n';
import { duration } from '../../../i18n/format';
import { scenarios } from '../../../lessons/03-infinite/scenarios';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { batchLayout } from '../batch/layout';
import { FIXTURES } from './fixtures';
import { fateText, rowSpoken, wordsOf } from './words';

test('of a query that counts in two steps each row names the group in which it counts, the first step’s', () => {
  const { scenario } = scenarios.bounded;
  const reader = openTrace(simulate(scenario, 'spark'), scenario);
  const words = wordsOf(reader, 'en', texts.en.rails);
  const end = reader.at(reader.length);
  const fates = [...reader.trace.arrivalOrder].map((row) => fateText(reader, end, NOTHING_WITHHELD, row, words));
  expect(fates[0]).toMatch(/, A$/);
  expect(fates.filter((fate) => /late|under water|dropped/i.test(fate))).toHaveLength(1);
});

test('of a dropped row one hears by how much it was late, as the panel of its batch says', () => {
  const { reader, moment } = FIXTURES.tunnel();
  for (const language of ['en', 'id'] as const) {
    const words = wordsOf(reader, language, texts[language].rails);
    const tag = texts[language].stage.batch.verdicts.late(duration(390 * SECOND, language));
    expect(
      batchLayout(reader, moment, NOTHING_WITHHELD)?.rows.flatMap(({ verdict }) =>
        verdict.kind === 'late' ? [verdict.late.by] : [],
      ),
    ).toEqual([390 * SECOND]);
    expect(rowSpoken(reader, moment, NOTHING_WITHHELD, 12, words)).toContain(tag);
    expect(fateText(reader, moment, NOTHING_WITHHELD, 12, words)).toContain(tag);
  }
});
