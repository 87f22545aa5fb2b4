/**
 * What every engine that works in batches does alike: rows arrive, a batch reads them and sends them through the stages
 * of the query, output goes to the sink. A scheduler (`spark.ts`, `dailyBatch.ts`) says when and which rows.
 */
import { type Columns, Input, makeOperator } from '../operators/bind';
import { type KeyEncoder, sharedKeyEncoders } from '../operators/groups';
import {
  type Emission,
  FILTERED,
  type Mode,
  type StatefulOperator,
  type StateMetrics,
  type TruthRows,
  WITHOUT_WINDOW,
} from '../operators/operator';
import { scanColumns } from '../operators/scan';
import { StateLog } from '../operators/stateLog';
import { MOST_STEPS } from '../operators/truthSteps';
import { NEXT_PARTITION, UnionStage } from '../operators/union';
import type { Pipe, Plan, PlannedStage } from '../query/plan';
import { QueryFailure } from '../queryFailure';
import type { EngineName, Scenario, Source, SparkCrashPoint } from '../scenario/scenario';
import { BatchTableBuilder } from '../trace/batchTable';
import { GrowableUint32, TableBuilder } from '../trace/growable';
import {
  type CrashRecord,
  type EventTimeSource,
  type Failure,
  KIND,
  NONE,
  type OperatorTrace,
  refOf,
  type Trace,
} from '../trace/trace';
import { TraceWriter } from '../trace/writer';
import { type ColumnSpec, type Value, valueAt } from '../values';
import { type Arrivals, arrivalsOf, rowStarts } from './arrivals';
import { sortedByTime } from './byTime';
import type { Strike } from './crashes';
import { eventTimeOf } from './eventTime';
import { outputColumns } from './outputColumns';

const NOTHING = Number.NEGATIVE_INFINITY;

/** The places (in a source's order of arrival) from and to (excluded) that are read; only `places`, where they are given. */
export interface Read {
  readonly from: number;
  readonly to: number;
  readonly places?: readonly number[];
}

export interface BatchRequest {
  readonly startedAt: number;
  readonly endedAt: number;
  /** For each source read, in the order of `arrivals.sources`. */
  readonly reads: readonly Read[];
  /** What a job says of the time that it read: for the trace. */
  readonly stretch?: readonly [from: number, to: number];
  /** The start of the window in which a job counts whatever it reads. */
  readonly bookTo?: number;
  /** Microseconds; NaN where the query has no watermark. */
  readonly watermark: number;
  /** What the functions of the query take for now, where it is not the start: a batch that is repeated keeps its clock. */
  readonly clock?: number;
  /** The crash that strikes in it. */
  readonly strike?: Strike | null;
  /** The point of a micro-batch at which it strikes, where the engine names its points otherwise. */
  readonly strikesAs?: SparkCrashPoint | undefined;
}

/** Thrown on the way through a batch where a crash strikes. */
const DEAD = Symbol('the query died');

type TruthOf = (scenario: Scenario, plan: Plan, onlyGroups: boolean) => Trace;

/** A stage at work. */
type Stage =
  | { readonly kind: 'scan'; readonly source: number; readonly columns: Columns }
  | { readonly kind: 'union'; readonly union: UnionStage; readonly columns: Columns }
  | {
      readonly kind: 'operator';
      readonly operator: StatefulOperator;
      readonly place: number;
      readonly columns: Columns;
    };

/** A row's way through a pipe: false once a filter has taken it out. */
type Way = (ref: number) => boolean;

interface Ways {
  /** Into each port of each stage. */
  readonly into: readonly (readonly Way[])[];
  readonly toSink: Way;
}

