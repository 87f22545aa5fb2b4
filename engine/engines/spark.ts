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
const ROWS_A_SLICE = 20_000;

/** Places in a source's order of arrival. */
type Read = { readonly from: number; readonly to: number };

/** Runs a scenario in slices; yields the fraction done, so that a worker can listen and stop. */
export function* runSpark(scenario: Scenario, plan: Plan): Generator<number, Trace> {
  const settings = scenario.engines.spark;
  const run = new BatchRun('spark', scenario, plan, settings.outputMode);
  const { sources, times } = run.arrivals;
  const total = times.length;
  const interval = settings.trigger.kind === 'processingTime' ? settings.trigger.interval : 0;
  const until = scenario.until ?? Number.POSITIVE_INFINITY;
  const lastArrival = times[total - 1];
  const once = settings.trigger.kind === 'once';
  const bounded = settings.trigger.kind !== 'processingTime';
  const limit = once ? null : settings.maxRowsPerBatch;

  const crashes = new Crashes('spark', scenario, run.arrivals, rowStarts(scenario));

  /** Place in each source's order of arrival of its first row not read. */
  let next = sources.map(() => 0);
  let watermark = plan.watermarks.length > 0 ? EPOCH : Number.NaN;
  /** The watermark moved in the last batch, so that a batch without rows has something to let go. */
  let moved = false;
  /** A batch has run since the query was started (again): only then it asks for batches without rows. */
  let ran = false;
  /** What a batch whose offsets are logged and that is not committed reads: it is run before any other. */
  let unfinished: readonly Read[] | null = null;
  /** When it was begun first: the offset log has that instant, and its clock stands there. */
  let begunAt = 0;
  let tick = firstTick(settings, interval, times[0], lastArrival);
  /** `once` and `availableNow` read what is there when they start. */
  let startedAt = tick ?? 0;
  /** Since when nothing has run. */
  let idleSince = settings.startAt ?? (bounded ? startedAt : Number.NEGATIVE_INFINITY);
  let read = 0;
  let slice = 0;

  /** After a crash: what the checkpoint says. @returns whether the run sees the query back */
  const recover = (strike: Strike, begun: readonly Read[] | null): boolean => {
    if (strike.restartsAt > until) return false;
    run.restart();
    tick = strike.restartsAt;
    startedAt = tick;
    idleSince = tick;
    // That a batch without rows was due is not written down: it is not made up for (measured).
    moved = false;
    ran = false;
    unfinished = strike.checkpoint === 'kept' ? begun : null;
    if (strike.checkpoint === 'lost') {
      next = sources.map(() => 0);
      read = 0;
      watermark = plan.watermarks.length > 0 ? EPOCH : Number.NaN;
    }
    return true;
  };

  while (!run.failed) {
    const strike = crashes.between(idleSince, Math.min(tick ?? Number.POSITIVE_INFINITY, until + 1));
    if (strike) {
      run.crash(strike);
      if (recover(strike, null)) continue;
      break;
    }
    if (tick === null || tick > until) break;
    const now: number = tick;
    const horizon = bounded ? startedAt : now;
    const reads: readonly Read[] =
      unfinished ??
      sources.map((source, s) => {
        const from = next[s] as number;
        let to = from;
        while (
          to < source.times.length &&
          (source.times[to] as number) <= horizon &&
          (limit === null || to - from < limit)
        )
          to++;
        return { from, to };
      });
    const count = reads.reduce((n, r) => n + r.to - r.from, 0);
    // Spark would go on with empty batches for ever; the run ends when the last row is read and nothing is left to come.
    const due = run.wantsEveryTick
      ? ran && read > 0 && !(read === total && run.ticksInVain)
      : moved && run.wantsNoDataBatch(watermark);
    if (count === 0 && unfinished === null && !(due && settings.noDataBatches && !once)) {
      if (bounded) break;
      const arrival = Math.min(
        ...sources.map((source, s) => source.times[next[s] as number] ?? Number.POSITIVE_INFINITY),
      );
      tick = arrival === Number.POSITIVE_INFINITY ? null : tickAtOrAfter(arrival, interval);
      continue;
    }
    const endedAt = now + settings.batchTime.fixed + count * settings.batchTime.perRow;
    const struck = crashes.inBatch({
      batchId: run.nextBatchId,
      startedAt: now,
      endedAt,
      reads,
      repeated: unfinished !== null,
    });
    const reached = run.batch({
      startedAt: now,
      endedAt,
      reads,
      watermark,
      strike: struck,
      clock: unfinished ? begunAt : now,
    });
    if (!unfinished) begunAt = now;
    if (run.failed) break;
    const committed = struck === null || struck.after === 'commit-logged';
    ran = true;
    if (committed) {
      moved = reached > watermark;
      watermark = reached;
      unfinished = null;
      next = reads.map((r) => r.to);
      read += count;
    }
    slice += count + 1;
    if (struck) {
      if (recover(struck, committed ? null : reads)) continue;
      break;
    }
    if (once) break;
    idleSince = endedAt;
    tick = bounded ? endedAt : Math.max(endedAt, nextTick(now, interval));
    if (slice >= ROWS_A_SLICE) {
      slice = 0;
      yield total === 0 ? 1 : Math.min(1, read / total);
    }
  }
  return run.finish(wholeTruth);
}

/** Ticks are whole multiples of the interval since the epoch; with none, the next instant is now. */
const nextTick = (after: number, interval: number): number =>
  interval === 0 ? after : (Math.floor(after / interval) + 1) * interval;

const tickAtOrAfter = (instant: number, interval: number): number =>
  interval === 0 ? instant : Math.ceil(instant / interval) * interval;

/** When the first batch can start; null if no row ever comes. */
function firstTick(
  settings: SparkSettings,
  interval: number,
  firstArrival: number | undefined,
  lastArrival: number | undefined,
): number | null {
  if (firstArrival === undefined || lastArrival === undefined) return null;
  if (settings.startAt !== null) return settings.startAt;
  return settings.trigger.kind === 'processingTime' ? tickAtOrAfter(firstArrival, interval) : lastArrival;
}
