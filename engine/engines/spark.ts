/**
 * Structured Streaming's micro-batches: when each starts and which rows it reads.
 * Spark: `MicroBatchExecution`, `ProcessingTimeExecutor`, `WatermarkTracker`. Measured rules stand in
 * `engine/conformance`.
 */
import type { Plan } from '../query/plan';
import type { Scenario, SparkSettings } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import { rowStarts } from './arrivals';
import { BatchRun } from './batches/batchRun';
import { Crashes, type Strike } from './crashes';
import { wholeTruth } from './truth';

/** The watermark before any row was seen: the epoch. */
const EPOCH = 0;
/** Rows between two looks at the messages of whoever runs the engine. */
export const ROWS_A_SLICE = 20_000;

/** Places in a source's order of arrival. */
type Read = { readonly from: number; readonly to: number };

/** Runs a scenario in slices; yields the fraction done, so that a worker can listen and stop. */
export function* runSpark(scenario: Scenario, plan: Plan): Generator<number, Trace> {
  const query = new MicroBatches(scenario, plan, BatchRun);
  while (query.step())
    if (query.slice >= ROWS_A_SLICE) {
      query.slice = 0;
      yield query.done;
    }
  return query.run.finish(wholeTruth);
}

/**
 * A query at work, batch by batch. A class and no loop in the generator: what was compiled of a method in one run is there
 * for the next, of a loop it is compiled anew in each; a hand that drags a row makes a run for each frame.
 */
export class MicroBatches<Run extends BatchRun = BatchRun> {
  readonly run: Run;
  /** Rows and batches since somebody looked at the messages. */
  slice = 0;
  private readonly settings: SparkSettings;
  private readonly total: number;
  private readonly interval: number;
  private readonly until: number;
  private readonly once: boolean;
  private readonly bounded: boolean;
  private readonly limit: number | null;
  private readonly crashes: Crashes;
  /** The watermark of a query that has seen no row. */
  private readonly firstWatermark: number;
  /** Place in each source's order of arrival of its first row not read. */
  next: readonly number[];
  protected watermark: number;
  /** The watermark moved in the last batch, so that a batch without rows has something to let go. */
  protected moved = false;
  /** A batch has run since the query was started (again): only then it asks for batches without rows. */
  protected ran = false;
  /** What a batch whose offsets are logged and that is not committed reads: it is run before any other. */
  protected unfinished: readonly Read[] | null = null;
  /** When it was begun first: the offset log has that instant, and its clock stands there. */
  protected begunAt = 0;
  /** When the next batch can start; infinite if nothing is left to come. */
  tick: number;
  /** `once` and `availableNow` read what is there when they start. */
  private startedAt: number;
  /** Since when nothing has run. */
  protected idleSince: number;
  protected read = 0;

  constructor(scenario: Scenario, plan: Plan, Run: new (...parts: ConstructorParameters<typeof BatchRun>) => Run) {
    const settings = scenario.engines.spark;
    this.settings = settings;
    this.run = new Run('spark', scenario, plan, settings.outputMode);
    const { sources, times } = this.run.arrivals;
    this.total = times.length;
    this.interval = settings.trigger.kind === 'processingTime' ? settings.trigger.interval : 0;
    this.until = scenario.until ?? Number.POSITIVE_INFINITY;
    this.once = settings.trigger.kind === 'once';
    this.bounded = settings.trigger.kind !== 'processingTime';
    this.limit = this.once ? null : settings.maxRowsPerBatch;
    this.crashes = new Crashes('spark', scenario, this.run.arrivals, rowStarts(scenario));
    this.next = sources.map(() => 0);
    this.firstWatermark = plan.watermarks.length > 0 ? EPOCH : Number.NaN;
    this.watermark = this.firstWatermark;
    const tick = this.firstTick();
    this.tick = tick ?? Number.POSITIVE_INFINITY;
    this.startedAt = tick ?? 0;
    this.idleSince = settings.startAt ?? (this.bounded ? this.startedAt : Number.NEGATIVE_INFINITY);
  }

  /** When the first batch can start; null if no row ever comes. */
  protected firstTick(): number | null {
    const { settings, interval } = this;
    const { times } = this.run.arrivals;
    const [first, last] = [times[0], times[times.length - 1]];
    if (first === undefined || last === undefined) return null;
    if (settings.startAt !== null) return settings.startAt;
    return settings.trigger.kind === 'processingTime' ? tickAtOrAfter(first, interval) : last;
  }