export class BatchRun {
  readonly arrivals: Arrivals;
  private readonly rowStart: number[];
  private readonly writer: TraceWriter;
  private readonly batches: BatchTableBuilder;
  private readonly stages: Stage[] = [];
  private readonly ways: Ways;
  /** Of batches that read nothing of some sources, by those. */
  private readonly waysWithout = new Map<string, Ways>();
  private readonly outputSpecs: readonly ColumnSpec[];
  private readonly outputValues: readonly ((ref: number) => Value)[];
  private readonly outputTable: TableBuilder;
  private readonly outputBatch = new GrowableUint32();
  private readonly outputVersion = new GrowableUint32();
  private readonly outputRow = new GrowableUint32();
  private readonly offsets: Float64Array;
  private readonly partitionStart: number[] = [];
  private arrived = 0;
  /** Newest event time that each watermark step has seen, and its row (over all sources). */
  private readonly newest: { time: number; row: number }[];
  /** What each operator's input was let through as watermark in the batch before. */
  private readonly workedWith: number[];
  /** For each source the place up to which it has been read. */
  private readonly readTo: number[] = [];
  private row = NONE;
  private failure: Failure | null = null;
  /** Id of the batch that runs, or of the next one; how many times it was begun before. */
  private batchId = 0;
  private attempt = 0;
  private lastWatermark = 0;
  /** The row behind the watermark. */
  private watermarkRow = NONE;
  /** Rows that each operator held when the last batch committed. */
  private held: number[];
  private readonly crashes: CrashRecord[] = [];
  /** Puts everything back to before the first batch; only where a checkpoint will be lost. */
  private readonly toNothing: (() => void) | null;
  private endsAt: number;

  constructor(
    private readonly engine: EngineName,
    private readonly scenario: Scenario,
    private readonly plan: Plan,
    mode: Mode,
  ) {
    const scans = plan.stages.flatMap((s) => (s.node.kind === 'scan' ? [s.node.source] : []));
    this.arrivals = arrivalsOf(scenario, scans);
    this.rowStart = rowStarts(scenario);
    this.writer = new TraceWriter(this.arrivals.order.length * 4);
    const partitions: string[] = [];
    for (const { source } of this.arrivals.sources) {
      this.partitionStart.push(partitions.length);
      const { name, partitions: count } = scenario.sources[source] as Source;
      for (let p = 0; p < count; p++) partitions.push(`${name}-${p}`);
    }
    this.batches = new BatchTableBuilder(partitions, plan.operators.length);
    this.offsets = new Float64Array(partitions.length);
    this.newest = plan.watermarks.map(() => ({ time: NOTHING, row: NONE }));
    this.workedWith = plan.stages.map(() => 0);
    this.endsAt = this.arrivals.times[0] ?? 0;
    plan.stages.forEach((stage, i) => {
      this.stages.push(this.makeStage(stage, i, mode));
    });
    const crashes = (scenario.crashes ?? []).filter((crash) => crash.engine === engine);
    // A job reads rows again, and so does a query after a crash: what is counted on the way is not the truth.
    if (this.arrivals.order.length > MOST_STEPS && mode !== 'recompute' && crashes.length === 0)
      for (const stage of this.stages) if (stage.kind === 'operator') stage.operator.followTruth?.();
    this.ways = {
      into: plan.stages.map((stage) => stage.inputs.map((pipe) => this.makeWay(pipe))),
      toSink: this.makeWay(plan.sink),
    };
    const sink = new Input(plan.sink, this.columnsOf(plan.sink));
    const { shown, specs, values } = outputColumns(plan.output, sink);
    this.outputSpecs = shown;
    this.outputTable = new TableBuilder(specs);
    this.outputValues = values;
    this.held = plan.operators.map(() => 0);
    this.toNothing = crashes.some((c) => c.checkpoint === 'lost') ? this.snapshot() : null;
  }

  /** Id of the next batch. */
  get nextBatchId(): number {
    return this.batchId;
  }

  private columnsOf(pipe: Pipe): Columns {
    return (this.stages[pipe.from] as Stage).columns;
  }

