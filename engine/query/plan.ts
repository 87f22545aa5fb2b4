/**
 * From a query's steps to what an engine runs: expressions compiled, filters moved to where Spark's optimizer moves
 * them, and everything that is wrong told at once.
 *
 * WHY FILTERS MOVE. Spark optimizes the plan before it runs, so the watermark step sees only the rows that survive
 * (rules `PushPredicateThroughNonJoin`, `PushDownPredicates`): a conjunct that does not use the event-time column runs
 * before the watermark, through `select`; one that uses only grouping keys also from behind an aggregate; one on the
 * window runs after the watermark and before the state. The result is as if the query had been written so.
 */
import { compile } from '../expression/compile';
import { decimalToDouble } from '../expression/decimal';
import { parseAggregate, parseExpression } from '../expression/parse';
import { resolve, resolveAggregate, resolveCondition } from '../expression/resolve';
import { columnsOf, splitConjuncts, substitute, type Typed } from '../expression/typed';
import { type DataType, isDecimal } from '../expression/types';
import { at, type Fault, fault, nearest, shown } from '../faults';
import { lengthOf, parseInterval } from '../interval';
import { type Accumulator, accumulator } from '../operators/accumulators';
import { type KeyEncoder, keyEncoder } from '../operators/groups';
import { type KeyedFunction, velocityCheck } from '../operators/keyedFunctions';
import type { EngineName, Scenario, Source, Step } from '../scenario/scenario';
import type { Duration } from '../time';
import { type Column, type ColumnSpec, type ColumnType, type Value, valueAt } from '../values';
import { lengthFaults } from './lengths';
import { sparkRefusals } from './refusals';

/** Names of the columns in which a result's `window` stands. */
export const WINDOW_START = 'windowStart';
export const WINDOW_END = 'windowEnd';
/** The event-time column below the watermark step, under a name that no file can use. */
const EVENT_TIME = '\u0000event time';

type Reader = (row: number) => Value;

/** A query that an engine can run. Functions take a row's number within its source. */
export interface Plan {
  /** Index into `scenario.sources`. */
  readonly source: number;
  readonly watermark: { readonly of: (row: number) => number; readonly delay: Duration; readonly step: number } | null;
  /** Event time of a row (NaN for null): the watermark's column, else the window's; null if there is neither. */
  readonly eventTime: {
    readonly of: (row: number) => number;
    /** Index of the source's column that it is, or null where an expression computes it. */
    readonly column: number | null;
  } | null;
  /** Filters below the watermark step, and between it and the state. True keeps the row. */
  readonly before: readonly ((row: number) => boolean)[];
  readonly after: readonly ((row: number) => boolean)[];
  readonly stateful: AggregatePlan | ProcessPlan | null;
  /** Spark runs a batch without rows after the watermark moved (in its engine; other engines ignore it). */
  readonly needsNoDataBatch: boolean;
  /** What goes to the sink, once the columns of what comes out can be read (by row if there is no state). */
  output(column: (name: string) => ((ref: number) => Value) | null): OutputPlan;
}

export interface OutputPlan {
  /** Filters behind the state. */
  readonly keeps: (ref: number) => boolean;
  readonly specs: readonly ColumnSpec[];
  /** As a person reads them: `window` for the pair of columns in which it stands. */
  readonly shown: readonly ColumnSpec[];
  readonly values: readonly ((ref: number) => Value)[];
}

export interface AggregatePlan {
  readonly kind: 'aggregate';
  readonly step: number;
  readonly window: {
    /** Microseconds, NaN for null. */
    readonly of: (row: number) => number;
    readonly size: Duration;
    readonly slide: Duration;
    readonly start: Duration;
    /** Its time is the watermark's column: such groups can be late and let go. */
    readonly onEventTime: boolean;
  } | null;
  /** One of the keys is the event time itself, and no window is on it: groups are late and let go by that key. */
  readonly evictByKey: boolean;
  /** How many of window and keys are the event time. Spark needs at most one. */
  readonly eventTimes: number;
  /** No window and no keys: one group, always there. */
  readonly global: boolean;
  readonly keySpecs: readonly ColumnSpec[];
  keyEncoder(): KeyEncoder;
  /** Filters on the window that stand behind the aggregate and run before it. */
  readonly admits: ((row: number, start: number, end: number) => boolean) | null;
  readonly aggregates: readonly { readonly name: string; accumulator(): Accumulator }[];
}

