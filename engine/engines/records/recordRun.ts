/**
 * What every engine that works row by row does alike: a row arrives, goes through the stages of the query one after the
 * other, and what it makes come out goes to the sink before the next row is looked at. A scheduler (`flink.ts`) says
 * what a clock is and what its timers do. The trace has a step for each arrival and for each tick that has an effect: see
 * ROW BY ROW in `trace/trace.ts`.
 */
import { type Columns, Input } from '../../operators/input';
import { type Emission, FILTERED, WITHOUT_WINDOW } from '../../operators/operator';
import { RecordLog } from '../../operators/recordLog';
import type { RecordOperator, Stamp } from '../../operators/recordOperator';
import { scanColumns } from '../../operators/scan';
import { NEXT_PARTITION, UnionStage } from '../../operators/union';
import { outputOf } from '../../query/logical';
import { givesTies, type Pipe, type Plan } from '../../query/plan';
import { QueryFailure } from '../../queryFailure';
import type { EngineName, Scenario, Source } from '../../scenario/scenario';
import { BatchTableBuilder } from '../../trace/batchTable';
import { GrowableUint32, TableBuilder } from '../../trace/growable';
import { InputClocksBuilder } from '../../trace/inputClocks';
import { PartitionClocksBuilder } from '../../trace/partitionClocks';
import { type CrashRecord, type Failure, KIND, NONE, type RecordsTrace, refOf, type Trace } from '../../trace/trace';
import { TraceWriter } from '../../trace/writer';
import type { Value } from '../../values';
import { type Arrivals, arrivalsOf, rowStarts } from '../arrivals';
import { eventTimeOf } from '../eventTime';
import { outputColumns } from '../outputColumns';
import { besideTruth } from '../truthBeside';
import { LateRows } from './lateRows';
import type { RecordRules } from './rules';

const NEVER = Number.NEGATIVE_INFINITY;
const NO_TIME: Stamp = { time: Number.NaN, partition: 0 };

/** A stage at work. */
type Stage<O> =
  | { readonly kind: 'scan'; readonly source: number; readonly columns: Columns }
  | { readonly kind: 'union'; readonly union: UnionStage; readonly columns: Columns }
  | {
      readonly kind: 'operator';
      readonly operator: O;
      readonly log: RecordLog;
      readonly place: number;
      readonly columns: Columns;
    };

/** From a stage to the next one, or to the sink. */
interface Way {
  /** Index of the stage at its end; -1 is the sink. */
  readonly to: number;
  readonly port: number;
  readonly steps: readonly WayStep[];
}
type WayStep =
  | { readonly kind: 'filter'; readonly keeps: (ref: number) => boolean }
  | { readonly kind: 'watermark'; readonly index: number; readonly time: (ref: number) => number | null };

/** What has become of a row at the first place that decides. */
const PASSED = 0.5;
/** The entry for each verdict from FILTERED downwards. */
const VERDICTS = [KIND.rowFiltered, KIND.rowWithoutWindow, KIND.rowWithoutKey] as const;

export class RecordRun<O extends RecordOperator> {
  /** Of all sources, also of those that the query does not read. */
  readonly arrivals: Arrivals;
  /** The row at hand, over all sources; NONE in a tick. */
  row = NONE;
  private readonly rowStart: readonly number[];
  /** Number of each source's first partition. */
  private readonly partitionStart: number[] = [];
  private readonly writer: TraceWriter;
  private readonly steps: BatchTableBuilder;
  private readonly stages: Stage<O>[] = [];
  /** By the stage that it begins at. */
  private readonly ways: Way[] = [];
  private readonly offsets: Float64Array;
  private readonly output: ReturnType<typeof outputColumns>;
  private readonly outputTable: TableBuilder;
  private readonly outputStep = new GrowableUint32();
  private readonly outputVersion = new GrowableUint32();
  private readonly outputRow = new GrowableUint32();
  private readonly takenBack = new GrowableUint32();
  private takesBack = false;
  /** Where a join's rows go to the sink as they are. */
  private readonly outputTie: GrowableUint32 | null;
  private readonly stepRow = new GrowableUint32();
  private readonly stepRise = new GrowableUint32();
  private readonly partitionClocks: PartitionClocksBuilder;
  /** Where the clock is made of several watermarks. */
  private readonly inputClocks: InputClocksBuilder | null;
  private readonly late: LateRows;
  /** Inputs of `late` for rows as they lie in a source, by the scan's stage. */
  private readonly sourceInputs = new Map<number, number>();
  private failure: Failure | null = null;
  private readonly crashes: CrashRecord[] = [];
  /** Rows are counted as they are processed only where one can be processed again. */
  private readonly counts: boolean;
  private readonly attempts = new Map<number, number>();
  private endsAt: number;
  private clock: number;
  private clockRow = NONE;
  /** The step that is open; null between steps. */
  private open: { readonly firstEntry: number; readonly before: number; rise: number } | null = null;
  /** Processing time, microseconds. */
  now = NEVER;

