/**
 * What every engine that works in batches does alike: rows arrive, a batch reads them, filters take rows out, the
 * stateful operator works, output goes to the sink. A scheduler (`spark.ts`, `dailyBatch.ts`) says when and which rows.
 */

import { Aggregate, type AggregateMode } from '../operators/aggregate';
import {
  type Emission,
  type StatefulOperator,
  type StateMetrics,
  type TruthRows,
  WITHOUT_WINDOW,
} from '../operators/operator';
import { Process } from '../operators/process';
import type { Plan } from '../query/plan';
import { QueryFailure } from '../queryFailure';
import type { EngineName, Scenario, Source } from '../scenario/scenario';
import { BatchTableBuilder } from '../trace/batchTable';
import { GrowableUint32, TableBuilder } from '../trace/growable';
import { type EventTimeSource, type Failure, KIND, NONE, type Trace } from '../trace/trace';
import { TraceWriter } from '../trace/writer';
import type { Value } from '../values';
import { type Arrivals, arrivalsOf } from './arrivals';

const NO_METRICS: StateMetrics = { total: 0, updated: 0, removed: 0, dropped: 0 };

export interface BatchRequest {
  readonly startedAt: number;
  readonly endedAt: number;
  /** Places in `arrivals.order`, in the order in which they are read. */
  readonly places: ArrayLike<number>;
  /** Microseconds; NaN where the query has no watermark. */
  readonly watermark: number;
  readonly lateWatermark: number;
}

export class BatchRun {
  readonly source: Source;
  readonly arrivals: Arrivals;
  /** Number of the source's first row among the rows of all sources. */
  private readonly rowStart: number[];
  private readonly firstRow: number;
  private readonly writer: TraceWriter;
  private readonly batches: BatchTableBuilder;
  private readonly operator: StatefulOperator | null;
  private readonly output: ReturnType<Plan['output']>;
  private readonly outputTable: TableBuilder;
  private readonly outputBatch = new GrowableUint32();
  private readonly outputVersion = new GrowableUint32();
  private readonly outputRow = new GrowableUint32();
  private readonly offsets: Float64Array;
  private arrived = 0;
  /** Newest event time that the watermark step has seen, and its row. */
  private newest = Number.NEGATIVE_INFINITY;
  private newestRow = NONE;
  private failure: Failure | null = null;
  private endsAt: number;

  constructor(
    private readonly engine: EngineName,
    private readonly scenario: Scenario,
    private readonly plan: Plan,
    mode: AggregateMode,
  ) {
    this.source = scenario.sources[plan.source] as Source;
    this.arrivals = arrivalsOf(this.source, scenario.until ?? Number.POSITIVE_INFINITY);
    this.rowStart = [];
    let start = 0;
    for (const s of scenario.sources) {
      this.rowStart.push(start);
      start += s.rows.count;
    }
    this.firstRow = this.rowStart[plan.source] as number;
    this.writer = new TraceWriter(this.arrivals.order.length * 4);
    const partitions = Array.from({ length: this.source.partitions }, (_, p) => `${this.source.name}-${p}`);
    this.batches = new BatchTableBuilder(partitions);
    this.offsets = new Float64Array(partitions.length);
    const { stateful } = plan;
    this.operator =
      stateful === null
        ? null
        : stateful.kind === 'aggregate'
          ? new Aggregate(stateful, mode, this.writer)
          : new Process(stateful, mode, this.writer);
    this.output = plan.output((column) => this.operator?.column(column) ?? null);
    this.outputTable = new TableBuilder(this.output.specs);
    this.endsAt = this.arrivals.times[0] ?? 0;
  }

  get batchCount(): number {
    return this.batches.count;
  }

  get failed(): boolean {
    return this.failure !== null;
  }

  /** Appends the arrivals up to and including an instant. */
  arriveUntil(instant: number): void {
    const { order, times } = this.arrivals;
    while (this.arrived < order.length && (times[this.arrived] as number) <= instant) {
      this.writer.append(KIND.arrived, this.firstRow + (order[this.arrived] as number));
      this.arrived++;
    }
    if (this.arrived > 0) this.endsAt = Math.max(this.endsAt, times[this.arrived - 1] as number);
  }

  /** Runs one batch. @returns the watermark for the next one, NaN without a watermark step */
  batch(request: BatchRequest): number {
    const { writer, plan } = this;
    const batch = this.batches.count;
    this.arriveUntil(request.startedAt);
    const firstEntry = writer.length;
    writer.append(KIND.batchPlanned, batch);
    const order = this.arrivals.order;
    let row = NONE;
    let metrics = NO_METRICS;
    let nextWatermark = request.watermark;
    try {
      const watermarks = plan.watermark
        ? { late: request.lateWatermark, evict: request.watermark }
        : { late: Number.NEGATIVE_INFINITY, evict: Number.NEGATIVE_INFINITY };
      this.operator?.beginBatch(watermarks);
      const passed: Emission[] = [];
      let before = -1;
      for (let i = 0; i < request.places.length; i++) {
        row = order[request.places[i] as number] as number;
        const partition = this.source.partition?.[row] ?? 0;
        this.offsets[partition] = (this.offsets[partition] as number) + 1;
        if (partition !== before && before >= 0) this.operator?.nextPartition();
        before = partition;
        this.readRow(row, passed);
      }
      row = NONE;
      const ended = this.operator?.endBatch();
      metrics = ended?.metrics ?? NO_METRICS;
      this.arriveBefore(request);
      for (const emission of ended?.emitted ?? passed) this.write(emission, batch);
    } catch (error) {
      if (!(error instanceof QueryFailure)) throw error;
      this.failure = {
        error: error.condition,
        message: error.message,
        batch,
        row: row === NONE ? NONE : this.firstRow + row,
      };
    }
    if (plan.watermark && this.failure === null) {
      const reached = Math.floor(this.newest / 1000) * 1000 - plan.watermark.delay;
      if (reached > nextWatermark) nextWatermark = reached;
    }
    this.endsAt = Math.max(this.endsAt, request.endedAt);
    const lastEntry = writer.length;
    writer.append(this.failure ? KIND.batchFailed : KIND.batchCommitted, batch);
    this.batches.push(
      {
        ...request,
        firstEntry,
        lastEntry,
        numInputRows: request.places.length,
        nextWatermark,
        watermarkRow: this.newestRow,
        stateTotal: metrics.total,
        stateUpdated: metrics.updated,
        stateRemoved: metrics.removed,
        stateDropped: metrics.dropped,
      },
      this.offsets,
    );
    if (nextWatermark > request.watermark) writer.append(KIND.watermarkAdvanced, batch);
    return nextWatermark;
  }