  private makeStage(stage: PlannedStage, index: number, mode: Mode): Stage {
    const { node } = stage;
    if (node.kind === 'scan')
      return {
        kind: 'scan',
        source: node.source,
        columns: scanColumns(this.scenario.sources[node.source] as Source, node.output),
      };
    const inputs = stage.inputs.map((pipe) => new Input(pipe, this.columnsOf(pipe)));
    if (node.kind === 'union') {
      const union = new UnionStage(node, inputs);
      return { kind: 'union', union, columns: union };
    }
    const place = this.plan.operators.indexOf(index);
    const operator = makeOperator(node, inputs, mode, new StateLog(this.writer, place));
    return { kind: 'operator', operator, place, columns: operator };
  }

  private makeWay(pipe: Pipe): Way {
    const input = new Input(pipe, this.columnsOf(pipe));
    const steps = pipe.steps.map((step): Way => {
      if (step.kind === 'filter') {
        const condition = input.readHere(step.condition);
        return (ref) => condition(ref) === true;
      }
      const time = input.readHere((this.plan.watermarks[step.index] as Plan['watermarks'][number]).time);
      const newest = this.newest[step.index] as { time: number; row: number };
      return (ref) => {
        const value = time(ref) as number | null;
        if (value !== null && value > newest.time) {
          newest.time = value;
          newest.row = this.row;
        }
        return true;
      };
    });
    const [only] = steps;
    if (only && steps.length === 1) return only;
    return steps.length === 0 ? () => true : (ref) => steps.every((step) => step(ref));
  }

  /** The ways of a batch: they depend on which sources give it rows. */
  private waysOf({ reads }: BatchRequest): Ways {
    const { without } = this.plan;
    const empty = this.arrivals.sources.flatMap(({ source }, place) => {
      const { from, to } = reads[place] as Read;
      return from === to ? [source] : [];
    });
    if (without === null || empty.length === 0) return this.ways;
    const known = this.waysWithout.get(empty.join());
    if (known) return known;
    const { stages, sink } = without(new Set(empty));
    const hasRows = ({ from }: Pipe): boolean => {
      const { node } = this.plan.stages[from] as PlannedStage;
      return node.kind !== 'scan' || !empty.includes(node.source);
    };
    const ways = {
      into: stages.map(({ inputs }, stage) =>
        inputs.map((pipe, port) => (hasRows(pipe) ? this.makeWay(pipe) : (this.ways.into[stage]?.[port] as Way))),
      ),
      toSink: this.makeWay(sink),
    };
    this.waysWithout.set(empty.join(), ways);
    return ways;
  }

  get failed(): boolean {
    return this.failure !== null;
  }

  /** Whether an operator can use a batch without rows: its own watermark would rise. @param watermark of that batch */
  wantsNoDataBatch(watermark: number): boolean {
    if (this.plan.redefinesWatermark) return true;
    const reached = this.reach(watermark);
    return this.stages.some(
      (s, i) =>
        s.kind === 'operator' && s.operator.wantsNoDataBatch && (reached[i] as number) > (this.workedWith[i] as number),
    );
  }

  /** An operator goes by the clock: a batch runs at every tick. */
  get wantsEveryTick(): boolean {
    return this.stages.some((s) => s.kind === 'operator' && s.operator.wantsEveryTick === true);
  }

  /** Such operators hold nothing any more: without rows no tick will change anything. */
  get ticksInVain(): boolean {
    const last = this.lastMetrics;
    return this.stages.every((s) => s.kind !== 'operator' || !s.operator.wantsEveryTick || last[s.place]?.total === 0);
  }
  private lastMetrics: readonly StateMetrics[] = [];

