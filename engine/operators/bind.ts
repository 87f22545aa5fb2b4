/** From planned stages to working ones. */
import { compile } from '../expression/compile';
import type { Typed } from '../expression/typed';
import { kept } from '../query/build';
import { attributesOf } from '../query/conditions';
import {
  type AggregateColumn,
  type Attribute,
  column,
  eventTimesOf,
  instantOf,
  isEventTime,
  type Logical,
  outputOf,
} from '../query/logical';
import type { Duration } from '../time';
import type { ColumnSpec } from '../values';
import { accumulator, type BoundAggregate } from './accumulators';
import { Aggregate } from './aggregate';
import { bindJoin } from './bindJoin';
import { Dedup, type DedupPlan } from './dedup';
import type { FunctionInput } from './functions/api';
import { functionOf } from './functions/library';
import type { KeyEncoder } from './groups';
import { type Input, specsOf } from './input';
import { Join } from './join';
import type { Mode, StatefulOperator } from './operator';
import { Process, type ProcessPlan } from './process';
import { SessionAggregate } from './session';
import type { StateLog } from './stateLog';

export interface AggregatePlan {
  readonly step: string;
  readonly window: {
    /** Microseconds, NaN for null. */
    readonly of: (ref: number) => number;
    readonly size: Duration;
    readonly slide: Duration;
    readonly start: Duration;
    /** Its time is the watermark's column: such groups can be late and let go. */
    readonly onEventTime: boolean;
  } | null;
  readonly windowId: string | null;
  /** The key that is the event time itself, where no window is on it: groups are late and let go by it. NaN for null. */
  readonly evictKey: ((ref: number) => number) | null;
  /** No window and no keys: one group, always there. */
  readonly global: boolean;
  readonly keySpecs: readonly ColumnSpec[];
  readonly keyIds: readonly string[];
  keyEncoder(): KeyEncoder;
  /** Filters on the window that stand behind the aggregate and run before it. */
  readonly admits: ((ref: number, start: number, end: number) => boolean) | null;
  readonly aggregates: readonly (BoundAggregate & { readonly id: string; readonly name: string })[];
}

export interface SessionPlan
  extends Pick<AggregatePlan, 'step' | 'windowId' | 'keySpecs' | 'keyIds' | 'keyEncoder' | 'admits' | 'aggregates'> {
  readonly window: {
    /** Microseconds, NaN for null. */
    readonly of: (ref: number) => number;
    /** When a row's session ends, before it is merged with others. */
    readonly endOf: (ref: number) => number;
    readonly gap: Duration;
    /** Its time is the watermark's column: sessions can be late and let go. */
    readonly onEventTime: boolean;
  };
  /** The key (its place) that is the event time, where the session is over another column. */
  readonly evictKey: number | null;
}

/** Makes the operator of a stage. @param inputs one for each child of the node */
export function makeOperator(node: Logical, inputs: readonly Input[], mode: Mode, log: StateLog): StatefulOperator {
  const [input] = inputs as [Input];
  switch (node.kind) {
    case 'aggregate':
      return node.window?.kind === 'session'
        ? new SessionAggregate(bindSession(node, node.window, input), mode, log)
        : new Aggregate(bindAggregate(node, input), mode, log);
    case 'process':
      return new Process(bindProcess(node, input), mode, log);
    case 'dedup':
      return new Dedup(bindDedup(node, input), log);
    case 'join':
      return new Join(bindJoin(node, inputs as [Input, Input]), mode, log);
    default:
      throw new Error(`no operator for ${node.kind}`);
  }
}

/** A window as its two ends, which is how it is kept; any other column as it is. */
function ends(attribute: Attribute): Attribute[] {
  if (attribute.type !== 'window') return [attribute];
  return ['start', 'end'].map((part) => ({
    id: `${attribute.id}.${part}`,
    name: `${attribute.name}.${part}`,
    type: 'timestamp',
  }));
}

/** The same of a key that is computed; a window is never computed from anything but a window. */
const endsOf = (made: Typed): Typed[] =>
  made.kind === 'column' && made.type === 'window'
    ? ends({ id: made.name, name: made.name, type: made.type }).map(column)
    : [made];

type AggregateNode = Extract<Logical, { kind: 'aggregate' }>;

export function bindSession(
  node: AggregateNode,
  window: Extract<AggregateNode['window'], { kind: 'session' }>,
  input: Input,
): SessionPlan {
  const times = eventTimesOf(node.child);
  const onEventTime = isEventTime(window.time, times);
  const timeKey = node.keys
    .flatMap((k) =>
      endsOf(k.made).map((_, i) => (isEventTime(k.made, times) ? i > 0 || k.made.type !== 'window' : false)),
    )
    .indexOf(true);
  const { time, gap } = window;
  const isSession = time.kind === 'column' && time.type === 'window';
  const [start, end] = isSession ? endsOf(time).map((bound) => input.readTime(bound)) : [];
  const of = start ?? input.readTime(time);
  return {
    ...bindGroups(node, input),
    window: { of, endOf: end ?? ((row) => of(row) + gap), gap, onEventTime },
    evictKey: onEventTime || timeKey < 0 ? null : timeKey,
  };
}

/** What aggregates over any window have. */
function bindGroups(node: AggregateNode, input: Input) {
  const { window, admits } = node;
  const keys = node.keys.flatMap((k) => ends(k.attribute));
  return {
    step: node.step,
    windowId: window?.attribute.id ?? null,
    keySpecs: specsOf(keys),
    keyIds: keys.map((k) => k.id),
    keyEncoder: input.keys(node.keys.flatMap((k) => endsOf(k.made))),
    admits: window && admits.length > 0 ? bindAdmits(admits, window.attribute.id, input) : null,
    aggregates: node.aggregates.map((a) => ({
      id: a.attribute.id,
      name: a.attribute.name,
      ...boundAggregate(a, input),
    })),
  };
}

