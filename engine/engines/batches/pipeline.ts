/** The stages of a query at work, and what a batch's rows go through between them. */
import { makeOperator } from '../../operators/bind';
import { type Columns, Input } from '../../operators/input';
import {
  type Emission,
  FILTERED,
  type Mode,
  type OperatorMark,
  type OperatorMarks,
  type StatefulOperator,
  type StateMetrics,
  WITHOUT_WINDOW,
} from '../../operators/operator';
import { scanColumns } from '../../operators/scan';
import { StateLog } from '../../operators/stateLog';
import { NEXT_PARTITION, UnionStage } from '../../operators/union';
import type { Pipe, Plan, PlannedStage } from '../../query/plan';
import { QueryFailure } from '../../queryFailure';
import type { Scenario, Source } from '../../scenario/scenario';
import { MILLISECOND } from '../../time';
import { KIND, NONE, refOf } from '../../trace/trace';
import type { TraceWriter } from '../../trace/writer';
import type { Arrivals } from '../arrivals';
import { type BatchRequest, DEAD, type Read, type RowAtWork } from './request';

const NOTHING = Number.NEGATIVE_INFINITY;
/** A watermark that no bound of a join pushes below the epoch (year 2100). */
const LATE_ENOUGH = Date.UTC(2100) * MILLISECOND;

/** A stage at work. */
type Stage =
  | { readonly kind: 'scan'; readonly source: number; readonly reused: boolean; readonly columns: Columns }
  | { readonly kind: 'union'; readonly union: UnionStage; readonly columns: Columns }
  | OperatorStage;

interface OperatorStage {
  readonly kind: 'operator';
  readonly operator: StatefulOperator;
  readonly place: number;
  readonly columns: Columns;
}

/** A row's way through a pipe: false once a filter has taken it out. */
type Way = (ref: number) => boolean;

interface Ways {
  /** Into each port of each stage. */
  readonly into: readonly (readonly Way[])[];
  readonly toSink: Way;
}

/** Where what leaves a stage goes to. */
interface Exit {
  /** Null: to the sink. */
  readonly stage: Stage | null;
  readonly port: number;
  readonly way: Way;
}

/** What a run has and its pipeline works with. */
interface Parts {
  readonly scenario: Scenario;
  readonly plan: Plan;
  readonly arrivals: Arrivals;
  /** The number of each source's first row among those of all sources. */
  readonly rowStart: readonly number[];
  readonly writer: TraceWriter;
  readonly atWork: RowAtWork;
  readonly mode: Mode;
}

/** What a pipeline holds between two batches. */
export interface PipelineMark {
  readonly newest: readonly { readonly time: number; readonly row: number }[];
  readonly workedWith: readonly number[];
  readonly readTo: readonly number[];
  readonly operator: OperatorMark;
}

export class Pipeline {
  /** In the order of `plan.operators`. */
  readonly operators: readonly StatefulOperator[];
  private readonly stages: Stage[] = [];
  private readonly ways: Ways;
  /** Of batches that read nothing of some sources, by those. */
  private readonly waysWithout = new Map<string, Ways>();
  private readonly exits = new Map<Ways, readonly Exit[]>();
  /** Pipes with a watermark step of their own. */
  private readonly watermarked: ReadonlySet<Pipe>;
  /** Newest event time that each watermark step has seen, and its row (over all sources). */
  private readonly newest: { time: number; row: number }[];
  /** What each operator's input was let through as watermark in the batch before. */
  private readonly workedWith: number[];
  /** For each source the place up to which it has been read. */
  private readonly readTo: number[] = [];
  /** Rows to be read before a crash strikes, and the row behind which it does. */
  private rowsLeft = Number.POSITIVE_INFINITY;
  private lastRow: number | null = null;

  constructor(private readonly parts: Parts) {
    const { plan, mode } = parts;
    this.newest = plan.watermarks.map(() => ({ time: NOTHING, row: NONE }));
    this.workedWith = plan.stages.map(() => 0);
    const pipes = plan.stages.flatMap((stage) => stage.inputs);
    this.watermarked = new Set(pipes.filter(({ steps }) => steps.some((step) => step.kind === 'watermark')));
    plan.stages.forEach((stage, i) => {
      this.stages.push(this.makeStage(stage, i, mode));
    });
    this.operators = plan.operators.map((i) => (this.stages[i] as OperatorStage).operator);
    this.ways = {
      into: plan.stages.map((stage) => stage.inputs.map((pipe) => this.makeWay(pipe))),
      toSink: this.makeWay(plan.sink),
    };
  }

  columnsOf(pipe: Pipe): Columns {
    return (this.stages[pipe.from] as Stage).columns;
  }

