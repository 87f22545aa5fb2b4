/**
 * The truth of a scenario, from a thread of its own; undefined until it is there, null where there is none: a job over all
 * rows fails too. Throws what broke the thread.
 */
import { useEffect, useState } from 'react';
import { type Reference, referenceFrom } from '../../engine/measure/reference';
import type { Scenario } from '../../engine/scenario/scenario';
import { runAll } from '../compare/runAll';

export function useTruth(scenario: Scenario | null): Reference | null | undefined {
  const [found, setFound] = useState<{ scenario: Scenario; reference: Reference | null } | null>(null);
  const [broken, setBroken] = useState<unknown>(null);
  useEffect(() => {
    if (!scenario) return;
    const stop = new AbortController();
    // One run tells whether there is anything to compare with.
    runAll([{ scenario, engine: 'batchLoop' }], stop.signal).then(
      (all) => all && setFound({ scenario, reference: all.truth && referenceFrom(scenario, all.truth) }),
      setBroken,
    );
    return () => stop.abort();
  }, [scenario]);
  if (broken) throw broken;
  return found?.scenario === scenario ? found.reference : undefined;
}
