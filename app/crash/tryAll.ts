/** Tries every crash point on a thread of its own: the stage's run is not disturbed, and a cancel is felt as at once. */
import { type Remote, releaseProxy, wrap } from 'comlink';
import type { CrashTrial, SinkTrials } from '../../engine/crashEverywhere';
import type { RunningEngine } from '../../engine/engines/names';
import type { Scenario } from '../../engine/scenario/scenario';
import type { EngineWorker } from '../../engine/worker';
import { startEngineWorker } from '../engineClient';
import { untilAnswered } from '../untilAnswered';

/** Into every kind of sink. @returns null if it was ended, or the engine refuses the scenario. @throws if the thread broke */
export const tryAll = (
  scenario: Scenario,
  engine: RunningEngine,
  restartAfter: number,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<readonly SinkTrials[] | null> =>
  onThread((worker) => worker.crashIntoEverySink(1, scenario, engine, restartAfter), onProgress, signal);

/** The same into the scenario's own sink. */
export const tryOwnSink = (
  scenario: Scenario,
  engine: RunningEngine,
  restartAfter: number,
  signal: AbortSignal,
): Promise<readonly CrashTrial[] | null> =>
  onThread(
    (worker) => worker.crashEverywhere(1, scenario, engine, restartAfter),
    () => {},
    signal,
  );

async function onThread<T>(
  ask: (worker: Remote<EngineWorker>) => Promise<T | null>,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<T | null> {
  const thread = startEngineWorker();
  const worker = wrap<EngineWorker>(thread);
  const asked = untilAnswered(onProgress);
  try {
    const ended = new Promise<null>((resolve, reject) => {
      signal.addEventListener('abort', () => resolve(null), { once: true });
      thread.addEventListener('error', (event) => reject(new Error(event.message || 'the engine could not be loaded')));
    });
    await worker.tell(asked.progress);
    return await Promise.race([ask(worker), ended]);
  } finally {
    asked.answered();
    // Held up to here: a stand-in that nothing holds takes its leave, and its answer never comes.
    worker[releaseProxy]();
    thread.terminate();
  }
}
