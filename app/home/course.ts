/** The course as the home page shows it: what is done, what comes next. */
import type { LessonCard } from '../../lessons/schema';
import { type LessonProgress, toAskAgain } from '../stores/progress';

export interface CourseRow {
  readonly card: LessonCard;
  readonly state: 'done' | 'begun' | 'ahead';
}

export interface Course {
  readonly rows: readonly CourseRow[];
  /** The lesson to start or go on with: the first that is not done; null when all are. */
  readonly next: CourseRow | null;
  readonly done: number;
  /** Minutes of all lessons, and of those not yet done. */
  readonly minutes: number;
  readonly minutesToGo: number;
}

/** A lesson is done when its check was passed, begun when anything of it was answered or it was gone on with. */
export function courseOf(cards: readonly LessonCard[], progress: Readonly<Record<string, LessonProgress>>): Course {
  const rows = cards.map((card): CourseRow => {
    const p = progress[card.slug];
    const begun = p !== undefined && (p.furthest > 0 || Object.keys(p.answers).length > 0);
    return { card, state: p?.checkPassed ? 'done' : begun ? 'begun' : 'ahead' };
  });
  const sum = (of: readonly CourseRow[]): number => of.reduce((n, r) => n + r.card.minutes, 0);
  const toGo = rows.filter((r) => r.state !== 'done');
  return {
    rows,
    next: toGo[0] ?? null,
    done: rows.length - toGo.length,
    minutes: sum(rows),
    minutesToGo: sum(toGo),
  };
}

/** Questions of the course that the run has contradicted and that were not answered right since, in its order. */
export const askAgain = (
  cards: readonly LessonCard[],
  progress: Readonly<Record<string, LessonProgress>>,
): readonly { readonly slug: string; readonly question: string }[] =>
  cards.flatMap(({ slug }) => {
    const lesson = progress[slug];
    return lesson ? toAskAgain(lesson).map((question) => ({ slug, question })) : [];
  });
