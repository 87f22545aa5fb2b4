/** The lives of an engine that works row by row: each up to a crash, and what the next one goes back to. */
import { type CrashRecord, NONE, type Trace } from '../../../engine/trace/trace';
import { type Positions, startOf } from './offsets';

/** A checkpoint, or a commit. */
interface Saved {
  readonly offsets: Positions;
}

interface Life<S extends Saved> {
  /** The entry with which it began. */
  readonly began: number;
  /** The entry at which the next life ends. */
  readonly limit: number;
  /** What was saved last before the crash; undefined: nothing. */
  readonly restored: S | undefined;
  readonly restoredAt: Positions;
  /** Places in `all` of that and of what was saved before it, as far as it was saved in this life. */
  readonly lived: readonly number[];
}

/**
 * @param c the place of the crash
 * @param doneBy the entry by which something was saved for good; NONE: never
 */
export function lifeOf<S extends Saved>(
  trace: Trace,
  c: number,
  all: readonly S[],
  doneBy: (saved: S) => number,
): Life<S> {
  const { crashes } = trace;
  const began = c === 0 ? 0 : (crashes[c - 1] as CrashRecord).restarted;
  const from = (crashes[c] as CrashRecord).restoredFrom ?? NONE;
  const restored = all[from];
  const lived = [from - 1, from].filter((place) => {
    const saved = from === NONE ? undefined : all[place];
    return saved !== undefined && doneBy(saved) !== NONE && doneBy(saved) >= began;
  });
  return {
    began,
    limit: crashes[c + 1]?.entry ?? trace.length,
    restored,
    restoredAt: restored?.offsets ?? startOf(trace),
    lived,
  };
}
