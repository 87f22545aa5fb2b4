/**
 * A learner's progress as text: what the browser keeps, and the file in which it goes to another browser. One shape for
 * both, so that what was kept can always be taken along.
 */
const VERSION = 1;

/** What was committed to a question. */
export interface Answered {
  /** One option's id for a choice, one an item for a match. */
  readonly chosen: readonly string[];
  readonly right: boolean;
  /** It was asked about other rows, since it had been answered wrong before. */
  readonly again?: true;
}

export interface LessonProgress {
  /** The place where the learner was last: `recall`, a step's number, `check`. */
  readonly at: string;
  /** The furthest place, by its index in the lesson (`recall` and `check` included). */
  readonly furthest: number;
  /** By step id; `recall` for the recall question. */
  readonly answers: Readonly<Record<string, Answered>>;
  /** Ids of steps whose task was done. */
  readonly tasks: readonly string[];
  /** All checks of the lesson were passed: it is done. */
  readonly checkPassed: boolean;
  /** Ids of its checks that were passed. */
  readonly checks: readonly string[];
  /** Questions that were ever answered wrong, also when they are right by now or open again. */
  readonly missed: readonly string[];
  /** Open questions that are asked once more, about other rows. */
  readonly again: readonly string[];
  /** By step id: what the learner thought of its claim before and after. */
  readonly votes: Readonly<Record<string, Votes>>;
  /** What the learner wrote, by step and name: `uses.stream`. */
  readonly words: Readonly<Record<string, string>>;
}

export const VOTES = ['sure', 'likely', 'doubt', 'no'] as const;
export type Vote = (typeof VOTES)[number];
export interface Votes {
  readonly before: Vote;
  readonly after: Vote | null;
}

export const NOT_BEGUN: LessonProgress = {
  at: '',
  furthest: -1,
  answers: {},
  tasks: [],
  checkPassed: false,
  checks: [],
  missed: [],
  again: [],
  votes: {},
  words: {},
};

/** Questions that were answered wrong and have not been answered right since: to be asked again. */
export const toAskAgain = ({ missed, answers }: LessonProgress): readonly string[] =>
  missed.filter((question) => !answers[question]?.right);

/** How many of a lesson's moments to find the learner has found without being shown them. */
export const momentsFound = (
  { steps }: { readonly steps: readonly { readonly id: string; readonly prediction: { readonly kind: string } }[] },
  progress: LessonProgress | undefined,
): number => steps.filter(({ id, prediction }) => prediction.kind === 'find' && progress?.answers[id]?.right).length;

/** What was handed in for an exercise, as `lessons/exercises/schema.ts` has it, and how many hidden streams passed. */
export interface Attempt {
  readonly handed: Readonly<Record<string, string | number | readonly number[]>>;
  readonly passes: number;
}

export interface ExerciseProgress {
  readonly passed: boolean;
  /** Hints opened so far, and how often it had been handed in when the newest was opened: the last waits for one more. */
  readonly hints: number;
  readonly hintsAt: number;
  /** How often it was handed in, and the newest of these, oldest first. */
  readonly attempts: number;
  readonly tries: readonly Attempt[];
}

export const NOT_TRIED: ExerciseProgress = { passed: false, hints: 0, hintsAt: 0, attempts: 0, tries: [] };

/** All that is known of a learner, by slug. */
export interface Progress {
  readonly lessons: Readonly<Record<string, LessonProgress>>;
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
}

export const NO_PROGRESS: Progress = { lessons: {}, exercises: {} };

type Read =
  | { readonly progress: Progress; readonly unread: null }
  | { readonly progress: null; readonly unread: 'broken' | 'newer' };

const isRecord = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v);
const strings = (v: unknown): readonly string[] | null =>
  Array.isArray(v) && v.every((s) => typeof s === 'string') ? v : null;

