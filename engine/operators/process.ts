/**
 * A function of the library with state and timers for each key, as Spark's `transformWithState` runs it
 * (`TransformWithStateExec`): rows that are late are dropped first, the rows of a batch are handled key by key, then the
 * timers that are due fire, then state that has expired is let go. What is measured stands in docs/spark-notes.md.
 */
import type { ProcessFunction } from '../scenario/processFunctions';
import { type ColumnBuilder, TableBuilder } from '../trace/growable';
import { NONE, type OperatorTrace } from '../trace/trace';
import type { ColumnSpec, Value } from '../values';
import type { Key, Processor, StateKind, StateKinds, StateShape, TimeMode } from './functions/api';
import type { KeyEncoder } from './groups';
import { KeyedState, type Writing } from './keyedState';
import type { BatchWatermarks, Emission, Mode, StatefulOperator, TruthRows } from './operator';
import type { StateLog } from './stateLog';
import { Timers } from './timers';

export interface ProcessPlan {
  readonly step: string;
  readonly function: ProcessFunction;
  readonly timeMode: TimeMode;
  readonly state: StateShape<StateKind>;
  open(state: StateKinds[StateKind], key: Key): Processor;
  /** Microseconds, NaN for null. */
  readonly eventTime: (ref: number) => number;
  readonly keySpecs: readonly ColumnSpec[];
  keyEncoder(): KeyEncoder;
  /** Columns of the row that come out beside the keys. */
  readonly rowSpecs: readonly ColumnSpec[];
  readonly row: readonly ((ref: number) => Value)[];
  /** Columns that the function adds. */
  readonly added: readonly ColumnSpec[];
  readonly outputIds: readonly string[];
}

const NOTHING: BatchWatermarks = { late: Number.NEGATIVE_INFINITY, evict: Number.NEGATIVE_INFINITY };

export class Process implements StatefulOperator {
  private readonly keys: KeyEncoder;
  private readonly keyOfTuple = new Map<number, number>();
  private readonly tuples: number[] = [];
  private readonly state: KeyedState;
  private readonly timers = new Timers();
  private readonly processor: Processor;
  private watermarks = NOTHING;
  /** The batch's rows (late ones among them) in the order that they have within their key. */
  private pending: { readonly key: number; readonly row: number; readonly late: boolean }[] = [];
  /** How many rows with a null key stand at the head of them, where these are sorted by their bits. */
  private nulls = 0;
  private dropped = 0;
  private emitted: Emission[] = [];
  /** What the function works on, and the version that its output is made from. */
  private readonly at = { key: 0, row: NONE, now: 0, version: NONE, timer: false };
  private readonly out: TableBuilder;
  /** One batch over everything, nothing kept. */
  private readonly whole: boolean;

  constructor(
    private readonly plan: ProcessPlan,
    mode: Mode,
    private readonly log: StateLog,
  ) {
    this.whole = mode === 'recompute';
    this.keys = plan.keyEncoder();
    const { at } = this;
    const writing: Writing = {
      get key() {
        return at.key;
      },
      get row() {
        return at.row;
      },
      get now() {
        return at.now;
      },
      touched: () => this.touched(),
    };
    // Where nothing outlives the batch nothing expires either.
    const shape = this.whole ? { ...plan.state, ttl: null } : plan.state;
    this.state = new KeyedState(shape, this.whole ? null : log, writing);
    const key: Key = {
      get now() {
        return at.now;
      },
      registerTimer: (instant) => this.timers.register(at.key, instant),
      deleteTimer: (instant) => this.timers.delete(at.key, instant),
      emit: (values, row = at.row) => this.emit(values, row),
    };
    this.processor = plan.open(this.state.variable(shape.kind), key);
    this.out = new TableBuilder([...plan.keySpecs, ...plan.rowSpecs, ...plan.added]);
  }

  beginBatch(watermarks: BatchWatermarks, now: number): void {
    this.pending = [];
    this.nulls = 0;
    this.dropped = 0;
    this.emitted = [];
    this.at.now = now;
    if (this.whole) this.state.forget();
    else if (this.plan.timeMode === 'eventTime') this.watermarks = watermarks;
    this.state.beginBatch(now);
  }

  private keyAt(ref: number): number {
    const tuple = this.keys.tuple(ref);
    let key = this.keyOfTuple.get(tuple);
    if (key === undefined) {
      key = this.tuples.length;
      this.keyOfTuple.set(tuple, key);
      this.tuples.push(tuple);
    }
    return key;
  }

  take(row: number): number {
    const key = this.keyAt(row);
    const group = this.state.groupFor(key, row);
    const late = this.plan.eventTime(row) <= this.watermarks.late;
    this.line({ key, row, late });
    if (late) {
      this.dropped++;
      this.log.late(group);
    } else this.log.grouped(group);
    return 1;
  }

