/** What is done with all of a learner's progress at once: it comes from a file, is put away, and is brought back. */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { forgetStored, readStored, writeStored } from '../storage';
import { type Keeper, type LearnerStore, UNREAD, useLearner } from './learner';
import {
  type ExerciseProgress,
  type LessonProgress,
  NO_PROGRESS,
  NOT_BEGUN,
  NOT_TRIED,
  type Progress,
  readProgress,
  writeProgress,
} from './progress';

const BEFORE = 'arus.progress.before';

interface WholeProgress {
  /** The text of what could not be read; null if there is none. */
  unreadText(): string | null;
  /** What the last `reset` put away; null when there is nothing to bring back. */
  readonly before: Progress | null;
  /** The whole course as if it had not been begun; `bringBack` undoes it, also after a reload. */
  reset(): void;
  bringBack(): void;
  /**
   * Adds the progress of a file to this browser's, as `mergeProgress` says.
   * @returns why the file could not be read, or null
   */
  take(text: string): 'broken' | 'newer' | null;
}

export function createWholeProgress(
  learner: Pick<StoreApi<LearnerStore>, 'getState'>,
  keeper: Keeper & { forget(key: string): void },
): UseBoundStore<StoreApi<WholeProgress>> {
  const putAway = keeper.read(BEFORE);
  const add = (progress: Progress): void => {
    const { replace, ...now } = learner.getState();
    replace(mergeProgress(now, progress));
  };
  return create<WholeProgress>()((set, get) => ({
    unreadText: () => keeper.read(UNREAD),
    before: putAway === null ? null : readProgress(putAway).progress,
    reset() {
      const { replace, lessons, exercises } = learner.getState();
      const before = { lessons, exercises };
      keeper.write(BEFORE, writeProgress(before));
      replace(NO_PROGRESS);
      set({ before });
    },
    bringBack() {
      add(get().before ?? NO_PROGRESS);
      keeper.forget(BEFORE);
      set({ before: null });
    },
    take(text) {
      const { progress, unread } = readProgress(text);
      if (progress) add(progress);
      return unread;
    },
  }));
}

export const useWholeProgress = createWholeProgress(useLearner, {
  read: readStored,
  write: writeStored,
  forget: forgetStored,
});

/** Two browsers' progress as one: nothing that either had reached is lost, and where both answered, `mine` stands. */
function mergeProgress(mine: Progress, theirs: Progress): Progress {
  const lessons: Record<string, LessonProgress> = { ...theirs.lessons };
  for (const [slug, here] of Object.entries(mine.lessons)) {
    const there = theirs.lessons[slug] ?? NOT_BEGUN;
    lessons[slug] = {
      at: here.furthest >= there.furthest ? here.at : there.at,
      furthest: Math.max(here.furthest, there.furthest),
      answers: { ...there.answers, ...here.answers },
      tasks: [...new Set([...there.tasks, ...here.tasks])],
      checkPassed: here.checkPassed || there.checkPassed,
      checks: [...new Set([...there.checks, ...here.checks])],
      missed: [...new Set([...there.missed, ...here.missed])],
      again: [...new Set([...there.again, ...here.again])],
      votes: { ...there.votes, ...here.votes },
      words: { ...there.words, ...here.words },
    };
  }
  const exercises: Record<string, ExerciseProgress> = { ...theirs.exercises };
  for (const [slug, here] of Object.entries(mine.exercises)) {
    const there = theirs.exercises[slug] ?? NOT_TRIED;
    const further = here.attempts >= there.attempts ? here : there;
    exercises[slug] = {
      ...further,
      passed: here.passed || there.passed,
      hints: Math.max(here.hints, there.hints),
    };
  }
  return { lessons, exercises };
}
