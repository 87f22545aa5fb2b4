/** Spark's decimals: an unscaled integer under a type that has the scale. */
import type { DecimalType } from './types';
import { divideHalfUp, multiply, normal, type Whole } from './wholeNumber';

const TENS: bigint[] = [1n];

export function ten(power: number): bigint {
  for (let i = TENS.length; i <= power; i++) TENS.push((TENS[i - 1] as bigint) * 10n);
  return TENS[power] as bigint;
}

/** The same value with another number of digits after the point, rounded half away from zero where digits go. */
export function rescale(unscaled: Whole, from: number, to: number): Whole {
  if (from === to) return unscaled;
  if (to > from) return multiply(unscaled, normal(ten(to - from)));
  return normal(divideHalfUp(BigInt(unscaled), ten(from - to)));
}

/** Whether an unscaled value has at most the type's digits. */
export function fits(unscaled: Whole, type: DecimalType): boolean {
  const limit = ten(type.precision);
  return unscaled < limit && unscaled > -limit;
}

/** Plain digits with the point where it belongs: 150 with scale 2 is `1.50`. */
export function decimalText(unscaled: Whole, scale: number): string {
  const negative = unscaled < 0;
  const digits = String(unscaled)
    .replace('-', '')
    .padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return negative ? `-${text}` : text;
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;

/** A number's exact digits; null if the text is none. The scale is negative after a large exponent (`1e3` is 1, -3). */
export function parseDigits(text: string): { readonly unscaled: bigint; readonly scale: number } | null {
  const found = NUMBER.exec(text);
  if (!found) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = found;
  if (whole === '' && fraction === '') return null;
  const digits = BigInt(whole + fraction);
  return { unscaled: sign === '-' ? -digits : digits, scale: fraction.length - Number(exponent) };
}

/** Digits brought to a type's scale (half away from zero); null if they do not fit into its precision. */
export function toDecimal(
  digits: { readonly unscaled: bigint; readonly scale: number },
  type: DecimalType,
): Whole | null {
  const up = type.scale - digits.scale;
  // Whatever is so far beyond 38 digits overflows or rounds to zero.
  if (up > 400) return digits.unscaled === 0n ? 0 : null;
  if (up < -400) return 0;
  const unscaled = up >= 0 ? digits.unscaled * ten(up) : divideHalfUp(digits.unscaled, ten(-up));
  return fits(unscaled, type) ? normal(unscaled) : null;
}

/** The nearest double, through its digits, as Java's BigDecimal has it. */
export function decimalToDouble(unscaled: Whole, scale: number): number {
  if (scale === 0) return Number(unscaled);
  return Number(decimalText(unscaled, scale));
}

export function digitsOf(value: bigint): number {
  return (value < 0n ? -value : value).toString().length;
}
