/**
 * The `StreamingQueryProgress` of a batch as Spark 4.3.0 prints it (`prettyJson`), with sources that are topics of Kafka
 * and a sink that is one. What depends on the machine (ids, milliseconds of work, bytes) stands as `…`.
 */

import type { Scenario } from '../scenario/scenario';
import { jsonTime } from '../trace/json';
import type { TraceReader } from '../trace/reader';
import { KIND, NONE, type OperatorTrace, type StateColumns, type Trace } from '../trace/trace';
import { eventTimesOf, watchedBy } from './eventTimes';
import { type Json, OF_THE_MACHINE, pretty, rate, Written } from './pretty';
import { planOf, type ReadSource, sourcesOf } from './sources';
import { storesOf } from './stores';

/** @returns null for a batch that crashed or failed: it has no progress */
export function progressOf(reader: TraceReader, batch: number): string | null {
  const { trace } = reader;
  const { batches } = trace;
  if (batches.crash[batch] !== NONE && batches.crash[batch] !== undefined) return null;
  if (trace.failure?.batch === batch) return null;
  return pretty(new Progress(reader, batch).json());
}

/** The sink is a topic as well; Java names the object by a number of its own. */
const SINK = new Written('"org.apache.spark.sql.kafka010.KafkaSourceProvider$KafkaTable@…"');

class Progress {
  private readonly plan;
  private readonly sources;
  private readonly rows: ReadonlyMap<number, readonly number[]>;
  private readonly startedAt: number;
  /** Milliseconds, by the scenario's own model of work; null where it has none. */
  private readonly took: number | null;
  /** Seconds since the trigger before; null for the first since the query was started. */
  private readonly since: number | null;
  /** Its offsets were logged before a crash. */
  private readonly again: boolean;

  constructor(
    private readonly reader: TraceReader,
    private readonly batch: number,
  ) {
    const { scenario, trace } = reader;
    const { batches } = trace;
    this.plan = planOf(scenario);
    this.sources = sourcesOf(scenario, this.plan);
    this.rows = rowsRead(reader, batch);
    this.startedAt = batches.startedAt[batch] as number;
    const lasted = (batches.endedAt[batch] as number) - this.startedAt;
    this.took = lasted > 0 ? Math.round(lasted / 1000) : null;
    this.since = secondsSince(reader, batch);
    this.again = (batches.attempt[batch] as number) > 0 && reader.trace.crashes.every((c) => c.checkpoint === 'kept');
  }

  json(): Json {
    const { trace } = this.reader;
    const { batches } = trace;
    const input = batches.numInputRows[this.batch] as number;
    return {
      id: OF_THE_MACHINE,
      runId: OF_THE_MACHINE,
      name: null,
      timestamp: jsonTime(this.startedAt),
      batchId: batches.batchId[this.batch] as number,
      batchDuration: this.took ?? OF_THE_MACHINE,
      numInputRows: input,
      ...this.rates(input),
      durationMs: {
        addBatch: OF_THE_MACHINE,
        commitOffsets: OF_THE_MACHINE,
        getBatch: OF_THE_MACHINE,
        // A batch that is done again reads what the offset log says: nobody is asked how far it may, and nothing is logged.
        ...(this.again ? {} : { latestOffset: OF_THE_MACHINE }),
        queryPlanning: OF_THE_MACHINE,
        triggerExecution: this.took ?? OF_THE_MACHINE,
        ...(this.again ? {} : { walCommit: OF_THE_MACHINE }),
      },
      ...this.eventTime(),
      stateOperators: [
        ...(trace.operator ? [this.operator(trace.operator, batches)] : []),
        ...trace.upstream.map((o, i) => this.operator(o, batches.upstream[i] as StateColumns)),
      ],
      sources: this.sources.map((s) => this.source(s)),
      sink: { description: SINK, numOutputRows: this.written() },
    };
  }

  private rates(rows: number): { readonly inputRowsPerSecond: Json; readonly processedRowsPerSecond: Json } {
    return {
      inputRowsPerSecond: rate(this.since === null || this.since === 0 ? 0 : rows / this.since),
      processedRowsPerSecond:
        rows === 0 ? rate(0) : this.took === null ? OF_THE_MACHINE : rate(rows / (this.took / 1000)),
    };
  }

  /** Left out of a query without watermark. */
  private eventTime(): { readonly eventTime?: Json } {
    const watermark = this.reader.trace.batches.watermark[this.batch] as number;
    if (Number.isNaN(watermark)) return {};
    const seen = eventTimesOf(watchedBy(this.reader.scenario, this.plan), (s) => this.rows.get(s) ?? []);
    const at = (millis: number): string => jsonTime(millis * 1000);
    return {
      eventTime: {
        ...(seen === undefined && { avg: OF_THE_MACHINE, max: OF_THE_MACHINE, min: OF_THE_MACHINE }),
        ...(seen && { avg: at(seen.avg), max: at(seen.max), min: at(seen.min) }),
        watermark: jsonTime(watermark),
      },
    };
  }

