/** The exercises: what each is (small, loaded at once) and how to get the rest of it. */
import type { Language } from '../../i18n/languages';
import { texts } from '../sources';
import { card as delay } from './01-delay/card';
import { card as bound } from './02-bound/card';
import { card as breakLoop } from './03-break/card';
import { card as mendLoop } from './04-mend/card';
import { card as crash } from './05-crash/card';
import { card as modes } from './06-modes/card';
import { card as late } from './07-late/card';
import { card as hours } from './08-hours/card';
import { card as fast } from './09-fast/card';
import { card as payments } from './10-payments/card';
import { card as visits } from './11-visits/card';
import { card as ads } from './12-ads/card';
import type { Exercise, ExerciseCard } from './schema';
import type { ExerciseText } from './text';

export interface CourseExercise {
  readonly card: ExerciseCard;
  load(): Promise<Exercise>;
  /** Read while the app is built, which fails where a file is not as `parse.ts` says. */
  text(language: Language): Promise<ExerciseText>;
}

/** In their order. */
export const EXERCISES: readonly CourseExercise[] = [
  {
    card: delay,
    load: async () => (await import('./01-delay/exercise')).exercise,
    text: texts({
      en: () => import('./01-delay/text.en.md?exercise'),
      id: () => import('./01-delay/text.id.md?exercise'),
    }),
  },
  {
    card: bound,
    load: async () => (await import('./02-bound/exercise')).exercise,
    text: texts({
      en: () => import('./02-bound/text.en.md?exercise'),
      id: () => import('./02-bound/text.id.md?exercise'),
    }),
  },
  {
    card: breakLoop,
    load: async () => (await import('./03-break/exercise')).exercise,
    text: texts({
      en: () => import('./03-break/text.en.md?exercise'),
      id: () => import('./03-break/text.id.md?exercise'),
    }),
  },
  {
    card: mendLoop,
    load: async () => (await import('./04-mend/exercise')).exercise,
    text: texts({
      en: () => import('./04-mend/text.en.md?exercise'),
      id: () => import('./04-mend/text.id.md?exercise'),
    }),
  },
  {
    card: crash,
    load: async () => (await import('./05-crash/exercise')).exercise,
    text: texts({
      en: () => import('./05-crash/text.en.md?exercise'),
      id: () => import('./05-crash/text.id.md?exercise'),
    }),
  },
  {
    card: modes,
    load: async () => (await import('./06-modes/exercise')).exercise,
    text: texts({
      en: () => import('./06-modes/text.en.md?exercise'),
      id: () => import('./06-modes/text.id.md?exercise'),
    }),
  },
  {
    card: late,
    load: async () => (await import('./07-late/exercise')).exercise,
    text: texts({
      en: () => import('./07-late/text.en.md?exercise'),
      id: () => import('./07-late/text.id.md?exercise'),
    }),
  },
  {
    card: hours,
    load: async () => (await import('./08-hours/exercise')).exercise,
    text: texts({
      en: () => import('./08-hours/text.en.md?exercise'),
      id: () => import('./08-hours/text.id.md?exercise'),
    }),
  },
  {
    card: fast,
    load: async () => (await import('./09-fast/exercise')).exercise,
    text: texts({
      en: () => import('./09-fast/text.en.md?exercise'),
      id: () => import('./09-fast/text.id.md?exercise'),
    }),
  },
  {
    card: payments,
    load: async () => (await import('./10-payments/exercise')).exercise,
    text: texts({
      en: () => import('./10-payments/text.en.md?exercise'),
      id: () => import('./10-payments/text.id.md?exercise'),
    }),
  },
  {
    card: visits,
    load: async () => (await import('./11-visits/exercise')).exercise,
    text: texts({
      en: () => import('./11-visits/text.en.md?exercise'),
      id: () => import('./11-visits/text.id.md?exercise'),
    }),
  },
  {
    card: ads,
    load: async () => (await import('./12-ads/exercise')).exercise,
    text: texts({
      en: () => import('./12-ads/text.en.md?exercise'),
      id: () => import('./12-ads/text.id.md?exercise'),
    }),
  },
];

export function exerciseBySlug(slug: string): CourseExercise | null {
  return EXERCISES.find(({ card }) => card.slug === slug) ?? null;
}
