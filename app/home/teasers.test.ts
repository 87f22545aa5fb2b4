/** The home page's figures are those of the lessons' runs: a lesson that changes takes its teaser along. */
import { describe, expect, test } from 'vitest';
import { simulate } from '../../engine/simulate';
import { openTrace } from '../../engine/trace/reader';
import { LANGUAGES, texts } from '../../i18n';
import { number } from '../../i18n/format';
import { factsOf } from '../../lessons/facts';
import { lessonBySlug } from '../../lessons/index';
import { quote, sinkOf } from '../../lessons/quote';
import { runOf, scenarioOf, wholeLesson } from '../../lessons/resolve';
import type { Facts, RunSpec } from '../../lessons/schema';

async function factsOfRun(slug: string, spec: RunSpec): Promise<Facts> {
  const lesson = await lessonBySlug(slug)?.load();
  if (!lesson) throw new Error(slug);
  const whole = await wholeLesson(lesson);
  const { scenario, engine } = runOf(whole, spec);
  return factsOf(scenarioOf(whole, spec), openTrace(simulate(scenario, engine), scenario));
}
/** The run of a lesson's step. */
async function stepRun(slug: string, id: string): Promise<Facts> {
  const step = (await lessonBySlug(slug)?.load())?.steps.find((s) => s.id === id);
  if (!step) throw new Error(`${slug} ${id}`);
  return factsOfRun(slug, step.main);
}
/** A figure of the lesson's own, of that run. */
async function own(slug: string, id: string, name: string): Promise<number> {
  const lesson = await lessonBySlug(slug)?.load();
  if (!lesson) throw new Error(slug);
  const figure = quote({ subject: 'own', name, run: 'main' }, lesson, { main: await stepRun(slug, id) });
  return 'value' in figure ? Number(figure.value) : Number.NaN;
}

const teaser = (slug: string, language: 'en' | 'id'): string =>
  (texts[language].home.teasers as Readonly<Record<string, string>>)[slug] ?? '';

describe('a teaser on the home page', () => {
  test.each([
    [
      'unbounded',
      async () =>
        Number(
          (await factsOfRun('unbounded', { scenario: 'january', engine: 'spark' })).answers('january', 'total')[9]
            ?.value,
        ),
    ],
    [
      'unbounded',
      async () =>
        Number((await factsOfRun('unbounded', { scenario: 'january', engine: 'spark' })).truth('january', 'total')),
    ],
    ['batch-wins', () => own('batch-wins', 'history', 'late')],
    ['batch-wins', () => own('batch-wins', 'history', 'ofStore')],
  ] as const)('of %s quotes its run', async (slug, figure) => {
    const value = await figure();
    for (const language of LANGUAGES) expect(teaser(slug, language)).toContain(number(value, language));
  });

  test('says in words what the runs say', async () => {
    expect(await own('loop', 'closed', 'total')).toBe(11);
    expect(await own('loop', 'closed', 'truth')).toBe(9);
    expect(sinkOf(await stepRun('micro-batch', 'twice'))).toHaveLength(11);
    const forever = await factsOfRun('infinite', { scenario: 'forever', engine: 'spark' });
    expect(forever.reader.trace.arrivalOrder).toHaveLength(21);
    expect(forever.reader.trace.batches.stateTotal.slice(0, forever.reader.trace.batches.count).at(-1)).toBe(16);
  });
});