export interface ProcessPlan {
  readonly kind: 'process';
  readonly step: number;
  readonly function: KeyedFunction;
  readonly keySpecs: readonly ColumnSpec[];
  keyEncoder(): KeyEncoder;
  /** How many columns are the event time. Spark needs at most one. */
  readonly eventTimes: number;
  /** Columns of the row that come out beside the keys. */
  readonly rowSpecs: readonly ColumnSpec[];
  readonly row: readonly Reader[];
}

/** Everything that forbids this scenario on this engine; empty if it can run. */
export function planFaults(scenario: Scenario, engine: EngineName): Fault[] {
  const made = makePlan(scenario, engine);
  return made.ok ? [] : [...made.faults];
}

export type MadePlan =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export function makePlan(scenario: Scenario, engine: EngineName): MadePlan {
  if (engine !== 'spark' && engine !== 'dailyBatch')
    return { ok: false, faults: [fault(at('engines', engine), 'notModelled', { feature: engine, name: engine })] };
  const lengths = lengthFaults(scenario);
  if (lengths.length > 0) return { ok: false, faults: lengths };
  const source = scenario.sources.findIndex((s) => s.name === scenario.query.from);
  const builder = new PlanBuilder(scenario.sources[source] as Source);
  scenario.query.steps.forEach((step, i) => {
    builder.add(step, i);
  });
  if (builder.faults.length > 0) return { ok: false, faults: builder.faults };
  const plan = builder.plan(source, scenario);
  const refusals = engine === 'spark' ? sparkRefusals(plan, scenario.engines.spark) : [];
  return refusals.length > 0 ? { ok: false, faults: refusals } : { ok: true, plan };
}

/** A column in scope: what it is made of, in terms of what lies at the bottom of this part of the query. */
interface Named {
  readonly name: string;
  readonly type: DataType;
  readonly made: Typed;
}

/** The step that keeps state, its columns found. */
interface Stateful {
  readonly step: Extract<Step, { kind: 'aggregate' | 'process' }>;
  readonly at: number;
  readonly keys: readonly Named[];
  readonly window: Named | null;
  readonly aggregates: readonly NamedAggregate[];
}

interface NamedAggregate {
  readonly name: string;
  readonly type: ColumnType;
  readonly function: 'count' | 'sum' | 'avg' | 'min' | 'max';
  readonly argument: Typed | null;
  readonly argumentType: ColumnType | null;
}

const NO_SPAN = { from: 0, to: 0 };
const columnOf = (name: string, type: DataType): Typed => ({ kind: 'column', name, type, span: NO_SPAN });
const isColumn = (typed: Typed, name: string): boolean => typed.kind === 'column' && typed.name === name;
const inScope = (column: { name: string; type: DataType }): Named => ({
  ...column,
  made: columnOf(column.name, column.type),
});

/** The type in which a value of an expression is kept in a table; null if no column can hold it. */
function kept(type: DataType): ColumnType | null {
  if (isDecimal(type)) return 'double';
  switch (type) {
    case 'int':
      return 'long';
    case 'void':
      return 'string';
    case 'interval':
    case 'months':
    case 'window':
      return null;
    default:
      return type;
  }
}

class PlanBuilder {
  readonly faults: Fault[] = [];
  private named: Named[];
  private readonly beforeState: Typed[] = [];
  private readonly afterWatermark: Typed[] = [];
  private readonly onWindow: Typed[] = [];
  private readonly behindState: Typed[] = [];
  private watermark: { made: Typed; delay: Duration; step: number } | null = null;
  private stateful: Stateful | null = null;
  constructor(private readonly source: Source) {
    this.named = source.rows.specs.map(inScope);
  }

