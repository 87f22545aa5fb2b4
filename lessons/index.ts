/**
 * The course: what each lesson is (small, loaded at once) and how to get the rest of it (loaded when it is opened, its
 * sentences in the language asked for).
 */
import type { Language } from '../i18n';
import { card as fraud } from './01-fraud/card';
import { card as watermark } from './06-watermark/card';
import type { Lesson, LessonCard } from './schema';
import type { LessonText } from './text';

export interface CourseLesson {
  readonly card: LessonCard;
  load(): Promise<Lesson>;
  /** @throws TextError if the file is not as `parse.ts` says; the lessons' own test reads every one. */
  text(language: Language): Promise<LessonText>;
}

/** Markdown as a module. */
type Source = () => Promise<{ readonly default: string }>;

const texts =
  (sources: Readonly<Record<Language, Source>>) =>
  async (language: Language): Promise<LessonText> => {
    const [{ parseLessonText }, source] = await Promise.all([import('./parse'), sources[language]()]);
    return parseLessonText(source.default);
  };

/** In the order of the course. */
export const LESSONS: readonly CourseLesson[] = [
  {
    card: fraud,
    load: async () => (await import('./01-fraud/lesson')).lesson,
    text: texts({ en: () => import('./01-fraud/text.en.md?raw'), id: () => import('./01-fraud/text.id.md?raw') }),
  },
  {
    card: watermark,
    load: async () => (await import('./06-watermark/lesson')).lesson,
    text: texts({
      en: () => import('./06-watermark/text.en.md?raw'),
      id: () => import('./06-watermark/text.id.md?raw'),
    }),
  },
];

export function lessonBySlug(slug: string): CourseLesson | null {
  return LESSONS.find((lesson) => lesson.card.slug === slug) ?? null;
}