  /**
   * The watermark that reaches each stage: what its inputs let through, the smallest of those that have one; NaN where
   * none has (Spark: `PropagateWatermarkSimulator`).
   */
  private reach(watermark: number): number[] {
    const reached: number[] = [];
    const through: number[] = [];
    this.plan.stages.forEach(({ inputs }, i) => {
      const passed = inputs
        .map((pipe) => (pipe.steps.some((s) => s.kind === 'watermark') ? watermark : (through[pipe.from] as number)))
        .filter((w) => !Number.isNaN(w));
      const here = passed.length === 0 ? Number.NaN : Math.min(...passed);
      const stage = this.stages[i] as Stage;
      // The epoch is no watermark yet: nothing is computed from it.
      through.push(stage.kind === 'operator' && watermark > 0 ? stage.operator.passes(here) : here);
      reached.push(Math.max(0, here));
    });
    return reached;
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
    const { writer, plan } = this;
    const batch = this.batches.count;
    const strike = request.strike ?? null;
    const after = request.strikesAs ?? strike?.after;
    const undo = strike && after !== 'commit-logged' ? this.snapshot() : null;
    this.arriveUntil(request.startedAt);
    const firstEntry = writer.length;
    writer.append(KIND.batchPlanned, batch);
    this.logOffsets(request);
    const metrics: StateMetrics[] = plan.operators.map(() => ({ total: 0, updated: 0, removed: 0, dropped: 0 }));
    let numInputRows = this.rowsRead(request);
    try {
      if (after === 'offsets-logged') throw DEAD;
      if (plan.redefinesWatermark && request.watermark > 0) throw redefinedWatermark();
      const passed: Emission[] = [];
      numInputRows = this.runStages(request, metrics, passed);
      if (after === 'state-written') throw DEAD;
      if (request.endedAt > request.startedAt) this.arriveUntil(request.endedAt);
      const half = after === 'sink-half-written';
      for (const emission of half ? passed.slice(0, passed.length >> 1) : passed) this.write(emission, batch);
      this.row = NONE;
      if (half || after === 'sink-written') throw DEAD;
    } catch (error) {
      if (error === DEAD) {
        this.interrupt(request, strike as Strike, firstEntry, undo as () => void);
        return request.watermark;
      }
      if (!(error instanceof QueryFailure)) throw error;
      this.failure = { error: error.condition, message: error.message, batch, row: this.row };
    }
    this.lastMetrics = metrics;
    const next = this.failure
      ? { watermark: request.watermark, row: this.newest[0]?.row ?? NONE }
      : this.nextWatermark(request.watermark);
    this.endsAt = Math.max(this.endsAt, request.endedAt);
    const lastEntry = writer.length;
    writer.append(this.failure ? KIND.batchFailed : KIND.batchCommitted, batch);
    this.push(request, { firstEntry, lastEntry, numInputRows, metrics, next, endedAt: request.endedAt, crash: NONE });
    this.lastWatermark = request.watermark;
    this.watermarkRow = next.row;
    this.held = metrics.map((m) => m.total);
    this.batchId++;
    this.attempt = 0;
    if (next.watermark > request.watermark) writer.append(KIND.watermarkAdvanced, batch);
    if (strike && !this.failure) this.die(strike, batch, writer.length);
    return next.watermark;
  }

  private push(
    { startedAt, watermark, stretch }: BatchRequest,
    facts: {
      readonly firstEntry: number;
      readonly lastEntry: number;
      readonly numInputRows: number;
      readonly metrics: readonly StateMetrics[];
      readonly next: { readonly watermark: number; readonly row: number };
      readonly endedAt: number;
      readonly crash: number;
    },
  ): void {
    const { next, ...rest } = facts;
    const { batchId, attempt } = this;
    this.batches.push(
      {
        ...rest,
        batchId,
        attempt,
        startedAt,
        watermark,
        lateWatermark: Number.isNaN(watermark) ? Number.NaN : this.lastWatermark,
        nextWatermark: next.watermark,
        watermarkRow: next.row,
        stretch,
      },
      this.offsets,
    );
  }