  add(step: Step, i: number): void {
    const path = `query.steps[${i}]`;
    switch (step.kind) {
      case 'filter':
        this.addFilter(step.condition, at(path, 'filter'));
        break;
      case 'select':
        this.addSelect(step.columns, at(path, 'select'));
        break;
      case 'watermark':
        this.addWatermark(step, i, path);
        break;
      case 'aggregate':
        this.addAggregate(step, i, path);
        break;
      case 'process':
        this.addProcess(step, i, path);
        break;
    }
  }

  /** Parses and types an expression in the present scope, and says it in terms of what lies at the bottom. */
  private expression(text: string, path: string, typing: typeof resolve = resolve): Typed | null {
    const parsed = parseExpression(text);
    if (!parsed.ok) {
      this.faults.push(fault(path, 'expression', { text, fault: parsed.fault }));
      return null;
    }
    const resolved = typing(parsed.ast, this.named);
    if (!resolved.ok) {
      for (const f of resolved.faults) this.faults.push(fault(path, 'expression', { text, fault: f }));
      return null;
    }
    return this.lower(resolved.typed);
  }

  private lower(typed: Typed): Typed {
    return substitute(typed, new Map(this.named.map((c) => [c.name, c.made])));
  }

  private find(name: string): Named | undefined {
    return this.named.find((c) => c.name.toLowerCase() === name.toLowerCase());
  }

  private addFilter(text: string, path: string): void {
    const condition = this.expression(text, path, resolveCondition);
    if (condition) for (const conjunct of splitConjuncts(condition)) this.place(conjunct);
  }

  /** Puts a conjunct where Spark's optimizer would. */
  private place(conjunct: Typed): void {
    const { stateful } = this;
    if (stateful === null) {
      this.placeOnRow(conjunct);
      return;
    }
    const used = [...columnsOf(conjunct)];
    const key = (name: string): Named | undefined => stateful.keys.find((k) => k.name === name);
    const isWindow = (name: string): boolean =>
      stateful.window !== null && (name === 'window' || name.startsWith('window.'));
    const movable = stateful.step.kind === 'aggregate' && (stateful.keys.length > 0 || stateful.window !== null);
    if (!movable || !used.every((name) => key(name) || isWindow(name))) {
      this.behindState.push(conjunct);
      return;
    }
    const onRow = substitute(conjunct, new Map(stateful.keys.map((k) => [k.name, k.made])));
    if (used.some(isWindow)) this.onWindow.push(onRow);
    else this.placeOnRow(onRow);
  }

  private placeOnRow(conjunct: Typed): void {
    const usesEventTime = columnsOf(conjunct).has(EVENT_TIME);
    (usesEventTime ? this.afterWatermark : this.beforeState).push(conjunct);
  }

  private addSelect(columns: Extract<Step, { kind: 'select' }>['columns'], path: string): void {
    const named: Named[] = [];
    for (const { name, expression } of columns) {
      const made = this.expression(expression, at(path, name));
      if (made) named.push({ name, type: made.type, made });
    }
    if (named.length === columns.length) this.named = named;
  }

  private addWatermark(step: Extract<Step, { kind: 'watermark' }>, i: number, path: string): void {
    const column = this.find(step.column);
    if (!column) {
      this.unknownColumn(step.column, at(path, 'watermark'));
      return;
    }
    if (column.type !== 'timestamp') {
      this.faults.push(
        fault(at(path, 'watermark'), 'notTimeColumn', {
          column: step.column,
          type: kept(column.type) ?? 'string',
          use: 'watermark',
          candidates: this.named.filter((c) => c.type === 'timestamp').map((c) => c.name),
        }),
      );
      return;
    }
    if (this.watermark !== null || this.stateful !== null) {
      this.faults.push(fault(path, 'notModelled', { feature: 'secondWatermark', name: 'watermark' }));
      return;
    }
    this.watermark = { made: column.made, delay: step.delay, step: i };
    this.named = this.named.map((c) => (c === column ? { ...c, made: columnOf(EVENT_TIME, 'timestamp') } : c));
  }

