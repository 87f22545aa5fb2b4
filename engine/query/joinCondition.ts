/**
 * A join's condition taken apart: equalities that are its keys, conditions of one side, the rest, and how long a row of
 * a side can still find a match. Spark: `ExtractEquiJoinKeys`, `JoinConditionSplitPredicates`, `StreamingJoinHelper`,
 * `StreamingSymmetricHashJoinHelper`.
 */
import { compile } from '../expression/compile';
import { columnsOf, splitConjuncts, type Typed } from '../expression/typed';
import { isNumeric } from '../expression/types';
import { QueryFailure } from '../queryFailure';
import { attributesOf, canonical, idsOf, readsOnly } from './conditions';
import { column, eventTimesOf, instantOf, type Logical, outputOf } from './logical';

type Join = Extract<Logical, { kind: 'join' }>;

export interface JoinKey {
  readonly left: Typed;
  readonly right: Typed;
  /** `<=>`: null equals null. */
  readonly nullSafe: boolean;
}

/** Rows of a side are let go when `time` is at or below `at(watermark)`. */
export interface StateBound {
  readonly time: Typed;
  /** Microseconds to microseconds. */
  readonly at: (watermark: number) => number;
}

export interface JoinParts {
  readonly keys: readonly JoinKey[];
  /** Conditions on the left side alone, on the right side alone, and on both. */
  readonly left: readonly Typed[];
  readonly right: readonly Typed[];
  readonly both: readonly Typed[];
  /** Null where rows of the side are kept for ever. */
  readonly leftBound: StateBound | null;
  readonly rightBound: StateBound | null;
}

export function joinParts(node: Join): JoinParts {
  const [left, right] = [idsOf(outputOf(node.left)), idsOf(outputOf(node.right))];
  const { keys, others } = joinKeys(node);
  const one = (ids: ReadonlySet<string>) => others.filter((c) => readsOnly(c, ids));
  const bounds = stateBounds(node, keys, others);
  return {
    keys,
    left: one(left),
    right: one(right),
    both: others.filter((c) => !readsOnly(c, left) && !readsOnly(c, right)),
    leftBound: bounds[0],
    rightBound: bounds[1],
  };
}

/** The equalities between the sides, and every other conjunct. */
export function joinKeys(node: Join): { readonly keys: readonly JoinKey[]; readonly others: readonly Typed[] } {
  const [left, right] = [idsOf(outputOf(node.left)), idsOf(outputOf(node.right))];
  const keys: JoinKey[] = [];
  const others: Typed[] = [];
  for (const c of node.condition ? splitConjuncts(node.condition) : []) {
    const key = c.kind === 'compare' && (c.operator === '=' || c.operator === '<=>') ? c : null;
    const nullSafe = key?.operator === '<=>';
    const constant = key && (columnsOf(key.left).size === 0 || columnsOf(key.right).size === 0);
    if (key && !constant && readsOnly(key.left, left) && readsOnly(key.right, right))
      keys.push({ left: key.left, right: key.right, nullSafe });
    else if (key && !constant && readsOnly(key.left, right) && readsOnly(key.right, left))
      keys.push({ left: key.right, right: key.left, nullSafe });
    else others.push(c);
  }
  return { keys, others };
}

/** The place of the key that is an event time by itself; -1 if there is none. */
export function eventTimeKey(node: Join, keys: readonly JoinKey[]): number {
  const [left, right] = [eventTimesOf(node.left), eventTimesOf(node.right)];
  const place = (side: 'left' | 'right', times: ReadonlySet<string>): number =>
    keys.findIndex((k) => !k.nullSafe && k[side].kind === 'column' && times.has((k[side] as { name: string }).name));
  const found = place('left', left);
  return found >= 0 ? found : place('right', right);
}

function stateBounds(
  node: Join,
  keys: readonly JoinKey[],
  others: readonly Typed[],
): [StateBound | null, StateBound | null] {
  const place = eventTimeKey(node, keys);
  const key = keys[place];
  if (key) {
    const at = (watermark: number): number => watermark;
    return [
      { time: instantOf(key.left), at },
      { time: instantOf(key.right), at },
    ];
  }
  const bound = (side: Logical, other: Logical): StateBound | null => {
    const times = eventTimesOf(side);
    const own = outputOf(side).find((a) => times.has(a.id));
    const at = own ? rangeBound(others, side, other) : null;
    return own && at ? { time: instantOf(column(own)), at } : null;
  };
  return [bound(node.left, node.right), bound(node.right, node.left)];
}

