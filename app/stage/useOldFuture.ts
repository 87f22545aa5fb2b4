/** The run before the newest edit, set beside the new one once the edit has come to rest: never while a hand moves. */
import { useEffect, useState } from 'react';
import type { OldFuture } from '../../engine/measure/oldFuture';
import type { TraceReader } from '../../engine/trace/reader';
import { tellNotLoaded } from '../frame/notLoaded';
import { withTexts } from '../language/language';
import { useRun } from '../stores/run';

/** Milliseconds without a newer run. */
const REST = 200;
/** With more rows than this the two are not set beside each other: a few outlines among so many could not be found. */
const MOST_ROWS = 25_000;

/** The bar that says what an edit changed. */
export const loadBar = () => withTexts('all', import('../views/oldFuture/OldFutureBar'));
const load = () => withTexts('all', import('../../engine/measure/oldFuture'));

/** @param shown nothing is to be kept from the learner */
export function useOldFuture(reader: TraceReader, shown: boolean): OldFuture | null {
  const before = useRun((s) => s.before);
  const [old, setOld] = useState<OldFuture | null>(null);
  const wanted = shown && before !== null && before !== reader ? before : null;
  useEffect(() => {
    if (!wanted || rowsOf(reader) > MOST_ROWS) return;
    const compare = (): void => {
      // Where runs take long the hand may move on while the picture stands.
      if (useRun.getState().status.kind === 'running') timer = setTimeout(compare, REST);
      else
        load().then(({ oldFuture }) => {
          if (useRun.getState().reader === reader) setOld(oldFuture(wanted, reader));
        }, tellNotLoaded);
    };
    let timer = setTimeout(compare, REST);
    return () => clearTimeout(timer);
  }, [wanted, reader]);
  return old && old.was === wanted && old.is === reader ? old : null;
}

const rowsOf = ({ scenario }: TraceReader): number => scenario.sources.reduce((n, s) => n + s.rows.count, 0);
