/** Spark 4's ANSI casts: what has no value of the other type fails the query, except where Spark itself gives null. */
import { SECOND } from '../time';
import type { Value } from '../values';
import { decimalText, decimalToDouble, fits, parseDigits, rescale, ten, toDecimal } from './decimal';
import { castInvalid, castOverflow, decimalOverflow } from './failures';
import { doubleText, valueText } from './text';
import { parseTimestamp } from './timestampText';
import { type DataType, type DecimalType, isDecimal, isIntegral, isNumeric, sameType } from './types';
import { INT_MAX, INT_MIN, isLong, normal, type Whole } from './wholeNumber';

/** Whether Spark allows `cast(from as to)` at all. */
export function castable(from: DataType, to: DataType): boolean {
  if (sameType(from, to) || from === 'void') return true;
  if (from === 'window' || to === 'window' || to === 'void') return false;
  if (to === 'string') return true;
  if (from === 'string') return !isSpan(to);
  if (isSpan(from) || isSpan(to)) return from === 'interval' && isNumeric(to) && to !== 'double';
  if (from === 'boolean' || to === 'boolean') return from !== 'timestamp' && to !== 'timestamp';
  return true;
}

function isSpan(type: DataType): boolean {
  return type === 'interval' || type === 'months';
}

type Cast = (value: Exclude<Value, null>) => Value;

/** The conversion of a value that is not null; null where values are held alike and nothing is to be done. */
export function castFunction(from: DataType, to: DataType): Cast | null {
  if (sameType(from, to) || from === 'void') return null;
  if (to === 'string') return (v) => valueText(v, from);
  if (from === 'string') return fromText(to);
  if (isDecimal(to)) return toDecimalFrom(from, to);
  switch (to) {
    case 'boolean':
      // NaN is not zero, so it is true.
      return (v) => v !== 0;
    case 'double':
      if (from === 'boolean') return Number;
      if (from === 'timestamp') return (v) => (v as number) / SECOND;
      if (isDecimal(from)) return (v) => decimalToDouble(v as Whole, from.scale);
      return (v) => (typeof v === 'bigint' ? Number(v) : v);
    case 'long':
    case 'int':
      return toWhole(from, to);
    case 'timestamp':
      return toTimestamp(from);
    default:
      return null;
  }
}

function toWhole(from: DataType, to: 'long' | 'int'): Cast | null {
  const within = (value: Whole) =>
    to === 'long' ? typeof value === 'number' || isLong(value) : value >= INT_MIN && value <= INT_MAX;
  if (from === 'boolean') return Number;
  if (from === 'timestamp' || from === 'interval') {
    const whole = from === 'timestamp' ? Math.floor : Math.trunc;
    return (v) => {
      const seconds = whole((v as number) / SECOND) + 0;
      if (!within(seconds)) throw castOverflow(v, from, to);
      return seconds;
    };
  }
  if (from === 'double') {
    return (v) => {
      const cut = Math.trunc(v as number) + 0;
      // 2^63 is a double, the largest long is not: Java rounds it down to the largest long.
      if (to === 'long' ? !(cut >= -(2 ** 63) && cut <= 2 ** 63) : !(cut >= INT_MIN && cut <= INT_MAX)) {
        throw castOverflow(v, from, to);
      }
      if (Number.isSafeInteger(cut)) return cut;
      return cut === 2 ** 63 ? 2n ** 63n - 1n : BigInt(cut);
    };
  }
  if (isDecimal(from)) {
    const unit = ten(from.scale);
    return (v) => {
      const cut = from.scale === 0 ? (v as Whole) : normal(BigInt(v as Whole) / unit);
      if (!within(cut)) throw castOverflow(v, from, to);
      return cut;
    };
  }
  if (to === 'long') return null;
  return (v) => {
    if (!within(v as Whole)) throw castOverflow(v, from, to);
    return v;
  };
}

