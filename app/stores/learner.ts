/**
 * How far the learner is: steps reached, predictions committed, checks and exercises passed. Kept in the browser where it may be; what
 * cannot be read (broken, or written by a newer Arus) is set aside word for word and said, never thrown away.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { readStored, writeStored } from '../storage';
import {
  type Answered,
  type Attempt,
  type ExerciseProgress,
  type LessonProgress,
  NO_PROGRESS,
  NOT_BEGUN,
  NOT_TRIED,
  type Progress,
  readProgress,
  type Vote,
  type Votes,
  writeProgress,
} from './progress';

const KEY = 'arus.progress';
/** Where progress lies that could not be read. */
export const UNREAD = 'arus.progress.unread';
/** Attempts at an exercise that are kept. */
const KEPT_TRIES = 12;

export interface LearnerStore extends Progress {
  /** False once the browser has refused to keep something. */
  readonly kept: boolean;
  /** Why earlier progress could not be read; its text lies untouched under `UNREAD`. */
  readonly unread: 'broken' | 'newer' | null;
  /** The learner is at this place of a lesson. */
  reach(slug: string, at: string, index: number): void;
  answer(slug: string, question: string, answered: Answered): void;
  /** Takes an answer back, so that the question is open again; about other rows, if it was ever answered wrong. */
  forgetAnswer(slug: string, question: string): void;
  /** A wrong place was taken for the one to find; the question stays open. */
  miss(slug: string, question: string): void;
  vote(slug: string, step: string, vote: Vote): void;
  /** Keeps what was written; nothing takes its place where the text is empty. */
  write(slug: string, name: string, text: string): void;
  doTask(slug: string, step: string): void;
  /** A check was passed; with the last of the lesson's checks (`all`) the lesson is done. */
  passCheck(slug: string, check: string, all: readonly string[]): void;
  /** The lesson as if it had not been begun; only what the learner wrote stays. */
  startOver(slug: string): void;
  /** An exercise was handed in; once passed it stays so. */
  tryExercise(slug: string, attempt: Attempt, passed: boolean): void;
  /** Opens the next of its hints. */
  openHint(slug: string): void;
  /** Other progress takes the place of all of it. */
  replace(progress: Progress): void;
}

/** What keeps text under a key; `storage.ts` in the app. */
export interface Keeper {
  read(key: string): string | null;
  write(key: string, text: string): boolean;
}

const including = (list: readonly string[], item: string): readonly string[] =>
  list.includes(item) ? list : [...list, item];

export function createLearner(keeper: Keeper): UseBoundStore<StoreApi<LearnerStore>> {
  const text = keeper.read(KEY);
  const read = readProgress(text);
  if (read.unread && text !== null) keeper.write(UNREAD, text);

  return create<LearnerStore>()((set, get) => {
    const now = (): Progress => ({ lessons: get().lessons, exercises: get().exercises });
    function keep(progress: Progress): void {
      set({ ...progress, kept: keeper.write(KEY, writeProgress(progress)) });
    }
    function change(slug: string, next: (before: LessonProgress) => LessonProgress | null): void {
      const { [slug]: before, ...others } = get().lessons;
      const after = next(before ?? NOT_BEGUN);
      keep({ ...now(), lessons: after ? { ...others, [slug]: after } : others });
    }
    function changeExercise(slug: string, next: (before: ExerciseProgress) => ExerciseProgress): void {
      const { exercises } = get();
      keep({ ...now(), exercises: { ...exercises, [slug]: next(exercises[slug] ?? NOT_TRIED) } });
    }
    return {
      ...(read.progress ?? NO_PROGRESS),
      kept: true,
      unread: read.unread,
      reach: (slug, at, index) => {
        const before = get().lessons[slug];
        if (before?.at === at && before.furthest >= index) return;
        change(slug, (p) => ({ ...p, at, furthest: Math.max(p.furthest, index) }));
      },
      answer: (slug, question, answered) =>
        change(slug, (p) => ({
          ...p,
          answers: {
            ...p.answers,
            [question]: p.again.includes(question) ? { ...answered, again: true } : answered,
          },
          again: p.again.filter((q) => q !== question),
          missed: answered.right ? p.missed : including(p.missed, question),
        })),
      forgetAnswer: (slug, question) =>
        change(slug, (p) => {
          const { [question]: _, ...answers } = p.answers;
          const again = p.missed.includes(question) ? including(p.again, question) : p.again;
          return { ...p, answers, again, tasks: p.tasks.filter((t) => t !== question) };
        }),
      miss: (slug, question) => change(slug, (p) => ({ ...p, missed: including(p.missed, question) })),
      vote: (slug, step, vote) =>
        change(slug, (p) => {
          const before = p.votes[step]?.before;
          const votes: Votes = before ? { before, after: vote } : { before: vote, after: null };
          return { ...p, votes: { ...p.votes, [step]: votes } };
        }),
      write: (slug, name, text) =>
        change(slug, (p) => {
          const { [name]: _, ...others } = p.words;
          return { ...p, words: text === '' ? others : { ...others, [name]: text } };
        }),
      doTask: (slug, step) => change(slug, (p) => ({ ...p, tasks: including(p.tasks, step) })),
      passCheck: (slug, check, all) =>
        change(slug, (p) => {
          const checks = including(p.checks, check);
          return { ...p, checks, checkPassed: p.checkPassed || all.every((id) => checks.includes(id)) };
        }),
      startOver: (slug) =>
        change(slug, ({ words }) => (Object.keys(words).length > 0 ? { ...NOT_BEGUN, words } : null)),
      tryExercise: (slug, attempt, passed) =>
        changeExercise(slug, (p) => ({
          ...p,
          passed: p.passed || passed,
          attempts: p.attempts + 1,
          tries: [...p.tries, attempt].slice(-KEPT_TRIES),
        })),
      openHint: (slug) => changeExercise(slug, (p) => ({ ...p, hints: Math.min(3, p.hints + 1), hintsAt: p.attempts })),
      replace: keep,
    };
  });
}

export const useLearner = createLearner({ read: readStored, write: writeStored });

// Another tab of the same browser goes on with the same progress, and does not write over it.
globalThis.addEventListener?.('storage', (event) => {
  if ((event as StorageEvent).key !== KEY) return;
  const read = readProgress((event as StorageEvent).newValue);
  if (read.progress) useLearner.setState(read.progress);
});
