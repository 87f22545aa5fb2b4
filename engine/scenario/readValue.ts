/** One value of a row, as a file has it. */
import { type InstantFault, parseInstant } from '../instant';
import type { ColumnType, Value } from '../values';

/** Why a value does not fit its column. */
export interface Misfit {
  readonly why: 'type' | 'inexact' | InstantFault;
}
const TYPE: Misfit = { why: 'type' };
const INEXACT: Misfit = { why: 'inexact' };
const DIGITS = /^-?\d{1,19}$/;
const MOST = 2n ** 63n - 1n;

/** A value of a row as the file has it; what it is not, if it does not fit the column. */
export function readValue(type: ColumnType, value: unknown): Value | Misfit {
  if (value === null) return null;
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : TYPE;
    case 'boolean':
      return typeof value === 'boolean' ? value : TYPE;
    case 'double':
      return typeof value === 'number' && Number.isFinite(value) ? value : TYPE;
    case 'long': {
      if (typeof value === 'number') {
        if (!Number.isInteger(value)) return TYPE;
        return Number.isSafeInteger(value) ? value : INEXACT;
      }
      if (typeof value !== 'string' || !DIGITS.test(value)) return TYPE;
      const exact = BigInt(value);
      if (exact > MOST || exact < -MOST - 1n) return TYPE;
      return Number.isSafeInteger(Number(exact)) ? TYPE : exact;
    }
    case 'timestamp': {
      if (typeof value !== 'string') return TYPE;
      const micros = parseInstant(value);
      return typeof micros === 'number' ? micros : { why: micros };
    }
  }
}
