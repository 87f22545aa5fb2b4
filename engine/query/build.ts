/** From a query's steps to its tree: names found, expressions typed, and everything that is wrong told at once. */
import type * as v from 'valibot';
import { commonType } from '../expression/coercion';
import { parseAggregate, parseExpression } from '../expression/parse';
import { resolve, resolveAggregate, resolveCondition, resolveJoinCondition } from '../expression/resolve';
import { substitute, type Typed } from '../expression/typed';
import { type DataType, isDecimal, sameType, sparkTypeName } from '../expression/types';
import { at, type Fault, fault, nearest } from '../faults';
import { functionOf } from '../operators/functions/library';
import { type FunctionParameters, type ProcessFunction, ProcessFunctions } from '../scenario/processFunctions';
import { read } from '../scenario/read';
import type { Query, Scenario, Step } from '../scenario/scenario';
import type { ColumnType } from '../values';
import {
  type AggregateColumn,
  type Attribute,
  column,
  eventTimesOf,
  type Logical,
  type LogicalWindow,
  type Made,
  NO_SPAN,
  outputOf,
} from './logical';

export type Built =
  | { readonly ok: true; readonly tree: Logical }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** @param distinct whether the engine counts distinct values exactly, which Spark refuses in a stream */
export function buildQuery(scenario: Scenario, distinct: boolean): Built {
  const builder = new Builder(scenario, distinct);
  const tree = builder.query(scenario.query, 'query');
  return tree && builder.faults.length === 0 ? { ok: true, tree } : { ok: false, faults: builder.faults };
}