export function bindAggregate(node: AggregateNode, input: Input): AggregatePlan {
  const times = eventTimesOf(node.child);
  const window = node.window?.kind === 'fixed' ? node.window : null;
  const timeKey = node.keys.find((k) => isEventTime(k.made, times));
  return {
    ...bindGroups(node, input),
    window: window && {
      of: input.readTime(window.time),
      size: window.size,
      slide: window.slide,
      start: window.start,
      onEventTime: isEventTime(window.time, times),
    },
    evictKey: (window && isEventTime(window.time, times)) || !timeKey ? null : input.readTime(instantOf(timeKey.made)),
    global: !node.window && node.keys.length === 0,
  };
}

function boundAggregate(a: AggregateColumn, input: Input): BoundAggregate {
  const type = a.argument && (kept(a.argument.type) ?? 'string');
  const argument = a.argument && input.read(a.argument);
  const hashed = a.argument?.type === 'int' ? 'int' : undefined;
  return { function: a.function, type, argument, accumulator: () => accumulator(a.function, type, argument, hashed) };
}

/** Conditions on the window, evaluated for a row and one of its windows. */
function bindAdmits(conditions: readonly Typed[], window: string, input: Input): AggregatePlan['admits'] {
  let bounds = { start: 0, end: 0 };
  const [start, end] = [`${window}.start`, `${window}.end`];
  const checks = conditions.map((condition) =>
    compile(condition, (id) => {
      if (id === start) return () => bounds.start;
      if (id === end) return () => bounds.end;
      return input.readColumn(id);
    }),
  );
  return (ref, from, to) => {
    bounds = { start: from, end: to };
    return checks.every((check) => check(ref) === true);
  };
}

export function bindDedup(node: Extract<Logical, { kind: 'dedup' }>, input: Input): DedupPlan {
  const child = outputOf(node.child);
  const times = eventTimesOf(node.child);
  const time = child.find((a) => times.has(a.id));
  const timeKey = node.keys.find((a) => times.has(a.id));
  return {
    step: node.step,
    keySpecs: specsOf(node.keys.flatMap(ends)),
    keyEncoder: input.keys(node.keys.flatMap(ends).map(column)),
    eventTime: time ? input.readTime(instantOf(column(time))) : null,
    withinWatermark: node.withinWatermark,
    expiry: node.withinWatermark
      ? time
        ? expiryWithin(time, delayOf(node.child, time.id), input)
        : null
      : timeKey
        ? input.readTime(instantOf(column(timeKey)))
        : null,
    read: (id) => input.raw(id),
  };
}

/** When a key is forgotten that is remembered for the delay after its first row. */
function expiryWithin(time: Attribute, delay: Duration, input: Input): (ref: number) => number {
  // Of a window Spark reads what it takes for an instant, a number near the epoch (measured: case
  // chain-window-then-dedup-within).
  if (time.type === 'window') return () => delay;
  const of = input.readTime(column(time));
  return (ref) => {
    const at = of(ref);
    // A null event time counts as the epoch (measured: case dedup-within-null-time).
    return (Number.isNaN(at) ? 0 : at) + delay;
  };
}

/** The delay that goes with a column that carries the watermark. */
function delayOf(node: Logical, id: string): Duration {
  switch (node.kind) {
    case 'watermark':
      return node.attribute.id === id ? node.delay : delayOf(node.child, id);
    case 'project':
      return delayOf(node.child, sourceOf(node.columns.find((c) => c.attribute.id === id)?.made));
    case 'aggregate':
      return delayOf(
        node.child,
        sourceOf(
          node.window?.attribute.id === id ? node.window.time : node.keys.find((k) => k.attribute.id === id)?.made,
        ),
      );
    case 'union':
      // As for the event time itself: the left arm's.
      return delayOf(node.left, (outputOf(node.left)[node.output.findIndex((a) => a.id === id)] as Attribute).id);
    case 'join':
      return delayOf(outputOf(node.left).some((a) => a.id === id) ? node.left : node.right, id);
    case 'scan':
      throw new Error(`${id} carries no watermark`);
    default:
      return delayOf(node.child, id);
  }
}

/** The column that an event time is taken from: itself, or the window whose time it is. */
function sourceOf(made: Typed | undefined): string {
  const [name = ''] = made ? attributesOf(made) : [];
  return name;
}

export function bindProcess(node: Extract<Logical, { kind: 'process' }>, input: Input): ProcessPlan {
  const output = outputOf(node);
  const rest = output.slice(node.keys.length, output.length - node.added.length);
  const child = outputOf(node.child);
  const times = eventTimesOf(node.child);
  const time = child.find((a) => times.has(a.id));
  const eventTime = time ? input.readTime(column(time)) : () => Number.NaN;
  // Names of the file are those of the columns but for their case.
  const find = (name: string) => child.find((a) => a.name.toLowerCase() === name.toLowerCase()) as Attribute;
  const columns: FunctionInput = {
    eventTime,
    column: (name) => input.read(column(find(name))),
    typeOf: (name) => kept(find(name).type) ?? 'string',
  };
  const { function: name, parameters } = node;
  const definition = functionOf(name);
  return {
    step: node.step,
    function: name,
    timeMode: definition.timeMode(parameters),
    state: definition.state(parameters, columns),
    open: (state, key) => definition.open(parameters, columns, state as never, key),
    eventTime,
    keySpecs: specsOf(node.keys),
    keyEncoder: input.keys(node.keys.map(column)),
    rowSpecs: specsOf(rest),
    row: rest.map((a) => input.read(column(a))),
    added: specsOf(node.added),
    outputIds: output.map((a) => a.id),
  };
}
