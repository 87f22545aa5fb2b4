/** An exercise's sentences. Figures are `{own:NAME}`: the exercise's own, and in `unless` those of the stream. */
import type { Paragraphs, Spans } from '../text';

export interface ExerciseText {
  readonly title: Spans;
  readonly body: Paragraphs;
  /** Names of what may be changed, by part. */
  readonly parts: Readonly<Record<string, Spans>>;
  /** By part, then by option. */
  readonly choices: Readonly<Record<string, Readonly<Record<string, Spans>>>>;
  /** What is asked for, by measure: a line beside its limit, and a word or two over its column. */
  readonly measures: Readonly<Record<string, Spans>>;
  readonly columns: Readonly<Record<string, Spans>>;
  /** Why a stream does not pass, by measure. */
  readonly unless: Readonly<Record<string, Spans>>;
  /** What each stream is, in a few words. */
  readonly streams: Readonly<Record<string, Spans>>;
  /** Names of the runs of a stream, where it has several. */
  readonly runs: Readonly<Record<string, Spans>>;
  /** From a nudge over the rule to a cause worked out on other rows. */
  readonly hints: readonly [Spans, Spans, Spans];
  /** After one's own has passed: the best answer, and what it rests on. */
  readonly best: Paragraphs;
  /** Why each plausible answer does not hold. */
  readonly wrong: Readonly<Record<string, Spans>>;
}
