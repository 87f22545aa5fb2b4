/**
 * What a lesson is. A lesson is data: scenarios, steps, and for every question predicates that a run answers, so that
 * which option is right is read off a trace and stored nowhere. Its sentences stand beside it in `text.en.md` and
 * `text.id.md` (`text.ts` reads them); its figures are references into a run (`figure.ts`).
 *
 * Nothing here holds a cursor, a row number or a group number: rows and groups have names, places in a run have
 * predicates ("when the row `tunnel` is read"), and `resolve.ts` turns them into numbers of a given trace.
 */
import type { CrashTrial } from '../engine/crashEverywhere';
import type { Subject } from '../engine/explain/subject';
import type {
  BatchLoopSettings,
  BothLanguages,
  CrashPoint,
  EngineName,
  OutputMode,
  Scenario,
  SinkKind,
} from '../engine/scenario/scenario';
import type { ProcessingTime } from '../engine/time';
import type { TraceReader } from '../engine/trace/reader';
import type { Value } from '../engine/values';
import type { Answers } from './decide/verdict';
import type { Figure } from './figure';
import type { Worth } from './worth';

// ---------------------------------------------------------------- the lesson

/** What the home page needs of a lesson; small, loaded at once. */
export interface LessonCard {
  readonly slug: string;
  /** Its place in the course, 1 to 14. */
  readonly number: number;
  readonly title: BothLanguages;
  /** One sentence: what one knows afterwards. */
  readonly idea: BothLanguages;
  readonly minutes: number;
  /** The section of the course that it teaches, as the course calls it. */
  readonly section: string;
}

/** A whole lesson; loaded when it is opened. */
export interface Lesson {
  readonly card: LessonCard;
  readonly scenarios: Readonly<Record<string, LessonScenario>>;
  /** More of them, which only later places need: loaded when one is near, so that the first need not wait for them. */
  readonly later?: () => Promise<Readonly<Record<string, LessonScenario>>>;
  /** Figures and measures of this lesson alone: `{own:NAME}` in its texts. */
  readonly own: Readonly<Record<string, (runs: Runs) => Figure>>;
  /** A question from an earlier lesson; null in the first. */
  readonly recall: Recall | null;
  readonly steps: readonly Step[];
  /** Small tasks at its end, one for each thing to be able to do; the lesson is done once all are passed. */
  readonly checks: readonly [Check, ...Check[]];
  /** Terms that the lesson introduces; each is explained in the text's `# lesson`, part `terms`. */
  readonly terms: readonly string[];
}

/** A scenario with names for what the lesson speaks of. */
export interface LessonScenario {
  /** The lesson's file, as the engines read it. */
  readonly scenario: Scenario;
  readonly rows: Readonly<Record<string, RowName>>;
  readonly groups: Readonly<Record<string, GroupName>>;
}

/** A row by its values as the file has them (times as ISO text). It must name exactly one row. */
export type RowName = Readonly<Record<string, string | number>>;
/** A group by the start of its window (a session, which grows, by its end too), or by its key. */
export type GroupName =
  | { readonly windowStart: string; readonly windowEnd?: string }
  | { readonly key: readonly (string | number)[] };

// ---------------------------------------------------------------- runs

/** One run that a step speaks of. */
export interface RunSpec {
  readonly scenario: string;
  readonly engine: EngineName;
  readonly changes?: readonly Change[];
}

/** One thing that a step (or a solution) sets otherwise than the file does. Durations and times as in the file. */
export type Change =
  | { readonly set: 'delay'; readonly to: string }
  | { readonly set: 'trigger'; readonly to: string }
  | { readonly set: 'outputMode'; readonly to: OutputMode }
  /** How often `dailyBatch` runs. */
  | { readonly set: 'every'; readonly to: string }
  /** At which local time of day it runs, as `00:40:00`. */
  | { readonly set: 'at'; readonly to: string }
  /** The length of a tumbling window. */
  | { readonly set: 'window'; readonly to: string }
  /** The sink of Structured Streaming. */
  | { readonly set: 'sink'; readonly to: SinkKind }
  /** Settings of the loop, as its file has them. */
  | { readonly set: 'loop'; readonly to: LoopChange }
  /** Lets an engine die at a time, or in a batch behind one of its points; its other crashes go. */
  | {
      readonly set: 'crash';
      readonly engine: 'spark' | 'batchLoop';
      readonly where: { readonly at: string } | { readonly batchId: number; readonly after: CrashPoint };
      readonly restartAfter: string;
    }
  /** A parameter of the query's `process` step. */
  | { readonly set: 'parameter'; readonly name: string; readonly to: string }
  /** The whole query, which the learner writes step by step. */
  | { readonly set: 'query'; readonly to: Scenario['query'] }
  /** Moves the arrival of a named row. */
  | { readonly set: 'arrival'; readonly row: string; readonly to: string };