function toTimestamp(from: DataType): Cast | null {
  if (from === 'double') {
    return (v) => {
      const seconds = v as number;
      if (!Number.isFinite(seconds)) throw castInvalid(v, from, 'timestamp');
      return inEngineTime(Math.trunc(seconds * SECOND) + 0, v, from);
    };
  }
  if (isDecimal(from)) {
    return (v) => inEngineTime(Number((BigInt(v as Whole) * 1_000_000n) / ten(from.scale)), v, from);
  }
  return (v) => inEngineTime(Number(v) * SECOND, v, from);
}

/** Engine time ends 285 years from 1970; Spark's goes on. */
function inEngineTime(micros: number, value: Value, from: DataType): number {
  if (!Number.isSafeInteger(micros)) throw castOverflow(value, from, 'timestamp');
  return micros;
}

function toDecimalFrom(from: DataType, to: DecimalType): Cast | null {
  if (isDecimal(from)) {
    // Wide enough for every value: nothing can overflow.
    const safe = to.precision - to.scale >= from.precision - from.scale && to.scale >= from.scale;
    return (v) => {
      const value = rescale(v as Whole, from.scale, to.scale);
      if (!safe && !fits(value, to)) throw overflow(decimalText(v as Whole, from.scale), to);
      return value;
    };
  }
  if (from === 'double') {
    return (v) => {
      // The only casts of ANSI mode that give null: there is no decimal for them.
      if (!Number.isFinite(v as number)) return null;
      return fromDigits(doubleText(v as number), to) as Whole;
    };
  }
  const scale = from === 'timestamp' || from === 'interval' ? 6 : 0;
  return (v) => {
    const whole = typeof v === 'boolean' ? Number(v) : (v as Whole);
    const value = rescale(whole, scale, to.scale);
    if (!fits(value, to)) throw overflow(decimalText(whole, scale), to);
    return value;
  };
}

function overflow(value: string, to: DecimalType) {
  return decimalOverflow(value, to.precision, to.scale);
}

/** Null if the text is no number. */
function fromDigits(text: string, to: DecimalType): Whole | null {
  const digits = parseDigits(text);
  if (!digits) return null;
  const value = toDecimal(digits, to);
  if (value !== null) return value;
  const plain = digits.scale >= 0 ? decimalText(digits.unscaled, digits.scale) : plainDigits(digits);
  throw overflow(plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain, to);
}

function plainDigits(digits: { readonly unscaled: bigint; readonly scale: number }): string {
  return digits.scale < -400 ? `${digits.unscaled}E${-digits.scale}` : String(digits.unscaled * ten(-digits.scale));
}

const WHOLE = /^[+-]?\d+$/;
const DOUBLE = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?[df]?$/i;
const NAMED_DOUBLES: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  '+inf': Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
  '+infinity': Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  '-infinity': Number.NEGATIVE_INFINITY,
};
const TRUE: ReadonlySet<string> = new Set(['t', 'true', 'y', 'yes', '1']);
const FALSE: ReadonlySet<string> = new Set(['f', 'false', 'n', 'no', '0']);

/** White space around text is ignored. */
function fromText(to: DataType): Cast {
  const read = reader(to);
  return (v) => {
    const value = read((v as string).trim());
    if (value === null) throw castInvalid(v, 'string', to);
    return value;
  };
}

/** Null if the text is none of the type. */
function reader(to: DataType): (text: string) => Value {
  if (isDecimal(to)) return (text) => fromDigits(text, to);
  if (isIntegral(to)) {
    return (text) => {
      if (!WHOLE.test(text)) return null;
      const value = BigInt(text.replace(/^\+/, ''));
      const within = to === 'long' ? isLong(value) : value >= INT_MIN && value <= INT_MAX;
      return within ? normal(value) : null;
    };
  }
  switch (to) {
    case 'double':
      return (text) => {
        if (DOUBLE.test(text)) return Number(text.replace(/[df]$/i, ''));
        const name = text.toLowerCase();
        return Object.hasOwn(NAMED_DOUBLES, name) ? (NAMED_DOUBLES[name] as number) : null;
      };
    case 'boolean':
      return (text) => {
        const word = text.toLowerCase();
        return TRUE.has(word) ? true : FALSE.has(word) ? false : null;
      };
    default:
      return parseTimestamp;
  }
}
