/**
 * A typed expression as a closure over its columns. No code is generated: a page may forbid that. The common cases
 * (comparisons and arithmetic of plain numbers) have closures of their own, so that they cost a call and a test for null.
 */
import { QueryFailure } from '../queryFailure';
import type { Value } from '../values';
import { arithmetic, negation } from './arithmetic';
import type { ComparisonOperator } from './ast';
import { castFunction } from './cast';
import { comparison, membership } from './comparison';
import { rowFunction } from './functionValues';
import { likePattern } from './like';
import { columnsOf, mapParts, type Typed } from './typed';

/** The value of an expression or of a column in one row. */
export type Evaluate = (row: number) => Value;

/**
 * @param bind gives the reader of a column, by the name that the scope gave it
 * @returns the expression's value for a row; throws `QueryFailure` where the engine's query would fail
 */
export function compile(typed: Typed, bind: (column: string) => Evaluate): Evaluate {
  try {
    return build(foldConstants(typed), bind);
  } catch (failure) {
    if (!(failure instanceof QueryFailure)) throw failure;
    // A query that gets no row does not fail.
    return () => {
      throw failure;
    };
  }
}

/**
 * Parts that read no column are computed once, as Spark's optimizer does: one that fails then fails the query at its
 * first row, whatever is in it (`t > 'soon'` also where t is null), unless a `case`, `if` or `coalesce` may pass it by.
 */
function foldConstants(typed: Typed, passedBy = false): Typed {
  if (typed.kind === 'literal' || typed.kind === 'column') return typed;
  const { type, span } = typed;
  if (columnsOf(typed).size === 0) {
    try {
      return { kind: 'literal', value: build(typed, noColumn)(0), type, span };
    } catch (failure) {
      if (passedBy && failure instanceof QueryFailure) return typed;
      throw failure;
    }
  }
  const conditional = typed.kind === 'case' || (typed.kind === 'call' && typed.function === 'coalesce');
  const folded = mapParts(typed, (part) => foldConstants(part, passedBy || conditional));
  if (folded.kind !== 'logic') return folded;
  // What is false anyway is not looked into, on whichever side it stands.
  const decisive = folded.operator === 'or';
  return [folded.left, folded.right].find((p) => p.kind === 'literal' && p.value === decisive) ?? folded;
}

function noColumn(name: string): never {
  throw new Error(`a constant reads ${name}`);
}

function build(typed: Typed, bind: (column: string) => Evaluate): Evaluate {
  const inner = (part: Typed) => build(part, bind);
  switch (typed.kind) {
    case 'literal': {
      const { value } = typed;
      return () => value;
    }
    case 'column':
      // A window is kept as its two ends; it is null where they are.
      return bind(typed.type === 'window' ? `${typed.name}.start` : typed.name);
    case 'cast': {
      const operand = inner(typed.operand);
      const cast = castFunction(typed.operand.type, typed.type);
      if (!cast) return operand;
      return (row) => {
        const value = operand(row);
        return value === null ? null : cast(value);
      };
    }
    case 'negate':
      return unary(inner(typed.operand), negation(typed.type));
    case 'arithmetic':
      return binary(inner(typed.left), inner(typed.right), arithmetic(typed));
    case 'compare':
      if (typed.left.type === 'window') return build(comparedByEnds(typed), bind);
      return comparison(
        typed.operator,
        typed.left.type,
        inner(typed.left),
        inner(typed.right),
        typed.right.kind === 'literal' ? typed.right.value : undefined,
      );
    case 'logic': {
      const [left, right] = [inner(typed.left), inner(typed.right)];
      // The right side is not looked at where the left one decides.
      const decisive = typed.operator === 'or';
      return (row) => {
        const l = left(row);
        if (l === decisive) return decisive;
        const r = right(row);
        return r === decisive ? decisive : l === null || r === null ? null : !decisive;
      };
    }
    case 'not':
      return unary(inner(typed.operand), (value) => !value);
    case 'isNull': {
      const operand = inner(typed.operand);
      return (row) => operand(row) === null;
    }
    case 'in':
      return membership(inner(typed.operand), typed.list.map(inner), typed.operand.type);
    case 'like': {
      const [operand, pattern] = [inner(typed.operand), inner(typed.pattern)];
      if (typed.pattern.kind === 'literal' && typed.pattern.value !== null) {
        return unary(operand, likePattern(typed.pattern.value as string) as (text: Value) => boolean);
      }
      return binary(operand, pattern, (text: string, wanted: string) => likePattern(wanted)(text));
    }
    case 'case': {
      const branches = typed.branches.map((b) => [inner(b.condition), inner(b.result)] as const);
      const otherwise = typed.otherwise ? inner(typed.otherwise) : () => null;
      return (row) => {
        for (const [condition, result] of branches) if (condition(row) === true) return result(row);
        return otherwise(row);
      };
    }
    case 'call':
      return rowFunction(typed, typed.arguments.map(inner));
  }
}

/** Windows are compared by their starts, then by their ends, as Spark compares structs. */
function comparedByEnds({ operator, left, right, span }: Typed & { kind: 'compare' }): Typed {
  const end = (window: Typed, part: 'start' | 'end'): Typed => {
    if (window.kind !== 'column') throw new Error('a window is always a column');
    return { kind: 'column', name: `${window.name}.${part}`, type: 'timestamp', span };
  };
  const ends = (part: 'start' | 'end', by: ComparisonOperator): Typed => ({
    kind: 'compare',
    operator: by,
    left: end(left, part),
    right: end(right, part),
    type: 'boolean',
    span,
  });
  const both = (by: 'and' | 'or', a: Typed, b: Typed): Typed => ({
    kind: 'logic',
    operator: by,
    left: a,
    right: b,
    type: 'boolean',
    span,
  });
  switch (operator) {
    case '=':
    case '<=>':
      return both('and', ends('start', operator), ends('end', operator));
    case '<>':
      return both('or', ends('start', operator), ends('end', operator));
    default:
      return both(
        'or',
        ends('start', operator.startsWith('<') ? '<' : '>'),
        both('and', ends('start', '='), ends('end', operator)),
      );
  }
}

function unary(operand: Evaluate, operation: (value: Exclude<Value, null>) => Value): Evaluate {
  return (row) => {
    const value = operand(row);
    return value === null ? null : operation(value);
  };
}

function binary(left: Evaluate, right: Evaluate, operation: (a: never, b: never) => Value): Evaluate {
  return (row) => {
    const a = left(row);
    if (a === null) return null;
    const b = right(row);
    return b === null ? null : operation(a as never, b as never);
  };
}
