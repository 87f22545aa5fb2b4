/** What the functions of `functions.ts` give for a row. */
import type { Value } from '../values';
import { comparator } from './compare';
import type { Evaluate } from './compile';
import { parseDigits, rescale, ten } from './decimal';
import { arithmeticOverflow } from './failures';
import { doubleText } from './text';
import { truncateTime } from './timestampText';
import type { Typed } from './typed';
import { type DataType, isDecimal } from './types';
import { divideHalfUp, INT_MAX, INT_MIN, isLong, negate, normal, type Whole } from './wholeNumber';

export function rowFunction(call: Typed & { kind: 'call' }, args: readonly Evaluate[]): Evaluate {
  const [first, second, third] = args as [Evaluate, Evaluate, Evaluate | undefined];
  switch (call.function) {
    case 'abs': {
      const { type } = call;
      return one(first, (v) => absolute(v, type));
    }
    case 'coalesce':
      return (row) => {
        for (const arg of args) {
          const value = arg(row);
          if (value !== null) return value;
        }
        return null;
      };
    case 'greatest':
      return extreme(args, call.type, 1);
    case 'least':
      return extreme(args, call.type, -1);
    case 'concat':
      return (row) => {
        let text = '';
        for (const arg of args) {
          const value = arg(row);
          if (value === null) return null;
          text += value as string;
        }
        return text;
      };
    case 'concat_ws':
      return (row) => {
        const separator = first(row);
        if (separator === null) return null;
        const parts: string[] = [];
        for (let i = 1; i < args.length; i++) {
          const value = (args[i] as Evaluate)(row);
          if (value !== null) parts.push(value as string);
        }
        return parts.join(separator as string);
      };
    case 'length':
      return one(first, (v) => codePoints(v as string));
    case 'lower':
      return one(first, (v) => (v as string).toLowerCase());
    case 'upper':
      return one(first, (v) => (v as string).toUpperCase());
    case 'trim':
      // Spaces only, as in Spark: tabs and line ends stay.
      return one(first, (v) => (v as string).replace(/^ +| +$/g, ''));
    case 'substring':
      return (row) => {
        const text = first(row);
        const from = second(row);
        const length = third ? third(row) : INT_MAX;
        if (text === null || from === null || length === null) return null;
        return substring(text as string, from as number, length as number);
      };
    case 'round': {
      const from = (call.arguments[0] as Typed).type;
      const to = call.type;
      return (row) => {
        const value = first(row);
        const places = second(row);
        return value === null || places === null ? null : round(value, places as number, from, to);
      };
    }
    case 'date_trunc':
      return (row) => {
        const unit = first(row);
        const time = second(row);
        return unit === null || time === null ? null : truncateTime(unit as string, time as number);
      };
    case 'window_time':
      // The last microsecond that belongs to the window.
      return one(first, (end) => (end as number) - 1);
    case 'window_start': {
      // Of the tumbling window that holds the time: its size, and the shift of all windows.
      const [size, shift] = call.arguments.slice(1).map((a) => (a as Typed & { kind: 'literal' }).value as number);
      const [length, offset] = [size as number, shift as number];
      return one(first, (time) => Math.floor(((time as number) - offset) / length) * length + offset);
    }
    default:
      // The resolver has turned these into case expressions.
      throw new Error(`no value for ${call.function}`);
  }
}

function one(argument: Evaluate, operation: (value: Exclude<Value, null>) => Value): Evaluate {
  return (row) => {
    const value = argument(row);
    return value === null ? null : operation(value);
  };
}

function absolute(value: Exclude<Value, null>, type: DataType): Value {
  if (type === 'double') return Math.abs(value as number);
  const size = (value as Whole) < 0 ? negate(value as Whole) : (value as Whole);
  if (type === 'int' && size > INT_MAX) throw arithmeticOverflow(null);
  if (type === 'long' && typeof size === 'bigint' && !isLong(size)) throw arithmeticOverflow(null);
  return size;
}

/** Nulls are skipped; of equal values the first stays. */
function extreme(args: readonly Evaluate[], type: DataType, wanted: 1 | -1): Evaluate {
  const order = comparator(type);
  return (row) => {
    let best: Value = null;
    for (const arg of args) {
      const value = arg(row);
      if (value !== null && (best === null || order(value, best) * wanted > 0)) best = value;
    }
    return best;
  };
}

function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) count--;
  }
  return count;
}

/** Counts characters from 1, from the end if negative; 0 is the first too. */
function substring(text: string, from: number, length: number): string {
  const characters = [...text];
  const start = from > 0 ? from - 1 : from < 0 ? characters.length + from : 0;
  const end = Math.min(start + length, characters.length);
  return end <= start ? '' : characters.slice(Math.max(0, start), Math.max(0, end)).join('');
}

/** Half away from zero. A double is rounded by the digits that it shows: 2.675 is 2.68. */
function round(value: Exclude<Value, null>, places: number, from: DataType, to: DataType): Value {
  if (from === 'double') {
    const double = value as number;
    if (!Number.isFinite(double)) return double;
    const digits = parseDigits(doubleText(double)) as { unscaled: bigint; scale: number };
    if (digits.scale <= places) return double + 0;
    const cut = digits.scale - places;
    if (cut > 400) return 0;
    const rounded = divideHalfUp(digits.unscaled, ten(cut));
    return Number(`${rounded}e${-places}`);
  }
  if (isDecimal(from) && isDecimal(to)) {
    if (places >= from.scale) return rescale(value as Whole, from.scale, to.scale);
    if (places >= 0) return rescale(value as Whole, from.scale, places);
    const unit = ten(from.scale - places);
    return normal(divideHalfUp(BigInt(value as Whole), unit) * ten(-places));
  }
  if (places >= 0) return value;
  if (places < -20) return 0;
  const unit = ten(-places);
  const rounded = divideHalfUp(BigInt(value as Whole), unit) * unit;
  if (to === 'int' ? rounded < INT_MIN || rounded > INT_MAX : !isLong(rounded)) {
    throw arithmeticOverflow(null, 'Overflow');
  }
  return normal(rounded);
}
