/** Searches that run a scenario many times: on a thread of their own, and not while a hand still changes it. */
import type { TraceReader } from '../../../engine/trace/reader';
import { sideThread, type Work } from '../../sideThread';

/** A scenario with more rows is searched only when asked to: every run of it takes its time. */
const MOST_ROWS_AT_ONCE = 3_000;
/** Milliseconds without a newer run, or another question. */
const REST = 250;

export const isSearchedAtOnce = ({ scenario }: TraceReader): boolean =>
  scenario.sources.reduce((n, s) => n + s.rows.count, 0) <= MOST_ROWS_AT_ONCE;

interface Told<T> {
  /** From 0, when it begins, to 1. */
  progress(fraction: number): void;
  found(answer: T): void;
  broken(message: string): void;
}

/**
 * Searches one after the other, on a thread that is kept from one to the next.
 * @returns begins one; what that returns ends it, and nothing is told of it any more
 */
export function searchAtRest() {
  const thread = sideThread();
  return <T>(ask: Work<T | null>, told: Told<T>): (() => void) => {
    const stop = new AbortController();
    const { signal } = stop;
    const search = async (): Promise<void> => {
      told.progress(0);
      try {
        const answer = await thread.ask(ask, signal, (fraction) => !signal.aborted && told.progress(fraction));
        if (signal.aborted) return;
        if (answer === null) throw new Error('the search was lost');
        told.found(answer);
      } catch (reason) {
        if (!signal.aborted) told.broken(reason instanceof Error ? reason.message : String(reason));
      }
    };
    const timer = setTimeout(() => void search(), REST);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  };
}