/** Some of the loop's settings; lengths of time as in the file. */
export type LoopChange = Partial<
  Pick<BatchLoopSettings, 'readBy' | 'boundary' | 'drift' | 'remember' | 'sink'> & {
    readonly interval: string;
    readonly workTime: string;
  }
>;

/** The settings that a task or a check leaves to the learner. */
export type Knob = Change['set'];

/** The finished runs of a step by name. `main` is always there. */
export type Runs = Readonly<Record<string, Facts>> & { readonly main: Facts };

/** What a lesson may ask of one run, in the lesson's own names. `facts.ts` makes it. */
export interface Facts {
  readonly reader: TraceReader;
  /** Numbers of named rows and groups. They throw for a name that the scenario does not have. */
  row(name: string): number;
  group(name: string): number;
  /** The place in the run of a batch; null where the run has no such batch. */
  batch(ref: BatchRef): number | null;
  /** Microseconds of event time. */
  happened(row: string): number;
  /** Microseconds of processing time. */
  arrived(row: string): number;
  /** W in force while a batch ran; microseconds of event time. Throws if there is no such batch. */
  watermark(ref: BatchRef): number;
  /** When a batch started: microseconds of processing time. Throws if there is no such batch. */
  started(ref: BatchRef): number;
  /** Whether the row counts (in at least one group) at the end of the run. */
  counted(row: string): boolean;
  /** Whether it was dropped as late. */
  late(row: string): boolean;
  /** Whether the row belongs to the group, by its event time and its keys. */
  belongs(row: string, group: string): boolean;
  /**
   * What the engine answered for a group, oldest first, and when a reader could see it: the first value column, or the
   * one named.
   */
  answers(group: string, column?: string): readonly Answer[];
  /** The answer of the group if every row had arrived on time. */
  truth(group: string, column?: string): Value;
  /** What goes with a run that a check or a task judges, where it asks for it. */
  readonly beside?: Beside;
}

export interface Beside {
  /** What came of a crash at each place at which the engine can die, each tried by itself: of `everywhere`. */
  readonly trials?: readonly CrashTrial[];
  /** Number of the row that the learner points at; null: none. Of `points`. */
  readonly pointed?: number | null;
  /** How many moments of this lesson the learner has found without being shown. Of `moments`. */
  readonly found?: number;
}

export interface Answer {
  readonly value: Value;
  /** Place of the batch that wrote it. */
  readonly batch: number;
  /** When that batch had written: microseconds of processing time. */
  readonly at: ProcessingTime;
  /** Output row in the trace. */
  readonly output: number;
}

/** A claim about runs: true or false, read off them. */
export type Claim = (runs: Runs) => boolean;

// ---------------------------------------------------------------- places and subjects

/** A batch by its id (as the engine prints it) or by what it does. */
export type BatchRef =
  | { readonly id: number }
  /** The batch that reads a row. */
  | { readonly reads: string }
  /** The batch that first answers a group. */
  | { readonly answers: string }
  /** The batch that gives a row to the sink which was made from this row. */
  | { readonly alerts: string }
  /** The run's last batch. */
  | 'last';

/** A place in a run. */
export type CursorRef =
  | { readonly at: 'start' }
  | { readonly at: 'end' }
  /** After all entries up to an instant. */
  | { readonly at: 'time'; readonly time: string }
  /** The row has just become readable. */
  | { readonly at: 'arrival'; readonly row: string }
  /** The batch has fixed what it reads, and has read nothing. */
  | { readonly at: 'planned'; readonly batch: BatchRef }
  /** The batch has reached its verdict about a row. */
  | { readonly at: 'judged'; readonly row: string }
  /** The batch is done, and the watermark that it gives the next one is known. */
  | { readonly at: 'committed'; readonly batch: BatchRef };

/** A subject of the inspector by the lesson's names. */
export type SubjectRef =
  | { readonly kind: 'row'; readonly row: string }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'state'; readonly group: string }
  /** The first or last answer of a group. */
  | {
      readonly kind: 'output';
      readonly group: string;
      readonly which: 'first' | 'last';
    }
  | { readonly kind: 'watermark' }
  | { readonly kind: 'batch'; readonly batch: BatchRef }
  /** The first crash of the run. */
  | { readonly kind: 'crash' }
  | {
      readonly kind: 'measure';
      readonly measure: 'completeness' | 'wait' | 'state';
    };