  private unknownColumn(column: string, path: string): void {
    const known = this.named.map((c) => c.name);
    this.faults.push(fault(path, 'unknownColumn', { column, suggestion: nearest(column, known), known }));
  }

  private keyColumns(keys: readonly string[], path: string): Named[] {
    const found: Named[] = [];
    keys.forEach((key, i) => {
      const column = this.find(key);
      if (!column) this.unknownColumn(key, at(at(path, 'keys'), i));
      else found.push(column);
    });
    return found;
  }

  private addAggregate(step: Extract<Step, { kind: 'aggregate' }>, i: number, path: string): void {
    if (this.stateful !== null) {
      this.faults.push(fault(path, 'notModelled', { feature: 'secondStateful', name: 'groupBy' }));
      return;
    }
    const groupBy = at(path, 'groupBy');
    const keys = this.keyColumns(step.keys, groupBy);
    let window: Named | null = null;
    if (step.window) {
      window = this.find(step.window.on) ?? null;
      if (!window) this.unknownColumn(step.window.on, at(at(groupBy, 'window'), 'on'));
      else if (window.type !== 'timestamp')
        this.faults.push(
          fault(at(at(groupBy, 'window'), 'on'), 'notTimeColumn', {
            column: step.window.on,
            type: kept(window.type) ?? 'string',
            use: 'window',
            candidates: this.named.filter((c) => c.type === 'timestamp').map((c) => c.name),
          }),
        );
    }
    const aggregates: NamedAggregate[] = [];
    for (const { name, expression } of step.aggregates) {
      const made = this.aggregate(name, expression, at(at(path, 'aggregate'), name));
      if (made) aggregates.push(made);
    }
    this.stateful = { step, at: i, keys, window, aggregates };
    const columns: { name: string; type: DataType }[] = [...keys, ...aggregates];
    if (step.window) columns.unshift({ name: 'window', type: 'window' });
    this.named = columns.map(({ name, type }) => inScope({ name, type }));
  }

  private aggregate(name: string, text: string, path: string): NamedAggregate | null {
    const parsed = parseAggregate(text);
    if (!parsed.ok) {
      this.faults.push(fault(path, 'expression', { text, fault: parsed.fault }));
      return null;
    }
    const { aggregate } = parsed;
    if (aggregate.distinct) {
      this.faults.push(
        fault(path, 'refused', {
          engine: 'spark',
          condition: '_LEGACY_ERROR_TEMP_3102',
          message:
            'Distinct aggregations are not supported on streaming DataFrames/Datasets. Consider using approx_count_distinct() instead.',
        }),
      );
      return null;
    }
    if (aggregate.function === 'approx_count_distinct') {
      this.faults.push(fault(path, 'notModelled', { feature: 'approxCountDistinct', name: text }));
      return null;
    }
    const resolved = resolveAggregate(aggregate, this.named);
    if (!resolved.ok) {
      for (const f of resolved.faults) this.faults.push(fault(path, 'expression', { text, fault: f }));
      return null;
    }
    const { argument, type } = resolved.aggregate;
    const argumentType = argument && kept(argument.type);
    if (argument && aggregate.function !== 'count' && (isDecimal(argument.type) || argumentType === null)) {
      this.faults.push(fault(path, 'notModelled', { feature: 'decimalAggregate', name: text }));
      return null;
    }
    return {
      name,
      type: kept(type) ?? 'double',
      function: aggregate.function,
      argument: argument && this.lower(argument),
      argumentType: argument && (argumentType ?? 'string'),
    };
  }