  /** A crash strikes before the batch is committed. */
  private interrupt(request: BatchRequest, strike: Strike, firstEntry: number, undo: () => void): void {
    const metrics = this.held.map((total) => ({ total, updated: 0, removed: 0, dropped: 0 }));
    this.arriveUntil(strike.at);
    this.push(request, {
      firstEntry,
      lastEntry: this.writer.length,
      numInputRows: this.rowsRead(request),
      metrics: strike.checkpoint === 'lost' ? metrics.map((m) => ({ ...m, total: 0 })) : metrics,
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
    this.row = NONE;
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
   * single sources are nowhere and start again (measured: spark-facts 11.3).
   */
  restart(): void {
    const last = this.crashes.length - 1;
    const crash = this.crashes[last] as CrashRecord;
    this.arriveUntil(crash.restartsAt);
    this.crashes[last] = { ...crash, restarted: this.writer.length };
    this.writer.append(KIND.restarted, last);
    this.endsAt = Math.max(this.endsAt, crash.restartsAt);
    for (const n of this.newest) Object.assign(n, { time: NOTHING, row: NONE });
    if (crash.checkpoint === 'kept') return;
    this.batchId = 0;
    this.attempt = 0;
    this.watermarkRow = NONE;
  }

  /** Remembers what a commit leaves. @returns puts it back */
  private snapshot(): () => void {
    const operators = this.stages.flatMap((s) => (s.kind === 'operator' ? [s.operator.snapshot()] : []));
    const { lastWatermark, workedWith } = this;
    const worked = [...workedWith];
    return () => {
      for (const restore of operators) restore();
      for (const stage of this.stages) if (stage.kind === 'union') stage.union.forget();
      this.lastWatermark = lastWatermark;
      workedWith.splice(0, worked.length, ...worked);
    };
  }

  /** For each source the place that `offsets` stand for. */
  private readonly loggedTo: number[] = [];

  /** Where a batch's offsets end, partition by partition. */
  private logOffsets({ reads }: BatchRequest): void {
    this.arrivals.sources.forEach(({ source, rows }, place) => {
      const { partition } = this.scenario.sources[source] as Source;
      const { to } = reads[place] as Read;
      const start = this.partitionStart[place] as number;
      if (!partition) {
        this.offsets[start] = to;
        return;
      }
      const move = (row: number, by: number): void => {
        const offset = start + (partition[rows[row] as number] as number);
        this.offsets[offset] = (this.offsets[offset] as number) + by;
      };
      let at = this.loggedTo[place] ?? 0;
      while (at < to) move(at++, 1);
      // A batch that is tried again, or a job that reads again.
      while (at > to) move(--at, -1);
      this.loggedTo[place] = to;
    });
  }

  /** Rows that a batch reads; a source that the query reads twice counts twice. */
  private rowsRead(request: BatchRequest): number {
    let rows = 0;
    for (const stage of this.stages) {
      if (stage.kind !== 'scan') continue;
      const read = request.reads[this.arrivals.sources.findIndex((s) => s.source === stage.source)];
      rows += read ? (read.places?.length ?? read.to - read.from) : 0;
    }
    return rows;
  }

  /** The newest event time of each watermark step less its delay, combined by the policy; it never goes back. */
  private nextWatermark(current: number): { watermark: number; row: number } {
    if (this.plan.watermarks.length === 0) return { watermark: Number.NaN, row: NONE };
    const policy = this.scenario.engines.spark.multipleWatermarkPolicy;
    let chosen: { at: number; row: number } | null = null;
    this.plan.watermarks.forEach(({ delay }, i) => {
      const { time, row } = this.newest[i] as { time: number; row: number };
      // Whole milliseconds (EventTimeStats), and never below the epoch.
      const at = time === NOTHING ? 0 : Math.max(0, Math.floor(time / 1000) * 1000 - delay);
      if (chosen === null || (policy === 'max' ? at > chosen.at : at < chosen.at)) chosen = { at, row };
    });
    const { at, row } = chosen as unknown as { at: number; row: number };
    // After a restart the rows seen since may be older than what the offset log says.
    return at >= current ? { watermark: at, row } : { watermark: current, row: this.watermarkRow };
  }

  /** Rows to be read before a crash strikes, and the row behind which it does. */
  private rowsLeft = Number.POSITIVE_INFINITY;
  private lastRow: number | null = null;

  /** Sends a batch's rows through the stages, sources first. @returns rows read */
  private runStages(request: BatchRequest, metrics: StateMetrics[], passed: Emission[]): number {
    const { plan } = this;
    const consumer = new Map<number, { stage: number; port: number }>();
    plan.stages.forEach((stage, i) => {
      stage.inputs.forEach((pipe, port) => {
        consumer.set(pipe.from, { stage: i, port });
      });
    });
    this.reach(request.watermark).forEach((reached, i) => {
      const at = this.stages[i] as Stage;
      if (at.kind !== 'operator') return;
      const watermarks = Number.isNaN(reached)
        ? { late: NOTHING, evict: NOTHING }
        : { late: this.workedWith[i] as number, evict: reached };
      at.operator.beginBatch(watermarks, request.clock ?? request.startedAt);
      this.workedWith[i] = reached;
      if (request.bookTo !== undefined) at.operator.bookTo?.(request.bookTo);
    });
    let read = 0;
    const ways = this.waysOf(request);
    const strike = request.strike?.after === 'rows-read' ? request.strike : null;
    this.lastRow = strike?.row ?? null;
    const half = this.rowsRead(request) >> 1;
    this.rowsLeft = strike && this.lastRow === null ? half : Number.POSITIVE_INFINITY;
    if (this.rowsLeft === 0) throw DEAD;
    this.stages.forEach((stage, i) => {
      const to = consumer.get(i);
      const target = to ? (this.stages[to.stage] as Stage) : null;
      const way = to ? (ways.into[to.stage]?.[to.port] as Way) : ways.toSink;
      const port = to?.port ?? 0;
      if (stage.kind === 'scan') read += this.scan(stage.source, request, way, target, port, passed);
      else if (stage.kind === 'union') {
        for (const ref of stage.union.take())
          if (ref === NEXT_PARTITION) nextPartition(target, port);
          else this.deliver(ref, way, target, port, passed, { version: NONE, input: NONE, ref });
      } else {
        const { emitted, metrics: counted } = stage.operator.endBatch();
        metrics[stage.place] = counted;
        emitted.forEach((emission) => {
          if (target?.kind === 'operator') this.writer.append(KIND.passedOn, refOf(stage.place, emission.ref));
          this.deliver(emission.ref, way, target, port, passed, {
            ...emission,
            version: emission.version === NONE ? NONE : refOf(stage.place, emission.version),
          });
        });
      }
    });
    return read;
  }

  /** Reads a source's rows of this batch, one partition after another, each in the order of its offsets. */
  private scan(
    source: number,
    request: BatchRequest,
    way: Way,
    target: Stage | null,
    port: number,
    passed: Emission[],
  ): number {
    const place = this.arrivals.sources.findIndex((s) => s.source === source);
    const { rows } = this.arrivals.sources[place] as Arrivals['sources'][number];
    const { from, to, places } = request.reads[place] as Read;
    const { partition, partitions } = this.scenario.sources[source] as Source;
    const start = this.rowStart[source] as number;
    const { writer } = this;
    for (let p = 0; p < partitions; p++) {
      if (p > 0) nextPartition(target, port);
      const count = places?.length ?? to - from;
      for (let i = 0; i < count; i++) {
        const row = rows[places ? (places[i] as number) : from + i] as number;
        if (partition && partition[row] !== p) continue;
        if (this.rowsLeft-- === 0) throw DEAD;
        this.row = start + row;
        writer.append(KIND.rowRead, start + row);
        if (!way(row)) writer.append(KIND.rowFiltered, start + row);
        else if (target?.kind === 'operator') {
          const groups = target.operator.take(row, port);
          if (groups <= FILTERED)
            writer.append(groups === WITHOUT_WINDOW ? KIND.rowWithoutWindow : KIND.rowFiltered, start + row);
        } else {
          writer.append(KIND.rowPassed, start + row);
          if (target) target.kind === 'union' && target.union.give(row, port);
          else passed.push({ version: NONE, input: start + row, ref: row });
        }
        if (this.lastRow === start + row) throw DEAD;
      }
    }
    this.row = NONE;
    this.readTo[place] = Math.max(this.readTo[place] ?? 0, to);
    return places?.length ?? to - from;
  }

  /** Sends on what a stage gave out. */
  private deliver(
    ref: number,
    way: Way,
    target: Stage | null,
    port: number,
    passed: Emission[],
    emission: Emission,
  ): void {
    if (!way(ref)) return;
    if (target?.kind === 'operator') target.operator.take(ref, port);
    else if (target?.kind === 'union') target.union.give(ref, port);
    else passed.push(emission);
  }

  private write(emission: Emission, batch: number): void {
    const { columns } = this.outputTable;
    this.row = this.rowOf(emission);
    for (let i = 0; i < columns.length; i++)
      columns[i]?.push((this.outputValues[i] as (ref: number) => Value)(emission.ref));
    this.writer.append(KIND.outputWritten, this.outputBatch.length);
    this.outputBatch.push(batch);
    this.outputVersion.push(emission.version);
    this.outputRow.push(this.row);
  }

  /** The source row behind an emission of an operator that scans a source, over all sources; NONE for others. */
  private rowOf(emission: Emission): number {
    if (emission.input === NONE) return NONE;
    const last = this.plan.stages[this.plan.sink.from] as PlannedStage;
    if (last.node.kind === 'scan') return emission.input;
    const [input] = last.inputs;
    const below = input && (this.plan.stages[input.from] as PlannedStage).node;
    return below?.kind === 'scan' && last.inputs.length === 1
      ? (this.rowStart[below.source] as number) + emission.input
      : NONE;
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
      output: {
        table: this.outputTable.finish(),
        specs: this.outputSpecs,
        batch: this.outputBatch.finish(),
        version: this.outputVersion.finish(),
        row: this.outputRow.finish(),
      },
      eventTime: this.eventTime(),
      crashes: this.crashes,
      failure: this.failure,
      endsAt: this.endsAt,
      keyframes,
    };
  }

  private operatorTraces(truthOf: TruthOf): OperatorTrace[] {
    const { plan } = this;
    const operators = plan.operators.map((i) => this.stages[i] as Extract<Stage, { kind: 'operator' }>);
    const [scan, single] = plan.stages;
    const simple = plan.stages.length === 2 && scan?.node.kind === 'scan' && single?.inputs.length === 1;
    const traces = operators.map(({ operator }, i) =>
      this.withSourceRows(operator.finish(simple ? this.truthRows() : null), plan.operators[i] as number),
    );
    const [first] = traces;
    if (simple || !first || first.process || this.failed || this.isTruth) return traces;
    return [adoptTruth(first, truthOf(this.scenario, plan, true).operator as OperatorTrace), ...traces.slice(1)];
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

  /** A run that is itself the truth of another one asks for none. */
  private isTruth = false;

  /** Called before its only batch, as `wholeTruth`. */
  becomeTruth(onlyGroups: boolean): void {
    this.isTruth = true;
    if (!onlyGroups) return;
    const [last] = this.plan.operators;
    const stage = last === undefined ? undefined : this.stages[last];
    if (stage?.kind === 'operator') stage.operator.onlyGroups?.();
  }

  private eventTime(): EventTimeSource | null {
    return eventTimeOf(this.scenario, this.plan);
  }

  /**
   * Rows that the truth counts: those that arrive by the end and that no filter takes out. After a failure there is no
   * truth to speak of.
   */
  private truthRows(): TruthRows {
    const [source] = this.arrivals.sources as [Arrivals['sources'][number]];
    const way = this.ways.into[1]?.[0] as Way;
    const newest = this.newest.map((n) => ({ ...n }));
    const keeps = (row: number): boolean => {
      try {
        return way(row);
      } catch (error) {
        // A row that no batch read can fail here and nowhere else; it has no part in any answer.
        if (error instanceof QueryFailure) return false;
        throw error;
      }
    };
    const kept = (rows: Uint32Array): Uint32Array => {
      const filtered = this.failed ? new Uint32Array() : rows.filter(keeps);
      // Going over the rows again must not move the watermark.
      this.newest.forEach((n, i) => {
        Object.assign(n, newest[i]);
      });
      return filtered;
    };
    const time = this.timeReader();
    return {
      get rows() {
        return kept(source.rows);
      },
      unread: kept(source.rows.subarray(this.readTo[0] ?? 0)),
      timeOf: time,
      inEventTime: () => {
        const rows = kept(source.rows);
        const at = (row: number): number => {
          const t = time(row);
          return Number.isNaN(t) ? NOTHING : t;
        };
        return sortedByTime(rows, at);
      },
    };
  }

  /** The event time of a row: the watermark's column, else the window's; NaN for null, or where there is neither. */
  private timeReader(): (row: number) => number {
    const { node, inputs } = this.plan.stages[1] as PlannedStage;
    const pipe = inputs[0] as Pipe;
    const input = new Input(pipe, this.columnsOf(pipe));
    const [watermark] = this.plan.watermarks;
    if (!watermark)
      return node.kind === 'aggregate' && node.window ? input.readTime(node.window.time) : () => Number.NaN;
    const value = input.readHere(watermark.time);
    return (row) => (value(row) as number | null) ?? Number.NaN;
  }
}

/** Spark's words (`WatermarkPropagator`), which it says when it first passes a watermark on. */
const redefinedWatermark = (): QueryFailure =>
  new QueryFailure(
    '_LEGACY_ERROR_TEMP_3076',
    "Redefining watermark is disallowed. You can set the config 'spark.sql.streaming.statefulOperator.allowMultiple' to 'false' to restore the previous behavior. Note that multiple stateful operators will be disallowed.",
  );

/** Tells a stage that the rows which follow are another partition's. */
function nextPartition(target: Stage | null, port: number): void {
  if (target?.kind === 'operator') target.operator.nextPartition();
  else if (target?.kind === 'union') target.union.nextPartition(port);
}

/** Puts the truth that another run computed beside an operator's groups; groups that it alone knows come last. */
function adoptTruth(operator: OperatorTrace, truth: OperatorTrace): OperatorTrace {
  const readers = (o: OperatorTrace) => o.groups.columns.map((c) => (group: number) => valueAt(c, group));
  // Groups that say the same of themselves have one number.
  const [own, other] = sharedKeyEncoders([readers(operator), readers(truth)]) as [KeyEncoder, KeyEncoder];
  const groups = new TableBuilder(operator.groups.specs);
  const numbers: number[] = [];
  const place: number[] = [];
  const add = (o: OperatorTrace, group: number, number: number): void => {
    place[number] = groups.pushRow(o.groups.columns.map((c) => valueAt(c, group)));
    numbers.push(number);
  };
  for (let g = 0; g < operator.groups.count; g++) add(operator, g, own.tuple(g));
  /** The last version of each group of the truth. */
  const versionOf: number[] = [];
  const last = new Map<number, number>();
  truth.versionGroup.forEach((group, version) => {
    last.set(group, version);
  });
  for (const [group, version] of last) {
    const number = other.tuple(group);
    if (place[number] === undefined) add(truth, group, number);
    versionOf[number] = version;
  }
  const table = new TableBuilder(operator.versions.specs);
  const rows = new Uint32Array(groups.count);
  numbers.forEach((number, group) => {
    const version = versionOf[number];
    if (version !== undefined && place[number] === group) rows[group] = 1;
    table.pushRow(
      operator.versions.specs.map((_, i) =>
        version === undefined ? null : valueAt(truth.versions.columns[i] as never, version),
      ),
    );
  });
  return { ...operator, groups: groups.finish(), truth: table.finish(), truthRows: rows };
}
