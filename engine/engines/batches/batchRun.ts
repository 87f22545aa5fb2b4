/**
 * What every engine that works in batches does alike: rows arrive, a batch reads them and sends them through the stages
 * of the query, output goes to the sink. A scheduler (`spark.ts`, `dailyBatch.ts`) says when and which rows.
 */
import type { Mode, StateMetrics } from '../../operators/operator';
import { MOST_STEPS } from '../../operators/truthSteps';
import type { Plan, PlannedStage } from '../../query/plan';
import { QueryFailure } from '../../queryFailure';
import type { EngineName, Scenario } from '../../scenario/scenario';
import { BatchTableBuilder } from '../../trace/batchTable';
import { InputClocksBuilder } from '../../trace/inputClocks';
import { type CrashRecord, type Failure, KIND, NONE, type OperatorTrace, type Trace } from '../../trace/trace';
import { TraceWriter } from '../../trace/writer';
import { type Arrivals, arrivalsOf, rowStarts } from '../arrivals';
import type { Strike } from '../crashes';
import { eventTimeOf } from '../eventTime';
import { adoptTruth } from './adoptTruth';
import { OffsetLog } from './offsetLog';
import { Output } from './output';
import { Pipeline } from './pipeline';
import { type BatchRequest, DEAD, type RowAtWork } from './request';
import { truthRows } from './truthRows';

type TruthOf = (scenario: Scenario, plan: Plan, onlyGroups: boolean) => Trace;

export class BatchRun {
  readonly arrivals: Arrivals;
  private readonly rowStart: number[];
  protected readonly writer: TraceWriter;
  protected readonly batches: BatchTableBuilder;
  protected readonly offsetLog: OffsetLog;
  protected readonly pipeline: Pipeline;
  protected readonly output: Output;
  /** Where the watermark is decided from several. */
  protected readonly inputClocks: InputClocksBuilder | null;
  private readonly atWork: RowAtWork = { row: NONE };
  protected arrived = 0;
  protected failure: Failure | null = null;
  /** Id of the batch that runs, or of the next one; how many times it was begun before. */
  protected batchId = 0;
  private attempt = 0;
  protected lastWatermark = 0;
  /** The row behind the watermark. */
  protected watermarkRow = NONE;
  /** What the operators counted in the last batch that ran to its end. */
  private lastMetrics: readonly StateMetrics[];
  private readonly crashes: CrashRecord[] = [];
  /** How Spark planned the joins of `Plan.unsteady` in the first batch: whether the right side had a row. */
  private steady: readonly boolean[] | null = null;
  private departs: number | null = null;
  /** Puts everything back to before the first batch; only where a checkpoint will be lost. */
  private readonly toNothing: (() => void) | null;
  /** Up to when something has happened. */
  endsAt: number;
  /** A run that is itself the truth of another one asks for none. */
  private isTruth = false;

  constructor(
    protected readonly engine: EngineName,
    protected readonly scenario: Scenario,
    protected readonly plan: Plan,
    mode: Mode,
  ) {
    const scans = plan.stages.flatMap((s) => (s.node.kind === 'scan' ? [s.node.source] : []));
    this.arrivals = arrivalsOf(scenario, [...scans, ...plan.unread.map((scan) => scan.source)]);
    this.rowStart = rowStarts(scenario);
    this.writer = new TraceWriter(this.arrivals.order.length * 4);
    this.offsetLog = new OffsetLog(scenario, this.arrivals);
    this.batches = new BatchTableBuilder(this.offsetLog.partitions, plan.operators.length);
    this.endsAt = this.arrivals.times[0] ?? 0;
    const { rowStart, writer, atWork } = this;
    this.pipeline = new Pipeline({ scenario, plan, arrivals: this.arrivals, rowStart, writer, atWork, mode });
    this.output = new Output({ plan, pipeline: this.pipeline, rowStart, writer, atWork });
    this.inputClocks = engine === 'spark' ? InputClocksBuilder.of(plan.watermarks) : null;
    this.lastMetrics = this.nothingCounted();
    const crashes = (scenario.crashes ?? []).filter((crash) => crash.engine === engine);
    // A job reads rows again, and so does a query after a crash: what is counted on the way is not the truth.
    if (this.arrivals.order.length > MOST_STEPS && mode !== 'recompute' && crashes.length === 0)
      for (const operator of this.pipeline.operators) operator.followTruth?.();
    this.toNothing = crashes.some((c) => c.checkpoint === 'lost') ? this.snapshot() : null;
  }