  private addProcess(step: Extract<Step, { kind: 'process' }>, i: number, path: string): void {
    if (this.stateful !== null) {
      this.faults.push(fault(path, 'notModelled', { feature: 'secondStateful', name: 'process' }));
      return;
    }
    const keys = this.keyColumns(step.keys, path);
    if (!this.watermark)
      this.faults.push(fault(at(path, 'process'), 'processWithoutWatermark', { name: step.function }));
    const place = this.find(String(step.parameters.column ?? 'city'));
    if (!place) this.unknownColumn(String(step.parameters.column ?? 'city'), at(at(path, 'parameters'), 'column'));
    this.stateful = { step, at: i, keys, window: null, aggregates: [] };
    const within = parseInterval(String(step.parameters.within ?? ''));
    if (within) this.within = lengthOf(within);
    else
      this.faults.push(
        fault(at(at(path, 'parameters'), 'within'), 'notDuration', { value: shown(step.parameters.within) }),
      );
    const rest = this.named.filter((c) => !keys.includes(c));
    this.processed = { rest, place: place ?? (this.named[0] as Named) };
    this.named = [
      ...keys,
      ...rest,
      { name: 'previousCity', type: 'string' as const },
      { name: 'previousTime', type: 'timestamp' as const },
    ].map(({ name, type }) => inScope({ name, type }));
  }
  private processed: { rest: Named[]; place: Named } | null = null;
  private within = 0;

  plan(source: number, scenario: Scenario): Plan {
    const { watermark, stateful } = this;
    const eventTime = watermark ? this.timeOf(watermark.made) : null;
    const windowTime = stateful?.window ? this.timeOf(stateful.window.made) : null;
    const keeps = (condition: Typed): ((row: number) => boolean) => {
      const value = this.rowValue(condition);
      return (row) => value(row) === true;
    };
    return {
      source,
      watermark: watermark && eventTime ? { of: eventTime, delay: watermark.delay, step: watermark.step } : null,
      eventTime: this.eventTimePlan(eventTime ?? windowTime, watermark?.made ?? stateful?.window?.made),
      before: this.beforeState.map(keeps),
      after: this.afterWatermark.map(keeps),
      stateful: stateful === null ? null : this.statefulPlan(stateful, windowTime),
      needsNoDataBatch: stateful !== null && watermark !== null && scenario.engines.spark.outputMode !== 'complete',
      output: (column) => this.outputPlan(column),
    };
  }

  private eventTimePlan(of: ((row: number) => number) | null, made: Typed | undefined): Plan['eventTime'] {
    if (!of || !made) return null;
    const column = made.kind === 'column' ? this.source.rows.specs.findIndex((s) => s.name === made.name) : -1;
    return { of, column: column < 0 ? null : column };
  }

  /** Microseconds, NaN for null. A plain column without nulls is read as it lies. */
  private timeOf(made: Typed): (row: number) => number {
    const bottom = this.watermark && isColumn(made, EVENT_TIME) ? this.watermark.made : made;
    const column = this.plainColumn(bottom);
    if (column && column.type === 'timestamp' && !column.nulls) {
      const { values } = column;
      return (row) => values[row] as number;
    }
    const value = this.rowValue(bottom);
    return (row) => (value(row) as number | null) ?? Number.NaN;
  }

  private plainColumn(made: Typed): Column | null {
    if (made.kind !== 'column') return null;
    return this.source.rows.columns[this.source.rows.specs.findIndex((s) => s.name === made.name)] ?? null;
  }

  /** Compiles an expression over the columns of the source (and the event time). */
  private rowValue(made: Typed): Reader {
    return storable(
      compile(made, (name) => this.columnReader(name)),
      made.type,
    );
  }

  private columnReader(name: string): Reader {
    if (name === EVENT_TIME && this.watermark) return this.rowValue(this.watermark.made);
    const column = this.source.rows.columns[this.source.rows.specs.findIndex((s) => s.name === name)] as Column;
    if (column.type !== 'string' && column.type !== 'boolean' && !column.nulls && !column.big) {
      const { values } = column;
      return (row) => values[row] as number;
    }
    return (row) => valueAt(column, row);
  }

  private keyEncoderOf(keys: readonly Named[]): () => KeyEncoder {
    const only = keys.length === 1 ? this.plainColumn((keys[0] as Named).made) : null;
    const plain = only?.type === 'string' ? only : null;
    const readers = keys.map((k) => this.rowValue(k.made));
    return () => keyEncoder(readers, plain);
  }

