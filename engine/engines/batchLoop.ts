/**
 * Batch in a loop: read the last five minutes, process them, write the answer, sleep five minutes. Nobody's product, and
 * everybody's first attempt; each of its wrong answers follows from these lines and from nothing else.
 *
 * - What a run reads is a stretch of time that ends when it starts reading. A run that finds nothing writes nothing and
 *   leaves no trace, but it did its work and its sleep.
 * - It reads by when rows arrived, or by when they happened; of the latter only what has arrived by then.
 * - A query over windows counts what was read in the one window in which the stretch begins, whatever the rows say.
 * - The loop was started, asleep, at the last whole interval (since the epoch, or since the windows' `start`) before the
 *   first row arrived. A loop that is started anew after a crash reads at once.
 */
import type { Plan } from '../query/plan';
import type { BatchLoopSettings, Scenario, SparkCrashPoint } from '../scenario/scenario';
import type { EventTimeSource, Trace } from '../trace/trace';
import { valueAt } from '../values';
import { rowStarts, type SourceArrivals } from './arrivals';
import { BatchRun } from './batches/batchRun';
import type { Read } from './batches/request';
import { Crashes, type Strike } from './crashes';
import { eventTimeOf } from './eventTime';
import { wholeTruth } from './truth';

/** Runs between two looks at the messages of whoever runs the engine. */
const RUNS_A_SLICE = 2_000;

export function* runBatchLoop(scenario: Scenario, plan: Plan): Generator<number, Trace> {
  const settings = scenario.engines.batchLoop;
  const { interval, drift, workTime, remember } = settings;
  const run = new BatchRun('batchLoop', scenario, plan, 'recompute');
  const until = scenario.until ?? Number.POSITIVE_INFINITY;
  const { times } = run.arrivals;
  const [first] = times;
  const desk = new Desk(scenario, plan, run.arrivals.sources, settings);
  const crashes = new Crashes('batchLoop', scenario, run.arrivals, rowStarts(scenario));
  const anchor = windowStart(plan);
  /** From one run to the next. */
  const period = interval + (drift ? workTime : 0);
  let now = first === undefined ? Number.POSITIVE_INFINITY : atOrBefore(first, interval, anchor) + interval;
  /** What it saved last: up to when it has read. */
  let saved: number | null = null;
  /** Since when it has slept. */
  let asleep = now - interval;
  let slice = 0;

  /** After a crash the loop starts anew, and reads at once. @returns whether the run sees it */
  const startAnew = (strike: Strike): boolean => {
    if (strike.restartsAt > until) return false;
    run.restart();
    now = strike.restartsAt;
    asleep = now;
    if (strike.checkpoint === 'lost') saved = null;
    return true;
  };

  while (!run.failed) {
    const inSleep = crashes.between(asleep, Math.min(now, until + 1));
    if (inSleep) {
      run.crash(inSleep);
      if (startAnew(inSleep)) continue;
      break;
    }
    if (now > until) break;
    const from: number = remember === 'nothing' || saved === null ? now - interval : saved;
    if (!(desk.last >= from)) break;
    const reads = desk.read(from, now);
    if (reads.every((read) => read.from === read.to)) {
      // It finds nothing until there is something; what it does meanwhile is the same again and again.
      const runs: number = Math.max(1, Math.ceil((desk.next(now) - now) / period));
      if (!Number.isFinite(runs)) break;
      asleep = now;
      now += runs * period;
      saved = now - period;
      continue;
    }
    const endedAt = now + workTime;
    const struck = crashes.inBatch({ batchId: run.nextBatchId, startedAt: now, endedAt, reads });
    const strike = struck?.after === 'sleeping' ? null : struck;
    run.batch({
      startedAt: now,
      endedAt,
      reads,
      watermark: Number.NaN,
      strike,
      strikesAs: strike ? strikesAs(strike, settings) : undefined,
      stretch: [from, now],
      ...(anchor !== null && { bookTo: atOrBefore(from, interval, anchor) }),
    });
    if (run.failed) break;
    if (struck === null || hasSaved(struck, settings)) saved = now;
    if (struck?.after === 'sleeping') {
      // In the middle of its sleep.
      const at = (endedAt + now + period) / 2;
      const crash = { ...struck, after: null, at, restartsAt: at + struck.restartsAt - struck.at };
      run.crash(crash);
      if (startAnew(crash)) continue;
      break;
    }
    if (strike) {
      if (startAnew(strike)) continue;
      break;
    }
    asleep = endedAt;
    now += period;
    if (++slice % RUNS_A_SLICE === 0) yield Math.min(1, (now - (first ?? 0)) / (desk.last - (first ?? 0)));
  }
  return run.finish(wholeTruth);
}