  /** Id of the next batch. */
  get nextBatchId(): number {
    return this.batchId;
  }

  get failed(): boolean {
    return this.failure !== null;
  }

  /** Whether an operator can use a batch without rows: its own watermark would rise. @param watermark of that batch */
  wantsNoDataBatch(watermark: number): boolean {
    return this.pipeline.wantsNoDataBatch(watermark);
  }

  /** An operator goes by the clock: a batch runs at every tick. */
  get wantsEveryTick(): boolean {
    return this.pipeline.wantsEveryTick;
  }

  /** Such operators hold nothing any more: without rows no tick will change anything. */
  get ticksInVain(): boolean {
    return this.pipeline.ticksInVain(this.lastMetrics);
  }

  private nothingCounted(): StateMetrics[] {
    return this.plan.operators.map(() => ({ total: 0, updated: 0, removed: 0, dropped: 0 }));
  }

  /** Appends the arrivals up to and including an instant. */
  arriveUntil(instant: number): void {
    const { order, times } = this.arrivals;
    while (this.arrived < order.length && (times[this.arrived] as number) <= instant) {
      this.writer.append(KIND.arrived, order[this.arrived] as number);
      this.arrived++;
    }
    if (this.arrived > 0) this.endsAt = Math.max(this.endsAt, times[this.arrived - 1] as number);
  }

  /** Runs one batch. @returns the watermark for the next one, NaN without a watermark step */
  batch(request: BatchRequest): number {
    const { writer, pipeline } = this;
    const batch = this.batches.count;
    const strike = request.strike ?? null;
    const after = request.strikesAs ?? strike?.after;
    const undo = strike && after !== 'commit-logged' ? this.snapshot() : null;
    this.arriveUntil(request.startedAt);
    const firstEntry = writer.length;
    writer.append(KIND.batchPlanned, batch);
    this.offsetLog.log(request.reads);
    const metrics = this.nothingCounted();
    this.plannedAs(request.reads, batch);
    try {
      if (after === 'offsets-logged') throw DEAD;
      if (this.plan.redefinesWatermark && request.watermark > 0) throw redefinedWatermark();
      const passed = pipeline.run(request, metrics);
      if (after === 'state-written') throw DEAD;
      if (request.endedAt > request.startedAt) this.arriveUntil(request.endedAt);
      const half = after === 'sink-half-written';
      this.output.write(half ? passed.slice(0, passed.length >> 1) : passed, batch);
      if (half || after === 'sink-written') throw DEAD;
    } catch (error) {
      if (error === DEAD) {
        this.interrupt(request, strike as Strike, firstEntry, undo as () => void);
        return request.watermark;
      }
      if (!(error instanceof QueryFailure)) throw error;
      this.failure = { error: error.condition, message: error.message, batch, row: this.atWork.row };
    }
    this.lastMetrics = metrics;
    const next = this.failure
      ? { watermark: request.watermark, row: pipeline.newestRow }
      : (pipeline.nextWatermark(request.watermark) ?? { watermark: request.watermark, row: this.watermarkRow });
    this.endsAt = Math.max(this.endsAt, request.endedAt);
    const lastEntry = writer.length;
    writer.append(this.failure ? KIND.batchFailed : KIND.batchCommitted, batch);
    this.record(request, { firstEntry, lastEntry, metrics, next, endedAt: request.endedAt, crash: NONE });
    if (this.inputClocks && !this.failure)
      for (const [input, { at, row }] of pipeline.inputWatermarks().entries())
        this.inputClocks.push(lastEntry, input, at, row, false);
    this.lastWatermark = request.watermark;
    this.watermarkRow = next.row;
    this.batchId++;
    this.attempt = 0;
    if (next.watermark > request.watermark) writer.append(KIND.watermarkAdvanced, batch);
    if (strike && !this.failure) this.die(strike, batch, writer.length);
    return next.watermark;
  }

