/** The search for "what if?" on a thread of its own: the stage's run is not disturbed, and a cancel is felt as at once. */
import { proxy, wrap } from 'comlink';
import type { WhatIf } from '../../../engine/explain/whatIf';
import type { Wish } from '../../../engine/explain/wish';
import type { EngineName, Scenario } from '../../../engine/scenario/scenario';
import type { EngineWorker } from '../../../engine/worker';
import { startEngineWorker } from '../../engineClient';

/** @returns null if it was ended. @throws if the thread broke */
export async function searchWhatIf(
  scenario: Scenario,
  engine: EngineName,
  wish: Wish,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<WhatIf | null> {
  const thread = startEngineWorker();
  const worker = wrap<EngineWorker>(thread);
  try {
    const ended = new Promise<null>((resolve, reject) => {
      signal.addEventListener('abort', () => resolve(null), { once: true });
      thread.addEventListener('error', (event) => reject(new Error(event.message || 'the engine could not be loaded')));
    });
    await worker.tell(proxy((_: number, done: number) => onProgress(done)));
    return await Promise.race([worker.whatIf(1, scenario, engine, wish), ended]);
  } finally {
    thread.terminate();
  }
}
