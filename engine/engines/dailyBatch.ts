/**
 * The nightly job: once a day (or `every` so often) it reads everything that has arrived, from the beginning, and
 * writes the whole answer anew. It keeps nothing between runs. A run for which nothing new has arrived would give the
 * same answer and is left out of the trace.
 *
 * BACKFILL. At a time that the scenario says, the job reads the rows that happened on one local day, as many as have
 * arrived by then, and writes that day's answers anew: they take the place of those that it had. A window that goes past
 * midnight is answered from the day's part of it, as it is where a table is partitioned by day. What the next nightly run
 * reads does not change.
 *
 * A crash: the scheduler starts it anew after a while. A run that has not noted that it is done (`remembered`) is made
 * again at once, over all that has arrived by then; so is one that was due while it was down.
 */

import { dayBounds, localTimeOfDay } from '../localTime';
import type { Plan } from '../query/plan';
import type { DailyBatchSettings, Scenario, SparkCrashPoint } from '../scenario/scenario';
import type { EventTimeSource, Trace } from '../trace/trace';
import { valueAt } from '../values';
import { rowStarts, type SourceArrivals } from './arrivals';
import { BatchRun } from './batches/batchRun';
import type { Read } from './batches/request';
import { Crashes, type Strike } from './crashes';
import { eventTimeOf } from './eventTime';
import { wholeTruth } from './truth';

export function* runDailyBatch(scenario: Scenario, plan: Plan): Generator<number, Trace> {
  const settings = scenario.engines.dailyBatch;
  const run = new BatchRun('dailyBatch', scenario, plan, 'recompute');
  const crashes = new Crashes('dailyBatch', scenario, run.arrivals, rowStarts(scenario));
  const { times } = run.arrivals;
  const until = scenario.until ?? Number.POSITIVE_INFINITY;
  let read = 0;
  const backfill = [...settings.backfill].sort((a, b) => a.at - b.at);
  const days = new Days(scenario, plan, run.arrivals.sources, settings.timeZone);
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

  while ((again || read < times.length || backfill.length > 0) && !run.failed) {
    // A run that was due while it was down is made up for at once.
    const nightly: number = again
      ? asleep
      : read < times.length
        ? Math.max(runAtOrAfter(times[read] as number, settings), asleep)
        : Number.POSITIVE_INFINITY;
    const [asked] = backfill;
    const day = asked && Math.max(asked.at, asleep) < nightly ? days.of(asked.day) : null;
    const at: number = day && asked ? Math.max(asked.at, asleep) : nightly;
    const inSleep = crashes.between(asleep, Math.min(at, until + 1));
    if (inSleep) {
      run.crash(inSleep);
      if (startAnew(inSleep)) continue;
      break;
    }
    if (at > until) break;
    const arrived = run.arrivals.sources.map((source) => {
      let to = 0;
      while (to < source.times.length && (source.times[to] as number) <= at) to++;
      return { from: 0, to };
    });
    const reads = day ? days.read(day, arrived) : arrived;
    const struck = crashes.inBatch({
      batchId: run.nextBatchId,
      startedAt: at,
      endedAt: at,
      // An arrival is read by the nightly run: that is what a crash at one means.
      reads: day ? reads.map(() => ({ from: 0, to: 0 })) : reads,
    });
    const strike = struck?.after === 'sleeping' ? null : struck;
    run.batch({
      startedAt: at,
      endedAt: at,
      reads,
      watermark: Number.NaN,
      strike,
      strikesAs: strike ? STRIKES_AS[strike.after as keyof typeof STRIKES_AS] : undefined,
      stretch: day ? [day.from, day.to] : [Number.NEGATIVE_INFINITY, at],
    });
    if (run.failed) break;
    asleep = at;
    const isDone = strike === null || strike.after === 'remembered';
    if (!day) {
      read = reads.reduce((n, r) => n + r.to, 0);
      again = !isDone;
    } else if (isDone) backfill.shift();
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

/** The rows of each day, by when they happened. */
class Days {
  private readonly column: EventTimeSource | null;
  private readonly starts: readonly number[];

  constructor(
    private readonly scenario: Scenario,
    plan: Plan,
    private readonly sources: readonly SourceArrivals[],
    private readonly timeZone: string,
  ) {
    this.column = scenario.engines.dailyBatch.backfill.length > 0 ? eventTimeOf(scenario, plan) : null;
    this.starts = rowStarts(scenario);
  }

  of(day: string): Bounds {
    return dayBounds(day, this.timeZone);
  }

  /** Of what has arrived the rows of a day. */
  read({ from, to }: Bounds, arrived: readonly { readonly to: number }[]): Read[] {
    return this.sources.map(({ source, rows }, i) => {
      const places: number[] = [];
      for (let place = 0; place < (arrived[i]?.to ?? 0); place++) {
        const at = this.happened(source, rows[place] as number);
        if (from <= at && at < to) places.push(place);
      }
      return { from: 0, to: places.length, places };
    });
  }

  private happened(source: number, row: number): number {
    const { column } = this;
    if (column?.kind === 'computed') return column.values[(this.starts[source] as number) + row] as number;
    if (column?.source !== source) return Number.NaN;
    const cells = this.scenario.sources[source]?.rows.columns[column.column];
    return ((cells && valueAt(cells, row)) as number | null) ?? Number.NaN;
  }
}

type Bounds = ReturnType<typeof dayBounds>;

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