  private record(
    { startedAt, watermark, stretch, reads }: BatchRequest,
    facts: {
      readonly firstEntry: number;
      readonly lastEntry: number;
      readonly metrics: readonly StateMetrics[];
      readonly next: { readonly watermark: number; readonly row: number };
      readonly endedAt: number;
      readonly crash: number;
    },
  ): void {
    const { firstEntry, lastEntry, metrics, next, endedAt, crash } = facts;
    const { batchId, attempt } = this;
    // Name by name: a run may have thousands of batches, and a spread can cost more than all else that one does.
    this.batches.push(
      {
        batchId,
        attempt,
        crash,
        startedAt,
        endedAt,
        firstEntry,
        lastEntry,
        numInputRows: this.pipeline.rowsRead(reads),
        watermark,
        lateWatermark: Number.isNaN(watermark) ? Number.NaN : this.lastWatermark,
        nextWatermark: next.watermark,
        watermarkRow: next.row,
        stretch,
        metrics,
      },
      this.offsetLog.offsets,
    );
  }

  /** A crash strikes before the batch is committed. */
  private interrupt(request: BatchRequest, strike: Strike, firstEntry: number, undo: () => void): void {
    this.arriveUntil(strike.at);
    this.record(request, {
      firstEntry,
      lastEntry: this.writer.length,
      metrics: this.lastMetrics.map(({ total }) => ({
        total: strike.checkpoint === 'lost' ? 0 : total,
        updated: 0,
        removed: 0,
        dropped: 0,
      })),
      next: { watermark: request.watermark, row: this.watermarkRow },
      endedAt: strike.at,
      crash: this.crashes.length,
    });
    this.die(strike, this.batches.count - 1, firstEntry, undo);
    this.attempt++;
  }

  /** A crash strikes between two batches. */
  crash(strike: Strike): void {
    this.arriveUntil(strike.at);
    this.die(strike, NONE, this.writer.length);
  }

  /** @param undo puts back what the batch has done */
  private die(strike: Strike, batch: number, undoneFrom: number, undo?: () => void): void {
    const { fault, after, at, restartsAt, checkpoint } = strike;
    const entry = this.writer.length;
    this.writer.append(KIND.crashed, this.crashes.length);
    this.atWork.row = NONE;
    if (checkpoint === 'lost') this.toNothing?.();
    else undo?.();
    this.crashes.push({
      fault,
      batch,
      after,
      at,
      restartsAt,
      checkpoint,
      entry,
      restarted: NONE,
      undoneFrom: checkpoint === 'lost' ? 0 : undoneFrom,
    });
    this.endsAt = Math.max(this.endsAt, at);
  }

  /**
   * The query is back after the last crash. The global watermark is in the offset log; the newest event times of the
   * single sources are nowhere and start again (measured: case `crash-two-watermarks-min-sink-written`).
   */
  restart(): void {
    const last = this.crashes.length - 1;
    const crash = this.crashes[last] as CrashRecord;
    this.arriveUntil(crash.restartsAt);
    this.crashes[last] = { ...crash, restarted: this.writer.length };
    this.writer.append(KIND.restarted, last);
    this.endsAt = Math.max(this.endsAt, crash.restartsAt);
    this.pipeline.forgetNewest();
    this.inputClocks?.forget(this.writer.length - 1);
    if (crash.checkpoint === 'kept') return;
    this.batchId = 0;
    this.attempt = 0;
    this.watermarkRow = NONE;
  }

  /** Remembers what a commit leaves. @returns puts it back */
  private snapshot(): () => void {
    const restore = this.pipeline.snapshot();
    const { lastWatermark } = this;
    return () => {
      restore();
      this.lastWatermark = lastWatermark;
    };
  }

  /** Notes the batch in which Spark plans a join of `Plan.unsteady` otherwise than before. */
  private plannedAs(reads: BatchRequest['reads'], batch: number): void {
    const { unsteady = [] } = this.plan;
    if (unsteady.length === 0 || this.departs !== null) return;
    const empty = new Set(this.pipeline.withoutRows(reads));
    const now = unsteady.map((sources) => sources.some((source) => !empty.has(source)));
    if (this.steady?.some((had, i) => had !== now[i])) this.departs = batch;
    this.steady ??= now;
  }

