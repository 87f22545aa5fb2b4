/** Runs one scenario on every engine, one after the other, on a thread of its own: the stage's run is not disturbed. */
import { wrap } from 'comlink';
import { unmetCrashes } from '../../engine/engines/unmetCrashes';
import type { Refusal } from '../../engine/measure/comparison';
import type { TruthRuns } from '../../engine/measure/reference';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import type { Trace } from '../../engine/trace/trace';
import type { EngineWorker } from '../../engine/worker';
import { startEngineWorker } from '../engineClient';

export interface AllRuns {
  readonly scenario: Scenario;
  readonly traces: readonly Trace[];
  readonly refused: readonly Refusal[];
  readonly truth: TruthRuns | null;
}

let worker: Worker | null = null;
let token = 0;

/** @returns null if it was ended. @throws if the thread broke */
export async function runAll(
  scenario: Scenario,
  engines: readonly EngineName[],
  signal: AbortSignal,
): Promise<AllRuns | null> {
  worker ??= startEngineWorker();
  const mine = worker;
  const engine = wrap<EngineWorker>(mine);
  const stop = () => {
    mine.terminate();
    if (worker === mine) worker = null;
  };
  signal.addEventListener('abort', stop, { once: true });
  const work = async (): Promise<AllRuns | null> => {
    const traces: Trace[] = [];
    const refused: Refusal[] = [];
    for (const name of engines) {
      const answer = await engine.run(++token, scenario, name);
      if (answer.kind === 'ran') {
        // A crash that the run has no place for is no run of this scenario.
        const faults = unmetCrashes(scenario, answer.trace);
        if (faults.length > 0) refused.push({ engine: name, faults });
        else traces.push(answer.trace);
      } else if (answer.kind === 'refused') refused.push({ engine: name, faults: answer.faults });
    }
    return { scenario, traces, refused, truth: traces.length > 0 ? await engine.truth(scenario) : null };
  };
  const ended = new Promise<null>((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
    mine.addEventListener('error', (event) => {
      stop();
      reject(new Error(event.message || 'the engine could not be loaded'));
    });
  });
  try {
    return await Promise.race([work(), ended]);
  } finally {
    if (!signal.aborted) signal.removeEventListener('abort', stop);
  }
}
