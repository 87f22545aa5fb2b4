/** `arus lessons`: what the course has. */
import { LANGUAGES } from '../i18n';
import { type CourseExercise, EXERCISES } from '../lessons/exercises/index';
import { type CourseLesson, LESSONS } from '../lessons/index';
import { wholeLesson } from '../lessons/resolve';
import type { Arguments, Command } from './arguments';
import type { Io } from './io';

/** With `--json` one array, an object a lesson; else a line a lesson. @returns the exit code */
export async function lessons(args: Extract<Arguments, { kind: Command }>, io: Io): Promise<number> {
  if (args.form !== 'json') {
    const lines = LESSONS.map(
      ({ card }) => `${String(card.number).padStart(2)}  ${card.slug}  ${card.title[args.language]}\n`,
    );
    await io.out(lines.join(''));
    return 0;
  }
  await io.out(`${JSON.stringify(await Promise.all(LESSONS.map(described)), null, 2)}\n`);
  return 0;
}

async function described({ card, load, text }: CourseLesson) {
  const lesson = await wholeLesson(await load());
  const texts = await Promise.all(LANGUAGES.map(async (language) => [language, await text(language)] as const));
  return {
    slug: card.slug,
    number: card.number,
    title: card.title,
    section: card.section,
    minutes: card.minutes,
    recall: lesson.recall !== null,
    steps: lesson.steps.map(({ id, prediction }) => ({
      id,
      prediction: prediction.kind,
      options: Object.keys(prediction.kind === 'find' ? prediction.places : prediction.options),
    })),
    checks: lesson.checks.map(({ id, knobs, demands }) => ({ id, knobs, demands: Object.keys(demands) })),
    predictions: lesson.steps.length + (lesson.recall ? 1 : 0),
    scenarios: [...new Set(Object.values(lesson.scenarios).map(({ scenario }) => scenario.name))],
    exercises: await Promise.all(EXERCISES.filter((e) => e.card.lesson === card.slug).map(exercise)),
    // A language in which a step has no text is none that the lesson speaks.
    languages: texts
      .filter(([, { steps }]) => lesson.steps.every(({ id }) => id in steps))
      .map(([language]) => language),
  };
}

async function exercise({ card, load, text }: CourseExercise) {
  const { parts, measures, hidden, wrong } = await load();
  const texts = await Promise.all(LANGUAGES.map(async (language) => [language, await text(language)] as const));
  return {
    slug: card.slug,
    number: card.number,
    title: card.title,
    parts: parts.map(({ id, kind }) => ({ id, kind })),
    measures: measures.map(({ id }) => id),
    hiddenStreams: hidden.length,
    wrongAnswers: wrong.map(({ id, passes }) => ({ id, passes })),
    languages: texts
      .filter(([, said]) => measures.every(({ id }) => id in said.measures))
      .map(([language]) => language),
  };
}
