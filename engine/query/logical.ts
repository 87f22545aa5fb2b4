/**
 * The query as a tree, with every column named once and for all: what the steps say, before anything is moved. A column
 * is an attribute with an id of its own (as Spark's `exprId`), so that renaming, joining a source with itself, or
 * selecting a column twice confuse nobody. Expressions name attributes by id.
 */
import type { Typed } from '../expression/typed';
import type { DataType } from '../expression/types';
import type { FunctionParameters, ProcessFunction } from '../scenario/processFunctions';
import type { JoinType } from '../scenario/scenario';
import type { Duration } from '../time';
import type { Value } from '../values';

export interface Attribute {
  readonly id: string;
  readonly name: string;
  readonly type: DataType;
}

/** A column that a node makes from the columns below it. */
export interface Made {
  readonly attribute: Attribute;
  readonly made: Typed;
}

export type AggregateName = 'count' | 'countDistinct' | 'sum' | 'avg' | 'min' | 'max' | 'approx_count_distinct';
export interface AggregateColumn {
  readonly attribute: Attribute;
  readonly function: AggregateName;
  /** Null for `count(*)`. */
  readonly argument: Typed | null;
}

export type LogicalWindow =
  | {
      readonly kind: 'fixed';
      readonly attribute: Attribute;
      readonly time: Typed;
      readonly size: Duration;
      readonly slide: Duration;
      readonly start: Duration;
    }
  | {
      readonly kind: 'session';
      readonly attribute: Attribute;
      /** Of type `window` where rows are sessions already, which are merged as they are (`mergeAggregates`). */
      readonly time: Typed;
      readonly gap: Duration;
    };

/** `step` is the path of the step in the file, as in `query.steps[2]`. */
export type Logical =
  | {
      readonly kind: 'scan';
      readonly source: number;
      readonly output: readonly Attribute[];
      /** In a batch to which the source gives no row. */
      readonly empty?: true;
      /** Another scan reads the rows for this one too (`withReusedScans`). */
      readonly reused?: true;
    }
  | { readonly kind: 'filter'; readonly condition: Typed; readonly child: Logical }
  | { readonly kind: 'project'; readonly columns: readonly Made[]; readonly child: Logical }
  | {
      readonly kind: 'watermark';
      readonly attribute: Attribute;
      readonly delay: Duration;
      readonly step: string;
      readonly child: Logical;
    }
  | {
      readonly kind: 'aggregate';
      readonly window: LogicalWindow | null;
      readonly keys: readonly Made[];
      readonly aggregates: readonly AggregateColumn[];
      /** Conditions on the window, evaluated before the state. */
      readonly admits: readonly Typed[];
      /** Steps of the aggregates before it that the optimizer merged into this one (`mergeAggregates`). */
      readonly merged?: readonly string[];
      readonly step: string;
      readonly child: Logical;
    }
  | {
      readonly kind: 'dedup';
      readonly keys: readonly Attribute[];
      readonly withinWatermark: boolean;
      readonly step: string;
      readonly child: Logical;
    }
  | {
      readonly kind: 'join';
      readonly type: JoinType;
      /** Null once every conjunct has moved into a side. */
      readonly condition: Typed | null;
      readonly step: string;
      readonly left: Logical;
      readonly right: Logical;
    }
  | {
      readonly kind: 'union';
      readonly output: readonly Attribute[];
      readonly step: string;
      readonly left: Logical;
      readonly right: Logical;
    }
  | {
      readonly kind: 'process';
      readonly function: ProcessFunction;
      readonly parameters: FunctionParameters[ProcessFunction];
      readonly keys: readonly Attribute[];
      /** The other columns of a row come out behind the keys. */
      readonly givesRows: boolean;
      /** Columns that the function adds. */
      readonly added: readonly Attribute[];
      readonly step: string;
      readonly child: Logical;
    };

/** The columns that come out of a node, in order. */
export function outputOf(node: Logical): readonly Attribute[] {
  switch (node.kind) {
    case 'scan':
    case 'union':
      return node.output;
    case 'project':
      return node.columns.map((c) => c.attribute);
    case 'filter':
    case 'watermark':
    case 'dedup':
      return outputOf(node.child);
    case 'aggregate':
      return [
        ...(node.window ? [node.window.attribute] : []),
        ...node.keys.map((k) => k.attribute),
        ...node.aggregates.map((a) => a.attribute),
      ];
    case 'join':
      return node.type === 'leftSemi' ? outputOf(node.left) : [...outputOf(node.left), ...outputOf(node.right)];
    case 'process': {
      const keys = new Set(node.keys.map((k) => k.id));
      const rest = node.givesRows ? outputOf(node.child).filter((a) => !keys.has(a.id)) : [];
      return [...node.keys, ...rest, ...node.added];
    }
  }
}