/**
 * At or below which time no row of a side can match a row of the other side that is still to come, by a range condition
 * and the watermark of the other side's event time; null if the conditions do not say.
 */
export function rangeBound(
  conditions: readonly Typed[],
  side: Logical,
  other: Logical,
): ((watermark: number) => number) | null {
  const times = eventTimesOf(other);
  if (times.size === 0) return null;
  const [own, others] = [idsOf(outputOf(side)), idsOf(outputOf(other))];
  const bounds = conditions.flatMap((c) => {
    if (c.kind !== 'compare') return [];
    const [smaller, larger] = c.operator.startsWith('<') ? [c.left, c.right] : [c.right, c.left];
    if (!['<', '<=', '>', '>='].includes(c.operator)) return [];
    const found = solved(smaller, larger, own, others, times);
    // An inclusive condition keeps the row of the very instant: Spark counts in whole milliseconds.
    const inclusive = c.operator.length === 2 ? 1 : 0;
    return found ? [(watermark: number) => Math.trunc(found(watermark) / 1000) - inclusive] : [];
  });
  return bounds.length === 0 ? null : (watermark) => Math.min(...bounds.map((b) => b(watermark))) * 1000;
}

/** A sum's part: a column, or a constant in microseconds. */
interface Term {
  readonly minus: boolean;
  readonly column: string | null;
  readonly value: number;
  /** Equal terms count once, as in Spark. */
  readonly name: string;
}

/** `smaller < larger` solved for the one column of a side, where the other one is the watermark; null if it cannot be. */
function solved(
  smaller: Typed,
  larger: Typed,
  own: ReadonlySet<string>,
  others: ReadonlySet<string>,
  times: ReadonlySet<string>,
): ((watermark: number) => number) | null {
  const used = new Set([...attributesOf(smaller), ...attributesOf(larger)]);
  const count = (ids: ReadonlySet<string>): number => [...used].filter((id) => ids.has(id)).length;
  if (count(own) > 1 || count(others) > 1) return null;
  const terms = new Map<string, Term>();
  const valid = [collect(smaller, false, terms), collect(larger, true, terms)].every((v) => v);
  if (!valid) return null;
  const all = [...terms.values()];
  const sought = all.filter((t) => t.column !== null && own.has(t.column));
  const [found] = sought;
  // The column itself must be the larger part: only then does the watermark bound it from below.
  if (!found || sought.length > 1 || !found.minus) return null;
  const rest = all.filter((t) => t !== found);
  if (rest.length === 0 || rest.some((t) => t.column !== null && !times.has(t.column))) return null;
  return (watermark) =>
    rest.reduce((sum, t) => sum + (t.minus ? -1 : 1) * (t.column === null ? t.value : watermark), 0);
}

/** False where Spark does not see through the expression. */
function collect(made: Typed, minus: boolean, terms: Map<string, Term>): boolean {
  const add = (column: string | null, value: number, name: string): boolean => {
    const whole = `${minus ? '-' : ''}${name}`;
    terms.set(whole, { minus, column, value, name: whole });
    return true;
  };
  if (columnsOf(made).size === 0) {
    const value = constantOf(made);
    return value !== null && add(null, value, canonical(made));
  }
  switch (made.kind) {
    case 'column':
      return add(made.name, 0, made.name);
    case 'negate':
      return collect(made.operand, !minus, terms);
    case 'cast':
      return (isNumeric(made.type) || made.type === 'timestamp') && collect(made.operand, minus, terms);
    case 'arithmetic':
      if (made.operator === '+') return collect(made.left, minus, terms) && collect(made.right, minus, terms);
      if (made.operator !== '-' || (made.left.type === 'timestamp' && made.right.type === 'timestamp')) return false;
      return collect(made.left, minus, terms) && collect(made.right, !minus, terms);
    default:
      return false;
  }
}

/** A constant as microseconds: an interval as it is, a number as seconds; null for others. */
function constantOf(made: Typed): number | null {
  try {
    const value = compile(made, () => () => null)(0);
    if (typeof value !== 'number') return null;
    if (made.type === 'interval') return value;
    if (typeof made.type === 'object') return (value / 10 ** made.type.scale) * 1_000_000;
    return isNumeric(made.type) ? value * 1_000_000 : null;
  } catch (error) {
    if (!(error instanceof QueryFailure)) throw error;
    return null;
  }
}
