/**
 * The course: what each lesson is (small, loaded at once) and how to get the rest of it (loaded when it is opened, its
 * sentences in the language asked for).
 */
import type { Language } from '../i18n';
import { card as fraud } from './01-fraud/card';
import { card as unbounded } from './02-unbounded/card';
import { card as infinite } from './03-infinite/card';
import { card as loop } from './04-loop/card';
import { card as twoClocks } from './05-two-clocks/card';
import { card as watermark } from './06-watermark/card';
import { card as continuousQuery } from './07-continuous-query/card';
import { card as microBatch } from './08-micro-batch/card';
import { card as worthIt } from './09-worth-it/card';
import { card as batchWins } from './10-batch-wins/card';
import { card as misconceptions } from './11-misconceptions/card';
import { card as decide } from './12-decide/card';
import { card as reflect } from './13-reflect/card';
import { card as summary } from './14-summary/card';
import type { Lesson, LessonCard } from './schema';
import type { LessonWords } from './text';

export interface CourseLesson {
  readonly card: LessonCard;
  load(): Promise<Lesson>;
  /** Read while the app is built, which fails where a file is not as `parse.ts` says. */
  text(language: Language): Promise<LessonWords>;
}

type Source = () => Promise<{ readonly default: LessonWords }>;

const texts =
  (sources: Readonly<Record<Language, Source>>) =>
  async (language: Language): Promise<LessonWords> =>
    (await sources[language]()).default;

/** In the order of the course. */
export const LESSONS: readonly CourseLesson[] = [
  {
    card: fraud,
    load: async () => (await import('./01-fraud/lesson')).lesson,
    text: texts({ en: () => import('./01-fraud/text.en.md?lesson'), id: () => import('./01-fraud/text.id.md?lesson') }),
  },
  {
    card: unbounded,
    load: async () => (await import('./02-unbounded/lesson')).lesson,
    text: texts({
      en: () => import('./02-unbounded/text.en.md?lesson'),
      id: () => import('./02-unbounded/text.id.md?lesson'),
    }),
  },
  {
    card: infinite,
    load: async () => (await import('./03-infinite/lesson')).lesson,
    text: texts({
      en: () => import('./03-infinite/text.en.md?lesson'),
      id: () => import('./03-infinite/text.id.md?lesson'),
    }),
  },
  {
    card: loop,
    load: async () => (await import('./04-loop/lesson')).lesson,
    text: texts({
      en: () => import('./04-loop/text.en.md?lesson'),
      id: () => import('./04-loop/text.id.md?lesson'),
    }),
  },
  {
    card: twoClocks,
    load: async () => (await import('./05-two-clocks/lesson')).lesson,
    text: texts({
      en: () => import('./05-two-clocks/text.en.md?lesson'),
      id: () => import('./05-two-clocks/text.id.md?lesson'),
    }),
  },
  {
    card: watermark,
    load: async () => (await import('./06-watermark/lesson')).lesson,
    text: texts({
      en: () => import('./06-watermark/text.en.md?lesson'),
      id: () => import('./06-watermark/text.id.md?lesson'),
    }),
  },
  {
    card: continuousQuery,
    load: async () => (await import('./07-continuous-query/lesson')).lesson,
    text: texts({
      en: () => import('./07-continuous-query/text.en.md?lesson'),
      id: () => import('./07-continuous-query/text.id.md?lesson'),
    }),
  },
  {
    card: microBatch,
    load: async () => (await import('./08-micro-batch/lesson')).lesson,
    text: texts({
      en: () => import('./08-micro-batch/text.en.md?lesson'),
      id: () => import('./08-micro-batch/text.id.md?lesson'),
    }),
  },
  {
    card: worthIt,
    load: async () => (await import('./09-worth-it/lesson')).lesson,
    text: texts({
      en: () => import('./09-worth-it/text.en.md?lesson'),
      id: () => import('./09-worth-it/text.id.md?lesson'),
    }),
  },
  {
    card: batchWins,
    load: async () => (await import('./10-batch-wins/lesson')).lesson,
    text: texts({
      en: () => import('./10-batch-wins/text.en.md?lesson'),
      id: () => import('./10-batch-wins/text.id.md?lesson'),
    }),
  },
  {
    card: misconceptions,
    load: async () => (await import('./11-misconceptions/lesson')).lesson,
    text: texts({
      en: () => import('./11-misconceptions/text.en.md?lesson'),
      id: () => import('./11-misconceptions/text.id.md?lesson'),
    }),
  },
  {
    card: decide,
    load: async () => (await import('./12-decide/lesson')).lesson,
    text: texts({
      en: () => import('./12-decide/text.en.md?lesson'),
      id: () => import('./12-decide/text.id.md?lesson'),
    }),
  },
  {
    card: reflect,
    load: async () => (await import('./13-reflect/lesson')).lesson,
    text: texts({
      en: () => import('./13-reflect/text.en.md?lesson'),
      id: () => import('./13-reflect/text.id.md?lesson'),
    }),
  },
  {
    card: summary,
    load: async () => (await import('./14-summary/lesson')).lesson,
    text: texts({
      en: () => import('./14-summary/text.en.md?lesson'),
      id: () => import('./14-summary/text.id.md?lesson'),
    }),
  },
];

export function lessonBySlug(slug: string): CourseLesson | null {
  return LESSONS.find((lesson) => lesson.card.slug === slug) ?? null;
}