/** What the picture must not say before the learner has committed. Absent: nothing of that kind is withheld. */
export interface WithholdRef {
  readonly rows?: 'all' | readonly string[];
  readonly groups?: 'all' | readonly string[];
  readonly watermark?: boolean;
  readonly state?: boolean;
  readonly results?: boolean;
}

// ---------------------------------------------------------------- steps

/** One idea. Its sentences stand in the text file under `# ID`. */
export interface Step {
  readonly id: string;
  /** The run on the stage. */
  readonly main: RunSpec;
  /**
   * What the step is looked at on once the answer is committed, beside the stage: the loop line by line, the same rows
   * on every engine, or the decision guide. Before that it is the stage, which can keep what is asked to itself.
   */
  readonly screen?: 'loop' | 'compare' | 'decide';
  /** The answers with which the decision guide opens. */
  readonly guide?: Answers;
  /** The text's `task` is done once the learner has kept a use of their own in the guide. */
  readonly ownUse?: true;
  /** Further runs that its question or its figures speak of. */
  readonly runs?: Readonly<Record<string, RunSpec>>;
  /**
   * Runs that the learner may put on the stage once the answer is committed, in this order (`main` may be one). Each
   * has a label in the text (part `runs`).
   */
  readonly offers?: readonly string[];
  /** Where the stage stands when the step opens. */
  readonly cursor: CursorRef;
  readonly lookAt: SubjectRef | null;
  readonly withhold: WithholdRef;
  readonly prediction: Choice | Match | Find;
  /**
   * What makes other rows (or settings) of its runs, about which the same question is asked of who got it wrong, so that
   * no answer is remembered. What then happened is the text's part `again`; absent there, its `after` holds for both.
   */
  readonly again?: readonly Change[];
  /** Where the stage goes when the answer is committed. */
  readonly after: { readonly cursor: CursorRef; readonly lookAt: SubjectRef };
  /** The text's part `claim` is voted on before anything is looked for, and again when it was found. */
  readonly vote?: true;
  /** What the learner writes in their own words before the question; each is named in the text's part `words`. */
  readonly words?: readonly OwnWords[];
  /** What an answer is worth by its age and what each way to it costs, drawn once the answer is committed. */
  readonly worth?: Worth;
  /** Something to do after it; the sentence is the text's part `task`. */
  readonly task?: Task;
  /** For the presenter: how long the step takes in a room. */
  readonly minutes: number;
}

/** A question with options of which exactly one is true in the runs. */
export interface Choice {
  readonly kind: 'choice';
  readonly options: Readonly<Record<string, Option>>;
}

export interface Option {
  readonly claim: Claim;
  /** What on the stage answers this option: the inspector opens on it. Absent: the step's `after`. */
  readonly cause?: {
    readonly subject: SubjectRef;
    readonly cursor?: CursorRef;
  };
}

/** Several runs, each with exactly one true answer. */
export interface Match {
  readonly kind: 'match';
  /** Names of runs of this step (`main` may be one), in the order shown. */
  readonly items: readonly string[];
  /** What may be said of a run, by its own facts, its name, and all runs of the step. */
  readonly options: Readonly<Record<string, (facts: Facts, item: string, runs: Runs) => boolean>>;
  /** What answers a wrong guess about an item, in the item's run. */
  readonly cause: { readonly subject: SubjectRef; readonly cursor: CursorRef };
}

/**
 * A moment that the learner finds: they let the run go on to it and say "here". A wrong place is answered by what it is,
 * and may be left for another; only the right one (or giving up) ends the question.
 */
export interface Find {
  readonly kind: 'find';
  /** What a place of a run is: the first that holds. Every place is one of these. */
  readonly places: Readonly<Record<string, (spot: Spot) => boolean>>;
  /** The one to find. */
  readonly finds: string;
  /** A place of each kind, in which run of the step (`main` if it is not said). The one to find is shown to who gives up. */
  readonly examples: Readonly<Record<string, { readonly run?: string; readonly cursor: CursorRef }>>;
}

/** Where the learner stands. */
export interface Spot {
  /** Name of the step's run that is on the stage. */
  readonly run: string;
  readonly facts: Facts;
  /** A cursor of that run. */
  readonly cursor: number;
}

