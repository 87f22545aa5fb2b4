/** Where one can be in a lesson: the recall question (if it has one), its steps, its checks. An address names a place. */
import { askedAgain } from '../../lessons/resolve';
import type { Check, Lesson, Recall, Step } from '../../lessons/schema';
import type { AnswerWords, LessonBehind, LessonWords, StepAnswerWords } from '../../lessons/text';

export type Place =
  | {
      readonly kind: 'recall';
      readonly id: 'recall';
      readonly question: 'recall';
      readonly step: Recall;
      /** As that of a step. */
      readonly again?: true;
    }
  | {
      readonly kind: 'step';
      /** In the address: `1`, `2`… */
      readonly id: string;
      /** Under which the answer is kept: the step's own name, which stays when steps are added. */
      readonly question: string;
      readonly step: Step;
      readonly number: number;
      /** The question is asked once more: about other rows where the lesson has such, its options in another order. */
      readonly again?: true;
    }
  | {
      readonly kind: 'check';
      /** In the address, and under which it is kept that it was passed. */
      readonly id: string;
      readonly check: Check;
      /** Which of the lesson's checks, from 1, and of how many. */
      readonly number: number;
      readonly of: number;
    };

/** In the address: all of it, on paper. */
export const HANDOUT = 'handout';

export function placesOf(lesson: Lesson): readonly Place[] {
  const steps = lesson.steps.map(
    (step, i): Place => ({ kind: 'step', id: String(i + 1), question: step.id, step, number: i + 1 }),
  );
  const recall: readonly Place[] = lesson.recall
    ? [{ kind: 'recall', id: 'recall', question: 'recall', step: lesson.recall }]
    : [];
  const checks = lesson.checks.map(
    (check, i): Place => ({ kind: 'check', id: check.id, check, number: i + 1, of: lesson.checks.length }),
  );
  return [...recall, ...steps, ...checks];
}

/**
 * The index of the place that an address names, by its number or by its question's own name; -1 if the lesson has none
 * such. An address without one is the start.
 */
export function placeIndex(places: readonly Place[], id: string | undefined): number {
  if (id === undefined || id === '') return 0;
  return places.findIndex((p) => p.id === id || (p.kind === 'step' && p.question === id));
}

export const addressOf = (slug: string, place: { readonly id: string }): string => `/lesson/${slug}/${place.id}`;

/** The sentences of a place's question before it is answered; null for a check, which has none. */
export const questionText = (text: LessonWords, place: Place) =>
  place.kind === 'recall' ? text.recall : place.kind === 'step' ? (text.steps[place.question] ?? null) : null;

/** What it says then. */
export const answerText = (behind: LessonBehind, place: Place): AnswerWords | StepAnswerWords | null =>
  place.kind === 'recall' ? behind.recall : place.kind === 'step' ? (behind.steps[place.question] ?? null) : null;

/** A place whose question was answered wrong before and is asked once more. */
export function placeAgain(place: Place): Place {
  if (place.kind === 'check') return place;
  return place.kind === 'step'
    ? { ...place, step: askedAgain(place.step), again: true }
    : { ...place, step: askedAgain(place.step), again: true };
}
