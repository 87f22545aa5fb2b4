/**
 * The decision guide: six answers about one use, and which way of working they ask for. A model to argue with, not a
 * measurement: the bill of `money.ts` decides among the ways that are fresh enough, and what else was answered weighs on
 * what never stops. All weights stand here and on the page.
 */
import { DAY, type Duration, HOUR, MINUTE, SECOND } from '../../engine/time';
import { cheapestWay, costADay, jobsCanRun, type Prices, type Way } from '../money';

/** What may be chosen; the first question, how old an answer may be, is a length of time instead. */
export const CHOICES = {
  arrival: ['always', 'bursts', 'files'],
  purpose: ['act', 'watch', 'lookBack'],
  memory: ['row', 'keyed', 'passes'],
  team: ['has', 'learning', 'none'],
  budget: ['fine', 'little', 'everyHour'],
} as const;

export type Chosen = { readonly [Q in keyof typeof CHOICES]: (typeof CHOICES)[Q][number] | null };
export type ChoiceQuestion = keyof Chosen;
export type Question = 'age' | ChoiceQuestion;
export const CHOICE_QUESTIONS = Object.keys(CHOICES) as readonly ChoiceQuestion[];
export const QUESTIONS: readonly Question[] = ['age', ...CHOICE_QUESTIONS];

/** Null: not answered yet. */
export interface Answers extends Chosen {
  /** How old an answer may be when somebody gets it. */
  readonly age: Duration | null;
}

export const UNANSWERED: Answers = {
  age: null,
  arrival: null,
  purpose: null,
  memory: null,
  team: null,
  budget: null,
};

/** Ages that can be asked for. */
export const AGES: readonly Duration[] = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30].map((s) => s * SECOND),
  ...[1, 2, 3, 4, 5, 10, 15, 20, 30].map((m) => m * MINUTE),
  ...[1, 2, 4, 6, 12].map((h) => h * HOUR),
  DAY,
];

/** Where the course draws its lines; between them the bill decides. */
export interface Lines {
  /** Answers younger than this are a stream's. */
  readonly streamUnder: Duration;
  /** Answers this old or older are a job's. */
  readonly batchFrom: Duration;
}
export const LINES: Lines = { streamUnder: MINUTE, batchFrom: HOUR };

/** How much an answer makes a rupiah for an engine that never stops weigh: over 1 speaks for jobs, under 1 for a stream. */
export const WEIGHTS: { readonly [Q in ChoiceQuestion]: Readonly<Record<(typeof CHOICES)[Q][number], number>> } = {
  arrival: { always: 1, bursts: 1.25, files: Number.POSITIVE_INFINITY },
  purpose: { act: 0.8, watch: 1, lookBack: 1.5 },
  memory: { row: 1, keyed: 1, passes: Number.POSITIVE_INFINITY },
  team: { has: 1, learning: 1.25, none: 2 },
  budget: { fine: 0.8, little: 1, everyHour: 1.25 },
};

export function weightOf(question: ChoiceQuestion, answers: Answers): number {
  const weights: Readonly<Record<string, number>> = WEIGHTS[question];
  return weights[answers[question] ?? ''] ?? 1;
}

/** Which way an answer pulls: to what never stops, to jobs, or neither. */
export type Pull = 'stream' | 'batch' | 'neither';

export function pullOf(question: Question, answers: Answers, lines: Lines): Pull {
  if (question === 'age') {
    const { age } = answers;
    if (age === null) return 'neither';
    return age < lines.streamUnder ? 'stream' : age >= lines.batchFrom ? 'batch' : 'neither';
  }
  if (question === 'arrival' && answers.arrival === 'always') return 'stream';
  const weight = weightOf(question, answers);
  return weight < 1 ? 'stream' : weight > 1 ? 'batch' : 'neither';
}

export type Verdict =
  | { readonly kind: 'open'; readonly missing: readonly Question[] }
  /** Two answers that no way of working can meet together. */
  | { readonly kind: 'contradiction'; readonly between: readonly [Question, Question] }
  | {
      readonly kind: 'way';
      readonly way: Way;
      /** Rupiah a day. */
      readonly cost: number;
      /** What a rupiah for an engine that never stops weighs by the answers. */
      readonly weight: number;
    };

/** The cheapest way, as the answers weigh it, among those that are fresh enough. */
export function verdictOf(answers: Answers, prices: Prices, lines: Lines): Verdict {
  const missing = QUESTIONS.filter((q) => answers[q] === null);
  const { age, arrival, purpose, memory } = answers;
  if (age === null || missing.length > 0) return { kind: 'open', missing };
  // A file of a whole day is a day old when it comes; nothing that is made of it is younger.
  if (arrival === 'files' && age < DAY) return { kind: 'contradiction', between: ['age', 'arrival'] };
  if (arrival === 'files' && purpose === 'act') return { kind: 'contradiction', between: ['arrival', 'purpose'] };
  // What reads its rows more than once needs them to have ended: a job, and a job must start.
  if (memory === 'passes' && (age < lines.streamUnder || !jobsCanRun(age, prices)))
    return { kind: 'contradiction', between: ['age', 'memory'] };

  const weight = CHOICE_QUESTIONS.reduce((product, q) => product * weightOf(q, answers), 1);
  const stops = (way: Way): boolean => way === 'daily' || way === 'jobs';
  const weighed = (way: Way, cost: number): number => (stops(way) ? cost : cost * weight);
  const between = (way: Way, cost: number): number =>
    (stops(way) ? age < lines.streamUnder : age >= lines.batchFrom) ? Number.POSITIVE_INFINITY : weighed(way, cost);
  const costOf = (way: Way): number => costADay(way, age, prices) ?? Number.POSITIVE_INFINITY;
  const best = cheapestWay(age, prices, between);
  // Lines drawn where no way between them can be as fresh are not kept to.
  const way = Number.isFinite(between(best, costOf(best))) ? best : cheapestWay(age, prices, weighed);
  return { kind: 'way', way, cost: costOf(way), weight };
}

/** One answer given otherwise. */
export interface OneChange {
  readonly question: Question;
  readonly answers: Answers;
  readonly way: Way;
  readonly cost: number;
}

/**
 * Every answer whose nearest change alone would move the verdict, the cheapest outcome first: the age both ways, as far
 * as the first age that does; of a choice the first option that does.
 */
export function changesOf(answers: Answers, prices: Prices, lines: Lines): readonly OneChange[] {
  const now = verdictOf(answers, prices, lines);
  if (now.kind === 'open') return [];
  const moved = (question: Question, next: Answers): OneChange | null => {
    const then = verdictOf(next, prices, lines);
    const moves = then.kind === 'way' && (now.kind !== 'way' || then.way !== now.way);
    return moves ? { question, answers: next, way: then.way, cost: then.cost } : null;
  };
  const first = (question: Question, all: readonly Answers[]): readonly OneChange[] => {
    for (const next of all) {
      const change = moved(question, next);
      if (change) return [change];
    }
    return [];
  };
  const age = answers.age as Duration;
  return [
    ...first(
      'age',
      AGES.filter((a) => a > age).map((a) => ({ ...answers, age: a })),
    ),
    ...first(
      'age',
      AGES.filter((a) => a < age)
        .reverse()
        .map((a) => ({ ...answers, age: a })),
    ),
    ...CHOICE_QUESTIONS.flatMap((q) =>
      first(
        q,
        CHOICES[q].filter((option) => option !== answers[q]).map((option): Answers => ({ ...answers, [q]: option })),
      ),
    ),
  ].sort((a, b) => a.cost - b.cost);
}
