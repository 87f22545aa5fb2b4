/** Runs over the same rows beside each other: run when what is wanted changes; until then what was there stays. */
import { useEffect, useMemo, useState } from 'react';
import { type Comparison, compareRuns, type Refusal } from '../../engine/measure/comparison';
import { type AllRuns, runAll, type Wanted } from './runAll';

export interface Compared extends Comparison {
  readonly refused: readonly Refusal[];
  /** Of each run its place in the list that was wanted: one that is refused is not among the runs. */
  readonly places: readonly number[];
}

/** Null before the first runs are there. Throws what broke the engine's thread. @param wanted null: nothing yet */
export function useCompared(wanted: readonly Wanted[] | null): { compared: Compared | null; busy: boolean } {
  const [runs, setRuns] = useState<AllRuns | null>(null);
  const [broken, setBroken] = useState<unknown>(null);
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    runAll(wanted, stop.signal).then((all) => all && setRuns(all), setBroken);
    return () => stop.abort();
  }, [wanted]);
  if (broken) throw broken;
  const compared = useMemo(() => {
    const first = runs?.wanted[0];
    if (!runs || !first) return null;
    return {
      ...compareRuns(first.scenario, runs.finished, runs.truth),
      refused: runs.refused,
      places: runs.finished.map((f) => f.place),
    };
  }, [runs]);
  return { compared, busy: runs?.wanted !== wanted };
}