  /** Rows that arrive while a batch works stand before its output. */
  private arriveBefore(request: BatchRequest): void {
    if (request.endedAt > request.startedAt) this.arriveUntil(request.endedAt);
  }

  private readRow(row: number, passed: Emission[]): void {
    const { plan, writer } = this;
    writer.append(KIND.rowRead, this.firstRow + row);
    for (const filter of plan.before)
      if (!filter(row)) {
        writer.append(KIND.rowFiltered, this.firstRow + row);
        return;
      }
    let eventTime = Number.NaN;
    if (plan.watermark) {
      eventTime = plan.watermark.of(row);
      if (eventTime > this.newest) {
        this.newest = eventTime;
        this.newestRow = this.firstRow + row;
      }
      for (const filter of plan.after)
        if (!filter(row)) {
          writer.append(KIND.rowFiltered, this.firstRow + row);
          return;
        }
    }
    if (this.operator) {
      const groups = this.operator.row(row, eventTime);
      if (groups <= 0)
        writer.append(groups === WITHOUT_WINDOW ? KIND.rowWithoutWindow : KIND.rowFiltered, this.firstRow + row);
    } else {
      writer.append(KIND.rowPassed, this.firstRow + row);
      passed.push({ version: NONE, row, ref: row });
    }
  }

  private write(emission: Emission, batch: number): void {
    const { output } = this;
    if (!output.keeps(emission.ref)) return;
    const columns = this.outputTable.columns;
    for (let i = 0; i < columns.length; i++)
      columns[i]?.push((output.values[i] as (ref: number) => Value)(emission.ref));
    this.writer.append(KIND.outputWritten, this.outputBatch.length);
    this.outputBatch.push(batch);
    this.outputVersion.push(emission.version);
    this.outputRow.push(emission.row === NONE ? NONE : this.firstRow + emission.row);
  }

  finish(): Trace {
    if (!this.failed) this.arriveUntil(Number.POSITIVE_INFINITY);
    const { kinds, refs, length, keyframes } = this.writer.finish();
    return {
      engine: this.engine,
      length,
      kinds,
      refs,
      rowStart: this.rowStart,
      arrivalOrder: this.arrivals.order.map((row) => this.firstRow + row),
      batches: this.batches.finish(),
      operator: this.operator?.finish(this.rowsForTruth()) ?? null,
      output: {
        table: this.outputTable.finish(),
        specs: this.output.shown,
        batch: this.outputBatch.finish(),
        version: this.outputVersion.finish(),
        row: this.outputRow.finish(),
      },
      eventTime: this.eventTime(),
      failure: this.failure,
      endsAt: this.endsAt,
      keyframes,
    };
  }

  private eventTime(): EventTimeSource | null {
    const { eventTime } = this.plan;
    if (eventTime === null) return null;
    if (eventTime.column !== null) return { kind: 'column', source: this.plan.source, column: eventTime.column };
    const total = this.scenario.sources.reduce((n, s) => n + s.rows.count, 0);
    const values = new Float64Array(total).fill(Number.NaN);
    for (let row = 0; row < this.source.rows.count; row++) {
      try {
        values[this.firstRow + row] = eventTime.of(row);
      } catch (error) {
        if (!(error instanceof QueryFailure)) throw error;
      }
    }
    return { kind: 'computed', values };
  }

  /**
   * Rows that the truth counts: those that arrive by the end and that no filter takes out. After a failure there is no
   * truth to speak of.
   */
  private rowsForTruth(): TruthRows {
    const { plan, arrivals } = this;
    const of = plan.eventTime?.of ?? (() => Number.NaN);
    const keeps = (row: number): boolean => {
      try {
        return plan.before.every((f) => f(row)) && plan.after.every((f) => f(row));
      } catch (error) {
        // A row that no batch read can fail here and nowhere else; it has no part in any answer.
        if (error instanceof QueryFailure) return false;
        throw error;
      }
    };
    const rows = this.failed ? new Uint32Array() : arrivals.order;
    return {
      eventTimeOf: of,
      inAnyOrder: () => (plan.before.length + plan.after.length === 0 ? rows : rows.filter(keeps)),
      inEventTime: () => {
        const time = (row: number): number => {
          const t = of(row);
          return Number.isNaN(t) ? Number.NEGATIVE_INFINITY : t;
        };
        return rows.filter(keeps).sort((a, b) => time(a) - time(b) || a - b);
      },
    };
  }
}
