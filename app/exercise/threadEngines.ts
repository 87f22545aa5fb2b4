/** The engines of an exercise, on a thread of their own, so that the stage runs on while streams are graded. */
import { wrap } from 'comlink';
import { referenceFrom } from '../../engine/measure/reference';
import { openTrace } from '../../engine/trace/reader';
import type { EngineWorker } from '../../engine/worker';
import { type Engines, Refused } from '../../lessons/exercises/schema';
import { startEngineWorker } from '../engineClient';
import { threadFault } from '../frame/notLoaded';

export interface EnginesThread {
  readonly engines: Engines;
  /** Ends the thread; what is under way then never answers. */
  end(): void;
  /** Rejects when the thread breaks: it could not be loaded, or ran out of memory. */
  readonly broken: Promise<never>;
}

export function startEngines(): EnginesThread {
  const worker = startEngineWorker();
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(threadFault(event)));
  });
  broken.catch(() => {});
  const thread = wrap<EngineWorker>(worker);
  let token = 0;
  const engines: Engines = {
    async run(scenario, engine) {
      const answer = await thread.run(++token, scenario, engine);
      if (answer.kind === 'ran') return openTrace(answer.trace, scenario);
      throw answer.kind === 'refused' ? new Refused(answer.faults.map((f) => f.code).join(', ')) : new Error('ended');
    },
    async truth(scenario) {
      const runs = await thread.truth(scenario);
      if (!runs) throw new Error('there is no truth of this query');
      return referenceFrom(scenario, runs);
    },
    async crashes(scenario, restartAfter) {
      const trials = await thread.crashEverywhere(++token, scenario, 'spark', restartAfter);
      if (!trials) throw new Refused('crashes');
      return trials;
    },
  };
  return { engines, broken, end: () => worker.terminate() };
}