/** The type in which a value of an expression is kept in a column; null if no column can hold it. */
export function kept(type: DataType): ColumnType | null {
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

type Of<K extends Step['kind']> = Extract<Step, { kind: K }>;

class Builder {
  readonly faults: Fault[] = [];
  private attributes = 0;

  constructor(
    private readonly scenario: Scenario,
    private readonly distinct: boolean,
  ) {}

  private attribute(name: string, type: DataType): Attribute {
    return { id: `${name}#${this.attributes++}`, name, type };
  }

  /** Null if its source is not known. A step with a fault is passed over, so that the faults of later steps are told. */
  query(query: Query, path: string): Logical | null {
    const source = this.scenario.sources.findIndex((s) => s.name === query.from);
    const specs = this.scenario.sources[source]?.rows.specs;
    if (!specs) return null;
    let tree: Logical = { kind: 'scan', source, output: specs.map((s) => this.attribute(s.name, s.type)) };
    query.steps.forEach((step, i) => {
      tree = this.step(step, tree, `${path}.steps[${i}]`) ?? tree;
    });
    return tree;
  }

  private step(step: Step, child: Logical, path: string): Logical | null {
    switch (step.kind) {
      case 'filter': {
        const condition = this.expression(step.condition, child, at(path, 'filter'), resolveCondition);
        return condition && { kind: 'filter', condition, child };
      }
      case 'select':
        return this.select(step, child, path);
      case 'watermark':
        return this.watermark(step, child, path);
      case 'aggregate':
        return this.aggregate(step, child, path);
      case 'dropDuplicates':
        return this.dropDuplicates(step, child, path);
      case 'join':
        return this.join(step, child, path);
      case 'union':
        return this.union(step, child, path);
      case 'process':
        return this.process(step, child, path);
    }
  }

  /** Parses and types an expression over a node's columns. */
  private expression(text: string, child: Logical, path: string, typing: typeof resolve = resolve): Typed | null {
    const parsed = parseExpression(text);
    if (!parsed.ok) {
      this.faults.push(fault(path, 'expression', { text, fault: parsed.fault }));
      return null;
    }
    const scope = outputOf(child);
    const resolved = typing(parsed.ast, scope);
    if (!resolved.ok) {
      for (const f of resolved.faults) this.faults.push(fault(path, 'expression', { text, fault: f }));
      return null;
    }
    return byId(resolved.typed, scope);
  }

  private find(name: string, child: Logical, path: string): Attribute | null {
    const scope = outputOf(child);
    const found = scope.filter((a) => a.name.toLowerCase() === name.toLowerCase());
    if (found.length === 1) return found[0] as Attribute;
    const known = scope.map((a) => a.name);
    if (found.length === 0)
      this.faults.push(fault(path, 'unknownColumn', { column: name, suggestion: nearest(name, known), known }));
    else this.faults.push(fault(path, 'ambiguousColumn', { column: name }));
    return null;
  }

  private timeColumn(name: string, use: 'watermark' | 'window', child: Logical, path: string): Attribute | null {
    const found = this.find(name, child, path);
    if (!found || found.type === 'timestamp' || (use === 'window' && found.type === 'window')) return found;
    const candidates = outputOf(child)
      .filter((a) => a.type === 'timestamp')
      .map((a) => a.name);
    this.faults.push(
      fault(path, 'notTimeColumn', { column: name, type: kept(found.type) ?? 'string', use, candidates }),
    );
    return null;
  }

  private select(step: Of<'select'>, child: Logical, path: string): Logical | null {
    const columns: Made[] = [];
    for (const { name, expression } of step.columns) {
      const made = this.expression(expression, child, at(at(path, 'select'), name));
      // A plain column keeps its identity unless it is given another name.
      const same = made?.kind === 'column' && outputOf(child).find((a) => a.id === made.name && a.name === name);
      if (made && same) columns.push({ attribute: same, made });
      else if (made) columns.push({ attribute: this.attribute(name, made.type), made });
    }
    return columns.length === step.columns.length ? { kind: 'project', columns, child } : null;
  }

  private watermark(step: Of<'watermark'>, child: Logical, path: string): Logical | null {
    const attribute = this.timeColumn(step.column, 'watermark', child, at(path, 'watermark'));
    return attribute && { kind: 'watermark', attribute, delay: step.delay, step: path, child };
  }

  private keys(keys: readonly string[], child: Logical, path: string): Attribute[] {
    return keys.flatMap((key, i) => this.find(key, child, at(at(path, 'keys'), i)) ?? []);
  }

  private aggregate(step: Of<'aggregate'>, child: Logical, path: string): Logical | null {
    const here = at(path, 'groupBy');
    const before = this.faults.length;
    const keys = this.keys(step.keys, child, here).map((a) => ({
      attribute: this.attribute(a.name, a.type),
      made: column(a),
    }));
    for (const { attribute } of keys)
      if (isDecimal(attribute.type))
        this.faults.push(fault(here, 'notModelled', { feature: 'decimalAggregate', name: attribute.name }));
    const window = step.window && this.window(step.window, child, at(here, 'window'));
    const aggregates = step.aggregates.flatMap(
      ({ name, expression }) => this.aggregateColumn(name, expression, child, at(at(path, 'aggregate'), name)) ?? [],
    );
    if (this.faults.length > before) return null;
    return { kind: 'aggregate', window, keys, aggregates, admits: [], step: path, child };
  }

  private window(spec: NonNullable<Of<'aggregate'>['window']>, child: Logical, path: string): LogicalWindow | null {
    const on = this.timeColumn(spec.on, 'window', child, at(path, 'on'));
    if (!on) return null;
    const attribute = this.attribute('gap' in spec ? 'session_window' : 'window', 'window');
    // A window over a window takes the last instant that belongs to it (`window_time`).
    const time: Typed =
      on.type === 'window'
        ? {
            kind: 'call',
            function: 'window_time',
            arguments: [{ kind: 'column', name: `${on.id}.end`, type: 'timestamp', span: NO_SPAN }],
            type: 'timestamp',
            span: NO_SPAN,
          }
        : column(on);
    if ('gap' in spec) return { kind: 'session', attribute: { ...attribute, name: 'window' }, time, gap: spec.gap };
    return { kind: 'fixed', attribute, time, size: spec.size, slide: spec.slide, start: spec.start };
  }

  private aggregateColumn(name: string, text: string, child: Logical, path: string): AggregateColumn | null {
    const parsed = parseAggregate(text);
    if (!parsed.ok) {
      this.faults.push(fault(path, 'expression', { text, fault: parsed.fault }));
      return null;
    }
    if (parsed.aggregate.distinct && !this.distinct) {
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
    const scope = outputOf(child);
    const resolved = resolveAggregate(parsed.aggregate, scope);
    if (!resolved.ok) {
      for (const f of resolved.faults) this.faults.push(fault(path, 'expression', { text, fault: f }));
      return null;
    }
    const { argument, type, distinct } = resolved.aggregate;
    const called = resolved.aggregate.function;
    if (distinct && called !== 'count') {
      this.faults.push(fault(path, 'notModelled', { feature: 'distinctAggregate', name: text }));
      return null;
    }
    if (argument && called !== 'count' && (isDecimal(argument.type) || kept(argument.type) === null)) {
      this.faults.push(fault(path, 'notModelled', { feature: 'decimalAggregate', name: text }));
      return null;
    }
    return {
      attribute: this.attribute(name, type),
      function: distinct ? 'countDistinct' : called,
      argument: argument && byId(argument, scope),
    };
  }

  private dropDuplicates(step: Of<'dropDuplicates'>, child: Logical, path: string): Logical | null {
    const here = at(path, step.withinWatermark ? 'dropDuplicatesWithinWatermark' : 'dropDuplicates');
    const keys =
      step.columns.length === 0
        ? outputOf(child)
        : step.columns.flatMap((name, i) => this.find(name, child, at(here, i)) ?? []);
    if (keys.length < step.columns.length) return null;
    return { kind: 'dedup', keys, withinWatermark: step.withinWatermark, step: path, child };
  }

  private join(step: Of<'join'>, left: Logical, path: string): Logical | null {
    const here = at(path, 'join');
    const right = this.query(step.with, at(here, 'with'));
    if (!right) return null;
    // The condition sees both sides, also where a semi join gives only the left one.
    const both: Logical = { kind: 'join', type: 'inner', condition: null, step: path, left, right };
    const condition = this.expression(step.on, both, at(here, 'on'), resolveJoinCondition);
    return condition && { ...both, type: step.type, condition };
  }

  private union(step: Of<'union'>, left: Logical, path: string): Logical | null {
    const here = at(path, 'union');
    const right = this.query(step.with, here);
    if (!right) return null;
    const [a, b] = [outputOf(left), outputOf(right)];
    if (a.length !== b.length) {
      this.faults.push(fault(here, 'unionWidths', { left: a.length, right: b.length }));
      return null;
    }
    // Columns of two types meet in one (Spark: `WidenSetOperationTypes`).
    const met = a.map((x, i) => commonType(x.type, (b[i] as Attribute).type));
    const differing = met.indexOf(null);
    if (differing >= 0) {
      const [x, y] = [a[differing] as Attribute, b[differing] as Attribute];
      this.faults.push(
        fault(here, 'unionTypes', { left: x.name, leftType: String(x.type), right: y.name, rightType: String(y.type) }),
      );
      return null;
    }
    return {
      kind: 'union',
      output: a.map((x, i) => this.attribute(x.name, met[i] as DataType)),
      step: path,
      left: this.widened(left, met),
      right: this.widened(right, met),
    };
  }

  /** A node with its columns cast to these types where they are of others. */
  private widened(node: Logical, types: readonly (DataType | null)[]): Logical {
    const output = outputOf(node);
    if (output.every((a, i) => sameType(a.type, types[i] as DataType))) return node;
    const columns = output.map((a, i): Made => {
      const type = types[i] as DataType;
      if (sameType(a.type, type)) return { attribute: a, made: column(a) };
      const made: Typed = { kind: 'cast', operand: column(a), implicit: true, type, span: NO_SPAN };
      return { attribute: this.attribute(a.name, type), made };
    });
    return { kind: 'project', columns, child: node };
  }

  private process(step: Of<'process'>, child: Logical, path: string): Logical | null {
    const before = this.faults.length;
    const keys = this.keys(step.keys, child, path);
    const here = at(path, 'parameters');
    const schema: v.GenericSchema = ProcessFunctions[step.function];
    const parameters = read(schema, step.parameters, here, this.faults) as FunctionParameters[ProcessFunction];
    if (this.faults.length > before) return null;
    const definition = functionOf(step.function);
    const types = new Map<string, ColumnType>();
    for (const { parameter, types: allowed, wanted } of definition.columns) {
      const name = (parameters as Readonly<Record<string, unknown>>)[parameter] as string;
      const found = this.find(name, child, at(here, parameter));
      const type = allowed.find((t) => t === found?.type);
      if (type) types.set(name, type);
      else if (found) {
        const fits = (a: Attribute): boolean => allowed.some((t) => t === a.type);
        const candidates = outputOf(child).flatMap((a) => (fits(a) ? [a.name] : []));
        const params = {
          function: step.function,
          column: name,
          type: sparkTypeName(found.type).toLowerCase(),
          wanted,
          candidates,
        };
        this.faults.push(fault(at(here, parameter), 'functionColumn', params));
      }
    }
    if (definition.timeMode(parameters) === 'eventTime' && eventTimesOf(child).size === 0)
      this.faults.push(fault(at(path, 'process'), 'processWithoutWatermark', { name: step.function }));
    if (this.faults.length > before) return null;
    const added = definition.output(parameters, (name) => types.get(name) as ColumnType);
    const others = definition.givesRows ? outputOf(child) : keys;
    for (const { name } of added)
      if (others.some((a) => a.name.toLowerCase() === name.toLowerCase()))
        this.faults.push(fault(at(path, 'process'), 'columnTaken', { function: step.function, column: name }));
    if (this.faults.length > before) return null;
    return {
      kind: 'process',
      function: step.function,
      parameters,
      keys,
      givesRows: definition.givesRows,
      added: added.map((c) => this.attribute(c.name, c.type)),
      step: path,
      child,
    };
  }
}

/** An expression whose columns are called by their names, with their ids instead. */
function byId(typed: Typed, scope: readonly Attribute[]): Typed {
  const map = new Map<string, Typed>();
  for (const a of scope) {
    map.set(a.name, column(a));
    if (a.type === 'window')
      for (const part of ['start', 'end'])
        map.set(`${a.name}.${part}`, { kind: 'column', name: `${a.id}.${part}`, type: 'timestamp', span: NO_SPAN });
  }
  return substitute(typed, map);
}
