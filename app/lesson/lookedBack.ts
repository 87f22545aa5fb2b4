import { type LessonProgress, NOT_BEGUN, toAskAgain } from '../stores/progress';

/** Questions of a lesson by how they went: right at once, right later, and contradicted by the run to this day. */
export function lookedBack(progress: LessonProgress | undefined): {
  readonly atOnce: number;
  readonly later: number;
  readonly open: number;
} {
  const { answers, missed } = progress ?? NOT_BEGUN;
  const right = Object.keys(answers).filter((question) => answers[question]?.right);
  const later = right.filter((question) => missed.includes(question)).length;
  return { atOnce: right.length - later, later, open: toAskAgain(progress ?? NOT_BEGUN).length };
}