  /** The fraction of the rows that has been read. */
  get done(): number {
    return this.total === 0 ? 1 : Math.min(1, this.read / this.total);
  }

  /** The next batch, or what stands in its place. @returns false: the run is over */
  step(): boolean {
    const { run, settings, crashes } = this;
    const strike = crashes.between(this.idleSince, Math.min(this.tick, this.until + 1));
    if (strike) {
      run.crash(strike);
      return this.recover(strike, null);
    }
    if (this.tick === Number.POSITIVE_INFINITY || this.tick > this.until) return false;
    const now = this.tick;
    const again = this.unfinished;
    const reads = again ?? this.toRead(this.bounded ? this.startedAt : now);
    let count = 0;
    for (const { from, to } of reads) count += to - from;
    // Spark would go on with empty batches for ever; the run ends when the last row is read and nothing is left to come.
    const due = run.wantsEveryTick
      ? this.ran && this.read > 0 && !(this.read === this.total && run.ticksInVain)
      : this.moved && run.wantsNoDataBatch(this.watermark);
    if (count === 0 && again === null && !(due && settings.noDataBatches && !this.once)) {
      if (this.bounded) return false;
      const arrival = this.nextArrival();
      this.tick = arrival === Number.POSITIVE_INFINITY ? arrival : tickAtOrAfter(arrival, this.interval);
      return true;
    }
    const endedAt = now + settings.batchTime.fixed + count * settings.batchTime.perRow;
    const struck = crashes.inBatch({
      batchId: run.nextBatchId,
      startedAt: now,
      endedAt,
      reads,
      repeated: again !== null,
    });
    const reached = run.batch({
      startedAt: now,
      endedAt,
      reads,
      watermark: this.watermark,
      strike: struck,
      clock: again ? this.begunAt : now,
    });
    if (!again) this.begunAt = now;
    if (run.failed) return false;
    const committed = struck === null || struck.after === 'commit-logged';
    this.ran = true;
    if (committed) {
      this.moved = reached > this.watermark;
      this.watermark = reached;
      this.unfinished = null;
      this.next = reads.map((r) => r.to);
      this.read += count;
    }
    this.slice += count + 1;
    if (struck) return this.recover(struck, committed ? null : reads);
    if (this.once) return false;
    this.idleSince = endedAt;
    this.tick = this.bounded ? endedAt : Math.max(endedAt, nextTick(now, this.interval));
    return true;
  }

  /** What a batch reads that starts now: rows there by `horizon`, at most as many as the source gives at once. */
  private toRead(horizon: number): readonly Read[] {
    const { sources } = this.run.arrivals;
    const reads: Read[] = [];
    for (let s = 0; s < sources.length; s++) {
      const { times } = sources[s] as (typeof sources)[number];
      const from = this.next[s] as number;
      const most = this.limit === null ? times.length : Math.min(times.length, from + this.limit);
      let to = from;
      while (to < most && (times[to] as number) <= horizon) to++;
      reads.push({ from, to });
    }
    return reads;
  }

  /** When the next row comes that has not been read; infinite if none does. */
  private nextArrival(): number {
    let first = Number.POSITIVE_INFINITY;
    this.run.arrivals.sources.forEach(({ times }, s) => {
      first = Math.min(first, times[this.next[s] as number] ?? Number.POSITIVE_INFINITY);
    });
    return first;
  }

  /** After a crash: what the checkpoint says. @returns whether the run sees the query back */
  private recover(strike: Strike, begun: readonly Read[] | null): boolean {
    if (strike.restartsAt > this.until) return false;
    this.run.restart();
    this.tick = strike.restartsAt;
    this.startedAt = this.tick;
    this.idleSince = this.tick;
    // That a batch without rows was due is not written down: it is not made up for (measured).
    this.moved = false;
    this.ran = false;
    this.unfinished = strike.checkpoint === 'kept' ? begun : null;
    if (strike.checkpoint === 'lost') {
      this.next = this.next.map(() => 0);
      this.read = 0;
      this.watermark = this.firstWatermark;
    }
    return true;
  }
}

/** Ticks are whole multiples of the interval since the epoch; with none, the next instant is now. */
const nextTick = (after: number, interval: number): number =>
  interval === 0 ? after : (Math.floor(after / interval) + 1) * interval;

const tickAtOrAfter = (instant: number, interval: number): number =>
  interval === 0 ? instant : Math.ceil(instant / interval) * interval;
