/**
 * A lesson's sentences as a tree: no HTML, no digits that a run should give. `parse.ts` makes it of the Markdown subset
 * described there.
 */
import type { FigureRef, Tone } from './figure';

export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly spans: readonly Span[] }
  | { readonly kind: 'code'; readonly text: string }
  /** A word that names a kind of thing, in that thing's colour. */
  | {
      readonly kind: 'term';
      readonly tone: Tone;
      readonly spans: readonly Span[];
    }
  | { readonly kind: 'figure'; readonly ref: FigureRef };

export type Spans = readonly Span[];
export type Paragraphs = readonly Spans[];

export interface LessonText {
  readonly lesson: {
    readonly askTheRoom: Paragraphs;
    readonly misconceptions: readonly Spans[];
    readonly courseAndFact: Paragraphs;
    readonly terms: Readonly<Record<string, Spans>>;
  };
  readonly recall: QuestionText | null;
  /** By step id. */
  readonly steps: Readonly<Record<string, StepText>>;
  /** By its id, in the order of the lesson. */
  readonly checks: Readonly<Record<string, CheckText>>;
}

/**
 * What a lesson says when its questions are answered, and beside its places: to the one who presents it, and to the one
 * who looks something up at its end.
 */
export interface LessonBehind {
  readonly lesson: LessonText['lesson'];
  readonly recall: AnswerWords | null;
  /** By step id. */
  readonly steps: Readonly<Record<string, StepAnswerWords>>;
  /** By its id. */
  readonly checks: Readonly<Record<string, CheckWords>>;
  /** By the id of a step or a check. */
  readonly presenter: Readonly<Record<string, PresenterNote>>;
}

/** What a question says before it is answered, and what it says then. */
export type QuestionWords = Pick<QuestionText, 'title' | 'body' | 'question' | 'options'>;
export type AnswerWords = Omit<QuestionText, keyof QuestionWords>;

/** What a step says before its question is answered, and what it says then. */
export type StepWords = QuestionWords & Pick<StepText, 'claim' | 'words' | 'runs'>;
export type StepAnswerWords = Omit<StepText, keyof StepWords | 'presenter'>;

/** What a check says to the one who learns. */
export type CheckWords = Omit<CheckText, 'presenter'>;

/** What is read at once when a lesson is opened; the rest of its text comes when it is wanted. */
export interface LessonWords {
  readonly recall: QuestionWords | null;
  /** By step id. */
  readonly steps: Readonly<Record<string, StepWords>>;
  /** By its id; the rest of it is behind the lesson. */
  readonly checks: Readonly<Record<string, Pick<CheckText, 'title'>>>;
  readonly behind: () => Promise<LessonBehind>;
}

/** The whole text of a lesson out of its two parts. */
export async function wholeText({ recall, steps, behind }: LessonWords): Promise<LessonText> {
  const { lesson, recall: answered, steps: answers, checks, presenter } = await behind();
  const of = <T>(parts: Readonly<Record<string, T>>, id: string): T => {
    const part = parts[id];
    if (!part) throw new Error(`nothing is said behind ${id}`);
    return part;
  };
  return {
    lesson,
    recall: recall && answered && { ...recall, ...answered },
    steps: Object.fromEntries(
      Object.entries(steps).map(([id, text]) => [id, { ...text, ...of(answers, id), presenter: of(presenter, id) }]),
    ),
    checks: Object.fromEntries(
      Object.entries(checks).map(([id, text]) => [id, { ...text, presenter: of(presenter, id) }]),
    ),
  };
}

export interface QuestionText {
  readonly title: Spans;
  /** What is read before the question; under 90 words together with `after` and `rule`. */
  readonly body: Paragraphs;
  readonly question: Spans;
  /** By option id, in the order of the text file. */
  readonly options: Readonly<Record<string, Spans>>;
  /** By option id, for each wrong one: what the run says against it, beside the inspector's chain. */
  readonly because: Readonly<Record<string, Spans>>;
  /** What happened. */
  readonly after: Paragraphs;
  /** What happened, where the question was asked again about other rows; empty: `after` says it. */
  readonly again: Paragraphs;
  /** The rule in one line. */
  readonly rule: Spans;
}

export interface StepText extends QuestionText {
  readonly task: Paragraphs;
  /** What is voted on. */
  readonly claim: Paragraphs;
  /** What is asked for in one's own words, by its id. */
  readonly words: Readonly<Record<string, Spans>>;
  /** What an answer's worth is (`value`), and the name of each assumption. */
  readonly worth: Readonly<Record<string, Spans>>;
  /** Labels of the runs that the step offers or matches, by name. */
  readonly runs: Readonly<Record<string, Spans>>;
  readonly presenter: PresenterNote;
}

/** For the one who stands before the room. */
export interface PresenterNote {
  readonly do: Spans;
  readonly ask: Spans;
  /** What the room will say. */
  readonly hear: Spans;
}

export interface CheckText {
  readonly title: Spans;
  readonly body: Paragraphs;
  /** Labels of the figures that the check shows, by `own` name. */
  readonly shows: Readonly<Record<string, Spans>>;
  /** Why a demand is not met, by its id; figures are of the run that was handed in. */
  readonly unless: Readonly<Record<string, Spans>>;
  /** When all are met. */
  readonly passed: Paragraphs;
  readonly presenter: PresenterNote;
}
