/** What every engine is to those who run it. */
import { makePlan, type Plan } from './query/plan';
import type { EngineName, Scenario } from './scenario/scenario';
import type { Trace } from './trace/trace';

/** Runs a scenario in slices; yields the fraction done (0 to 1) between them and returns the trace. */
export type Scheduler = (scenario: Scenario, plan: Plan) => Generator<number, Trace>;

/** @throws if the engine refuses the scenario: ask `planFaults` first */
export function* scheduled(schedule: Scheduler, scenario: Scenario, engine: EngineName): Generator<number, Trace> {
  const made = makePlan(scenario, engine);
  if (!made.ok)
    throw new Error(`${engine} refuses this scenario: ${made.faults.map((f) => `${f.path} ${f.code}`).join('; ')}`);
  return yield* schedule(scenario, made.plan);
}
