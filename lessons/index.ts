/** The course: what each lesson is (small, all at once) and how to get the rest of it (`course.ts`). */
import { card as fraud } from './01-fraud/card.ts?card';
import { card as unbounded } from './02-unbounded/card.ts?card';
import { card as infinite } from './03-infinite/card.ts?card';
import { card as loop } from './04-loop/card.ts?card';
import { card as twoClocks } from './05-two-clocks/card.ts?card';
import { card as watermark } from './06-watermark/card.ts?card';
import { card as continuousQuery } from './07-continuous-query/card.ts?card';
import { card as microBatch } from './08-micro-batch/card.ts?card';
import { card as worthIt } from './09-worth-it/card.ts?card';
import { card as batchWins } from './10-batch-wins/card.ts?card';
import { card as misconceptions } from './11-misconceptions/card.ts?card';
import { card as decide } from './12-decide/card.ts?card';
import { card as reflect } from './13-reflect/card.ts?card';
import { card as summary } from './14-summary/card.ts?card';
import { COURSE, type LessonSource } from './course';
import type { LessonCard } from './schema';

export interface CourseLesson extends LessonSource {
  readonly card: LessonCard;
}

const CARDS: readonly LessonCard[] = [
  fraud,
  unbounded,
  infinite,
  loop,
  twoClocks,
  watermark,
  continuousQuery,
  microBatch,
  worthIt,
  batchWins,
  misconceptions,
  decide,
  reflect,
  summary,
];

/** In the order of the course. */
export const LESSONS: readonly CourseLesson[] = CARDS.map((card, place) => ({
  ...(COURSE[place] as LessonSource),
  card,
}));

export function lessonBySlug(slug: string): CourseLesson | null {
  return LESSONS.find((lesson) => lesson.card.slug === slug) ?? null;
}