  /**
   * Rows keep the order in which they were read, but for one thing: a single key that is no text is sorted by its bits,
   * and there each row with a null key takes the place of the first row with another, which goes to the end
   * (`UnsafeInMemorySorter.insertRecord`; case process-null-key-moves-rows).
   */
  private line(entry: Process['pending'][number]): void {
    const { pending } = this;
    const { keySpecs } = this.plan;
    const [only] = keySpecs;
    const byBits = keySpecs.length === 1 && only?.type !== 'string';
    if (!byBits || this.keys.values(this.tuples[entry.key] as number)[0] !== null) {
      pending.push(entry);
      return;
    }
    const first = pending[this.nulls];
    if (first) pending.push(first);
    pending[this.nulls++] = entry;
  }

  /** The rows that are not late by key, keys in the order in which they stand in line. */
  private byKey(): Map<number, number[]> {
    const byKey = new Map<number, number[]>();
    for (const { key, row, late } of this.pending) {
      if (late) continue;
      const rows = byKey.get(key);
      if (rows) rows.push(row);
      else byKey.set(key, [row]);
    }
    return byKey;
  }

  /** Rows are handled one by one: where a partition ends makes no difference. */
  nextPartition(): void {}

  endBatch(): ReturnType<StatefulOperator['endBatch']> {
    const { at, processor } = this;
    for (const [key, rows] of this.byKey()) {
      at.key = key;
      for (const row of rows) {
        at.row = row;
        at.version = this.state.versionAt(key);
        processor.row(row);
      }
      processor.rowsDone?.();
    }
    at.row = NONE;
    this.fireTimers();
    this.state.endBatch();
    const { updated, removed } = this.state;
    return { metrics: { total: this.log.held, updated, removed, dropped: this.dropped }, emitted: this.emitted };
  }

  private fireTimers(): void {
    const { at } = this;
    for (let due = this.timers.take(this.timersDue); due; due = this.timers.take(this.timersDue)) {
      at.key = due.number;
      at.version = this.state.versionAt(due.number);
      at.timer = true;
      this.processor.timer?.(due.at);
      at.timer = false;
    }
  }

  snapshot(): () => void {
    const [log, state, timers] = [this.log.snapshot(), this.state.snapshot(), this.timers.snapshot()];
    return () => {
      log();
      state();
      timers();
      this.pending = [];
    };
  }

  /** At the end of a batch over everything event time has passed; the clock has not. */
  private get timersDue(): number {
    if (this.whole) return this.plan.timeMode === 'eventTime' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    return this.plan.timeMode === 'processingTime' ? this.at.now : this.watermarks.evict;
  }

  /** A timer that does something stands in the trace, before what it does. */
  private touched(): void {
    if (!this.at.timer) return;
    this.at.timer = false;
    if (!this.whole && this.at.version !== NONE) this.log.timerFired(this.at.version);
  }

  private emit(values: readonly Value[], row: number): void {
    this.touched();
    const keys = this.keys.values(this.tuples[this.at.key] as number);
    const ref = this.out.pushRow([...keys, ...this.plan.row.map((read) => read(row)), ...values]);
    // What a timer gives out is made from what was held when it fired, a row's from what is held now.
    const version = row === NONE ? this.at.version : this.versionOf(row);
    this.emitted.push({ version, input: row, ref });
  }

  private versionOf(row: number): number {
    if (this.plan.state.kind !== 'map') return this.state.versionAt(this.at.key);
    return this.state.versionOfGroup(this.state.groupFor(this.at.key, row));
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

  get wantsEveryTick(): boolean {
    return this.plan.timeMode === 'processingTime';
  }

  finish(rows: TruthRows | null): OperatorTrace {
    const truthRows: number[] = [];
    for (const row of rows?.rows ?? []) {
      const group = this.state.groupFor(this.keyAt(row), row);
      truthRows[group] = (truthRows[group] ?? 0) + 1;
    }
    const { state, plan } = this;
    const mapKey = plan.state.mapKey ? [plan.state.mapKey.spec] : [];
    const groups = new TableBuilder([...plan.keySpecs, ...mapKey]);
    const truth = new TableBuilder(state.versionSpecs);
    state.keyOf.forEach((key, group) => {
      const keys = this.keys.values(this.tuples[key] as number);
      groups.pushRow(plan.state.mapKey ? [...keys, state.mapKeyOf[group] as Value] : keys);
      truth.pushRow([]);
    });
    return {
      operatorName: 'transformWithStateExec',
      step: plan.step,
      groups: groups.finish(),
      windowed: false,
      versionGroup: state.versionGroup.finish(),
      versions: state.versions.finish(),
      truth: truth.finish(),
      truthRows: Uint32Array.from(state.keyOf, (_, group) => truthRows[group] ?? 0),
      truthSteps: null,
      process: {
        function: plan.function,
        timeMode: plan.timeMode,
        versionRow: state.versionRow.finish(),
        versionUntil: state.versionUntil.finish(),
      },
    };
  }
}