  constructor(
    private readonly engine: EngineName,
    private readonly scenario: Scenario,
    private readonly plan: Plan,
    private readonly rules: RecordRules<O>,
  ) {
    this.arrivals = arrivalsOf(
      scenario,
      scenario.sources.map((_, s) => s),
    );
    this.rowStart = rowStarts(scenario);
    this.writer = new TraceWriter(this.arrivals.order.length * 7);
    const partitions: string[] = [];
    for (const { name, partitions: count } of scenario.sources) {
      this.partitionStart.push(partitions.length);
      for (let p = 0; p < count; p++) partitions.push(`${name}-${p}`);
    }
    this.steps = new BatchTableBuilder(partitions, plan.operators.length);
    this.offsets = new Float64Array(partitions.length);
    this.partitionClocks = new PartitionClocksBuilder(partitions.length);
    this.inputClocks = rules.watermarks ? InputClocksBuilder.of(plan.watermarks) : null;
    this.late = new LateRows();
    this.counts = (scenario.crashes ?? []).some((crash) => crash.engine === engine);
    this.endsAt = this.arrivals.times[0] ?? 0;
    this.clock = rules.reading || plan.watermarks.length > 0 ? NEVER : Number.NaN;
    plan.stages.forEach((_, i) => {
      this.stages.push(this.makeStage(i));
    });
    plan.stages.forEach(({ inputs }, to) => {
      inputs.forEach((pipe, port) => {
        this.ways[pipe.from] = this.makeWay(pipe, to, port);
      });
    });
    this.ways[plan.sink.from] = this.makeWay(plan.sink, -1, 0);
    this.output = outputColumns(plan.output, new Input(plan.sink, this.columnsOf(plan.sink)));
    this.outputTable = new TableBuilder(this.output.specs);
    this.outputTie = givesTies(plan) ? new GrowableUint32() : null;
  }

  private columnsOf(pipe: Pipe): Columns {
    return (this.stages[pipe.from] as Stage<O>).columns;
  }

  private makeStage(index: number): Stage<O> {
    const { node, inputs: pipes } = this.plan.stages[index] as Plan['stages'][number];
    if (node.kind === 'scan') {
      const columns = scanColumns(this.scenario.sources[node.source] as Source, node.output);
      return { kind: 'scan', source: node.source, columns };
    }
    const inputs = pipes.map((pipe) => new Input(pipe, this.columnsOf(pipe)));
    if (node.kind === 'union') {
      const union = new UnionStage(node, inputs);
      return { kind: 'union', union, columns: union };
    }
    const place = this.plan.operators.indexOf(index);
    const log = new RecordLog(this.writer, place);
    const below = 'left' in node ? [node.left, node.right] : 'child' in node ? [node.child] : [];
    const late = below.map((child, port) => this.late.input(outputColumns(outputOf(child), inputs[port] as Input)));
    const operator = this.rules.operator(node, inputs, {
      run: this,
      log,
      late: (ref, port) => this.late.push(late[port] as number, ref, this.steps.count, this.row),
      emit: (emission, stamp) => {
        const version = emission.version === NONE ? NONE : refOf(place, emission.version);
        if ((this.ways[index] as Way).to >= 0) this.writer.append(KIND.passedOn, refOf(place, emission.ref));
        this.send(index, { ...emission, version }, stamp);
      },
    });
    return { kind: 'operator', operator, log, place, columns: operator };
  }

  private makeWay(pipe: Pipe, to: number, port: number): Way {
    const input = new Input(pipe, this.columnsOf(pipe));
    const steps = pipe.steps.map((step): WayStep => {
      if (step.kind === 'filter') {
        const condition = input.readHere(step.condition);
        return { kind: 'filter', keeps: (ref) => condition(ref) === true };
      }
      const { time } = this.plan.watermarks[step.index] as Plan['watermarks'][number];
      return { kind: 'watermark', index: step.index, time: input.readHere(time) as (ref: number) => number | null };
    });
    return { to, port, steps };
  }

