/**
 * Integers that stay exact: a number up to 2^53 in size and a bigint above. The operations try doubles first, which is
 * nearly always enough, and fall back to bigint when the result may have been rounded.
 */
export type Whole = number | bigint;

export const LONG_MAX = 2n ** 63n - 1n;
export const LONG_MIN = -(2n ** 63n);
export const INT_MAX = 2 ** 31 - 1;
export const INT_MIN = -(2 ** 31);

/** A bigint as it is to be held. */
export function normal(value: bigint): Whole {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

export function isLong(value: bigint): boolean {
  return value >= LONG_MIN && value <= LONG_MAX;
}

// Adding 0 turns -0, which whole numbers do not have, into 0.
export function add(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return normal(BigInt(a) + BigInt(b));
}

export function subtract(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return normal(BigInt(a) - BigInt(b));
}

export function multiply(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return normal(BigInt(a) * BigInt(b));
}

/** Truncated towards zero; `b` is not zero. */
export function divide(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') return Math.trunc((a - (a % b)) / b) + 0;
  return normal(BigInt(a) / BigInt(b));
}

/** With the sign of `a`; `b` is not zero. */
export function remainder(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') return (a % b) + 0;
  return normal(BigInt(a) % BigInt(b));
}

export function negate(a: Whole): Whole {
  return typeof a === 'number' ? 0 - a : normal(-a);
}

/** The quotient rounded half away from zero; `b` is not zero. */
export function divideHalfUp(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  const rest = a - quotient * b;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice < (b < 0n ? -b : b)) return quotient;
  return a < 0n === b < 0n ? quotient + 1n : quotient - 1n;
}
