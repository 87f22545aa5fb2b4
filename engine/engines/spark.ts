/**
 * Structured Streaming's micro-batches: when each starts and which rows it reads.
 * Spark: `MicroBatchExecution`, `ProcessingTimeExecutor`, `WatermarkTracker`. Measured rules stand in
 * `engine/conformance`.
 */
import type { Plan } from '../query/plan';
import type { Scenario, SparkSettings } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import { BatchRun } from './run';

/** The watermark before any row was seen: the epoch. */
const EPOCH = 0;
/** Rows between two looks at the messages of whoever runs the engine. */
const ROWS_A_SLICE = 20_000;

/** Runs a scenario in slices; yields the fraction done, so that a worker can listen and stop. */
export function* runSpark(scenario: Scenario, plan: Plan): Generator<number, Trace> {
  const settings = scenario.engines.spark;
  const run = new BatchRun('spark', scenario, plan, settings.outputMode);
  const { times } = run.arrivals;
  const total = times.length;
  const interval = settings.trigger.kind === 'processingTime' ? settings.trigger.interval : 0;
  const until = scenario.until ?? Number.POSITIVE_INFINITY;
  const lastArrival = times[total - 1];
  const bounded = settings.trigger.kind !== 'processingTime';
  const limit = settings.trigger.kind === 'once' ? null : settings.maxRowsPerBatch;

  let next = 0; // place in the order of arrival of the first row not read
  let read = 0;
  let watermark = plan.watermark ? EPOCH : Number.NaN;
  let late = watermark;
  /** The watermark moved in the last batch, so that a batch without rows has something to let go. */
  let moved = false;
  let tick = firstTick(settings, interval, times[0], lastArrival);
  /** `once` and `availableNow` read what is there when they start. */
  const startedAt = tick ?? 0;
  let slice = 0;

  while (tick !== null && tick <= until && !run.failed) {
    let end = next;
    const horizon = bounded ? startedAt : tick;
    while (end < total && (times[end] as number) <= horizon && (limit === null || end - next < limit)) end++;
    const noData = end === next;
    if (noData && !(moved && settings.noDataBatches && plan.needsNoDataBatch && settings.trigger.kind !== 'once')) {
      if (bounded || next >= total) break;
      tick = tickAtOrAfter(times[next] as number, interval);
      continue;
    }
    const count = end - next;
    const endedAt = tick + settings.batchTime.fixed + count * settings.batchTime.perRow;
    const reached = run.batch({
      startedAt: tick,
      endedAt,
      places: placesByPartition(run, next, end),
      watermark,
      lateWatermark: late,
    });
    late = watermark;
    moved = reached > watermark;
    watermark = reached;
    next = end;
    read += count;
    slice += count + 1;
    if (settings.trigger.kind === 'once') break;
    tick = bounded ? endedAt : Math.max(endedAt, nextTick(tick, interval));
    if (slice >= ROWS_A_SLICE) {
      slice = 0;
      yield total === 0 ? 1 : read / total;
    }
  }
  return run.finish();
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

/** A batch reads its source one partition after another; each partition in the order of its offsets. */
function placesByPartition(run: BatchRun, from: number, to: number): ArrayLike<number> {
  const { partition, partitions } = run.source;
  const places: number[] = [];
  if (!partition || partitions === 1) {
    for (let place = from; place < to; place++) places.push(place);
    return places;
  }
  for (let p = 0; p < partitions; p++)
    for (let place = from; place < to; place++)
      if (partition[run.arrivals.order[place] as number] === p) places.push(place);
  return places;
}
