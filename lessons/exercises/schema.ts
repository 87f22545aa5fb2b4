/**
 * What an exercise is. Like a lesson it is data: a stream that the learner sees, five that they do not, what may be
 * changed, and measures that runs answer. What is handed in is graded on all six streams by what engines make of them,
 * never on one answer; its sentences stand beside it in `text.en.md` and `text.id.md` (`parse.ts` reads them).
 */
import type { CrashTrial } from '../../engine/crashEverywhere';
import type { Subject } from '../../engine/explain/subject';
import type { Reference } from '../../engine/measure/reference';
import type { BothLanguages, EngineName, Scenario } from '../../engine/scenario/scenario';
import type { Duration } from '../../engine/time';
import type { TraceReader } from '../../engine/trace/reader';
import type { Figure, Tone } from '../figure';

/** What the list of exercises needs; small, loaded at once. */
export interface ExerciseCard {
  readonly slug: string;
  /** Its place among the exercises, from 1. */
  readonly number: number;
  /** Slug of the lesson that it practises. */
  readonly lesson: string;
  readonly title: BothLanguages;
  /** The goal in one line. */
  readonly goal: BothLanguages;
}

/**
 * What a learner hands in: a value for each part. An option's id, a length (microseconds), or numbers: arrivals
 * (microseconds, row by row of the file) or rows pointed at. Plain data, which the browser keeps.
 */
export type Handed = Readonly<Record<string, HandedValue>>;
export type HandedValue = string | number | readonly number[];

/** One thing that may be changed; its name is the text's part `parts`. */
export type Part = PartKind & {
  /** It counts (and shows) only while another part, a choice, stands at this option. */
  readonly when?: { readonly part: string; readonly is: string };
};

type PartKind =
  /** A length of time, one of these (microseconds, ascending). */
  | { readonly kind: 'length'; readonly id: string; readonly values: readonly Duration[]; readonly tone: Tone }
  /** One of a few; each has a name (and what it does) in the text's part `choice ID`. */
  | { readonly kind: 'choice'; readonly id: string; readonly options: readonly string[] }
  /** When the rows of the first source arrive, by dragging; a row never arrives before it happened. */
  | { readonly kind: 'arrivals'; readonly id: string; readonly from: number; readonly to: number }
  /** Rows of the hidden stream with this name that are pointed at before its run is shown. */
  | { readonly kind: 'rows'; readonly id: string };

export interface Stream {
  /** Names it in the text's part `streams`, which says what it is once it has failed. */
  readonly id: string;
  /** The same rows each time that it is made. */
  readonly make: () => Scenario;
}

/** A run that can stand on the stage. */
export interface Staged {
  /** Of several it names the run in the text's part `runs`. */
  readonly id: string;
  readonly scenario: Scenario;
  readonly engine: EngineName;
}

export interface Exercise {
  readonly card: ExerciseCard;
  /** What the learner sees; the easiest of the six. */
  readonly own: Stream;
  readonly hidden: readonly Stream[];
  readonly parts: readonly Part[];
  /** What is handed in before anything is changed; it does not pass. */
  readonly start: Handed;
  /** What a stream becomes under what was handed in; the first run is what the stage shows. */
  readonly staged: (stream: Scenario, handed: Handed, id: string) => readonly [Staged, ...Staged[]];
  readonly measures: readonly Measure[];
  /** Figures that its texts quote as `{own:NAME}`. */
  readonly figures: Readonly<Record<string, Figure>>;
  /** Grades one stream. @throws Refused if an engine refuses what was handed in */
  readonly judge: (given: Given, engines: Engines) => Promise<Judged>;
  /**
   * The same with other streams (of this number), where a stream that was looked into gives its answer away. Absent: the
   * streams stay.
   */
  readonly again?: (round: number) => Exercise;
  /** Shown after one's own has passed; it passes. */
  readonly best: Handed;
  /** More answers that pass, for tests: any right way does. */
  readonly solutions: readonly Handed[];
  /** Plausible answers that do not, and how many of the hidden streams each passes. The text's `wrong ID` says why. */
  readonly wrong: readonly { readonly id: string; readonly handed: Handed; readonly passes: number }[];
}

/** A line of what is asked for. Its name and unit stand in the text's part `measures`. */
export interface Measure {
  readonly id: string;
  readonly tone: Tone;
  /** What it may be at most; null where its name says it all. */
  readonly limit: Figure | null;
  /** It must be just that, and not less. */
  readonly exact?: boolean;
}

export interface Given {
  /** The stream as it was made, and its name. */
  readonly stream: Scenario;
  readonly id: string;
  readonly handed: Handed;
}

/** What can be asked of the engines. Another thread may answer. */
export interface Engines {
  /** @throws Refused */
  run(scenario: Scenario, engine: EngineName): Promise<TraceReader>;
  /** What all runs are compared with. @throws Error if there is no truth of this query */
  truth(scenario: Scenario): Promise<Reference>;
  /** Every crash point of a run of Structured Streaming, each tried by itself. @throws Refused */
  crashes(scenario: Scenario, restartAfter: Duration): Promise<readonly CrashTrial[]>;
}

/** One measure of one stream. */
export interface Mark {
  readonly met: boolean;
  readonly figure: Figure;
  /** Of how many. */
  readonly of?: Figure;
  /** Where the stage shows it, in which of the staged runs (the first, if none is named). */
  readonly at?: { readonly cursor: number; readonly subject: Subject | null; readonly run?: string };
}

export interface Judged {
  /** By measure. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** Figures that only the text's `unless MEASURE` quotes, of this stream. */
  readonly figures: Readonly<Record<string, Figure>>;
}

/** An engine takes a query with these settings not at all. */
export class Refused extends Error {}

/** A graded stream. */
export interface Graded extends Judged {
  readonly stream: string;
  readonly passed: boolean;
}