  /** Called before its only batch, as `wholeTruth`. */
  becomeTruth(onlyGroups: boolean): void {
    this.isTruth = true;
    if (onlyGroups) this.pipeline.operators[0]?.onlyGroups?.();
  }

  finish(truthOf: TruthOf): Trace {
    if (!this.failed) this.arriveUntil(Number.POSITIVE_INFINITY);
    const operators = this.operatorTraces(truthOf);
    const { kinds, refs, length, keyframes } = this.writer.finish();
    return {
      engine: this.engine,
      length,
      kinds,
      refs,
      rowStart: this.rowStart,
      arrivalOrder: this.arrivals.order.slice(),
      batches: this.batches.finish(),
      operator: operators[0] ?? null,
      upstream: operators.slice(1),
      output: this.output.finish(),
      eventTime: eventTimeOf(this.scenario, this.plan),
      ...(this.inputClocks && { inputs: this.inputClocks.finish() }),
      ...(this.plan.unread.length > 0 && { takenOut: this.plan.unread.map((scan) => scan.source) }),
      crashes: this.crashes,
      failure: this.failure,
      ...(this.departs !== null && { departs: this.departs }),
      endsAt: this.endsAt,
      keyframes,
    };
  }

  private operatorTraces(truthOf: TruthOf): OperatorTrace[] {
    const { plan, pipeline } = this;
    const [scan, single] = plan.stages;
    const simple = plan.stages.length === 2 && scan?.node.kind === 'scan' && single?.inputs.length === 1;
    const [source] = this.arrivals.sources;
    const truth = simple && source ? truthRows(plan, pipeline, source, this.failed) : null;
    const traces = pipeline.operators.map((operator, i) => {
      const stage = plan.operators[i] as number;
      const trace = this.behindJoins(this.withSourceRows(operator.finish(truth), stage), stage);
      const { node } = plan.stages[stage] as PlannedStage;
      return node.kind === 'aggregate' && node.merged ? { ...trace, merged: node.merged } : trace;
    });
    const [first] = traces;
    if (simple || !first || first.process || this.failed || this.isTruth) return traces;
    return [adoptTruth(first, truthOf(this.scenario, plan, true).operator as OperatorTrace), ...traces.slice(1)];
  }

  /**
   * To an operator behind a join comes a watermark of its own, by so much later. What a row of state says that it is kept until
   * is said of the watermark that the query has, which is the one that everybody sees.
   */
  private behindJoins(trace: OperatorTrace, stage: number): OperatorTrace {
    const behind = this.pipeline.behind(stage);
    if (behind === 0) return trace;
    const [column] = trace.versions.columns;
    const isUntil = trace.versions.specs.length === 1 && trace.versions.specs[0]?.name === 'until';
    if (!isUntil || column?.type !== 'timestamp') return { ...trace, behind };
    const values = column.values.map((at) => at + behind);
    return { ...trace, behind, versions: { ...trace.versions, columns: [{ ...column, values }] } };
  }

  /** The rows that made an operator's versions, numbered over all sources; NONE where they are no source's. */
  private withSourceRows(trace: OperatorTrace, stage: number): OperatorTrace {
    if (!trace.process) return trace;
    const [input] = (this.plan.stages[stage] as PlannedStage).inputs;
    const below = input && (this.plan.stages[input.from] as PlannedStage).node;
    const start = below?.kind === 'scan' ? (this.rowStart[below.source] as number) : null;
    const versionRow = trace.process.versionRow.map((row) => (row === NONE || start === null ? NONE : start + row));
    return { ...trace, process: { ...trace.process, versionRow } };
  }
}

/** Spark's words (`WatermarkPropagator`), which it says when it first passes a watermark on. */
const redefinedWatermark = (): QueryFailure =>
  new QueryFailure(
    '_LEGACY_ERROR_TEMP_3076',
    "Redefining watermark is disallowed. You can set the config 'spark.sql.streaming.statefulOperator.allowMultiple' to 'false' to restore the previous behavior. Note that multiple stateful operators will be disallowed.",
  );