export const children = (node: Logical): readonly Logical[] =>
  node.kind === 'scan' ? [] : 'left' in node ? [node.left, node.right] : [node.child];

/** A tree's nodes, each before what it reads. */
export const nodesOf = (tree: Logical): Logical[] => [tree, ...children(tree).flatMap(nodesOf)];

/** The node with each of its children changed. */
export function mapChildren(node: Logical, change: (child: Logical) => Logical): Logical {
  if (node.kind === 'scan') return node;
  if ('left' in node) return { ...node, left: change(node.left), right: change(node.right) };
  return { ...node, child: change(node.child) };
}

/** Windows that slide: a row is copied into each of its own (Spark: `Expand`). */
export const copiesRows = (window: LogicalWindow | null): boolean =>
  window?.kind === 'fixed' && window.slide !== window.size;

/** Of an expression that stands nowhere in the file. */
export const NO_SPAN = { from: 0, to: 0 } as const;

/** An attribute as an expression. */
export const column = (attribute: Attribute): Typed => ({
  kind: 'column',
  name: attribute.id,
  type: attribute.type,
  span: NO_SPAN,
});

/** A value as an expression. */
export const literal = (value: Value, type: DataType): Typed => ({ kind: 'literal', value, type, span: NO_SPAN });

/** What the watermark is compared with: an instant as it is; of a window its end. */
export const instantOf = (made: Typed): Typed =>
  made.kind === 'column' && made.type === 'window'
    ? { kind: 'column', name: `${made.name}.end`, type: 'timestamp', span: made.span }
    : made;

/**
 * The columns of a node that carry the watermark (Spark keeps it in their metadata): the watermark's own column, windows
 * over it, keys that are it, and plain renamings. After `process` nothing does.
 */
export function eventTimesOf(node: Logical): ReadonlySet<string> {
  switch (node.kind) {
    case 'scan':
      return new Set();
    case 'filter':
    case 'dedup':
      return eventTimesOf(node.child);
    case 'watermark':
      // It takes the place of one that stood on another column.
      return new Set([node.attribute.id]);
    case 'project': {
      const below = eventTimesOf(node.child);
      return new Set(node.columns.filter((c) => isEventTime(c.made, below)).map((c) => c.attribute.id));
    }
    case 'aggregate': {
      const below = eventTimesOf(node.child);
      const found = node.keys.filter((k) => isEventTime(k.made, below)).map((k) => k.attribute.id);
      if (node.window && isEventTime(node.window.time, below)) found.push(node.window.attribute.id);
      return new Set(found);
    }
    case 'join':
      return new Set([...eventTimesOf(node.left), ...(node.type === 'leftSemi' ? [] : eventTimesOf(node.right))]);
    case 'union': {
      // By position, as the left arm has it; what the right arm knows is lost (measured: case union-one-watermark-right).
      const left = outputOf(node.left);
      const times = eventTimesOf(node.left);
      return new Set(node.output.filter((_, i) => times.has((left[i] as Attribute).id)).map((a) => a.id));
    }
    case 'process':
      return new Set();
  }
}

/** The session window that a column of a node is, under whatever name; null if it is none (Spark: `SessionWindow.marker`). */
export function sessionOf(node: Logical, id: string): Extract<LogicalWindow, { kind: 'session' }> | null {
  const below = (child: Logical, made: Typed | undefined) =>
    made?.kind === 'column' ? sessionOf(child, made.name) : null;
  switch (node.kind) {
    case 'scan':
    case 'process':
      return null;
    case 'filter':
    case 'watermark':
    case 'dedup':
      return sessionOf(node.child, id);
    case 'project':
      return below(node.child, node.columns.find((c) => c.attribute.id === id)?.made);
    case 'aggregate':
      if (node.window?.attribute.id === id) return node.window.kind === 'session' ? node.window : null;
      return below(node.child, node.keys.find((k) => k.attribute.id === id)?.made);
    case 'join':
      return sessionOf(outputOf(node.left).some((a) => a.id === id) ? node.left : node.right, id);
    case 'union': {
      const own = outputOf(node.left)[node.output.findIndex((a) => a.id === id)];
      return own ? sessionOf(node.left, own.id) : null;
    }
  }
}

/** The key of an aggregate without a window of its own that is a session window: it merges sessions, too. */
export function sessionKey(node: Extract<Logical, { kind: 'aggregate' }>): Made | null {
  if (node.window) return null;
  return node.keys.find((k) => k.made.kind === 'column' && sessionOf(node.child, k.made.name)) ?? null;
}

/** A plain column that carries the watermark, or the time of a window that does (`window_time`). */
export function isEventTime(made: Typed, times: ReadonlySet<string>): boolean {
  if (made.kind === 'column') return times.has(made.name);
  if (made.kind !== 'call' || made.function !== 'window_time') return false;
  const [end] = made.arguments;
  return end?.kind === 'column' && times.has(end.name.replace(/\.end$/, ''));
}