  get failed(): boolean {
    return this.failure !== null;
  }

  /** The operators with state in the order of the stages: each behind those that it reads. */
  operators(): { readonly stage: number; readonly operator: O }[] {
    return this.stages.flatMap((s, stage) => (s.kind === 'operator' ? [{ stage, operator: s.operator }] : []));
  }

  /** Number of a partition of a source among all partitions. */
  partitionOf(source: number, partition: number): number {
    return (this.partitionStart[source] as number) + partition;
  }

  /** Processes the row that is the k-th to arrive. */
  arrive(k: number): void {
    this.arrived(k);
    this.process(k, this.arrivals.times[k] as number);
  }

  /** The k-th row to arrive can be read. */
  arrived(k: number): void {
    this.writer.append(KIND.arrived, this.arrivals.order[k] as number);
    this.endsAt = Math.max(this.endsAt, this.arrivals.times[k] as number);
  }

  /** Processes the k-th row to arrive. @param at not before it arrived */
  process(k: number, at: number): void {
    this.row = this.arrivals.order[k] as number;
    this.at(at, () => {
      const source = this.rowStart.findLastIndex((start) => start <= this.row);
      const ref = this.row - (this.rowStart[source] as number);
      const own = this.scenario.sources[source]?.partition?.[ref] ?? 0;
      const partition = this.partitionOf(source, own);
      const reading = this.rules.reading?.({ source, ref, partition: own, at });
      if (reading) this.clock = reading.before.time;
      this.begin();
      this.offsets[partition] = (this.offsets[partition] as number) + 1;
      if (reading) {
        this.clockRow = reading.before.row;
        this.rise(reading.after.time, reading.after.row);
      }
      const stamp = reading ? reading.stamp : { ...NO_TIME, partition };
      this.stages.forEach((stage, i) => {
        if (stage.kind === 'scan' && stage.source === source) this.read(i, ref, stamp);
      });
      // What happens now is no row's doing.
      const { row } = this;
      this.row = NONE;
      this.rules.behindRow?.();
      this.row = row;
    });
    this.row = NONE;
  }

