/** The truth, run: the same query as one job over all rows, nothing late, nothing booked elsewhere. */
import { wholeTruth } from '../engines/truth';
import { makePlan } from '../query/plan';
import type { Scenario } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import type { TruthRuns } from './reference';

/** Null if a plain job refuses the query too, or fails at it. */
export function truthRuns(scenario: Scenario): TruthRuns | null {
  const truth = run(scenario);
  if (!truth || truth.failure) return null;
  const { steps } = scenario.query;
  const last = steps.at(-1);
  if (last?.kind !== 'aggregate') return { truth, total: null };
  const whole = [...steps.slice(0, -1), { ...last, window: null, keys: [] }];
  return { truth, total: run({ ...scenario, query: { ...scenario.query, steps: whole } }) };
}

function run(scenario: Scenario): Trace | null {
  const made = makePlan(scenario, 'dailyBatch');
  return made.ok ? wholeTruth(scenario, made.plan) : null;
}
