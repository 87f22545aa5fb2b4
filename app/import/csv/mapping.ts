/** What the columns of a table mean: which says when a row happened, which when it arrived, and what the others hold. */
import type { ColumnType } from '../../../engine/values';
import type { CsvTable } from './table';
import { guessTimes, type TimeFormat } from './times';

export const DELAY_UNITS = ['milliseconds', 'seconds', 'minutes', 'hours'] as const;
export type DelayUnit = (typeof DELAY_UNITS)[number];

export type Arrival =
  | { readonly kind: 'time'; readonly column: number }
  /** It arrived so long after it happened; before, where the number is negative. */
  | { readonly kind: 'delay'; readonly column: number; readonly unit: DelayUnit };

export interface ColumnMeaning {
  readonly type: ColumnType;
  /** How times are written, if the type is `timestamp`; null: day and month cannot be told apart, so a person must say. */
  readonly format: TimeFormat | null;
}

export interface Mapping {
  readonly columns: readonly ColumnMeaning[];
  /** Null: nothing in the file looks like it. */
  readonly event: number | null;
  readonly arrival: Arrival | null;
  /** Where the clocks stood that wrote the times without an offset: an IANA zone, or an offset like `+07:00`. */
  readonly wall: string;
  /** IANA zone in which the scenario is read. */
  readonly zone: string;
  readonly decimal: '.' | ',';
  readonly keys: readonly number[];
  /** The column that is summed. */
  readonly value: number | null;
}

const ABOUT_TIME =
  /time|date|when|stamp|epoch|_at$|\bat$|_ts$|^ts$|arriv|receiv|happen|waktu|tanggal|jam|pukul|tiba|terjadi/i;
const ABOUT_ARRIVAL = /arriv|receiv|ingest|process|landed|record|log|server|tiba|terima|masuk|olah/i;
const ABOUT_EVENT = /event|happen|occur|creat|order|pickup|start|sched|terjadi|kejadian|dibuat|pesan|jadwal/i;
const ABOUT_DELAY = /delay|late|lag\b|latency|telat|lambat|tunda/i;

const WHOLE = /^[+-]?\d{1,18}$/;
/** By the sign before decimals; the other one may part thousands: `1.250,50`. */
export const NUMBERS = {
  '.': /^[+-]?(?:(?:\d+|\d{1,3}(?:,\d{3})+)\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i,
  ',': /^[+-]?(?:(?:\d+|\d{1,3}(?:\.\d{3})+),?\d*|,\d+)$/,
} as const;
export const YES = /^(?:true|yes|ya|benar)$/i;
export const NO = /^(?:false|no|tidak|salah)$/i;

/** True for what the column holds in nearly all of its cells; a few that are wrong become faults. */
const most = (values: readonly string[], is: RegExp): boolean =>
  values.length > 0 && values.filter((value) => is.test(value)).length >= 0.8 * values.length;

export function guessMapping(table: CsvTable, zone: string): Mapping {
  const cells = table.names.map((_, c) => table.rows.map((row) => (row[c] ?? '').trim()).filter((cell) => cell !== ''));
  const commas = cells.some((values) => most(values, /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+$/));
  const decimal = table.delimiter !== ',' && commas ? ',' : '.';
  const columns = cells.map((values, c): ColumnMeaning => {
    const times = guessTimes(values, ABOUT_TIME.test(table.names[c] as string));
    if (times) return { type: 'timestamp', format: times.ambiguous ? null : times.format };
    if (most(values, WHOLE)) return { type: 'long', format: null };
    if (most(values, NUMBERS[decimal])) return { type: 'double', format: null };
    const truth = values.filter((value) => YES.test(value) || NO.test(value)).length;
    return { type: values.length > 0 && truth === values.length ? 'boolean' : 'string', format: null };
  });

  const of = (...types: ColumnType[]) => columns.flatMap((column, c) => (types.includes(column.type) ? [c] : []));
  const named = (pattern: RegExp, among: readonly number[]) =>
    among.find((c) => pattern.test(table.names[c] as string));
  const times = of('timestamp');
  const numbers = of('long', 'double');
  let event =
    named(
      ABOUT_EVENT,
      times.filter((c) => !ABOUT_ARRIVAL.test(table.names[c] as string)),
    ) ?? null;
  let arrives =
    named(
      ABOUT_ARRIVAL,
      times.filter((c) => c !== event),
    ) ?? null;
  event ??= times.find((c) => c !== arrives) ?? null;
  arrives ??= times.find((c) => c !== event) ?? null;
  const delay = named(ABOUT_DELAY, numbers) ?? null;
  const arrival: Arrival | null =
    arrives !== null
      ? { kind: 'time', column: arrives }
      : delay !== null
        ? { kind: 'delay', column: delay, unit: unitOf(table.names[delay] as string) }
        : null;
  const value = numbers.find(
    (c) => c !== arrival?.column && !/\bid\b|_id$|Id$|^no\b|code|kode/.test(table.names[c] as string),
  );
  return { columns, event, arrival, wall: zone, zone, decimal, keys: [], value: value ?? null };
}

function unitOf(name: string): DelayUnit {
  if (/ms\b|milli|milidetik/i.test(name)) return 'milliseconds';
  if (/sec|detik|_s$/i.test(name)) return 'seconds';
  if (/hour|jam|_h$/i.test(name)) return 'hours';
  return 'minutes';
}

/** What a form over the columns is given. */
export interface MappingForm {
  readonly table: CsvTable;
  readonly mapping: Mapping;
  readonly onMap: (mapping: Mapping) => void;
}

/** Columns whose times have no offset, so that it must be known where they were written. */
export const withoutOffset = ({ columns }: Mapping): number[] =>
  columns.flatMap(({ type, format }, c) =>
    type === 'timestamp' && format !== 'iso' && format !== 'epochSeconds' && format !== 'epochMillis' ? [c] : [],
  );

/** What is still to be said before the rows can be read. */
export type Unsaid = 'event' | 'arrival' | 'sameColumn' | 'dayOrMonth';

export function unsaidIn({ event, arrival, columns }: Mapping): Unsaid[] {
  const unsaid: Unsaid[] = [];
  if (event === null) unsaid.push('event');
  if (arrival === null) unsaid.push('arrival');
  if (event !== null && arrival?.column === event) unsaid.push('sameColumn');
  if (columns.some((column) => column.type === 'timestamp' && column.format === null)) unsaid.push('dayOrMonth');
  return unsaid;
}

/** The mapping with a column that means something else. What the column was used for and no longer can be, it is not. */
export function withColumn(mapping: Mapping, column: number, meaning: ColumnMeaning): Mapping {
  const columns = mapping.columns.map((before, c) => (c === column ? meaning : before));
  const isTime = meaning.type === 'timestamp';
  const isNumber = meaning.type === 'long' || meaning.type === 'double';
  const { event, arrival, value } = mapping;
  const arrivalHolds = arrival?.column !== column || (arrival.kind === 'time' ? isTime : isNumber);
  return {
    ...mapping,
    columns,
    event: event === column && !isTime ? null : event,
    arrival: arrivalHolds ? arrival : null,
    value: value === column && !isNumber ? null : value,
  };
}
