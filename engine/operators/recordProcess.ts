/**
 * A function of `process` that works row by row: what Flink's `KeyedProcessFunction` and Kafka Streams' `Processor` have in
 * common. No row is too late for it: neither engine drops one before a function of the job's own.
 */
import { TableBuilder } from '../trace/growable';
import { NONE } from '../trace/trace';
import type { ColumnSpec, Value } from '../values';
import type { Key, Processor } from './functions/api';
import type { KeyEncoder } from './groups';
import { KeyedState, type Writing } from './keyedState';
import type { ProcessPlan } from './process';
import type { RecordOutput, Stamp, Untrue } from './recordOperator';
import { Timers } from './timers';

export class RecordProcess {
  private readonly keys: KeyEncoder;
  /** A key is a tuple of values in a task. */
  private readonly keyOfTuple = new Map<number, number>();
  private readonly tuples: number[] = [];
  private readonly taskOf: number[] = [];
  readonly state: KeyedState;
  /** By event time each task has its own, as its clock is its own; by the wall clock there is one. */
  private readonly timers: readonly Timers[];
  private readonly processor: Processor;
  /** What the function works on, and the version that its output is made from. */
  private readonly at = { key: 0, ref: NONE, version: NONE, timer: false };
  private stamp: Stamp = { time: Number.NaN, partition: 0 };
  private readonly out: TableBuilder;

  /** @param tasks that have state and time of their own: the partitions of Kafka Streams; 1 in Flink */
  constructor(
    private readonly plan: ProcessPlan,
    private readonly tasks: number,
    private readonly output: RecordOutput,
  ) {
    this.keys = plan.keyEncoder();
    this.timers = Array.from({ length: plan.timeMode === 'eventTime' ? tasks : 1 }, () => new Timers());
    const { at } = this;
    const { run } = output;
    const writing: Writing = {
      get key() {
        return at.key;
      },
      get row() {
        return run.row;
      },
      get now() {
        return run.now;
      },
      touched: () => this.touched(),
    };
    this.state = new KeyedState(plan.state, output.log, writing);
    const key: Key = {
      get now() {
        return run.now;
      },
      registerTimer: (instant) => this.timersOf(at.key).register(at.key, instant),
      deleteTimer: (instant) => this.timersOf(at.key).delete(at.key, instant),
      emit: (values, ref = at.ref) => this.emit(values, ref),
    };
    this.processor = plan.open(this.state.variable(plan.state.kind), key);
    this.out = new TableBuilder([...plan.keySpecs, ...plan.rowSpecs, ...plan.added]);
  }

  /** The values of a row's key. */
  keyValues(ref: number): readonly Value[] {
    return this.keys.values(this.keys.tuple(ref));
  }

  private timersOf(key: number): Timers {
    return this.timers[this.timers.length > 1 ? (this.taskOf[key] as number) : 0] as Timers;
  }

  /** Handles a row, also one that is late. */
  row(ref: number, task: number, stamp: Stamp): void {
    const { at, output } = this;
    const key = this.keyAt(ref, task);
    this.state.beginBatch(output.run.now);
    output.log.grouped(this.state.groupFor(key, ref));
    at.key = key;
    at.ref = ref;
    at.version = this.state.versionAt(key);
    this.stamp = stamp;
    this.processor.row(ref);
    this.processor.rowsDone?.();
    at.ref = NONE;
  }

  private keyAt(ref: number, task: number): number {
    const name = this.keys.tuple(ref) * this.tasks + task;
    let key = this.keyOfTuple.get(name);
    if (key === undefined) {
      key = this.tuples.length;
      this.keyOfTuple.set(name, key);
      this.tuples.push(this.keys.tuple(ref));
      this.taskOf.push(task);
    }
    return key;
  }

  /** Event time has come to an instant: the timers up to it fire, the soonest first. */
  eventTime(until: number, task: number): void {
    if (this.plan.timeMode === 'eventTime') this.fire(this.timers[task] as Timers, until);
  }

  /** The wall clock has come to an instant. */
  wallClock(now: number): void {
    if (this.plan.timeMode === 'processingTime') this.fire(this.timers[0] as Timers, now);
  }

  /** When the next timer by the wall clock is due, microseconds; Infinity: none is. */
  nextByClock(): number {
    return this.plan.timeMode === 'processingTime' ? (this.timers[0] as Timers).next() : Number.POSITIVE_INFINITY;
  }

  private fire(timers: Timers, until: number): void {
    const { at } = this;
    for (let due = timers.take(until); due; due = timers.take(until)) {
      at.key = due.number;
      at.version = this.state.versionAt(due.number);
      at.timer = true;
      this.stamp = { time: due.at, partition: this.taskOf[due.number] as number };
      this.processor.timer?.(due.at);
      at.timer = false;
    }
  }

  /** A timer that does something stands in the trace, before what it does. */
  private touched(): void {
    if (!this.at.timer) return;
    this.at.timer = false;
    if (this.at.version !== NONE) this.output.log.timerFired(this.at.version);
  }

  private emit(values: readonly Value[], ref: number): void {
    this.touched();
    const { plan, at } = this;
    const keys = this.keys.values(this.tuples[at.key] as number);
    const made = this.out.pushRow([...keys, ...plan.row.map((read) => read(ref)), ...values]);
    // What a timer gives out is made from what was held when it fired, a row's from what is held now.
    const version = ref === NONE ? at.version : this.versionOf(ref);
    this.output.emit({ version, input: ref, ref: made }, this.stamp);
  }

  private versionOf(ref: number): number {
    if (this.plan.state.kind !== 'map') return this.state.versionAt(this.at.key);
    return this.state.versionOfGroup(this.state.groupFor(this.at.key, ref));
  }

  snapshot(): () => void {
    const parts = [this.output.log.snapshot(), this.state.snapshot(), ...this.timers.map((t) => t.snapshot())];
    return () => {
      for (const restore of parts) restore();
    };
  }

  column(id: string): (ref: number) => Value {
    const column = this.out.columns[this.plan.outputIds.indexOf(id)] as TableBuilder['columns'][number];
    return (ref) => column.get(ref);
  }

  finish(operatorName: string): Untrue {
    const { state, plan } = this;
    const mapKey: readonly ColumnSpec[] = plan.state.mapKey ? [plan.state.mapKey.spec] : [];
    const groups = new TableBuilder([...plan.keySpecs, ...mapKey]);
    state.keyOf.forEach((key, group) => {
      const keys = this.keys.values(this.tuples[key] as number);
      groups.pushRow(plan.state.mapKey ? [...keys, state.mapKeyOf[group] as Value] : keys);
    });
    return {
      operatorName,
      step: plan.step,
      groups: groups.finish(),
      windowed: false,
      versionGroup: state.versionGroup.finish(),
      versions: state.versions.finish(),
      process: {
        function: plan.function,
        timeMode: plan.timeMode,
        versionRow: state.versionRow.finish(),
        versionUntil: state.versionUntil.finish(),
      },
    };
  }
}