  private makeStage(stage: PlannedStage, index: number, mode: Mode): Stage {
    const { node } = stage;
    if (node.kind === 'scan')
      return {
        kind: 'scan',
        source: node.source,
        reused: node.reused === true,
        columns: scanColumns(this.parts.scenario.sources[node.source] as Source, node.output),
      };
    const inputs = stage.inputs.map((pipe) => new Input(pipe, this.columnsOf(pipe)));
    if (node.kind === 'union') {
      const union = new UnionStage(node, inputs);
      return { kind: 'union', union, columns: union };
    }
    const place = this.parts.plan.operators.indexOf(index);
    const operator = makeOperator(node, inputs, mode, new StateLog(this.parts.writer, place));
    return { kind: 'operator', operator, place, columns: operator };
  }

  private makeWay(pipe: Pipe): Way {
    const input = new Input(pipe, this.columnsOf(pipe));
    const steps = pipe.steps.map((step): Way => {
      if (step.kind === 'filter') {
        const condition = input.readHere(step.condition);
        return (ref) => condition(ref) === true;
      }
      const time = input.readHere((this.parts.plan.watermarks[step.index] as Plan['watermarks'][number]).time);
      const newest = this.newest[step.index] as { time: number; row: number };
      return (ref) => {
        const value = time(ref) as number | null;
        if (value !== null && value > newest.time) {
          newest.time = value;
          newest.row = this.parts.atWork.row;
        }
        return true;
      };
    });
    const [only] = steps;
    if (only && steps.length === 1) return only;
    return steps.length === 0 ? () => true : (ref) => steps.every((step) => step(ref));
  }

  /** Sources that give a batch no row. */
  withoutRows(reads: readonly Read[]): number[] {
    return this.parts.arrivals.sources.flatMap(({ source }, place) => {
      const { from, to } = reads[place] as Read;
      return from === to ? [source] : [];
    });
  }