  private statefulPlan(stateful: Stateful, windowTime: ((row: number) => number) | null): AggregatePlan | ProcessPlan {
    const { keys, step } = stateful;
    const specs = (columns: readonly Named[]): ColumnSpec[] =>
      columns.map((c) => ({ name: c.name, type: kept(c.type) ?? 'string' }));
    const eventTimes = (columns: readonly Named[]): number =>
      new Set(columns.filter((c) => isColumn(c.made, EVENT_TIME))).size;
    if (step.kind === 'process') {
      const { rest, place } = this.processed as { rest: Named[]; place: Named };
      return {
        eventTimes: eventTimes([...keys, ...rest]),
        kind: 'process',
        step: stateful.at,
        function: velocityCheck(this.within, this.rowValue(place.made)),
        keySpecs: specs(keys),
        keyEncoder: this.keyEncoderOf(keys),
        rowSpecs: specs(rest),
        row: rest.map((c) => this.rowValue(c.made)),
      };
    }
    const onEventTime = stateful.window !== null && isColumn(stateful.window.made, EVENT_TIME);
    return {
      kind: 'aggregate',
      step: stateful.at,
      window: step.window && windowTime && stateful.window ? { ...step.window, of: windowTime, onEventTime } : null,
      evictByKey: !onEventTime && eventTimes(keys) > 0,
      eventTimes: eventTimes(keys) + (onEventTime ? 1 : 0),
      global: !step.window && keys.length === 0,
      keySpecs: specs(keys),
      keyEncoder: this.keyEncoderOf(keys),
      admits: this.onWindow.length === 0 ? null : this.admits(),
      aggregates: stateful.aggregates.map((a) => {
        const argument = a.argument && this.rowValue(a.argument);
        return { name: a.name, accumulator: () => accumulator(a.function, a.argumentType, argument) };
      }),
    };
  }

  /** Filters on the window, evaluated for a row and one of its windows. */
  private admits(): AggregatePlan['admits'] {
    let bounds = { start: 0, end: 0 };
    const conditions = this.onWindow.map((made) =>
      compile(made, (name) => {
        if (name === 'window.start') return () => bounds.start;
        if (name === 'window.end') return () => bounds.end;
        return this.columnReader(name);
      }),
    );
    return (row, start, end) => {
      bounds = { start, end };
      return conditions.every((condition) => condition(row) === true);
    };
  }

  private outputPlan(column: (name: string) => ((ref: number) => Value) | null): OutputPlan {
    const bind = (name: string): Reader => {
      if (this.stateful === null) return this.columnReader(name);
      const stored = name === 'window.start' ? WINDOW_START : name === 'window.end' ? WINDOW_END : name;
      return column(stored) as Reader;
    };
    const conditions = this.behindState.map((made) => compile(made, bind));
    const specs: ColumnSpec[] = [];
    const shown: ColumnSpec[] = [];
    const values: Reader[] = [];
    for (const c of this.named) {
      if (c.type === 'window') {
        specs.push({ name: WINDOW_START, type: 'timestamp' }, { name: WINDOW_END, type: 'timestamp' });
        shown.push({ name: c.name, type: 'timestamp' });
        values.push(bind('window.start'), bind('window.end'));
        continue;
      }
      const spec: ColumnSpec = { name: c.name, type: kept(c.type) ?? 'string' };
      specs.push(spec);
      shown.push(spec);
      values.push(storable(compile(c.made, bind), c.type));
    }
    return { keeps: (ref) => conditions.every((condition) => condition(ref) === true), specs, shown, values };
  }
}

/** A decimal is computed exactly and kept as the nearest double; other values are kept as they are. */
function storable(value: Reader, type: DataType): Reader {
  if (!isDecimal(type)) return value;
  return (row) => {
    const unscaled = value(row) as number | bigint | null;
    return unscaled === null ? null : decimalToDouble(unscaled, type.scale);
  };
}
