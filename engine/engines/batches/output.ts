/** What a run writes to its sink: one row of the trace's output for each emission that passes. */
import { Input } from '../../operators/input';
import type { Emission } from '../../operators/operator';
import { givesTies, type Plan, type PlannedStage } from '../../query/plan';
import { GrowableUint32, type Pieces, TableBuilder } from '../../trace/growable';
import { KIND, NONE, type Trace } from '../../trace/trace';
import type { TraceWriter } from '../../trace/writer';
import type { ColumnSpec, Value } from '../../values';
import { outputColumns } from '../outputColumns';
import type { Pipeline } from './pipeline';
import type { RowAtWork } from './request';

interface Parts {
  readonly plan: Plan;
  readonly pipeline: Pipeline;
  /** The number of each source's first row among those of all sources. */
  readonly rowStart: readonly number[];
  readonly writer: TraceWriter;
  readonly atWork: RowAtWork;
}

export class Output {
  private readonly shown: readonly ColumnSpec[];
  private readonly values: readonly ((ref: number) => Value)[];
  private readonly table: TableBuilder;
  private readonly batch = new GrowableUint32();
  private readonly version = new GrowableUint32();
  private readonly row = new GrowableUint32();
  /** Where a join's rows go to the sink as they are. */
  private readonly tie: GrowableUint32 | null;

  constructor(private readonly parts: Parts) {
    const { plan, pipeline } = parts;
    const { shown, specs, values } = outputColumns(plan.output, new Input(plan.sink, pipeline.columnsOf(plan.sink)));
    this.shown = shown;
    this.table = new TableBuilder(specs);
    this.values = values;
    this.tie = givesTies(plan) ? new GrowableUint32() : null;
  }

  write(emissions: readonly Emission[], batch: number): void {
    const { writer, atWork } = this.parts;
    const { columns } = this.table;
    for (const emission of emissions) {
      atWork.row = this.rowOf(emission);
      for (let i = 0; i < columns.length; i++)
        columns[i]?.push((this.values[i] as (ref: number) => Value)(emission.ref));
      writer.append(KIND.outputWritten, this.batch.length);
      this.batch.push(batch);
      this.version.push(emission.version);
      this.row.push(atWork.row);
      this.tie?.push(emission.ref);
    }
    atWork.row = NONE;
  }

  /** The source row behind an emission of an operator that scans a source, over all sources; NONE for others. */
  private rowOf(emission: Emission): number {
    if (emission.input === NONE) return NONE;
    const { plan, rowStart } = this.parts;
    const last = plan.stages[plan.sink.from] as PlannedStage;
    if (last.node.kind === 'scan') return emission.input;
    const [input] = last.inputs;
    const below = input && (plan.stages[input.from] as PlannedStage).node;
    return below?.kind === 'scan' && last.inputs.length === 1
      ? (rowStart[below.source] as number) + emission.input
      : NONE;
  }

  /** Rows written so far. */
  get count(): number {
    return this.batch.length;
  }

  /** Rows take the place of as many earlier ones. @param numbers of their batches and versions in that place */
  replace(into: number, from: number, to: number, numbers: Pick<Trace['output'], 'batch' | 'version'>): void {
    this.table.copyWithin(into, from, to);
    for (const column of [this.row, this.tie]) column?.copyWithin(into, from, to);
    for (const name of ['batch', 'version'] as const) this[name].take(numbers[name], into, into + to - from);
  }

  /** Forgets the rows behind the first `count`. */
  cut(count: number): void {
    this.table.cut(count);
    for (const column of [this.batch, this.version, this.row, this.tie]) column?.cut(count);
  }

  /** @param pieces of the rows; all of them without */
  finish(pieces?: Pieces): Trace['output'] {
    return {
      table: this.table.finish(pieces),
      specs: this.shown,
      batch: this.batch.finish(pieces),
      version: this.version.finish(pieces),
      row: this.row.finish(pieces),
      ...(this.tie && { tie: this.tie.finish(pieces) }),
    };
  }
}