  /** The ways of a batch: they depend on which sources give it rows. */
  private waysOf(reads: readonly Read[]): Ways {
    const { without } = this.parts.plan;
    if (without === null) return this.ways;
    const empty = this.withoutRows(reads);
    if (empty.length === 0) return this.ways;
    const known = this.waysWithout.get(empty.join());
    if (known) return known;
    const { stages, sink } = without(new Set(empty));
    const hasRows = ({ from }: Pipe): boolean => {
      const { node } = this.parts.plan.stages[from] as PlannedStage;
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

  /** Whether an operator can use a batch without rows: its own watermark would rise. @param watermark of that batch */
  wantsNoDataBatch(watermark: number): boolean {
    if (this.parts.plan.redefinesWatermark) return true;
    const reached = this.reach(watermark);
    return this.stages.some(
      (s, i) =>
        s.kind === 'operator' && s.operator.wantsNoDataBatch && (reached[i] as number) > (this.workedWith[i] as number),
    );
  }

  /** An operator goes by the clock: a batch runs at every tick. */
  get wantsEveryTick(): boolean {
    return this.operators.some((operator) => operator.wantsEveryTick === true);
  }

  /** Such operators hold nothing any more: without rows no tick will change anything. @param last metrics */
  ticksInVain(last: readonly StateMetrics[]): boolean {
    return this.operators.every((operator, place) => !operator.wantsEveryTick || last[place]?.total === 0);
  }

  /**
   * The watermark that reaches each stage: what its inputs let through, the smallest of those that have one; NaN where
   * none has (Spark: `PropagateWatermarkSimulator`).
   */
  private reach(watermark: number): number[] {
    const reached: number[] = [];
    const through: number[] = [];
    const { plan } = this.parts;
    for (let i = 0; i < plan.stages.length; i++) {
      let here = Number.NaN;
      for (const pipe of (plan.stages[i] as PlannedStage).inputs) {
        const passed = this.watermarked.has(pipe) ? watermark : (through[pipe.from] as number);
        if (!Number.isNaN(passed) && !(here <= passed)) here = passed;
      }
      const stage = this.stages[i] as Stage;
      // The epoch is no watermark yet: nothing is computed from it.
      through.push(stage.kind === 'operator' && watermark > 0 ? stage.operator.passes(here) : here);
      reached.push(Math.max(0, here));
    }
    return reached;
  }

  /**
   * How far the watermark that reaches a stage lies behind the query's: as long as the joins before it hold rows back.
   * @returns microseconds; 0 where no watermark comes to it
   */
  behind(stage: number): number {
    // Every operator shifts a watermark by what it is planned with, so that any one tells.
    const reached = this.reach(LATE_ENOUGH)[stage] as number;
    return Number.isNaN(reached) ? 0 : LATE_ENOUGH - reached;
  }

  /** The row with the newest event time that the first watermark step has seen. */
  get newestRow(): number {
    return this.newest[0]?.row ?? NONE;
  }

  /**
   * The newest event time of each watermark step less its delay, combined by the policy; it never goes back.
   * @returns null where it stays at `current`; NaN without a watermark step
   */
  nextWatermark(current: number): { readonly watermark: number; readonly row: number } | null {
    if (this.parts.plan.watermarks.length === 0) return { watermark: Number.NaN, row: NONE };
    const policy = this.parts.scenario.engines.spark.multipleWatermarkPolicy;
    const { at, row } = this.inputWatermarks().reduce((chosen, input) =>
      (policy === 'max' ? input.at > chosen.at : input.at < chosen.at) ? input : chosen,
    );
    // After a restart the rows seen since may be older than what the offset log says.
    return at >= current ? { watermark: at, row } : null;
  }

  /** The newest event time of each watermark step less its delay: whole milliseconds (EventTimeStats), never below the epoch. */
  inputWatermarks(): { readonly at: number; readonly row: number }[] {
    return this.parts.plan.watermarks.map(({ delay }, i) => {
      const { time, row } = this.newest[i] as { time: number; row: number };
      return { at: time === NOTHING ? 0 : Math.max(0, Math.floor(time / 1000) * 1000 - delay), row };
    });
  }

  /** What the watermark steps have seen is nowhere but in memory: a restart begins without it. */
  forgetNewest(): void {
    for (const n of this.newest) Object.assign(n, { time: NOTHING, row: NONE });
  }

  /** Rows that a batch reads; a source that the query reads twice counts twice, unless one scan serves both. */
  rowsRead(reads: readonly Read[]): number {
    let rows = 0;
    for (const stage of this.stages) {
      if (stage.kind !== 'scan' || stage.reused) continue;
      const read = reads[this.placeOf(stage.source)];
      rows += read ? countOf(read) : 0;
    }
    return rows;
  }

  /** A source's place among those that the query reads. */
  private placeOf(source: number): number {
    return this.parts.arrivals.sources.findIndex((s) => s.source === source);
  }

  /**
   * Sends a batch's rows through the stages, sources first.
   * @param metrics is given what each operator counts
   * @returns what passed to the sink
   * @throws DEAD where a crash strikes on the way
   */
  run(request: BatchRequest, metrics: StateMetrics[]): Emission[] {
    const passed: Emission[] = [];
    this.beginBatch(request);
    const strike = request.strike?.after === 'rows-read' ? request.strike : null;
    this.lastRow = strike?.row ?? null;
    const half = this.rowsRead(request.reads) >> 1;
    this.rowsLeft = strike && this.lastRow === null ? half : Number.POSITIVE_INFINITY;
    if (this.rowsLeft === 0) throw DEAD;
    const exits = this.exitsOf(this.waysOf(request.reads));
    for (const { source } of this.parts.plan.unread) this.passOver(source, request.reads);
    this.stages.forEach((stage, i) => {
      const exit = exits[i] as Exit;
      if (stage.kind === 'scan') this.scan(stage.source, request.reads, exit, passed);
      else if (stage.kind === 'union') {
        for (const ref of stage.union.take())
          if (ref === NEXT_PARTITION) nextPartition(exit);
          else deliver(ref, exit, passed, { version: NONE, input: NONE, ref });
      } else {
        const { emitted, metrics: counted } = stage.operator.endBatch();
        metrics[stage.place] = counted;
        emitted.forEach((emission) => {
          if (exit.stage?.kind === 'operator')
            this.parts.writer.append(KIND.passedOn, refOf(stage.place, emission.ref));
          deliver(emission.ref, exit, passed, {
            ...emission,
            version: emission.version === NONE ? NONE : refOf(stage.place, emission.version),
          });
        });
      }
    });
    return passed;
  }

  private beginBatch({ watermark, clock, startedAt, bookTo }: BatchRequest): void {
    this.reach(watermark).forEach((reached, i) => {
      const at = this.stages[i] as Stage;
      if (at.kind !== 'operator') return;
      const watermarks = Number.isNaN(reached)
        ? { late: NOTHING, evict: NOTHING }
        : { late: this.workedWith[i] as number, evict: reached };
      at.operator.beginBatch(watermarks, clock ?? startedAt);
      this.workedWith[i] = reached;
      if (bookTo !== undefined) at.operator.bookTo?.(bookTo);
    });
  }

  private exitsOf(ways: Ways): readonly Exit[] {
    const known = this.exits.get(ways);
    if (known) return known;
    const exits: Exit[] = this.stages.map(() => ({ stage: null, port: 0, way: ways.toSink }));
    this.parts.plan.stages.forEach(({ inputs }, i) => {
      inputs.forEach(({ from }, port) => {
        exits[from] = { stage: this.stages[i] as Stage, port, way: ways.into[i]?.[port] as Way };
      });
    });
    this.exits.set(ways, exits);
    return exits;
  }

  /** Reads a source's rows of this batch, one partition after another, each in the order of its offsets. */
  private scan(source: number, reads: readonly Read[], exit: Exit, passed: Emission[]): void {
    const place = this.placeOf(source);
    const { rows } = this.parts.arrivals.sources[place] as Arrivals['sources'][number];
    const read = reads[place] as Read;
    const { from, to, places } = read;
    const { partition, partitions } = this.parts.scenario.sources[source] as Source;
    const start = this.parts.rowStart[source] as number;
    const { writer, atWork } = this.parts;
    const { stage: target, port, way } = exit;
    const count = countOf(read);
    for (let p = 0; p < partitions; p++) {
      if (p > 0) nextPartition(exit);
      for (let i = 0; i < count; i++) {
        const row = rows[places ? (places[i] as number) : from + i] as number;
        if (partition && partition[row] !== p) continue;
        if (this.rowsLeft-- === 0) throw DEAD;
        atWork.row = start + row;
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
    atWork.row = NONE;
    this.readTo[place] = Math.max(this.readTo[place] ?? 0, to);
  }

  /** The batch has rows of a source that no stage reads: they stand in its offsets, and nobody looks at them. */
  private passOver(source: number, reads: readonly Read[]): void {
    const place = this.placeOf(source);
    const { rows } = this.parts.arrivals.sources[place] as Arrivals['sources'][number];
    const read = reads[place] as Read;
    for (let i = 0; i < countOf(read); i++) {
      const row = (this.parts.rowStart[source] as number) + (rows[read.from + i] as number);
      this.parts.writer.append(KIND.rowRead, row);
      this.parts.writer.append(KIND.rowFiltered, row);
    }
  }

  /** What the watermark steps and the operator hold between two batches; only where `marks` is there. */
  mark(): PipelineMark {
    const { newest, workedWith, readTo } = this;
    return {
      newest: newest.map((n) => ({ ...n })),
      workedWith: [...workedWith],
      readTo: [...readTo],
      operator: (this.marks as OperatorMarks).mark(),
    };
  }

  rewind({ newest, workedWith, readTo, operator }: PipelineMark): void {
    for (const [i, n] of newest.entries()) Object.assign(this.newest[i] as object, n);
    this.workedWith.splice(0, workedWith.length, ...workedWith);
    this.readTo.splice(0, this.readTo.length, ...readTo);
    (this.marks as OperatorMarks).rewind(operator);
  }

  /** Where one operator takes the rows of one source, and can go back. */
  get marks(): OperatorMarks | null {
    const [only, ...others] = this.operators;
    return others.length === 0 && this.stages.length === 2 ? (only?.marks ?? null) : null;
  }

  /** Remembers what a commit leaves. @returns puts it back */
  snapshot(): () => void {
    const operators = this.stages.flatMap((s) => (s.kind === 'operator' ? [s.operator.snapshot()] : []));
    const { workedWith } = this;
    const worked = [...workedWith];
    return () => {
      for (const restore of operators) restore();
      for (const stage of this.stages) if (stage.kind === 'union') stage.union.forget();
      workedWith.splice(0, worked.length, ...worked);
    };
  }

  /** The place up to which the first source has been read. */
  get firstReadTo(): number {
    return this.readTo[0] ?? 0;
  }

  /** Of rows of the first source those that the pipe into the stage after it lets through; the watermark stays. */
  keptOf(rows: Uint32Array): Uint32Array {
    const { steps } = (this.parts.plan.stages[1] as PlannedStage).inputs[0] as Pipe;
    const { watermarks } = this.parts.plan;
    // To look at a column takes no row out and cannot fail.
    if (steps.every((s) => s.kind === 'watermark' && watermarks[s.index]?.time.kind === 'column')) return rows;
    const way = this.ways.into[1]?.[0] as Way;
    const newest = this.newest.map((n) => ({ ...n }));
    const kept = rows.filter((row) => {
      try {
        return way(row);
      } catch (error) {
        // A row that no batch read can fail here and nowhere else; it has no part in any answer.
        if (error instanceof QueryFailure) return false;
        throw error;
      }
    });
    this.newest.forEach((n, i) => {
      Object.assign(n, newest[i]);
    });
    return kept;
  }
}

const countOf = ({ from, to, places }: Read): number => places?.length ?? to - from;

/** Tells a stage that the rows which follow are another partition's. */
function nextPartition({ stage, port }: Exit): void {
  if (stage?.kind === 'operator') stage.operator.nextPartition();
  else if (stage?.kind === 'union') stage.union.nextPartition(port);
}

/** Sends on what a stage gave out. */
function deliver(ref: number, { stage, port, way }: Exit, passed: Emission[], emission: Emission): void {
  if (!way(ref)) return;
  if (stage?.kind === 'operator') stage.operator.take(ref, port);
  else if (stage?.kind === 'union') stage.union.give(ref, port);
  else passed.push(emission);
}
