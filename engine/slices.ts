/** What a long run needs from the thread that it works on. */
export interface Slices {
  /** A clock that only measures how long a slice has lasted, in milliseconds. */
  readonly clock: () => number;
  /** Resolves after waiting messages have been looked at. */
  readonly turn: () => Promise<void>;
  /** False once nobody waits for the answer any more. */
  readonly wanted: () => boolean;
  readonly progress: (fraction: number) => void;
}

/** Milliseconds of work between two looks at the messages: short enough that a cancel is felt as at once. */
export const SLICE = 30;

/** Runs a generator that yields the fraction done to its end, where nobody waits. */
export function atOnce<T>(steps: Generator<number, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Runs a generator that yields the fraction done, a slice at a time, so that a thread without shared memory can still be
 * told to stop. A run shorter than one slice is never interrupted. Null: it was stopped.
 */
export async function inSlices<T>(steps: Generator<number, T>, slices: Slices): Promise<T | null> {
  let until = slices.clock() + SLICE;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (slices.clock() < until) continue;
    slices.progress(step.value);
    await slices.turn();
    if (!slices.wanted()) {
      steps.return(undefined as T);
      return null;
    }
    until = slices.clock() + SLICE;
  }
}