export interface OwnWords {
  readonly id: string;
  /** Where this is set, the words are about a use, and the learner also says how old its answers may be (microseconds). */
  readonly age?: number;
}

export interface Task {
  /** The run of the step that it begins with; `main` if it is not said. */
  readonly from?: string;
  readonly knobs: readonly Knob[];
  /** The engine dies at every place at which it can, each tried by itself, and `done` is told what came of it. */
  readonly everywhere?: true;
  /** For the knob `arrival`: the row to drag. */
  readonly row?: string;
  /** True once the run on the stage shows it. `runs` are the step's own, unchanged. */
  readonly done: (stage: Facts, runs: Runs) => boolean;
  /** Changes that do it (for tests and for "show me"). */
  readonly solution: readonly Change[];
}

// ---------------------------------------------------------------- recall and check

export interface Recall {
  /** Slug of the lesson that it recalls; it may not exist yet. */
  readonly from: string;
  readonly main: RunSpec;
  readonly cursor: CursorRef;
  readonly withhold: WithholdRef;
  readonly prediction: Choice;
  /** As that of a step. */
  readonly again?: readonly Change[];
  readonly after: { readonly cursor: CursorRef; readonly lookAt: SubjectRef };
}

/** A small task, graded on what the engine does. Its sentences stand under `# ID`. */
export interface Check {
  /** In the address: `check` for the first of a lesson, the others begin with `check-`. */
  readonly id: string;
  readonly start: RunSpec;
  /** Engines whose run may be handed in; only the start's if it is not said. */
  readonly engines?: readonly EngineName[];
  /** What it opens with, as that of a step. */
  readonly screen?: 'loop';
  readonly cursor: CursorRef;
  readonly knobs: readonly Knob[];
  /** The engine dies at every place at which it can, each tried by itself, and the demands are told what came of it. */
  readonly everywhere?: true;
  /** The learner points at a row of the picture, and the demands are told which. */
  readonly points?: true;
  /** The demands are told how many moments of the lesson the learner has found without being shown. */
  readonly moments?: true;
  /** Figures of the handed-in run that the panel may show beside the task: names of `own`. */
  readonly shows: readonly string[];
  /**
   * Every demand by its id; passed when all are true. The text's part `unless ID` says why one is not. One more demand,
   * `alone`, is made of every check: nothing but the knobs differs from the start.
   */
  readonly demands: Readonly<Record<string, (facts: Facts) => boolean>>;
  /** Tests hand these in. */
  readonly solutions: readonly Handing[];
  readonly wrong: readonly (Handing & { readonly fails: string })[];
}

/** A run that a test hands in. */
export interface Handing {
  readonly changes: readonly Change[];
  /** The engine that was chosen, where the check leaves that; the start's if it is not said. */
  readonly engine?: EngineName;
  /** Name of the row that is pointed at. */
  readonly pointed?: string;
  /** Moments found. */
  readonly found?: number;
}

// ---------------------------------------------------------------- resolved against a trace

/** As `Withheld` in the app: what a picture must not say. */
export interface WithheldNumbers {
  readonly rows: ReadonlySet<number> | 'all';
  readonly groups: ReadonlySet<number> | 'all';
  readonly watermark: boolean;
  readonly state: boolean;
  readonly results: boolean;
}

/** A run that has to be simulated before a step can be resolved. */
export interface RunRequest {
  readonly name: string;
  readonly scenario: Scenario;
  readonly engine: EngineName;
}

/** Where to stand, and what to ask about there. */
export interface Look {
  readonly cursor: number;
  readonly subject: Subject | null;
}

export interface ResolvedOption {
  readonly id: string;
  readonly right: boolean;
  /** What answers it: on which run, where, and what the inspector opens on. */
  readonly cause: Look & { readonly run: string };
}

export interface ResolvedItem {
  /** Name of a run for `match`; `main` for `choice`. */
  readonly run: string;
  readonly options: readonly ResolvedOption[];
}

/** A step in the numbers of its runs. */
export interface ResolvedStep {
  readonly open: Look;
  readonly withheld: WithheldNumbers;
  /** One item for a choice, one for each run of a match; none for what is to be found. */
  readonly items: readonly ResolvedItem[];
  /** What is to be found: where it is, for who gives up. */
  readonly find: (Look & { readonly run: string }) | null;
  readonly after: Look;
}

/** What a check says about a run that was handed in. */
export interface Grade {
  readonly passed: boolean;
  /** Demands that are not met, in the order of the lesson; `alone` comes first. */
  readonly unmet: readonly string[];
}
