/**
 * Aggregates behind each other of which Spark's optimizer makes one, so that one state holds what two would: where the second
 * one groups by keys of the first and adds up its counts (`CollapseGroupedSumOfCount`, new in 4.3), or asks for nothing that
 * the first one computed (`RemoveRedundantAggregates`). Cases `chain-merged-*`. A window over windows stays an operator of its own.
 */
import { columnsOf, substitute, type Typed } from '../expression/typed';
import {
  type AggregateColumn,
  column,
  copiesRows,
  type Logical,
  literal,
  type Made,
  mapChildren,
  outputOf,
  sessionKey,
  sessionOf,
} from './logical';

type Aggregate = Extract<Logical, { kind: 'aggregate' }>;

/** A tree as it is laid out, with such aggregates merged, those below first. */
export function mergeAggregates(node: Logical): Logical {
  const below = mapChildren(node, mergeAggregates);
  return below.kind === 'aggregate' ? (merged(below) ?? ofSessions(below)) : below;
}

/** An aggregate by sessions that another one gave merges them as it would its own (case `chain-session-key-merges`). */
function ofSessions(node: Aggregate): Logical {
  const key = sessionKey(node);
  const session = key?.made.kind === 'column' ? sessionOf(node.child, key.made.name) : null;
  if (!key || !session) return node;
  const window = { ...session, attribute: key.attribute, time: key.made };
  return inOrder(node, { ...node, window, keys: node.keys.filter((k) => k !== key) });
}

/** The columns of an aggregate in the order in which they were asked for. */
const inOrder = (asked: Aggregate, made: Aggregate): Logical => ({
  kind: 'project',
  columns: outputOf(asked).map((attribute) => ({ attribute, made: column(attribute) })),
  child: made,
});

function merged(upper: Aggregate): Logical | null {
  const found = aggregateBelow(upper.child);
  if (!found) return null;
  const { lower, made } = found;
  const counts = new Set(lower.aggregates.flatMap((a) => (isCount(a) ? [a.attribute.id] : [])));
  const computed = new Set(lower.aggregates.map((a) => a.attribute.id));
  const keyOf = new Map(lower.keys.map((k) => [k.attribute.id, k.made]));
  const below = (typed: Typed): Typed => substitute(typed, made);
  const ofKeys = (typed: Typed): boolean => [...columnsOf(typed)].every((id) => keyOf.has(id));

  const keys = upper.keys.map((k): Made => ({ attribute: k.attribute, made: below(k.made) }));
  const isWindow = ({ made: own }: Made): boolean => own.kind === 'column' && own.name === lower.window?.attribute.id;
  const windows = keys.filter(isWindow);
  const others = keys.filter((k) => !isWindow(k));
  if (windows.length !== (lower.window ? 1 : 0) || !others.every((k) => ofKeys(k.made))) return null;
  const [window] = windows;
  // A window of its own is merged over a key that is a time, if it copies no row.
  const own = upper.window && { ...upper.window, time: substitute(below(upper.window.time), keyOf) };
  if (own && (lower.window || own.time.kind !== 'column' || copiesRows(own))) return null;
  const aggregates = upper.aggregates.map((a): AggregateColumn | null => {
    const argument = a.argument && below(a.argument);
    if (!argument) return null;
    if (a.function === 'sum' && argument.kind === 'column' && counts.has(argument.name))
      return { ...a, function: 'sum', argument: literal(1, 'long') };
    const keepsOnce = a.function === 'min' || a.function === 'max';
    if (!keepsOnce || [...columnsOf(argument)].some((id) => computed.has(id)) || !ofKeys(argument)) return null;
    return { ...a, argument: substitute(argument, keyOf) };
  });
  if (lower.keys.length + windows.length === 0 || aggregates.includes(null)) return null;
  const renaming = new Map(windows.map((k) => [lower.window?.attribute.id ?? '', column(k.attribute)]));
  const one: Aggregate = {
    ...upper,
    window: lower.window && window ? { ...lower.window, attribute: window.attribute } : own,
    keys: others.map((k) => ({ ...k, made: substitute(k.made, keyOf) })),
    aggregates: aggregates.flatMap((a) => a ?? []),
    admits: own ? upper.admits : lower.admits.map((c) => substitute(c, renaming)),
    merged: [...(lower.merged ?? []), lower.step],
    child: lower.child,
  };
  return inOrder(upper, one);
}

/** `count(*)`, or of a value that is there in every row. */
const isCount = ({ function: name, argument }: AggregateColumn): boolean =>
  name === 'count' && (argument === null || (argument.kind === 'literal' && argument.value !== null));

/**
 * The aggregate on which an aggregate stands, with nothing but columns between; `made`: those in terms of its own. Null if
 * there is none, or if a column is computed twice from one of its aggregates: Spark keeps such columns apart.
 */
function aggregateBelow(
  node: Logical,
): { readonly lower: Aggregate; readonly made: ReadonlyMap<string, Typed> } | null {
  if (node.kind === 'aggregate') return { lower: node, made: new Map() };
  if (node.kind !== 'project') return null;
  const below = aggregateBelow(node.child);
  if (!below) return null;
  const computed = new Set(below.lower.aggregates.map((a) => a.attribute.id));
  const columns = node.columns.map((c) => [c.attribute.id, substitute(c.made, below.made)] as const);
  const read = columns.flatMap(([, typed]) => [...columnsOf(typed)].filter((id) => computed.has(id)));
  return new Set(read).size < read.length ? null : { lower: below.lower, made: new Map(columns) };
}
