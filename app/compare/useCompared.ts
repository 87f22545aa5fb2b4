/** The scenario on the stage on all engines: run when it changes; until then what was there stays. */
import { useEffect, useMemo, useState } from 'react';
import { ENGINES } from '../../engine/engines/names';
import { type Comparison, compare, type Refusal } from '../../engine/measure/comparison';
import type { Scenario } from '../../engine/scenario/scenario';
import { type AllRuns, runAll } from './runAll';

export interface Compared extends Comparison {
  readonly refused: readonly Refusal[];
}

/** Null before the first runs are there. Throws what broke the engine's thread. */
export function useCompared(scenario: Scenario | null): { compared: Compared | null; busy: boolean } {
  const [runs, setRuns] = useState<AllRuns | null>(null);
  const [broken, setBroken] = useState<unknown>(null);
  useEffect(() => {
    if (!scenario) return;
    const stop = new AbortController();
    runAll(scenario, ENGINES, stop.signal).then((all) => all && setRuns(all), setBroken);
    return () => stop.abort();
  }, [scenario]);
  if (broken) throw broken;
  const compared = useMemo(
    () => runs && { ...compare(runs.scenario, runs.traces, runs.truth), refused: runs.refused },
    [runs],
  );
  return { compared, busy: runs?.scenario !== scenario };
}
