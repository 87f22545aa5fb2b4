/** The same run without the crash: what the sink should end with, and the places that a crash can be put at. */
import { useEffect, useState } from 'react';
import { withoutCrashes } from '../../engine/crashPlaces';
import type { RunningEngine } from '../../engine/engines/names';
import type { Scenario } from '../../engine/scenario/scenario';
import { openTrace, type TraceReader } from '../../engine/trace/reader';
import { createEngineClient, startEngineWorker } from '../engineClient';

const client = createEngineClient(startEngineWorker);

/** Null until it is there; what was there stays while a new one runs. Throws what broke the engine's thread. */
export function usePlain(scenario: Scenario | null, engine: RunningEngine): TraceReader | null {
  const [plain, setPlain] = useState<TraceReader | null>(null);
  const [broken, setBroken] = useState<unknown>(null);
  // The crash itself is no part of it: dragging one runs nothing anew here.
  const key = scenario && JSON.stringify([scenario.engines, scenario.query, scenario.until]);
  const sources = scenario?.sources;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scenario counts without its crashes
  useEffect(() => {
    if (!scenario) return;
    const without = withoutCrashes(scenario, engine);
    const stop = new AbortController();
    client.run(without, engine, { signal: stop.signal }).then(
      (answer) => 'trace' in answer && setPlain(openTrace(answer.trace, without)),
      (reason) => !stop.signal.aborted && setBroken(reason),
    );
    return () => stop.abort();
  }, [key, sources, engine]);
  if (broken) throw broken;
  return plain && plain.trace.engine === engine ? plain : null;
}
