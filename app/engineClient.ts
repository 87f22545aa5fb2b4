/** Asks the engine, which works in a thread of its own. */
import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import type { RunningEngine } from '../engine/engines/names';
import type { Fault } from '../engine/faults';
import { posted } from '../engine/scenario/posted';
import type { EngineName, Scenario } from '../engine/scenario/scenario';
import type { Trace } from '../engine/trace/trace';
import type { EngineWorker } from '../engine/worker';
import { takeThread } from './engineThread';
import { threadFault } from './frame/notLoaded';

/** A refusal names the engines that take the scenario as it is. */
export type EngineAnswer =
  | { readonly trace: Trace }
  | { readonly faults: readonly Fault[]; readonly able: readonly RunningEngine[] };

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

/** Milliseconds that a run has to stop after it was told to; then its thread is ended and another started. */
export const GRACE = 1_000;

const aborted = () => new DOMException('a newer run took its place', 'AbortError');

/** A thread, and the scenario that it was sent last. */
interface Thread {
  readonly worker: Worker;
  readonly engine: Remote<EngineWorker>;
  sent: Scenario | null;
}

interface Run {
  readonly token: number;
  readonly scenario: Scenario;
  readonly engine: EngineName;
  readonly progress: ((fraction: number) => void) | undefined;
  readonly resolve: (answer: EngineAnswer) => void;
  readonly reject: (reason: unknown) => void;
}

/** A thread with an engine on it. */
export const startEngineWorker = (): Worker =>
  new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module', name: 'engine' });

/** The thread is started by the first run, and started again after it broke or would not stop. */
export function createEngineClient(startWorker: () => Worker = takeThread): EngineClient {
  let thread: Thread | null = null;
  let newest = 0;
  /** The run whose answer is waited for. */
  let current: Run | null = null;
  /** Runs that were posted to the thread and not answered, told to stop or not. */
  const unanswered = new Set<number>();

  function begin(): Thread {
    if (thread) return thread;
    const worker = startWorker();
    worker.addEventListener('error', (event) => {
      end();
      const run = current;
      current = null;
      run?.reject(threadFault(event));
    });
    const engine = wrap<EngineWorker>(worker);
    thread = { worker, engine, sent: null };
    // One channel for all runs; a channel a run would be thousands in one drag.
    void engine.tell(
      proxy((of: number, done: number) => {
        if (of === current?.token) current.progress?.(done);
      }),
    );
    return thread;
  }

  function end(): void {
    thread?.worker.terminate();
    thread?.engine[releaseProxy]();
    thread = null;
    unanswered.clear();
  }

  function post(run: Run): void {
    unanswered.add(run.token);
    const to = begin();
    const post = posted(run.scenario, to.sent);
    to.sent = run.scenario;
    to.engine
      .run(run.token, post, run.engine)
      .then((answer) => {
        unanswered.delete(run.token);
        if (current !== run) return;
        current = null;
        if (answer.kind === 'cancelled') run.reject(aborted());
        else
          run.resolve(answer.kind === 'ran' ? { trace: answer.trace } : { faults: answer.faults, able: answer.able });
      })
      .catch((reason) => {
        // Whether it came is not known.
        to.sent = null;
        unanswered.delete(run.token);
        if (current !== run) return;
        current = null;
        run.reject(reason);
      });
  }

  /** Tells a run to stop. A run that does not hear it is ended with its thread, so that the next one need not wait. */
  function stop(run: Run): void {
    if (current === run) current = null;
    run.reject(aborted());
    if (!thread || !unanswered.has(run.token)) return;
    const { worker, engine } = thread;
    void engine.cancel(run.token);
    setTimeout(() => {
      if (thread?.worker !== worker || !unanswered.has(run.token)) return;
      end();
      if (current) post(current);
    }, GRACE);
  }

  return {
    run(scenario, engine, { onProgress, signal } = {}) {
      if (signal?.aborted) return Promise.reject(aborted());
      if (current) stop(current);
      return new Promise<EngineAnswer>((resolve, reject) => {
        const run: Run = { token: ++newest, scenario, engine, progress: onProgress, resolve, reject };
        signal?.addEventListener('abort', () => stop(run), { once: true });
        current = run;
        post(run);
      });
    },
  };
}

/** The page's one engine. */
export const engineClient = createEngineClient();
