/**
 * Which type two values meet in: Spark 4's ANSI rules (`AnsiTypeCoercion`). Text gives way to whatever it meets; whole
 * numbers widen; a decimal meeting a double is a double.
 */
import type { ArithmeticOperator } from './ast';
import { type DataType, type DecimalType, decimalFor, isDecimal, isIntegral, MAX_PRECISION, sameType } from './types';

/** The one type that both can be cast to by themselves, or null. */
export function commonType(a: DataType, b: DataType): DataType | null {
  if (sameType(a, b)) return a;
  if (a === 'void') return b;
  if (b === 'void') return a;
  if (a === 'string' || b === 'string') return besideText(a === 'string' ? b : a);
  return commonNumber(a, b);
}

/** What text becomes when it meets the type; null where Spark refuses. */
function besideText(other: DataType): DataType | null {
  if (isIntegral(other)) return 'long';
  if (other === 'double' || isDecimal(other)) return 'double';
  if (other === 'boolean' || other === 'timestamp') return other;
  return null;
}

function commonNumber(a: DataType, b: DataType): DataType | null {
  const [left, right] = [asNumber(a), asNumber(b)];
  if (left === null || right === null) return null;
  if (left === 'double' || right === 'double') return 'double';
  if (isDecimal(a) || isDecimal(b)) return widerDecimal(decimalOf(left), decimalOf(right));
  return left === 'long' || right === 'long' ? 'long' : 'int';
}

function asNumber(type: DataType): 'int' | 'long' | 'double' | DecimalType | null {
  return isDecimal(type) || type === 'int' || type === 'long' || type === 'double' ? type : null;
}

export function decimalOf(type: 'int' | 'long' | DecimalType): DecimalType {
  return isDecimal(type) ? type : decimalFor(type);
}

/** Keeps all digits of both, as far as 38 hold them. */
function widerDecimal(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  const whole = Math.max(a.precision - a.scale, b.precision - b.scale);
  return bounded(whole + scale, scale);
}

export function bounded(precision: number, scale: number): DecimalType {
  return { precision: Math.min(precision, MAX_PRECISION), scale: Math.min(scale, MAX_PRECISION) };
}

/** Digits beyond 38 are taken from the fraction, of which at least six stay. */
function adjusted(precision: number, scale: number): DecimalType {
  if (precision <= MAX_PRECISION) return { precision, scale };
  const whole = precision - scale;
  return { precision: MAX_PRECISION, scale: Math.max(MAX_PRECISION - whole, Math.min(scale, 6)) };
}

/** The type of an arithmetic result of two decimals (`div` gives a long). */
export function decimalResult(operator: ArithmeticOperator, a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  const [wholeA, wholeB] = [a.precision - a.scale, b.precision - b.scale];
  switch (operator) {
    case '+':
    case '-':
      return adjusted(Math.max(wholeA, wholeB) + scale + 1, scale);
    case '*':
      return adjusted(a.precision + b.precision + 1, a.scale + b.scale);
    case '/': {
      const fraction = Math.max(6, a.scale + b.precision + 1);
      return adjusted(wholeA + b.scale + fraction, fraction);
    }
    case '%':
      return adjusted(Math.min(wholeA, wholeB) + scale, scale);
    case 'div':
      return bounded(Math.max(1, wholeA + b.scale), 0);
  }
}
