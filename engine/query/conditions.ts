/** Conditions as the optimizer takes them apart: what they read, when two are one, what they say of nulls. */
import { columnsOf, endOf, isNotInNull, isNullLiteral, mapParts, type Typed } from '../expression/typed';
import { type Attribute, type Logical, NO_SPAN } from './logical';

/** The columns that an expression reads; a window's start and end count as the window. */
export function attributesOf(made: Typed): ReadonlySet<string> {
  return new Set([...columnsOf(made)].map((name) => name.replace(/\.(start|end)$/, '')));
}

/** The columns that expressions read, those that are there. */
export const attributesOfAll = (...made: readonly (Typed | null)[]): string[] =>
  made.flatMap((m) => (m ? [...attributesOf(m)] : []));

/** The columns that an aggregate reads, its conditions on the window (`admits`) apart. */
export const readByAggregate = ({ window, keys, aggregates }: Extract<Logical, { kind: 'aggregate' }>): string[] =>
  attributesOfAll(window?.time ?? null, ...keys.map((k) => k.made), ...aggregates.map((a) => a.argument));

/** Whether an expression reads columns of these only (one that reads none does). */
export const readsOnly = (made: Typed, ids: ReadonlySet<string>): boolean =>
  [...attributesOf(made)].every((id) => ids.has(id));

export const idsOf = (columns: readonly Attribute[]): ReadonlySet<string> => new Set(columns.map((c) => c.id));

const MIRRORED: Readonly<Record<string, string>> = { '>': '<', '>=': '<=' };
const SYMMETRIC: ReadonlySet<string> = new Set(['=', '<>', '<=>', 'and', 'or']);

/** A text that expressions of one meaning share: `a = b` and `b = a`, `a > b` and `b < a` (Spark's canonical form). */
export function canonical(made: Typed): string {
  if (made.kind === 'literal') return `${String(made.value)}:${JSON.stringify(made.type)}`;
  if (made.kind === 'column') return made.name;
  if (made.kind === 'compare' || made.kind === 'logic' || made.kind === 'arithmetic') {
    let [left, right] = [canonical(made.left), canonical(made.right)];
    let operator: string = made.operator;
    if (MIRRORED[operator]) [operator, left, right] = [MIRRORED[operator] as string, right, left];
    if (SYMMETRIC.has(operator) && right < left) [left, right] = [right, left];
    return `(${left} ${operator} ${right})`;
  }
  const parts: string[] = [];
  mapParts(made, (part) => {
    parts.push(canonical(part));
    return part;
  });
  const name = made.kind === 'call' ? made.function : made.kind === 'cast' ? JSON.stringify(made.type) : '';
  return `${made.kind} ${name}(${parts.join(', ')})`;
}

/** Conditions of one meaning stand once. */
export class Conditions {
  private readonly held = new Map<string, Typed>();

  constructor(conditions: Iterable<Typed> = []) {
    for (const c of conditions) this.add(c);
  }

  add(condition: Typed): void {
    const name = canonical(condition);
    if (!this.held.has(name)) this.held.set(name, condition);
  }

  has(condition: Typed): boolean {
    return this.held.has(canonical(condition));
  }

  get all(): Typed[] {
    return [...this.held.values()];
  }

  and(others: Iterable<Typed>): Conditions {
    return new Conditions([...this.all, ...others]);
  }
}

export const isNotNull = (operand: Typed): Typed => ({
  kind: 'not',
  operand: { kind: 'isNull', operand, type: 'boolean', span: NO_SPAN },
  type: 'boolean',
  span: NO_SPAN,
});

export const asIsNotNull = (made: Typed): Typed | null =>
  made.kind === 'not' && made.operand.kind === 'isNull' ? made.operand.operand : null;

/** The columns that cannot be null where an expression of them is not (Spark's `NullIntolerant`). */
export function neededBy(made: Typed): Typed[] {
  switch (made.kind) {
    case 'column':
      return [made];
    case 'cast':
    case 'negate':
      return neededBy(made.operand);
    case 'not':
      return made.operand.kind === 'isNull' ? [] : neededBy(made.operand);
    case 'compare':
      return made.operator === '<=>' ? [] : [...neededBy(made.left), ...neededBy(made.right)];
    case 'arithmetic':
      return [...neededBy(made.left), ...neededBy(made.right)];
    case 'like':
      return [...neededBy(made.operand), ...neededBy(made.pattern)];
    case 'call':
      return NULL_INTOLERANT.has(made.function) ? made.arguments.flatMap(neededBy) : [];
    default:
      return [];
  }
}
const NULL_INTOLERANT: ReadonlySet<string> = new Set(['abs', 'length', 'lower', 'upper', 'substring', 'round']);

/**
 * Whether a condition is seen to be null or false for every row, whatever its columns hold: `x = null`, `x in (null)`,
 * `x not in (1, null)`. Spark makes such a condition `false` (`NullPropagation`, `ReplaceNullWithFalseInPredicate`).
 */
export const isNever = (condition: Typed): boolean =>
  isNotInNull(condition) || isAlwaysNull(condition) || (condition.kind === 'in' && condition.list.every(isNullLiteral));

function isAlwaysNull(made: Typed): boolean {
  if (isNullLiteral(made)) return true;
  switch (made.kind) {
    case 'cast':
    case 'negate':
    case 'not':
      return isAlwaysNull(made.operand);
    case 'compare':
      return made.operator !== '<=>' && (isAlwaysNull(made.left) || isAlwaysNull(made.right));
    case 'arithmetic':
      return isAlwaysNull(made.left) || isAlwaysNull(made.right);
    case 'in':
      return isAlwaysNull(made.operand);
    case 'like':
      return isAlwaysNull(made.operand) || isAlwaysNull(made.pattern);
    case 'call':
      return NULL_INTOLERANT.has(made.function) && made.arguments.some(isAlwaysNull);
    default:
      return false;
  }
}

/** The expression with every part of one meaning with `from` replaced; start and end of a window follow the window. */
export function replaced(made: Typed, from: Typed, to: Typed): Typed {
  const name = canonical(from);
  const visit = (part: Typed): Typed => {
    if (canonical(part) === name) return to;
    return part.kind === 'column' ? endOf(part, (window) => (window === name ? to : undefined)) : mapParts(part, visit);
  };
  return visit(made);
}

/** All of these; null for none. */
export function conjunction(conditions: readonly Typed[]): Typed | null {
  return conditions.reduce<Typed | null>(
    (all, c) =>
      all === null ? c : { kind: 'logic', operator: 'and', left: all, right: c, type: 'boolean', span: NO_SPAN },
    null,
  );
}

export const disjunction = (left: Typed, right: Typed): Typed => ({
  kind: 'logic',
  operator: 'or',
  left,
  right,
  type: 'boolean',
  span: NO_SPAN,
});

export const equalNullSafe = (left: Typed, right: Typed): Typed => ({
  kind: 'compare',
  operator: '<=>',
  left,
  right,
  type: 'boolean',
  span: NO_SPAN,
});
