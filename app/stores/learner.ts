/**
 * How far the learner is: steps reached, predictions committed, checks passed. Kept in the browser where it may be; what
 * cannot be read (broken, or written by a newer Arus) is set aside word for word and said, never thrown away.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { readStored, writeStored } from '../storage';

const KEY = 'arus.progress';
const ASIDE = 'arus.progress.unread';
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

export interface LearnerStore {
  readonly lessons: Readonly<Record<string, LessonProgress>>;
  /** False once the browser has refused to keep something. */
  readonly kept: boolean;
  /** Why earlier progress could not be read; its text lies untouched under `arus.progress.unread`. */
  readonly unread: 'broken' | 'newer' | null;
  /** The learner is at this place of a lesson. */
  reach(slug: string, at: string, index: number): void;
  answer(slug: string, question: string, answered: Answered): void;
  /** Takes an answer back, so that the question is open again. */
  forgetAnswer(slug: string, question: string): void;
  doTask(slug: string, step: string): void;
  passCheck(slug: string): void;
  /** The lesson as if it had not been begun. */
  startOver(slug: string): void;
}

/** What keeps text under a key; `storage.ts` in the app. */
export interface Keeper {
  read(key: string): string | null;
  write(key: string, text: string): boolean;
}

type Read =
  | { readonly lessons: Readonly<Record<string, LessonProgress>>; readonly unread: null }
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

export function createLearner(keeper: Keeper): UseBoundStore<StoreApi<LearnerStore>> {
  const text = keeper.read(KEY);
  const read = readProgress(text);
  if (read.unread && text !== null) keeper.write(ASIDE, text);

  return create<LearnerStore>()((set, get) => {
    function change(slug: string, next: (before: LessonProgress) => LessonProgress | null): void {
      const { [slug]: before, ...others } = get().lessons;
      const after = next(before ?? NOT_BEGUN);
      const lessons = after ? { ...others, [slug]: after } : others;
      const kept = keeper.write(KEY, JSON.stringify({ version: VERSION, lessons }));
      set({ lessons, kept });
    }
    return {
      lessons: read.lessons ?? {},
      kept: true,
      unread: read.unread,
      reach: (slug, at, index) => {
        const before = get().lessons[slug];
        if (before?.at === at && before.furthest >= index) return;
        change(slug, (p) => ({ ...p, at, furthest: Math.max(p.furthest, index) }));
      },
      answer: (slug, question, answered) =>
        change(slug, (p) => ({ ...p, answers: { ...p.answers, [question]: answered } })),
      forgetAnswer: (slug, question) =>
        change(slug, (p) => {
          const { [question]: _, ...answers } = p.answers;
          return { ...p, answers, tasks: p.tasks.filter((t) => t !== question) };
        }),
      doTask: (slug, step) => change(slug, (p) => (p.tasks.includes(step) ? p : { ...p, tasks: [...p.tasks, step] })),
      passCheck: (slug) => change(slug, (p) => ({ ...p, checkPassed: true })),
      startOver: (slug) => change(slug, () => null),
    };
  });
}

export const useLearner = createLearner({ read: readStored, write: writeStored });

// Another tab of the same browser goes on with the same progress, and does not write over it.
globalThis.addEventListener?.('storage', (event) => {
  if ((event as StorageEvent).key !== KEY) return;
  const read = readProgress((event as StorageEvent).newValue);
  if (read.lessons) useLearner.setState({ lessons: read.lessons });
});
