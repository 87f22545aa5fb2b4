/** Threads beside the stage's: what is asked of one does not disturb the stage's run, and a cancel is felt as at once. */
import { type Remote, releaseProxy, wrap } from 'comlink';
import type { EngineWorker } from '../engine/worker';
import { startEngineWorker } from './engineClient';
import { threadFault } from './frame/notLoaded';
import { untilAnswered } from './untilAnswered';

export type Work<T> = (engine: Remote<EngineWorker>) => Promise<T>;

interface SideThread {
  /**
   * @param onProgress told a fraction from 0 to 1 while the work takes long, and nothing after it
   * @returns null if it was ended
   * @throws what the work throws, or what broke the thread: it could not be loaded, or ran out of memory
   */
  ask<T>(work: Work<T>, signal: AbortSignal, onProgress?: (fraction: number) => void): Promise<T | null>;
  end(): void;
}

/** The first question starts the thread, which is kept for the next one; a question that is ended ends it, and it breaks alone. */
export function sideThread(startWorker: () => Worker = startEngineWorker): SideThread {
  /** The engine's stand-in is kept with its thread: one that nothing holds any more takes its leave, and the thread answers nobody. */
  let thread: ReturnType<typeof begin> | null = null;

  function begin() {
    const worker = startWorker();
    const broken = new Promise<never>((_, reject) => {
      worker.addEventListener('error', (event) => {
        if (thread?.worker === worker) end();
        reject(threadFault(event));
      });
    });
    broken.catch(() => {});
    return { worker, engine: wrap<EngineWorker>(worker), broken };
  }

  function end(): void {
    thread?.worker.terminate();
    thread?.engine[releaseProxy]();
    thread = null;
  }

  return {
    async ask(work, signal, onProgress) {
      if (signal.aborted) return null;
      thread ??= begin();
      const { worker, engine, broken } = thread;
      const asked = onProgress && untilAnswered(onProgress);
      let stop = (): void => {};
      const ended = new Promise<null>((resolve) => {
        stop = () => {
          if (thread?.worker === worker) end();
          resolve(null);
        };
        signal.addEventListener('abort', stop, { once: true });
      });
      const answer = async () => {
        if (asked) await engine.tell(asked.progress);
        return work(engine);
      };
      try {
        return await Promise.race([answer(), broken, ended]);
      } finally {
        asked?.answered();
        // An abort after this is about nothing any more.
        signal.removeEventListener('abort', stop);
      }
    },
    end,
  };
}

/** The same for one question, whose thread is not kept. */
export async function askAside<T>(
  work: Work<T>,
  signal: AbortSignal,
  onProgress?: (fraction: number) => void,
): Promise<T | null> {
  const own = sideThread();
  try {
    return await own.ask(work, signal, onProgress);
  } finally {
    own.end();
  }
}
