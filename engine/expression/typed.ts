/** An expression with names found and types settled: what `compile` runs and the planner takes apart. */
import type { Value } from '../values';
import type { ArithmeticOperator, ComparisonOperator, Span } from './ast';
import type { RowFunctionName } from './functions';
import type { DataType } from './types';

/** Conversions that Spark makes by itself stand as `cast` nodes of their own, with `implicit` set. */
export type Typed =
  | { readonly kind: 'literal'; readonly value: Value; readonly type: DataType; readonly span: Span }
  | { readonly kind: 'column'; readonly name: string; readonly type: DataType; readonly span: Span }
  | {
      readonly kind: 'cast';
      readonly operand: Typed;
      readonly implicit: boolean;
      readonly type: DataType;
      readonly span: Span;
    }
  | { readonly kind: 'negate'; readonly operand: Typed; readonly type: DataType; readonly span: Span }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Typed;
      readonly right: Typed;
      readonly type: DataType;
      readonly span: Span;
    }
  | {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: Typed;
      readonly right: Typed;
      readonly type: 'boolean';
      readonly span: Span;
    }
  | {
      readonly kind: 'logic';
      readonly operator: 'and' | 'or';
      readonly left: Typed;
      readonly right: Typed;
      readonly type: 'boolean';
      readonly span: Span;
    }
  | { readonly kind: 'not'; readonly operand: Typed; readonly type: 'boolean'; readonly span: Span }
  | { readonly kind: 'isNull'; readonly operand: Typed; readonly type: 'boolean'; readonly span: Span }
  | {
      readonly kind: 'in';
      readonly operand: Typed;
      readonly list: readonly Typed[];
      readonly type: 'boolean';
      readonly span: Span;
    }
  | {
      readonly kind: 'like';
      readonly operand: Typed;
      readonly pattern: Typed;
      readonly type: 'boolean';
      readonly span: Span;
    }
  | {
      readonly kind: 'case';
      readonly branches: readonly { readonly condition: Typed; readonly result: Typed }[];
      readonly otherwise: Typed | null;
      readonly type: DataType;
      readonly span: Span;
    }
  | {
      readonly kind: 'call';
      /** `window_start` cannot be written: the optimizer puts it where it moves a condition on a window. */
      readonly function: RowFunctionName | 'window_start';
      readonly arguments: readonly Typed[];
      readonly type: DataType;
      readonly span: Span;
    };

/** The direct parts of an expression, from left to right. */
function partsOf(typed: Typed): readonly Typed[] {
  switch (typed.kind) {
    case 'literal':
    case 'column':
      return [];
    case 'cast':
    case 'negate':
    case 'not':
    case 'isNull':
      return [typed.operand];
    case 'arithmetic':
    case 'compare':
    case 'logic':
      return [typed.left, typed.right];
    case 'in':
      return [typed.operand, ...typed.list];
    case 'like':
      return [typed.operand, typed.pattern];
    case 'case':
      return [...typed.branches.flatMap((b) => [b.condition, b.result]), ...(typed.otherwise ? [typed.otherwise] : [])];
    case 'call':
      return typed.arguments;
  }
}

/** The columns that an expression reads, each once, as the scope names them. */
export function columnsOf(typed: Typed): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (part: Typed) => {
    if (part.kind === 'column') names.add(part.name);
    for (const inner of partsOf(part)) visit(inner);
  };
  visit(typed);
  return names;
}

/**
 * `a and b and c` as [a, b, c]: what Spark's optimizer moves one by one. A row passes when all are true. What is not true of
 * an `or` is split too (`BooleanSimplification`; cases `filter-not-or-*`).
 */
export function splitConjuncts(typed: Typed): readonly Typed[] {
  // Spark makes it `false` too, but only once it has moved it to where its columns are.
  if (isNotInNull(typed)) return [typed];
  const plain = typed.kind === 'logic' && typed.operator === 'and' ? typed : withNotsInside(typed);
  if (plain.kind !== 'logic' || plain.operator !== 'and') return [plain];
  return [...splitConjuncts(plain.left), ...splitConjuncts(plain.right)];
}

/** `x not in (1, null)`, which is never true. */
export const isNotInNull = (typed: Typed): boolean =>
  typed.kind === 'not' && typed.operand.kind === 'in' && typed.operand.list.some(isNullLiteral);

const OPPOSITE: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  '=': '<>',
  '<>': '=',
  '>': '<=',
  '<=': '>',
  '<': '>=',
  '>=': '<',
};

/** `null`, also as the type that it stands beside. */
export const isNullLiteral = (typed: Typed): boolean =>
  typed.kind === 'cast' ? isNullLiteral(typed.operand) : typed.kind === 'literal' && typed.value === null;

/** The same condition with each `not` as far inside as it goes, true where it was true. */
function withNotsInside(typed: Typed): Typed {
  if (typed.kind === 'logic') return mapParts(typed, withNotsInside);
  if (typed.kind !== 'not') return typed;
  const { operand } = typed;
  if (operand.kind === 'not') return withNotsInside(operand.operand);
  if (operand.kind === 'logic') {
    const operator = operand.operator === 'and' ? 'or' : 'and';
    return { ...mapParts(operand, (part) => withNotsInside({ ...typed, operand: part })), operator } as Typed;
  }
  // Never true where only true counts: Spark makes it `false`, which reads no column (`ReplaceNullWithFalseInPredicate`; cases
  // `*-not-in-null*`).
  if (isNotInNull(typed)) return { kind: 'literal', value: false, type: 'boolean', span: typed.span };
  const opposite = operand.kind === 'compare' ? OPPOSITE[operand.operator] : undefined;
  return opposite ? ({ ...operand, operator: opposite } as Typed) : typed;
}

/** The expression with each of its direct parts replaced. */
export function mapParts(typed: Typed, change: (part: Typed) => Typed): Typed {
  switch (typed.kind) {
    case 'literal':
    case 'column':
      return typed;
    case 'cast':
    case 'negate':
    case 'not':
    case 'isNull':
      return { ...typed, operand: change(typed.operand) };
    case 'arithmetic':
    case 'compare':
    case 'logic':
      return { ...typed, left: change(typed.left), right: change(typed.right) };
    case 'in':
      return { ...typed, operand: change(typed.operand), list: typed.list.map(change) };
    case 'like':
      return { ...typed, operand: change(typed.operand), pattern: change(typed.pattern) };
    case 'case':
      return {
        ...typed,
        branches: typed.branches.map((b) => ({ condition: change(b.condition), result: change(b.result) })),
        otherwise: typed.otherwise && change(typed.otherwise),
      };
    case 'call':
      return { ...typed, arguments: typed.arguments.map(change) };
  }
}

/**
 * The expression with columns replaced by what they are computed from; a column that `map` has not stays. Start and end of
 * a window follow the window.
 */
export function substitute(typed: Typed, map: ReadonlyMap<string, Typed>): Typed {
  if (typed.kind === 'column') return map.get(typed.name) ?? endOf(typed, (window) => map.get(window));
  return mapParts(typed, (part) => substitute(part, map));
}

/** A window's start or end (`w.start`) by what stands for the window; any other column, or of a window that stays, as it is. */
export function endOf(
  column: Extract<Typed, { kind: 'column' }>,
  standsFor: (window: string) => Typed | undefined,
): Typed {
  const dot = column.name.lastIndexOf('.');
  const window = dot > 0 && column.type === 'timestamp' ? standsFor(column.name.slice(0, dot)) : undefined;
  return window?.kind === 'column' && window.type === 'window'
    ? { ...column, name: window.name + column.name.slice(dot) }
    : column;
}
