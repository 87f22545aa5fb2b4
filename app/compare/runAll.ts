/** Runs a list of scenarios and engines, one after the other, on a thread of its own, kept for the next list. */
import { unmetCrashes } from '../../engine/engines/unmetCrashes';
import type { Refusal } from '../../engine/measure/comparison';
import type { TruthRuns } from '../../engine/measure/reference';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import type { Trace } from '../../engine/trace/trace';
import { sideThread } from '../sideThread';

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

const thread = sideThread();
let token = 0;

/** The truth is that of the first. @returns null if it was ended. @throws if the thread broke */
export function runAll(wanted: readonly Wanted[], signal: AbortSignal): Promise<AllRuns | null> {
  return thread.ask(async (engine) => {
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
  }, signal);
}
