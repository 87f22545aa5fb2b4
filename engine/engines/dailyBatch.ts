/**
 * The nightly job: once a day (or `every` so often) it reads everything that has arrived, from the beginning, and
 * writes the whole answer anew. It keeps nothing between runs. A run for which nothing new has arrived would give the
 * same answer and is left out of the trace.
 */

import { localTimeOfDay } from '../localTime';
import type { Plan } from '../query/plan';
import type { DailyBatchSettings, Scenario } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import { BatchRun } from './run';
import { wholeTruth } from './truth';

export function* runDailyBatch(scenario: Scenario, plan: Plan): Generator<number, Trace> {
  const settings = scenario.engines.dailyBatch;
  const run = new BatchRun('dailyBatch', scenario, plan, 'recompute');
  const { times } = run.arrivals;
  const until = scenario.until ?? Number.POSITIVE_INFINITY;
  let read = 0;
  while (read < times.length && !run.failed) {
    const at = runAtOrAfter(times[read] as number, settings);
    if (at > until) break;
    const reads = run.arrivals.sources.map((source) => {
      let to = 0;
      while (to < source.times.length && (source.times[to] as number) <= at) to++;
      return { from: 0, to };
    });
    run.batch({ startedAt: at, endedAt: at, reads, watermark: Number.NaN, stretch: [Number.NEGATIVE_INFINITY, at] });
    read = reads.reduce((n, r) => n + r.to, 0);
    yield read / times.length;
  }
  return run.finish(wholeTruth);
}

const DAY = 86_400_000_000;

/** The first run at or after an instant: runs stand at `at` local time, and every `every` from there. */
function runAtOrAfter(instant: number, settings: DailyBatchSettings): number {
  // The job's own time of day, on the local day of the instant, is one of its runs; the others lie `every` apart.
  let run = instant - localTimeOfDay(instant, settings.timeZone) + settings.at;
  const every = settings.every;
  run += Math.ceil((instant - run) / every) * every;
  // A whole number of days is kept in local time, also across a change of the clocks.
  if (every % DAY === 0) run += settings.at - localTimeOfDay(run, settings.timeZone);
  return run < instant ? run + every : run;
}