  /** When the wall clock next makes something happen in an operator, microseconds; Infinity: it does not. */
  nextTimer(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const s of this.stages)
      if (s.kind === 'operator' && s.operator.nextTimer) next = Math.min(next, s.operator.nextTimer());
    return next;
  }

  /** The wall clock has come to `nextTimer`. */
  fireTimers(at: number): void {
    this.tick(at, () => {
      this.begin();
      for (const { operator } of this.operators())
        if ((operator.nextTimer?.() ?? NONE) <= at) operator.fireTimers?.(at);
    });
  }

  /** Does what a timer does at an instant: as one step if it has an effect (`begin`), else without a trace. */
  tick(at: number, body: () => void): void {
    this.at(at, body);
  }

  private at(now: number, body: () => void): void {
    this.now = now;
    try {
      body();
    } catch (error) {
      if (!(error instanceof QueryFailure)) throw error;
      this.begin();
      this.failure = { error: error.condition, message: error.message, batch: this.steps.count, row: this.row };
    }
    if (this.open) this.close(this.open);
  }

  /** Something is about to happen at this instant: its step begins, unless it has begun already. */
  begin(): void {
    if (this.open) return;
    this.open = { firstEntry: this.writer.length, before: this.clock, rise: NONE };
    this.writer.append(KIND.batchPlanned, this.steps.count);
  }

  /**
   * The clock of the run moves on, before what that makes come out.
   * @param row the row whose event time stands behind it
   */
  rise(clock: number, row: number): void {
    if (clock === this.clock) return;
    this.begin();
    this.clock = clock;
    this.clockRow = row;
    const open = this.open as NonNullable<typeof this.open>;
    if (open.rise !== NONE) return;
    open.rise = this.writer.length;
    this.writer.append(KIND.watermarkAdvanced, this.steps.count);
  }

  /** A partition's own clock moves on, or it falls idle, or wakes. */
  partitionRises(partition: number, clock: number, idle: boolean): void {
    this.partitionClocks.push(this.writer.length, this.now, partition, clock, idle);
  }

  /** The watermark of an input moves on, or it falls idle, or wakes. @param input index of the watermark step */
  inputRises(input: number, clock: number, row: number): void {
    this.inputClocks?.push(this.writer.length, input, clock, row, false);
  }
  inputIsIdle(input: number, idle: boolean): void {
    this.inputClocks?.status(this.writer.length, input, idle);
  }

  /** Rows of state that all operators hold. */
  get held(): number {
    return this.stages.reduce((n, s) => n + (s.kind === 'operator' ? s.log.held : 0), 0);
  }

  /** Versions that the state of all operators was given so far. */
  get writes(): number {
    return this.stages.reduce((n, s) => n + (s.kind === 'operator' ? s.log.writes : 0), 0);
  }

  /** Number of entries so far. */
  get length(): number {
    return this.writer.length;
  }

  /** What stands between two steps. @param at when it happens, microseconds */
  mark(kind: number, ref: number, at: number): number {
    this.endsAt = Math.max(this.endsAt, at);
    this.writer.append(kind, ref);
    return this.writer.length - 1;
  }

  /** How many rows of each partition have been read. */
  get readOffsets(): readonly number[] {
    return [...this.offsets];
  }

  /** The job dies. @param restore puts its state back: it is done at once, though it is only read when the job is back */
  die(crash: Omit<CrashRecord, 'entry' | 'restarted'>, restore: () => void): void {
    const entry = this.mark(KIND.crashed, this.crashes.length, crash.at);
    this.crashes.push({ ...crash, entry, restarted: NONE });
    restore();
    if (!Number.isNaN(this.clock)) this.clock = NEVER;
    this.clockRow = NONE;
    for (let p = 0; p < this.offsets.length; p++)
      this.partitionClocks.push(this.writer.length, crash.at, p, NEVER, false);
    this.inputClocks?.forget(entry);
  }

  /** The job is back. @param offsets from which it reads on */
  restart(offsets: readonly number[]): void {
    const last = this.crashes.length - 1;
    const crash = this.crashes[last] as CrashRecord;
    const restarted = this.mark(KIND.restarted, last, crash.restartsAt);
    this.crashes[last] = { ...crash, restarted };
    this.offsets.set(offsets);
  }

  private close({ firstEntry, before, rise }: NonNullable<typeof this.open>): void {
    const lastEntry = this.writer.length;
    this.writer.append(this.failure ? KIND.batchFailed : KIND.batchCommitted, this.steps.count);
    this.endsAt = Math.max(this.endsAt, this.now);
    const metrics = this.plan.operators.map((stage) => {
      const { log } = this.stages[stage] as Extract<Stage<O>, { kind: 'operator' }>;
      return log.takeMetrics();
    });
    this.steps.push(
      {
        batchId: this.steps.count,
        attempt: this.attemptOf(this.row),
        crash: NONE,
        startedAt: this.now,
        endedAt: this.now,
        firstEntry,
        lastEntry,
        numInputRows: this.row === NONE ? 0 : 1,
        watermark: before,
        lateWatermark: this.rules.lateClock?.() ?? before,
        nextWatermark: this.clock,
        watermarkRow: this.clockRow,
        metrics,
      },
      this.offsets,
    );
    this.stepRow.push(this.row);
    this.stepRise.push(rise);
    this.open = null;
  }

  /** How often the row at hand was processed before. */
  private attemptOf(row: number): number {
    if (row === NONE || !this.counts) return 0;
    const before = this.attempts.get(row) ?? 0;
    this.attempts.set(row, before + 1);
    return before;
  }

  /** A row of a source goes to everything that reads it. */
  private read(stage: number, ref: number, stamp: Stamp | null): void {
    const { writer, row } = this;
    writer.append(KIND.rowRead, row);
    if (stamp === null) this.dropAtSource(stage, ref);
    const verdict = stamp === null ? WITHOUT_WINDOW : this.send(stage, { version: NONE, input: ref, ref }, stamp);
    if (verdict <= FILTERED) writer.append(VERDICTS[-verdict] as number, row);
  }

  /** The row is dropped as it lies in its source. */
  private dropAtSource(stage: number, ref: number): void {
    let input = this.sourceInputs.get(stage);
    if (input === undefined) {
      const pipe: Pipe = { from: stage, steps: [], made: new Map() };
      const { node } = this.plan.stages[stage] as Plan['stages'][number];
      input = this.late.input(outputColumns(outputOf(node), new Input(pipe, this.columnsOf(pipe))));
      this.sourceInputs.set(stage, input);
    }
    this.late.push(input, ref, this.steps.count, this.row);
  }

  /** Sends a row of a stage through everything behind it. @returns its verdict where it ends */
  private send(from: number, emission: Emission, stamp: Stamp): number {
    const way = this.ways[from] as Way;
    let carried = stamp;
    let seenBy = -1;
    let verdict = PASSED;
    for (const step of way.steps) {
      if (step.kind === 'watermark') {
        const { watermarks } = this.rules;
        if (!watermarks) continue;
        carried = { ...carried, time: watermarks.timeOf(step.time(emission.ref)) };
        seenBy = step.index;
      } else if (!step.keeps(emission.ref)) {
        verdict = FILTERED;
        break;
      }
    }
    if (verdict === PASSED) verdict = this.deliver(way, emission, carried);
    if (seenBy >= 0) this.rules.watermarks?.passed(seenBy, carried);
    return verdict;
  }

  private deliver({ to, port }: Way, emission: Emission, stamp: Stamp): number {
    if (to < 0) {
      if (emission.input !== NONE && emission.version === NONE && this.isRowOfSource())
        this.writer.append(KIND.rowPassed, this.row);
      this.write(emission);
      return PASSED;
    }
    const stage = this.stages[to] as Stage<O>;
    if (stage.kind === 'operator') return stage.operator.take(emission.ref, port, stamp);
    let verdict = PASSED;
    if (stage.kind === 'union') {
      stage.union.give(emission.ref, port);
      // Rows go one by one: where a partition ends makes no difference.
      for (const ref of stage.union.take())
        if (ref !== NEXT_PARTITION) verdict = this.send(to, { ...emission, ref }, stamp);
    }
    return verdict;
  }

  /** Nothing has been said of the row at hand since it was read. */
  private isRowOfSource(): boolean {
    return this.writer.kinds[this.writer.length - 1] === KIND.rowRead;
  }

  private write(emission: Emission): void {
    const { columns } = this.outputTable;
    for (let i = 0; i < columns.length; i++)
      columns[i]?.push((this.output.values[i] as (ref: number) => Value)(emission.ref));
    this.writer.append(KIND.outputWritten, this.outputStep.length);
    this.outputStep.push(this.steps.count);
    this.outputVersion.push(emission.version);
    this.outputRow.push(emission.input === NONE ? NONE : this.row);
    this.takenBack.push(emission.takenBack ? 1 : 0);
    this.outputTie?.push(emission.ref);
    if (emission.takenBack) this.takesBack = true;
  }

  /** @param taken of an engine that takes checkpoints, or commits what it has read */
  finish(taken: Pick<RecordsTrace, 'checkpoints' | 'commits'> = {}): Trace {
    const { kinds, refs, length, keyframes } = this.writer.finish();
    const operators = this.plan.operators.map((stage, place) => {
      const { operator } = this.stages[stage] as Extract<Stage<O>, { kind: 'operator' }>;
      return besideTruth(
        operator.finish(),
        place === 0 && !this.failed ? { scenario: this.scenario, plan: this.plan } : null,
      );
    });
    return {
      engine: this.engine,
      length,
      kinds,
      refs,
      rowStart: this.rowStart,
      arrivalOrder: this.arrivals.order.slice(),
      batches: this.steps.finish(),
      operator: operators[0] ?? null,
      upstream: operators.slice(1),
      output: {
        table: this.outputTable.finish(),
        specs: this.output.shown,
        batch: this.outputStep.finish(),
        version: this.outputVersion.finish(),
        row: this.outputRow.finish(),
        ...(this.takesBack && { takenBack: Uint8Array.from(this.takenBack.finish()) }),
        ...(this.outputTie && { tie: this.outputTie.finish() }),
      },
      eventTime: eventTimeOf(this.scenario, this.plan),
      ...(this.inputClocks && { inputs: this.inputClocks.finish() }),
      crashes: this.crashes,
      failure: this.failure,
      endsAt: this.endsAt,
      keyframes,
      records: {
        row: this.stepRow.finish(),
        rise: this.stepRise.finish(),
        partitions: this.partitionClocks.finish(),
        late: this.late.finish(),
        ...taken,
      },
    };
  }
}
