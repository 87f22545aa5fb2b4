/** Asks the engine, which works in a thread of its own. */
import { proxy, type Remote, wrap } from 'comlink';
import type { Fault } from '../engine/faults';
import type { EngineName, Scenario } from '../engine/scenario/scenario';
import type { Trace } from '../engine/trace/trace';
import type { EngineWorker } from '../engine/worker';

export type EngineAnswer = { readonly trace: Trace } | { readonly faults: readonly Fault[] };

export interface RunOptions {
  /** Told a fraction from 0 to 1 while a run takes longer than a moment. */
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
}

export interface EngineClient {
  /**
   * One run. The newest wins: a run that is under way ends. A run that was ended rejects with an `AbortError`; one whose
   * thread broke (it could not be loaded, or ran out of memory) rejects with what the browser said.
   */
  run(scenario: Scenario, engine: EngineName, options?: RunOptions): Promise<EngineAnswer>;
}

const aborted = () => new DOMException('a newer run took its place', 'AbortError');

/** The thread is started by the first run, and started again after it broke. */
export function createEngineClient(
  startWorker: () => Worker = () =>
    new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
): EngineClient {
  let thread: { worker: Worker; engine: Remote<EngineWorker> } | null = null;
  let token = 0;
  let progress: ((done: number) => void) | undefined;
  let endBefore: ((reason: unknown) => void) | null = null;

  function begin() {
    if (thread) return thread;
    const worker = startWorker();
    worker.addEventListener('error', (event) => {
      worker.terminate();
      thread = null;
      endBefore?.(new Error(event.message || 'the engine could not be loaded'));
    });
    thread = { worker, engine: wrap<EngineWorker>(worker) };
    // One channel for all runs; a channel a run would be thousands in one drag.
    void thread.engine.tell(proxy((of: number, done: number) => of === token && progress?.(done)));
    return thread;
  }

  return {
    run(scenario, engine, { onProgress, signal } = {}) {
      if (signal?.aborted) return Promise.reject(aborted());
      endBefore?.(aborted());
      const mine = ++token;
      progress = onProgress;
      const { engine: remote } = begin();
      return new Promise<EngineAnswer>((resolve, reject) => {
        const end = (reason: unknown) => {
          if (endBefore === end) endBefore = null;
          signal?.removeEventListener('abort', stop);
          reject(reason);
        };
        const stop = () => {
          void remote.cancel(mine);
          end(aborted());
        };
        endBefore = end;
        signal?.addEventListener('abort', stop);
        remote.run(mine, scenario, engine).then((answer) => {
          if (answer.kind === 'cancelled') return end(aborted());
          if (endBefore === end) endBefore = null;
          signal?.removeEventListener('abort', stop);
          resolve(answer.kind === 'ran' ? { trace: answer.trace } : { faults: answer.faults });
        }, end);
      });
    },
  };
}

/** The page's one engine. */
export const engineClient = createEngineClient();
