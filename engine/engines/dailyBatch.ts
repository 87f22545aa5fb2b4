/**
 * The nightly job: once a day (or `every` so often) it reads everything that has arrived, from the beginning, and
 * writes the whole answer anew. It keeps nothing between runs. A run for which nothing new has arrived would give the
 * same answer and is left out of the trace.
 *
 * A crash: the scheduler starts it anew after a while. A run that has not noted that it is done (`remembered`) is made
 * again at once, over all that has arrived by then; so is one that was due while it was down.
 */

import { localTimeOfDay } from '../localTime';
import type { Plan } from '../query/plan';
import type { DailyBatchSettings, Scenario, SparkCrashPoint } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import { rowStarts } from './arrivals';
import { Crashes, type Strike } from './crashes';
import { BatchRun } from './run';
import { wholeTruth } from './truth';

export function* runDailyBatch(scenario: Scenario, plan: Plan): Generator<number, Trace> {
  const settings = scenario.engines.dailyBatch;
  const run = new BatchRun('dailyBatch', scenario, plan, 'recompute');
  const crashes = new Crashes('dailyBatch', scenario, run.arrivals, rowStarts(scenario));
  const { times } = run.arrivals;
  const until = scenario.until ?? Number.POSITIVE_INFINITY;
  let read = 0;
  /** Since when it has slept. */
  let asleep = Number.NEGATIVE_INFINITY;
  /** It is to run again as soon as it is back: nothing says that it has finished. */
  let again = false;

  /** The scheduler starts it anew. @returns whether the run sees it */
  const startAnew = (strike: Strike): boolean => {
    if (strike.restartsAt > until) return false;
    // Batch ids start anew with a lost note.
    const hasRun = run.nextBatchId > 0;
    run.restart();
    asleep = strike.restartsAt;
    again ||= strike.checkpoint === 'lost' && hasRun;
    return true;
  };

  while ((again || read < times.length) && !run.failed) {
    // A run that was due while it was down is made up for at once.
    const at: number = again ? asleep : Math.max(runAtOrAfter(times[read] as number, settings), asleep);
    const inSleep = crashes.between(asleep, Math.min(at, until + 1));
    if (inSleep) {
      run.crash(inSleep);
      if (startAnew(inSleep)) continue;
      break;
    }
    if (at > until) break;
    const reads = run.arrivals.sources.map((source) => {
      let to = 0;
      while (to < source.times.length && (source.times[to] as number) <= at) to++;
      return { from: 0, to };
    });
    const struck = crashes.inBatch({ batchId: run.nextBatchId, startedAt: at, endedAt: at, reads });
    const strike = struck?.after === 'sleeping' ? null : struck;
    run.batch({
      startedAt: at,
      endedAt: at,
      reads,
      watermark: Number.NaN,
      strike,
      strikesAs: strike ? STRIKES_AS[strike.after as keyof typeof STRIKES_AS] : undefined,
      stretch: [Number.NEGATIVE_INFINITY, at],
    });
    if (run.failed) break;
    read = reads.reduce((n, r) => n + r.to, 0);
    asleep = at;
    again = strike !== null && strike.after !== 'remembered';
    if (strike && !startAnew(strike)) break;
    if (struck?.after === 'sleeping') {
      // In the middle of its sleep.
      const middle = at + settings.every / 2;
      const crash = { ...struck, after: null, at: middle, restartsAt: middle + struck.restartsAt - struck.at };
      run.crash(crash);
      if (!startAnew(crash)) break;
    }
    yield read / times.length;
  }
  return run.finish(wholeTruth);
}

/** The point of a micro-batch that does as much as the job has done by its own point. */
const STRIKES_AS = {
  read: 'state-written',
  'half-written': 'sink-half-written',
  written: 'sink-written',
  remembered: 'commit-logged',
} as const satisfies Readonly<Record<string, SparkCrashPoint>>;

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
