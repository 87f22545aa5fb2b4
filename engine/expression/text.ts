/** Values as Spark's `cast(… as string)` writes them. */
import type { Value } from '../values';
import { decimalText } from './decimal';
import { timestampText } from './timestampText';
import { type DataType, isDecimal } from './types';
import type { Whole } from './wholeNumber';

/**
 * A double as Java writes it: the shortest digits that name it, in scientific form below 10^-3 and from 10^7. `2.5`,
 * `100.0`, `1.0E15`, `-0.0`, `NaN`, `Infinity`.
 */
export function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  // Java writes at least two digits, so the smallest double has one that it does not need.
  if (size === Number.MIN_VALUE) return value < 0 ? '-4.9E-324' : '4.9E-324';
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [digits, exponent] = value.toExponential().split('e') as [string, string];
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`;
}

const pad = (n: number) => String(n).padStart(2, '0');

/** `INTERVAL '1 02:03:04.5' DAY TO SECOND` */
export function intervalText(micros: number): string {
  let rest = Math.abs(micros);
  const take = (size: number) => {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    return amount;
  };
  const [days, hours, minutes, seconds] = [take(86_400e6), take(3_600e6), take(60e6), take(1e6)];
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(6, '0').replace(/0+$/, '')}`;
  const sign = micros < 0 ? '-' : '';
  return `INTERVAL '${sign}${days} ${pad(hours)}:${pad(minutes)}:${pad(seconds)}${fraction}' DAY TO SECOND`;
}

/** `INTERVAL '1-2' YEAR TO MONTH` */
export function monthsText(months: number): string {
  const size = Math.abs(months);
  return `INTERVAL '${months < 0 ? '-' : ''}${Math.floor(size / 12)}-${size % 12}' YEAR TO MONTH`;
}

/** A value cast to string; null stays null. */
export function valueText(value: Value, type: DataType): string | null {
  if (value === null) return null;
  if (isDecimal(type)) return decimalText(value as Whole, type.scale);
  switch (type) {
    case 'double':
      return doubleText(value as number);
    case 'timestamp':
      return timestampText(value as number);
    case 'interval':
      return intervalText(value as number);
    case 'months':
      return monthsText(value as number);
    default:
      return String(value);
  }
}
