/**
 * Structured Streaming's micro-batches: when each starts and which rows it reads.
 * Spark: `MicroBatchExecution`, `ProcessingTimeExecutor`, `WatermarkTracker`. Measured rules stand in
 * `engine/conformance`.
 */
import type { Plan } from '../query/plan';
import type { Scenario, SparkSettings } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import { BatchRun } from './run';
import { wholeTruth } from './truth';

/** The watermark before any row was seen: the epoch. */
const EPOCH = 0;
/** Rows between two looks at the messages of whoever runs the engine. */
const ROWS_A_SLICE = 20_000;

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

  /** Place in each source's order of arrival of its first row not read. */
  const next = sources.map(() => 0);
  let watermark = plan.watermarks.length > 0 ? EPOCH : Number.NaN;
  /** The watermark moved in the last batch, so that a batch without rows has something to let go. */
  let moved = false;
  let tick = firstTick(settings, interval, times[0], lastArrival);
  /** `once` and `availableNow` read what is there when they start. */
  const startedAt = tick ?? 0;
  let read = 0;
  let slice = 0;

  while (tick !== null && tick <= until && !run.failed) {
    const horizon: number = bounded ? startedAt : tick;
    const reads = sources.map((source, s) => {
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
    const ticking = read > 0 && run.wantsEveryTick && !(read === total && run.ticksInVain);
    const due = ticking || (moved && run.wantsNoDataBatch(watermark));
    if (count === 0 && !(due && settings.noDataBatches && !once)) {
      const arrival = Math.min(
        ...sources.map((source, s) => source.times[next[s] as number] ?? Number.POSITIVE_INFINITY),
      );
      if (bounded || arrival === Number.POSITIVE_INFINITY) break;
      tick = tickAtOrAfter(arrival, interval);
      continue;
    }
    const endedAt = tick + settings.batchTime.fixed + count * settings.batchTime.perRow;
    const reached = run.batch({ startedAt: tick, endedAt, reads, watermark });
    moved = reached > watermark;
    watermark = reached;
    reads.forEach((r, s) => {
      next[s] = r.to;
    });
    read += count;
    slice += count + 1;
    if (once) break;
    tick = bounded ? endedAt : Math.max(endedAt, nextTick(tick, interval));
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
