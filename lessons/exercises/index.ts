/** The exercises: what each is (small, loaded at once) and how to get the rest of it. */
import type { Language } from '../../i18n/languages';
import { card as delay } from './01-delay/card';
import type { Exercise, ExerciseCard } from './schema';
import type { ExerciseText } from './text';

export interface CourseExercise {
  readonly card: ExerciseCard;
  load(): Promise<Exercise>;
  /** Read while the app is built, which fails where a file is not as `parse.ts` says. */
  text(language: Language): Promise<ExerciseText>;
}

type Source = () => Promise<{ readonly default: ExerciseText }>;

const texts =
  (sources: Readonly<Record<Language, Source>>) =>
  async (language: Language): Promise<ExerciseText> =>
    (await sources[language]()).default;

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
];

export function exerciseBySlug(slug: string): CourseExercise | null {
  return EXERCISES.find(({ card }) => card.slug === slug) ?? null;
}