/** The point of a micro-batch that does as much as the loop has done by its own point. */
function strikesAs({ after }: Strike, { remember }: BatchLoopSettings): SparkCrashPoint {
  if (after === 'half-written') return 'sink-half-written';
  if (after === 'written') return 'sink-written';
  // Where it saves its place first, nothing is written by then.
  if (after === 'remembered') return remember === 'lastReadBeforeWrite' ? 'state-written' : 'commit-logged';
  return 'state-written';
}

/** Whether the place up to which it has read was saved before a crash. */
function hasSaved({ after }: Strike, { remember }: BatchLoopSettings): boolean {
  if (after === 'read') return false;
  return remember === 'lastReadBeforeWrite' || after === 'remembered' || after === 'sleeping';
}

/** Where the windows of the query begin; null without windows. */
function windowStart(plan: Plan): number | null {
  for (const { node } of plan.stages)
    if (node.kind === 'aggregate' && node.window?.kind === 'fixed') return node.window.start;
  return null;
}

const atOrBefore = (instant: number, interval: number, anchor: number | null): number =>
  Math.floor((instant - (anchor ?? 0)) / interval) * interval + (anchor ?? 0);

/** What lies ready for a loop to read, by the clock that it reads by. */
class Desk {
  /** The last instant at which there is anything. */
  readonly last: number;
  private readonly piles: readonly Pile[];

  constructor(
    scenario: Scenario,
    plan: Plan,
    sources: readonly SourceArrivals[],
    private readonly settings: BatchLoopSettings,
  ) {
    const column = settings.readBy === 'eventTime' ? eventTimeOf(scenario, plan) : null;
    this.piles = sources.map((source) => pileOf(scenario, source, column));
    this.last = Math.max(...this.piles.map((p) => p.readable.at(-1) ?? Number.NEGATIVE_INFINITY));
  }

  /** What a run reads that looks back from `to` to `from`. */
  read(from: number, to: number): Read[] {
    const { boundary, readBy } = this.settings;
    return this.piles.map(({ times, places, arrivals }) => {
      const start = boundary === 'open' ? countAtMost(times, from) : countBelow(times, from);
      const end = boundary === 'closed' ? countAtMost(times, to) : countBelow(times, to);
      if (readBy === 'arrivalTime') return { from: start, to: Math.max(start, end) };
      const found: number[] = [];
      for (let i = start; i < end; i++)
        if ((arrivals[places[i] as number] as number) <= to) found.push(places[i] as number);
      return { from: 0, to: found.length, places: found.sort((a, b) => a - b) };
    });
  }

  /** The first instant from `now` on (after it, where `now` has been read) at which another row can be read. */
  next(now: number): number {
    const read = this.settings.boundary === 'closed';
    return Math.min(
      ...this.piles.map(
        ({ readable }) => readable[(read ? countAtMost : countBelow)(readable, now)] ?? Number.POSITIVE_INFINITY,
      ),
    );
  }
}

/** A source's rows in the order of the clock that the loop reads by. */
interface Pile {
  readonly times: ArrayLike<number>;
  /** Their places in the order of arrival. */
  readonly places: ArrayLike<number>;
  /** When the row at each place arrives. */
  readonly arrivals: Float64Array;
  /** When rows are there to be read: arrived, and past. Sorted. */
  readonly readable: Float64Array;
}

function pileOf(scenario: Scenario, source: SourceArrivals, column: EventTimeSource | null): Pile {
  const { times: arrivals, rows } = source;
  if (!column) return { times: arrivals, places: [], arrivals, readable: arrivals };
  const happened = (place: number): number => {
    const row = rows[place] as number;
    if (column.kind === 'computed') return column.values[row] as number;
    const cells = scenario.sources[source.source]?.rows.columns[column.column];
    return ((cells && valueAt(cells, row)) as number | null) ?? Number.NaN;
  };
  // A row without event time lies in no stretch of it.
  const dated = Array.from(rows, (_, place) => ({ place, at: happened(place) })).filter((r) => !Number.isNaN(r.at));
  dated.sort((a, b) => a.at - b.at || a.place - b.place);
  return {
    times: Float64Array.from(dated, (r) => r.at),
    places: Uint32Array.from(dated, (r) => r.place),
    arrivals,
    readable: Float64Array.from(dated, (r) => Math.max(r.at, arrivals[r.place] as number)).sort(),
  };
}

const countAtMost = (sorted: ArrayLike<number>, value: number): number => count(sorted, (x) => x <= value);
const countBelow = (sorted: ArrayLike<number>, value: number): number => count(sorted, (x) => x < value);

function count(sorted: ArrayLike<number>, holds: (x: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}
