/** The search for "what if?" on a thread of its own: the stage's run is not disturbed, and a cancel is felt as at once. */
import { type Remote, wrap } from 'comlink';
import type { WhatIf } from '../../../engine/explain/whatIf';
import type { Wish } from '../../../engine/explain/wish';
import type { EngineName, Scenario } from '../../../engine/scenario/scenario';
import type { EngineWorker } from '../../../engine/worker';
import { startEngineWorker } from '../../engineClient';
import { untilAnswered } from '../../untilAnswered';

/**
 * Kept from one search to the next; a search that is ended ends it. The engine's stand-in is kept with it: one that nothing
 * holds any more takes its leave of the thread, which then answers nobody.
 */
let thread: { readonly worker: Worker; readonly engine: Remote<EngineWorker> } | null = null;

function begin(): NonNullable<typeof thread> {
  const worker = startEngineWorker();
  return { worker, engine: wrap<EngineWorker>(worker) };
}

/** @returns null if it was ended. @throws if the thread broke */
export async function searchWhatIf(
  scenario: Scenario,
  engine: EngineName,
  wish: Wish,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<WhatIf | null> {
  thread ??= begin();
  const mine = thread;
  const asked = untilAnswered(onProgress);
  const stop = (): void => {
    mine.worker.terminate();
    if (thread === mine) thread = null;
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const ended = new Promise<null>((resolve, reject) => {
      signal.addEventListener('abort', () => resolve(null), { once: true });
      mine.worker.addEventListener('error', (event) => {
        stop();
        reject(new Error(event.message || 'the engine could not be loaded'));
      });
    });
    await Promise.race([mine.engine.tell(asked.progress), ended]);
    if (signal.aborted) return null;
    const answer = await Promise.race([mine.engine.whatIf(1, scenario, engine, wish), ended]);
    if (!answer && !signal.aborted) throw new Error('the search was lost');
    return answer;
  } finally {
    asked.answered();
    // An abort after this is about nothing any more.
    signal.removeEventListener('abort', stop);
  }
}
