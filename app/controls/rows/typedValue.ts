/** A value of a row as a person types it, and as it is shown so that it can be typed again. */
import type { ColumnType, Value } from '../../../engine/values';
import type { Texts } from '../../../i18n';
import { zoneOffset } from '../../../i18n/format';
import { readTime } from '../../import/csv/times';

/** What is needed to read a time: its zone, and the day that is meant where none is written. */
export interface Clock {
  readonly zone: string;
  /** Microseconds: some instant of that day. */
  readonly day: number;
}

/** The value, or a sentence that says what is wrong. */
export type Typed = { readonly value: Value } | { readonly fault: string };

const WHOLE = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i;
const MOST = 2n ** 63n - 1n;
const TIME_ONLY = /^\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?$/;

export function typedValue(text: string, type: ColumnType, clock: Clock, { rowForm: { fault } }: Texts): Typed {
  const trimmed = text.trim();
  if (trimmed.toLowerCase() === 'null') return { value: null };
  if (type === 'string') return { value: text };
  if (trimmed === '') return { fault: fault.empty };
  switch (type) {
    case 'boolean': {
      const said = trimmed.toLowerCase();
      return said === 'true' || said === 'false' ? { value: said === 'true' } : { fault: fault.boolean(trimmed) };
    }
    case 'long': {
      if (!WHOLE.test(trimmed)) return { fault: fault.long(trimmed) };
      const exact = BigInt(trimmed);
      if (exact > MOST || exact < -MOST - 1n) return { fault: fault.tooLarge(trimmed) };
      return { value: Number.isSafeInteger(Number(exact)) ? Number(exact) : exact };
    }
    case 'double': {
      const value = NUMBER.test(trimmed) ? Number(trimmed.replace(',', '.')) : Number.NaN;
      return Number.isFinite(value) ? { value } : { fault: fault.double(trimmed) };
    }
    case 'timestamp': {
      const written = TIME_ONLY.test(trimmed) ? `${dayText(clock)} ${withColons(trimmed)}` : trimmed;
      const at = readTime(written, 'isoLocal', clock.zone);
      if (typeof at === 'number') return { value: at };
      return { fault: (at === 'noOffset' || at === 'shape' ? fault.timestamp : fault[at])(trimmed) };
    }
  }
}

/** Indonesian clocks also write `14.03.50`; a fraction keeps its point. */
const withColons = (time: string): string =>
  time.replace(/^(\d{1,2})\.(\d\d)(?:\.(\d\d))?/, (_, h, m, s) => [h, m, s].filter(Boolean).join(':'));

const localText = (at: number, zone: string): string => new Date((at + zoneOffset(at, zone)) / 1000).toISOString();
const dayText = ({ day, zone }: Clock): string => localText(day, zone).slice(0, 10);

/** A value written as it can be typed: a time with its day only where that is another one than is meant. */
export function valueToType(value: Value, type: ColumnType, clock: Clock): string {
  if (value === null) return 'null';
  if (type !== 'timestamp') return String(value);
  const text = localText(Number(value), clock.zone);
  const time = text.slice(11, 23).replace(/\.000$/, '');
  return text.slice(0, 10) === dayText(clock) ? time : `${text.slice(0, 10)} ${time}`;
}
