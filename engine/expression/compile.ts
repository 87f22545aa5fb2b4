/**
 * A typed expression as a closure over its columns. No code is generated: a page may forbid that. The common cases
 * (comparisons and arithmetic of plain numbers) have closures of their own, so that they cost a call and a test for null.
 */
import type { Value } from '../values';
import type { ComparisonOperator } from './ast';
import { castFunction } from './cast';
import { comparator, compareDoubles } from './compare';
import { decimalText, decimalToDouble, digitsOf, fits, rescale, ten } from './decimal';
import {
  arithmeticOverflow,
  decimalOverflow,
  divideByZero,
  intervalDividedByZero,
  javaArithmetic,
  remainderByZero,
} from './failures';
import { rowFunction } from './functionValues';
import { likePattern } from './like';
import { doubleText } from './text';
import { addMonths } from './timestampText';
import type { Typed } from './typed';
import { type DataType, type DecimalType, isDecimal, isIntegral, MAX_PRECISION } from './types';
import {
  add,
  divide,
  divideHalfUp,
  INT_MAX,
  INT_MIN,
  isLong,
  multiply,
  negate,
  normal,
  remainder,
  subtract,
  type Whole,
} from './wholeNumber';

/** The value of an expression or of a column in one row. */
export type Evaluate = (row: number) => Value;

/**
 * @param bind gives the reader of a column, by the name that the scope gave it; called once for each mention
 * @returns the expression's value for a row; throws `QueryFailure` where the engine's query would fail
 */