  private operator({ operatorName }: OperatorTrace, counts: StateColumns): Json {
    const stores = storesOf(operatorName);
    return {
      operatorName,
      numRowsTotal: counts.stateTotal[this.batch] as number,
      numRowsUpdated: counts.stateUpdated[this.batch] as number,
      allUpdatesTimeMs: OF_THE_MACHINE,
      numRowsRemoved: counts.stateRemoved[this.batch] as number,
      allRemovalsTimeMs: OF_THE_MACHINE,
      commitTimeMs: OF_THE_MACHINE,
      memoryUsedBytes: OF_THE_MACHINE,
      numRowsDroppedByWatermark: counts.stateDropped[this.batch] as number,
      numShufflePartitions: 1,
      numStateStoreInstances: stores.length,
      customMetrics: OF_THE_MACHINE,
    };
  }

  private source(source: ReadSource): Json {
    const { batches } = this.reader.trace;
    const rows = this.rows.get(source.source)?.length ?? 0;
    const before = committedBefore(this.reader, this.batch);
    const end = offsets(this.reader, source, this.batch);
    const latest = latestOffsets(this.reader, source, this.startedAt);
    const behind = latest.map((offset, p) => offset - (end[p] as number));
    const count = batches.count === 0 ? 0 : behind.length;
    return {
      description: `KafkaV2[Subscribe[${source.name}]]`,
      startOffset: before === null ? null : topic(source, offsets(this.reader, source, before)),
      endOffset: topic(source, end),
      latestOffset: topic(source, latest),
      numInputRows: rows,
      ...this.rates(rows),
      metrics: {
        avgOffsetsBehindLatest: String(rate(behind.reduce((a, b) => a + b, 0) / Math.max(1, count)).text),
        maxOffsetsBehindLatest: String(Math.max(...behind)),
        minOffsetsBehindLatest: String(Math.min(...behind)),
      },
    };
  }

  private written(): number {
    let rows = 0;
    for (const b of this.reader.trace.output.batch) if (b === this.batch) rows++;
    return rows;
  }
}

/** Places among the rows of each source that a batch read, in the order of reading. */
function rowsRead(reader: TraceReader, batch: number): Map<number, number[]> {
  const { trace } = reader;
  const read = new Map<number, number[]>();
  const last = trace.batches.lastEntry[batch] as number;
  for (let e = trace.batches.firstEntry[batch] as number; e <= last; e++) {
    if (trace.kinds[e] !== KIND.rowRead) continue;
    const row = trace.refs[e] as number;
    let source = trace.rowStart.length - 1;
    while (source > 0 && (trace.rowStart[source] as number) > row) source--;
    const rows = read.get(source);
    const place = row - (trace.rowStart[source] as number);
    if (rows) rows.push(place);
    else read.set(source, [place]);
  }
  return read;
}

/** The batch that stands before this one in the logs; null for the first of a checkpoint. */
export function committedBefore(reader: TraceReader, batch: number): number | null {
  const { batches } = reader.trace;
  const id = batches.batchId[batch] as number;
  if (id === 0) return null;
  for (let b = batch - 1; b >= 0; b--) if (batches.batchId[b] === id - 1) return b;
  return null;
}

/** The offsets behind what a batch read, partition by partition. */
export function offsets({ trace }: TraceReader, source: ReadSource, batch: number): number[] {
  const n = trace.batches.partitionNames.length;
  const from = batch * n + source.firstPartition;
  return [...trace.batches.offsetEnd.slice(from, from + source.partitions)];
}

/** What a partition holds by an instant. */
function latestOffsets({ scenario }: TraceReader, source: ReadSource, at: number): number[] {
  const { arrivesAt, partition } = scenario.sources[source.source] as (typeof scenario.sources)[number];
  const counts = new Array<number>(source.partitions).fill(0);
  arrivesAt.forEach((t, row) => {
    const p = partition?.[row] ?? 0;
    if (t <= at) counts[p] = (counts[p] as number) + 1;
  });
  return counts;
}

/** Offsets as the Kafka source writes them (`JsonUtils.partitionOffsets`). */
export const topic = (source: ReadSource, ends: readonly number[]): Json => ({
  [source.name]: Object.fromEntries(ends.map((offset, p) => [String(p), offset])),
});

/** From the trigger before to this one, in seconds; an idle trigger counts as well. */
function secondsSince({ trace, scenario }: TraceReader, batch: number): number | null {
  const { trigger } = scenario.engines.spark;
  const { startedAt, endedAt } = trace.batches;
  const now = startedAt[batch] as number;
  if (isFirstTrigger(trace, scenario, now)) return null;
  if (trigger.kind !== 'processingTime') return batch === 0 ? null : (now - (startedAt[batch - 1] as number)) / 1e6;
  if (trigger.interval === 0) return null;
  // Ticks go on while nothing is to do: the one before is an interval away, unless a batch overran it.
  const tick = Math.ceil(now / trigger.interval - 1) * trigger.interval;
  const overran = batch > 0 && (endedAt[batch - 1] as number) > tick;
  return (now - (overran ? (startedAt[batch - 1] as number) : tick)) / 1e6;
}

/** Nothing was triggered before: the query has just been started, or is back. */
const isFirstTrigger = ({ crashes }: Trace, { engines: { spark } }: Scenario, at: number): boolean =>
  spark.startAt === at || crashes.some((c) => c.restarted !== NONE && c.restartsAt === at);
