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
  readonly checkPassed: boolean;
}

export const NOT_BEGUN: LessonProgress = { at: '', furthest: -1, answers: {}, tasks: [], checkPassed: false };

export type Progress = Readonly<Record<string, LessonProgress>>;

type Read =
  | { readonly lessons: Progress; readonly unread: null }
  | { readonly lessons: null; readonly unread: 'broken' | 'newer' };

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
    answers[id] = { chosen, right: a.right };
  }
  return { at: v.at, furthest: v.furthest, answers, tasks, checkPassed: v.checkPassed };
}

/** Reads what was kept. Nothing kept is no trouble; anything that is not of this version's shape is. */
export function readProgress(text: string | null): Read {
  if (text === null) return { lessons: {}, unread: null };
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return { lessons: null, unread: 'broken' };
  }
  if (!isRecord(kept)) return { lessons: null, unread: 'broken' };
  if (typeof kept.version === 'number' && kept.version > VERSION) return { lessons: null, unread: 'newer' };
  if (kept.version !== VERSION || !isRecord(kept.lessons)) return { lessons: null, unread: 'broken' };
  const lessons: Record<string, LessonProgress> = {};
  for (const [slug, lesson] of Object.entries(kept.lessons)) {
    const progress = readLesson(lesson);
    if (!progress) return { lessons: null, unread: 'broken' };
    lessons[slug] = progress;
  }
  return { lessons, unread: null };
}

export const writeProgress = (lessons: Progress): string =>
  JSON.stringify({ arus: 'progress', version: VERSION, lessons });

/** Two browsers' progress as one: nothing that either had reached is lost, and where both answered, `mine` stands. */
export function mergeProgress(mine: Progress, theirs: Progress): Progress {
  const merged: Record<string, LessonProgress> = { ...theirs };
  for (const [slug, here] of Object.entries(mine)) {
    const there = theirs[slug] ?? NOT_BEGUN;
    merged[slug] = {
      at: here.furthest >= there.furthest ? here.at : there.at,
      furthest: Math.max(here.furthest, there.furthest),
      answers: { ...there.answers, ...here.answers },
      tasks: [...new Set([...there.tasks, ...here.tasks])],
      checkPassed: here.checkPassed || there.checkPassed,
    };
  }
  return merged;
}
