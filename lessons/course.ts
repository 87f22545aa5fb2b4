/**
 * The ways to the lessons, in the order of the course: a lesson is loaded when it is opened, its sentences in the language
 * asked for. Apart from what the course says of each (`index.ts`), since a lesson's own page needs that of none but itself.
 */
import type { Language } from '../i18n';
import type { Lesson } from './schema';
import { texts } from './sources';
import type { LessonWords } from './text';

export interface LessonSource {
  readonly slug: string;
  load(): Promise<Lesson>;
  /** Read while the app is built, which fails where a file is not as `parse.ts` says. */
  text(language: Language): Promise<LessonWords>;
}

/** The first is lesson 1. */
export const COURSE: readonly LessonSource[] = [
  {
    slug: 'fraud',
    load: async () => (await import('./01-fraud/lesson')).lesson,
    text: texts({ en: () => import('./01-fraud/text.en.md?lesson'), id: () => import('./01-fraud/text.id.md?lesson') }),
  },
  {
    slug: 'unbounded',
    load: async () => (await import('./02-unbounded/lesson')).lesson,
    text: texts({
      en: () => import('./02-unbounded/text.en.md?lesson'),
      id: () => import('./02-unbounded/text.id.md?lesson'),
    }),
  },
  {
    slug: 'infinite',
    load: async () => (await import('./03-infinite/lesson')).lesson,
    text: texts({
      en: () => import('./03-infinite/text.en.md?lesson'),
      id: () => import('./03-infinite/text.id.md?lesson'),
    }),
  },
  {
    slug: 'loop',
    load: async () => (await import('./04-loop/lesson')).lesson,
    text: texts({
      en: () => import('./04-loop/text.en.md?lesson'),
      id: () => import('./04-loop/text.id.md?lesson'),
    }),
  },
  {
    slug: 'two-clocks',
    load: async () => (await import('./05-two-clocks/lesson')).lesson,
    text: texts({
      en: () => import('./05-two-clocks/text.en.md?lesson'),
      id: () => import('./05-two-clocks/text.id.md?lesson'),
    }),
  },
  {
    slug: 'watermark',
    load: async () => (await import('./06-watermark/lesson')).lesson,
    text: texts({
      en: () => import('./06-watermark/text.en.md?lesson'),
      id: () => import('./06-watermark/text.id.md?lesson'),
    }),
  },
  {
    slug: 'continuous-query',
    load: async () => (await import('./07-continuous-query/lesson')).lesson,
    text: texts({
      en: () => import('./07-continuous-query/text.en.md?lesson'),
      id: () => import('./07-continuous-query/text.id.md?lesson'),
    }),
  },
  {
    slug: 'micro-batch',
    load: async () => (await import('./08-micro-batch/lesson')).lesson,
    text: texts({
      en: () => import('./08-micro-batch/text.en.md?lesson'),
      id: () => import('./08-micro-batch/text.id.md?lesson'),
    }),
  },
  {
    slug: 'worth-it',
    load: async () => (await import('./09-worth-it/lesson')).lesson,
    text: texts({
      en: () => import('./09-worth-it/text.en.md?lesson'),
      id: () => import('./09-worth-it/text.id.md?lesson'),
    }),
  },
  {
    slug: 'batch-wins',
    load: async () => (await import('./10-batch-wins/lesson')).lesson,
    text: texts({
      en: () => import('./10-batch-wins/text.en.md?lesson'),
      id: () => import('./10-batch-wins/text.id.md?lesson'),
    }),
  },
  {
    slug: 'misconceptions',
    load: async () => (await import('./11-misconceptions/lesson')).lesson,
    text: texts({
      en: () => import('./11-misconceptions/text.en.md?lesson'),
      id: () => import('./11-misconceptions/text.id.md?lesson'),
    }),
  },
  {
    slug: 'decide',
    load: async () => (await import('./12-decide/lesson')).lesson,
    text: texts({
      en: () => import('./12-decide/text.en.md?lesson'),
      id: () => import('./12-decide/text.id.md?lesson'),
    }),
  },
  {
    slug: 'reflect',
    load: async () => (await import('./13-reflect/lesson')).lesson,
    text: texts({
      en: () => import('./13-reflect/text.en.md?lesson'),
      id: () => import('./13-reflect/text.id.md?lesson'),
    }),
  },
  {
    slug: 'summary',
    load: async () => (await import('./14-summary/lesson')).lesson,
    text: texts({
      en: () => import('./14-summary/text.en.md?lesson'),
      id: () => import('./14-summary/text.id.md?lesson'),
    }),
  },
];

/** The number of a lesson in the course, from 1; 0 if it has none such. */
export const numberOf = (slug: string): number => COURSE.findIndex((lesson) => lesson.slug === slug) + 1;
