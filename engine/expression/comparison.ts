/** Comparisons in three-valued logic: null where a side is null, except for `<=>`. */
import type { Value } from '../values';
import type { ComparisonOperator } from './ast';
import { comparator, compareDoubles } from './compare';
import type { Evaluate } from './compile';
import type { DataType } from './types';

type Test = (row: number) => boolean | null;
type Ordering = Exclude<ComparisonOperator, '<=>'>;

/**
 * @param type of both sides
 * @param constant the right side's value where it is the same for every row and not null
 */
export function comparison(
  operator: ComparisonOperator,
  type: DataType,
  left: Evaluate,
  right: Evaluate,
  constant: Value | undefined,
): Evaluate {
  if (operator === '<=>') {
    const equal = equality(type);
    return (row) => {
      const a = left(row);
      const b = right(row);
      return a === null || b === null ? a === b : equal(a, b);
    };
  }
  if (type === 'void') return () => null;
  const equates = operator === '=' || operator === '<>';
  if ((type === 'string' || type === 'boolean') && !equates) return ordered(operator, left, right, comparator(type));
  // Numbers compare rightly as they are, bigints with numbers too; but for NaN, which is at no constant's side.
  if (typeof constant === 'number' && !Number.isNaN(constant)) {
    return type === 'double' ? doubleBeside(operator, left, constant) : beside(operator, left, constant);
  }
  return type === 'double' ? doubles(operator, left, right) : plain(operator, left, right);
}

/** Whether two values of a type, neither of them null, are the same. */
function equality(type: DataType): (a: Value, b: Value) => boolean {
  if (type === 'double') return (a, b) => compareDoubles(a as number, b as number) === 0;
  return (a, b) => a === b;
}

/** A value beside a constant: the commonest filter, so each operator has a closure of its own. */
function beside(operator: Ordering, left: Evaluate, b: number): Test {
  const value = left as (row: number) => number | null;
  switch (operator) {
    case '=':
      return (row) => {
        const a = value(row);
        return a === null ? null : a === b;
      };
    case '<>':
      return (row) => {
        const a = value(row);
        return a === null ? null : a !== b;
      };
    case '<':
      return (row) => {
        const a = value(row);
        return a === null ? null : a < b;
      };
    case '<=':
      return (row) => {
        const a = value(row);
        return a === null ? null : a <= b;
      };
    case '>':
      return (row) => {
        const a = value(row);
        return a === null ? null : a > b;
      };
    case '>=':
      return (row) => {
        const a = value(row);
        return a === null ? null : a >= b;
      };
  }
}

const nan = Number.isNaN;

function doubleBeside(operator: Ordering, left: Evaluate, b: number): Test {
  const value = left as (row: number) => number | null;
  // NaN is above every constant.
  switch (operator) {
    case '>':
      return (row) => {
        const a = value(row);
        return a === null ? null : a > b || nan(a);
      };
    case '>=':
      return (row) => {
        const a = value(row);
        return a === null ? null : a >= b || nan(a);
      };
    default:
      return beside(operator, left, b);
  }
}

function test(left: Evaluate, right: Evaluate, holds: (a: number, b: number) => boolean): Test {
  return (row) => {
    const a = left(row);
    if (a === null) return null;
    const b = right(row);
    return b === null ? null : holds(a as number, b as number);
  };
}

function plain(operator: Ordering, left: Evaluate, right: Evaluate): Test {
  switch (operator) {
    case '=':
      return test(left, right, (a, b) => a === b);
    case '<>':
      return test(left, right, (a, b) => a !== b);
    case '<':
      return test(left, right, (a, b) => a < b);
    case '<=':
      return test(left, right, (a, b) => a <= b);
    case '>':
      return test(left, right, (a, b) => a > b);
    case '>=':
      return test(left, right, (a, b) => a >= b);
  }
}

/** As `plain`, with NaN equal to itself and above all others. */
function doubles(operator: Ordering, left: Evaluate, right: Evaluate): Test {
  switch (operator) {
    case '=':
      return test(left, right, (a, b) => a === b || (nan(a) && nan(b)));
    case '<>':
      return test(left, right, (a, b) => a !== b && !(nan(a) && nan(b)));
    case '<':
      return test(left, right, (a, b) => a < b || (nan(b) && !nan(a)));
    case '<=':
      return test(left, right, (a, b) => a <= b || nan(b));
    case '>':
      return test(left, right, (a, b) => a > b || (nan(a) && !nan(b)));
    case '>=':
      return test(left, right, (a, b) => a >= b || nan(a));
  }
}

function ordered(
  operator: Exclude<Ordering, '=' | '<>'>,
  left: Evaluate,
  right: Evaluate,
  order: (a: Value, b: Value) => number,
): Test {
  const compare = order as unknown as (a: number, b: number) => number;
  switch (operator) {
    case '<':
      return test(left, right, (a, b) => compare(a, b) < 0);
    case '<=':
      return test(left, right, (a, b) => compare(a, b) <= 0);
    case '>':
      return test(left, right, (a, b) => compare(a, b) > 0);
    case '>=':
      return test(left, right, (a, b) => compare(a, b) >= 0);
  }
}

/** True if one is equal; else null if one was null; the list is not evaluated beyond the match. */
export function membership(operand: Evaluate, list: readonly Evaluate[], type: DataType): Evaluate {
  const equal = equality(type);
  return (row) => {
    const value = operand(row);
    if (value === null) return null;
    let unknown = false;
    for (const item of list) {
      const other = item(row);
      if (other === null) unknown = true;
      else if (equal(value, other)) return true;
    }
    return unknown ? null : false;
  };
}
