/**
 * Named functions with state and timers for each key, on the model of Spark's `transformWithState`
 * (`TransformWithStateExec`): rows that are late are dropped first, the rows of a batch are handled key by key, then
 * the timers that the watermark has passed fire.
 */
import { type ColumnBuilder, GrowableFloat64, GrowableUint32, TableBuilder } from '../trace/growable';
import { NONE, type OperatorTrace } from '../trace/trace';
import type { Value } from '../values';
import type { ProcessPlan } from './bind';
import type { KeyEncoder } from './groups';
import type { BatchWatermarks, Emission, Mode, StatefulOperator, TruthRows } from './operator';
import type { StateLog } from './stateLog';

const NEVER = Number.POSITIVE_INFINITY;

export class Process implements StatefulOperator {
  private readonly keys: KeyEncoder;
  /** Key tuple to group. */
  private readonly groupOfTuple = new Map<number, number>();
  private readonly tuples: number[] = [];
  private readonly state: (readonly Value[] | null)[] = [];
  private readonly timers = new GrowableFloat64();
  private watermarks: BatchWatermarks = { late: Number.NEGATIVE_INFINITY, evict: Number.NEGATIVE_INFINITY };
  private pending = new Map<number, { row: number; eventTime: number }[]>();
  private dropped = 0;
  private readonly versions: TableBuilder;
  private readonly versionGroup = new GrowableUint32();
  private readonly out: TableBuilder;

  constructor(
    private readonly plan: ProcessPlan,
    private readonly mode: Mode,
    private readonly log: StateLog,
  ) {
    this.keys = plan.keyEncoder();
    this.versions = new TableBuilder(plan.function.state);
    this.out = new TableBuilder([...plan.keySpecs, ...plan.rowSpecs, ...plan.function.output]);
  }

  beginBatch(watermarks: BatchWatermarks): void {
    this.pending = new Map();
    this.dropped = 0;
    if (this.mode !== 'recompute') this.watermarks = watermarks;
    else this.state.fill(null);
  }

  private groupOf(row: number): number {
    const tuple = this.keys.tuple(row);
    let group = this.groupOfTuple.get(tuple);
    if (group === undefined) {
      group = this.tuples.length;
      this.groupOfTuple.set(tuple, group);
      this.tuples.push(tuple);
      this.state.push(null);
      this.timers.push(NEVER);
    }
    return group;
  }

  take(row: number): number {
    const eventTime = this.plan.eventTime(row);
    const group = this.groupOf(row);
    if (eventTime <= this.watermarks.late) {
      this.dropped++;
      this.log.late(group);
      return 1;
    }
    this.log.grouped(group);
    const rows = this.pending.get(group);
    if (rows) rows.push({ row, eventTime });
    else this.pending.set(group, [{ row, eventTime }]);
    return 1;
  }

  /** Rows are handled one by one: where a partition ends makes no difference. */
  nextPartition(): void {}

  endBatch(): ReturnType<StatefulOperator['endBatch']> {
    const emitted: Emission[] = [];
    let updated = 0;
    let removed = 0;
    const keep = this.mode !== 'recompute';
    for (const [group, rows] of this.pending) {
      let version = this.log.liveVersion(group) ?? NONE;
      for (const { row, eventTime } of rows) {
        const step = this.plan.function.row(this.state[group] as readonly Value[] | null, row, eventTime);
        if (step.state !== this.state[group]) {
          this.state[group] = step.state;
          updated++;
          const before = version;
          version = this.newVersion(group, step.state as readonly Value[]);
          if (keep) this.log.put(group, version);
          if (step.emit) emitted.push(this.emit(group, row, step.emit, before === NONE ? version : before));
        } else if (step.emit) emitted.push(this.emit(group, row, step.emit, version));
        if (step.timer !== null) this.timers.array[group] = step.timer;
      }
    }
    if (keep)
      for (const [group, version] of [...this.log.liveVersions])
        if ((this.timers.array[group] as number) <= this.watermarks.evict) {
          this.timers.array[group] = NEVER;
          this.state[group] = null;
          this.log.timerFired(version);
          this.log.evicted(group, version);
          removed++;
        }
    return { metrics: { total: this.log.held, updated, removed, dropped: this.dropped }, emitted };
  }

  private newVersion(group: number, values: readonly Value[]): number {
    this.versionGroup.push(group);
    return this.versions.pushRow(values);
  }

  private emit(group: number, row: number, values: readonly Value[], version: number): Emission {
    const keys = this.keys.values(this.tuples[group] as number);
    const ref = this.out.pushRow([...keys, ...this.plan.row.map((read) => read(row)), ...values]);
    return { version, input: row, ref };
  }

  column(id: string): (ref: number) => Value {
    const column = this.out.columns[this.plan.outputIds.indexOf(id)] as ColumnBuilder;
    return (ref) => column.get(ref);
  }

  /** What comes out has no event time any more (measured: docs/spark-notes.md). */
  passes(watermark: number): number {
    return watermark;
  }

  readonly wantsNoDataBatch = true;

  finish(rows: TruthRows | null): OperatorTrace {
    const truth: (readonly Value[] | null)[] = [];
    const truthCount: number[] = [];
    for (const row of rows?.inEventTime() ?? []) {
      const group = this.groupOf(row);
      truthCount[group] = (truthCount[group] ?? 0) + 1;
      truth[group] = this.plan.function.row(truth[group] ?? null, row, this.plan.eventTime(row)).state;
    }
    const groups = new TableBuilder(this.plan.keySpecs);
    const truthTable = new TableBuilder(this.versions.specs);
    for (let group = 0; group < this.tuples.length; group++) {
      groups.pushRow(this.keys.values(this.tuples[group] as number));
      truthTable.pushRow(truth[group] ?? this.versions.specs.map(() => null));
    }
    return {
      operatorName: 'transformWithStateExec',
      step: this.plan.step,
      groups: groups.finish(),
      windowed: false,
      versionGroup: this.versionGroup.finish(),
      versions: this.versions.finish(),
      truth: truthTable.finish(),
      truthRows: Uint32Array.from({ length: this.tuples.length }, (_, g) => truthCount[g] ?? 0),
      truthSteps: null,
    };
  }
}
