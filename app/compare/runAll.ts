/** Runs a list of scenarios and engines, one after the other, on a thread of its own: the stage's run is not disturbed. */
import { type Remote, wrap } from 'comlink';
import { unmetCrashes } from '../../engine/engines/unmetCrashes';
import type { Refusal } from '../../engine/measure/comparison';
import type { TruthRuns } from '../../engine/measure/reference';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import type { Trace } from '../../engine/trace/trace';
import type { EngineWorker } from '../../engine/worker';
import { startEngineWorker } from '../engineClient';

/** What is to be run. */
export interface Wanted {
  readonly scenario: Scenario;
  readonly engine: EngineName;
}

export interface AllRuns {
  /** The list that this is the outcome of. */
  readonly wanted: readonly Wanted[];
  readonly finished: readonly { readonly trace: Trace; readonly scenario: Scenario; readonly place: number }[];
  readonly refused: readonly Refusal[];
  readonly truth: TruthRuns | null;
}

/** The engine's stand-in is kept with its thread: one that nothing holds any more takes its leave, and the thread answers nobody. */
let thread: { readonly worker: Worker; readonly engine: Remote<EngineWorker> } | null = null;
let token = 0;

function begin(): NonNullable<typeof thread> {
  const worker = startEngineWorker();
  return { worker, engine: wrap<EngineWorker>(worker) };
}

/** The truth is that of the first. @returns null if it was ended. @throws if the thread broke */
export async function runAll(wanted: readonly Wanted[], signal: AbortSignal): Promise<AllRuns | null> {
  thread ??= begin();
  const mine = thread;
  const { engine, worker } = mine;
  const stop = () => {
    worker.terminate();
    if (thread === mine) thread = null;
  };
  signal.addEventListener('abort', stop, { once: true });
  const work = async (): Promise<AllRuns | null> => {
    const finished: AllRuns['finished'][number][] = [];
    const refused: Refusal[] = [];
    for (const [place, { scenario, engine: name }] of wanted.entries()) {
      const answer = await engine.run(++token, scenario, name);
      if (answer.kind === 'ran') {
        // A crash that the run has no place for is no run of this scenario.
        const faults = unmetCrashes(scenario, answer.trace);
        if (faults.length > 0) refused.push({ engine: name, faults });
        else finished.push({ trace: answer.trace, scenario, place });
      } else if (answer.kind === 'refused') refused.push({ engine: name, faults: answer.faults });
    }
    const [first] = wanted;
    return {
      wanted,
      finished,
      refused,
      truth: finished.length > 0 && first ? await engine.truth(first.scenario) : null,
    };
  };
  const ended = new Promise<null>((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
    worker.addEventListener('error', (event) => {
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