function readLesson(v: unknown): LessonProgress | null {
  if (!isRecord(v) || typeof v.at !== 'string' || typeof v.furthest !== 'number') return null;
  if (!isRecord(v.answers) || typeof v.checkPassed !== 'boolean') return null;
  const tasks = strings(v.tasks);
  if (!tasks) return null;
  const answers: Record<string, Answered> = {};
  for (const [id, a] of Object.entries(v.answers)) {
    const chosen = isRecord(a) ? strings(a.chosen) : null;
    if (!isRecord(a) || !chosen || typeof a.right !== 'boolean') return null;
    answers[id] = { chosen, right: a.right, ...(a.again === true && { again: true }) };
  }
  // These five came later: what was kept before has none of them. Then a lesson had one check.
  const checks = v.checks === undefined ? (v.checkPassed ? ['check'] : []) : strings(v.checks);
  const again = v.again === undefined ? [] : strings(v.again);
  const missed = v.missed === undefined ? wrongIn(answers) : strings(v.missed);
  const votes = v.votes === undefined ? {} : readEach(v.votes, readVotes);
  const words = v.words === undefined ? {} : readEach(v.words, (text) => (typeof text === 'string' ? text : null));
  if (!checks || !again || !missed || !votes || !words) return null;
  const { at, furthest, checkPassed } = v;
  return { at, furthest, answers, tasks, checkPassed, checks, missed, again, votes, words };
}

const wrongIn = (answers: Readonly<Record<string, Answered>>): readonly string[] =>
  Object.keys(answers).filter((question) => !answers[question]?.right);

const voteOf = (v: unknown): Vote | null => VOTES.find((vote) => vote === v) ?? null;

function readVotes(v: unknown): Votes | null {
  const before = isRecord(v) ? voteOf(v.before) : null;
  return isRecord(v) && before ? { before, after: voteOf(v.after) } : null;
}

const isHanded = (v: unknown): v is Attempt['handed'] =>
  isRecord(v) &&
  Object.values(v).every(
    (value) =>
      typeof value === 'string' ||
      typeof value === 'number' ||
      (Array.isArray(value) && value.every((n) => typeof n === 'number')),
  );

function readExercise(v: unknown): ExerciseProgress | null {
  if (!isRecord(v) || typeof v.passed !== 'boolean' || !Array.isArray(v.tries)) return null;
  const { passed, hints, hintsAt, attempts } = v;
  if (typeof hints !== 'number' || typeof hintsAt !== 'number' || typeof attempts !== 'number') return null;
  const tries: Attempt[] = [];
  for (const t of v.tries) {
    if (!isRecord(t) || typeof t.passes !== 'number' || !isHanded(t.handed)) return null;
    tries.push({ handed: t.handed, passes: t.passes });
  }
  return { passed, hints, hintsAt, attempts, tries };
}

/** Each of a record's values, read; null if one is not as it should be. */
function readEach<T>(v: unknown, read: (value: unknown) => T | null): Record<string, T> | null {
  if (!isRecord(v)) return null;
  const found: Record<string, T> = {};
  for (const [name, value] of Object.entries(v)) {
    const one = read(value);
    if (one === null) return null;
    found[name] = one;
  }
  return found;
}

/** Reads what was kept. Nothing kept is no trouble; anything that is not of this version's shape is. */
export function readProgress(text: string | null): Read {
  if (text === null) return { progress: NO_PROGRESS, unread: null };
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return { progress: null, unread: 'broken' };
  }
  if (!isRecord(kept)) return { progress: null, unread: 'broken' };
  if (typeof kept.version === 'number' && kept.version > VERSION) return { progress: null, unread: 'newer' };
  if (kept.version !== VERSION) return { progress: null, unread: 'broken' };
  const lessons = readEach(kept.lessons, readLesson);
  // What was kept before there were exercises has none.
  const exercises = kept.exercises === undefined ? {} : readEach(kept.exercises, readExercise);
  return lessons && exercises
    ? { progress: { lessons, exercises }, unread: null }
    : { progress: null, unread: 'broken' };
}

export const writeProgress = ({ lessons, exercises }: Progress): string =>
  JSON.stringify({ arus: 'progress', version: VERSION, lessons, exercises });
