/** Spark's arithmetic: longs exact to 63 bits, decimals to 38 digits, a failure where a result has no place. */
import type { Value } from '../values';
import { decimalText, decimalToDouble, digitsOf, fits, rescale, ten } from './decimal';
import {
  arithmeticOverflow,
  decimalOverflow,
  divideByZero,
  intervalDividedByZero,
  javaArithmetic,
  remainderByZero,
} from './failures';
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

/** The value with the other sign. */
export function negation(type: DataType): (value: Exclude<Value, null>) => Value {
  if (type === 'double') return (v) => -(v as number);
  if (isIntegral(type)) return (v) => inRange(negate(v as Whole), type as 'int' | 'long', null);
  return (v) => negate(v as Whole);
}

function inRange(value: Whole, type: 'int' | 'long', tolerant: string | null): Whole {
  if (type === 'int' ? value >= INT_MIN && value <= INT_MAX : typeof value === 'number' || isLong(value)) return value;
  throw arithmeticOverflow(tolerant);
}

type Operation<T> = (a: T, b: T) => Value;

/** The operation of two values, neither of them null. */
export function arithmetic(typed: Typed & { kind: 'arithmetic' }): (a: never, b: never) => Value {
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
  if (operator === 'div') {
    const operation: Operation<number> = (a, b) => {
      if (b === 0) throw divideByZero();
      return divide(a, b);
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
