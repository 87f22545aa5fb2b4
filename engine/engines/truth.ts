/** The query run once over all rows that arrive until the end, nothing late: what every other run is compared with. */
import type { Plan } from '../query/plan';
import type { Scenario } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import { BatchRun } from './batches/batchRun';

/** @param onlyGroups what is asked is which groups the last operator has, not what comes out of it */
export function wholeTruth(scenario: Scenario, plan: Plan, onlyGroups = false): Trace {
  const run = new BatchRun('dailyBatch', scenario, plan, 'recompute');
  run.becomeTruth(onlyGroups);
  const at = run.arrivals.times[run.arrivals.times.length - 1] ?? 0;
  run.batch({
    startedAt: at,
    endedAt: at,
    reads: run.arrivals.sources.map((s) => ({ from: 0, to: s.rows.length })),
    watermark: Number.NaN,
  });
  return run.finish(wholeTruth);
}
