/** The order of values, as Spark has it: in comparisons, in `greatest` and `least`, in `min` and `max`. */
import type { Value } from '../values';
import type { DataType } from './types';

/** Negative, zero or positive. Text by its UTF-8 bytes, which is by code point; UTF-16 differs above U+FFFF only. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const [high, other] = [isSurrogate(x), isSurrogate(y)];
    return high === other ? x - y : high ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** NaN is equal to itself and above all others; 0.0 and -0.0 are equal. */
export function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : -1;
}

function compareWhole(a: number | bigint, b: number | bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order of two values of one type, neither of them null. */
export function comparator(type: DataType): (a: Value, b: Value) => number {
  if (type === 'string') return compareText as (a: Value, b: Value) => number;
  if (type === 'double') return compareDoubles as (a: Value, b: Value) => number;
  if (type === 'boolean') return (a, b) => Number(a) - Number(b);
  return compareWhole as (a: Value, b: Value) => number;
}