export function compile(typed: Typed, bind: (column: string) => Evaluate): Evaluate {
  const inner = (part: Typed) => compile(part, bind);
  switch (typed.kind) {
    case 'literal': {
      const { value } = typed;
      return () => value;
    }
    case 'column':
      return bind(typed.name);
    case 'cast': {
      const operand = inner(typed.operand);
      const cast = castFunction(typed.operand.type, typed.type);
      if (!cast) return operand;
      if (typed.operand.kind === 'literal') return once(operand, cast);
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
      return comparison(typed, inner(typed.left), inner(typed.right));
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
      const matches = new Map<string, (text: string) => boolean>();
      return (row) => {
        const text = operand(row);
        const wanted = pattern(row);
        if (text === null || wanted === null) return null;
        let test = matches.get(wanted as string);
        if (!test) {
          test = likePattern(wanted as string);
          matches.set(wanted as string, test);
        }
        return test(text as string);
      };
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

/** A constant's cast, done at the first row, because it may fail and a query over no row does not. */
function once(operand: Evaluate, cast: (value: Exclude<Value, null>) => Value): Evaluate {
  let done: { readonly value: Value } | null = null;
  return (row) => {
    if (done === null) {
      const value = operand(row);
      done = { value: value === null ? null : cast(value) };
    }
    return done.value;
  };
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

function negation(type: DataType): (value: Exclude<Value, null>) => Value {
  if (type === 'double') return (v) => -(v as number);
  if (isIntegral(type)) return (v) => inRange(negate(v as Whole), type as 'int' | 'long', null);
  return (v) => negate(v as Whole);
}

function inRange(value: Whole, type: 'int' | 'long', tolerant: string | null): Whole {
  if (type === 'int' ? value >= INT_MIN && value <= INT_MAX : typeof value === 'number' || isLong(value)) return value;
  throw arithmeticOverflow(tolerant);
}

type Operation<T> = (a: T, b: T) => Value;

function arithmetic(typed: Typed & { kind: 'arithmetic' }): (a: never, b: never) => Value {
  const { operator, left, right, type } = typed;
  if (left.type === 'timestamp') return timeArithmetic(operator, right.type);
  if (left.type === 'interval' || left.type === 'months') return spanArithmetic(operator, left.type, right.type);
  if (left.type === 'double') return DOUBLES[operator as '+'];
  if (isDecimal(left.type) && isDecimal(right.type)) return decimalArithmetic(operator, left.type, right.type, type);
  return wholeArithmetic(operator, type as 'int' | 'long');
}

const DOUBLES: Readonly<Record<'+' | '-' | '*' | '/' | '%', Operation<number>>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => {
    if (b === 0) throw divideByZero();
    return a / b;
  },
  '%': (a, b) => {
    if (b === 0) throw remainderByZero();
    return a % b;
  },
};

function wholeArithmetic(operator: string, type: 'int' | 'long'): Operation<Whole> {
  switch (operator) {
    case '+':
      return (a, b) => inRange(add(a, b), type, 'try_add');
    case '-':
      return (a, b) => inRange(subtract(a, b), type, 'try_subtract');
    case '*':
      return (a, b) => inRange(multiply(a, b), type, 'try_multiply');
    case 'div':
      return (a, b) => {
        if (b === 0) throw divideByZero();
        const quotient = divide(a, b);
        if (typeof quotient === 'bigint' && !isLong(quotient)) {
          throw arithmeticOverflow('try_divide', 'Overflow in integral divide');
        }
        return quotient;
      };
    default:
      return (a, b) => {
        if (b === 0) throw remainderByZero();
        return remainder(a, b);
      };
  }
}

function decimalArithmetic(operator: string, a: DecimalType, b: DecimalType, result: DataType): Operation<Whole> {
  const scale = Math.max(a.scale, b.scale);
  if (operator === 'div') {
    return (x, y) => {
      if (y === 0) throw divideByZero();
      const quotient = divide(rescale(x, a.scale, scale), rescale(y, b.scale, scale));
      if (typeof quotient === 'bigint' && !isLong(quotient)) {
        throw arithmeticOverflow('try_divide', 'Overflow in integral divide');
      }
      return quotient;
    };
  }
  const to = result as DecimalType;
  /** An exact value of some scale, rounded to the result's. */
  const finish = (exact: Whole, from: number): Whole => {
    const value = rescale(exact, from, to.scale);
    if (!fits(value, to)) throw decimalOverflow(significant(BigInt(exact), from), to.precision, to.scale);
    return value;
  };
  /** Both operands in the larger scale. */
  const aligned =
    (operation: (x: Whole, y: Whole) => Whole): Operation<Whole> =>
    (x, y) =>
      finish(operation(rescale(x, a.scale, scale), rescale(y, b.scale, scale)), scale);
  switch (operator) {
    case '+':
      return aligned(add);
    case '-':
      return aligned(subtract);
    case '*':
      return (x, y) => finish(multiply(x, y), a.scale + b.scale);
    case '/': {
      const up = to.scale + b.scale - a.scale;
      const [above, below] = [ten(Math.max(0, up)), ten(Math.max(0, -up))];
      return (x, y) => {
        if (y === 0) throw divideByZero();
        return finish(normal(divideHalfUp(BigInt(x) * above, BigInt(y) * below)), to.scale);
      };
    }
    default:
      return aligned((x, y) => {
        if (y === 0) throw remainderByZero();
        return remainder(x, y);
      });
  }
}

/** An exact value with the 38 digits that Spark keeps of it for its message. */
function significant(exact: bigint, scale: number): string {
  const over = digitsOf(exact) - MAX_PRECISION;
  if (over <= 0) return decimalText(exact, scale);
  const kept = divideHalfUp(exact, ten(over));
  return over <= scale ? decimalText(kept, scale - over) : String(kept * ten(over - scale));
}

function timeArithmetic(operator: string, other: DataType): Operation<number> {
  const sign = operator === '-' ? -1 : 1;
  if (other === 'timestamp') return (a, b) => a - b;
  if (other === 'months') return (a, b) => addMonths(a, sign * b);
  return (a, b) => a + sign * b;
}

function spanArithmetic(operator: string, type: 'interval' | 'months', other: DataType): (a: never, b: never) => Value {
  const limit = type === 'months' ? 2 ** 31 : 2 ** 63;
  if (operator === '+' || operator === '-') {
    const sign = operator === '-' ? -1 : 1;
    const operation: Operation<number> = (a, b) => {
      const sum = a + sign * b;
      if (Math.abs(sum) >= limit) throw arithmeticOverflow(sign === 1 ? 'try_add' : 'try_subtract');
      return sum;
    };
    return operation;
  }
  const number = (value: Whole) => (isDecimal(other) ? decimalToDouble(value, other.scale) : Number(value));
  const operation: Operation<Whole> = (a, b) => {
    const by = number(b);
    if (operator === '/' && by === 0) throw intervalDividedByZero();
    const exact = operator === '*' ? Number(a) * by : Number(a) / by;
    if (!Number.isFinite(exact)) throw javaArithmetic('input is infinite or NaN');
    if (Math.abs(exact) >= limit) {
      const input = `rounded value is out of range for input ${doubleText(exact)} and rounding mode HALF_UP`;
      throw javaArithmetic(other === 'double' ? input : 'long overflow');
    }
    // Half away from zero.
    return Math.sign(exact) * Math.round(Math.abs(exact)) + 0;
  };
  return operation;
}

type Test = (row: number) => boolean | null;

function comparison(typed: Typed & { kind: 'compare' }, left: Evaluate, right: Evaluate): Evaluate {
  const { operator } = typed;
  const { type } = typed.left;
  if (operator === '<=>') {
    const equal = equality(type);
    return (row) => {
      const [a, b] = [left(row), right(row)];
      return a === null || b === null ? a === b : equal(a, b);
    };
  }
  if (type === 'void') return () => null;
  // Two whole numbers compare rightly as they are, bigints with numbers too; so do doubles, but for NaN.
  if (type === 'string' || type === 'boolean') return ordered(operator, left, right, comparator(type));
  if (type === 'double') return doubles(operator, left, right);
  return plain(operator, left, right);
}

function equality(type: DataType): (a: Value, b: Value) => boolean {
  if (type === 'double') return (a, b) => compareDoubles(a as number, b as number) === 0;
  return (a, b) => a === b;
}

function test(left: Evaluate, right: Evaluate, holds: (a: number, b: number) => boolean): Test {
  return (row) => {
    const a = left(row);
    if (a === null) return null;
    const b = right(row);
    return b === null ? null : holds(a as number, b as number);
  };
}

function plain(operator: Exclude<ComparisonOperator, '<=>'>, left: Evaluate, right: Evaluate): Test {
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

const nan = Number.isNaN;

/** As `plain`, with NaN equal to itself and above all others. */
function doubles(operator: Exclude<ComparisonOperator, '<=>'>, left: Evaluate, right: Evaluate): Test {
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
  operator: Exclude<ComparisonOperator, '<=>'>,
  left: Evaluate,
  right: Evaluate,
  order: (a: Value, b: Value) => number,
): Test {
  if (operator === '=' || operator === '<>') return plain(operator, left, right);
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
function membership(operand: Evaluate, list: readonly Evaluate[], type: DataType): Evaluate {
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
