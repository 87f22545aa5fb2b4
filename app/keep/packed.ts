/**
 * A scenario in two parts: its file without the rows, and the rows as columns, deflated and in letters. A file of 200,000
 * rows is more than a browser keeps, and writing it takes the page's thread for a second; the columns are a tenth of it,
 * and are packed a slice at a time.
 */
import { Deflate } from 'fflate';
import type { Scenario, Source } from '../../engine/scenario/scenario';
import { writeScenarioText } from '../../engine/scenario/write';
import type { Column } from '../../engine/values';
import { lettersOf } from './letters';

export interface PackedScenario {
  /** The scenario's file; the sources that are in `rows` have no arrivals in it. */
  readonly text: string;
  /** What `pack` made of the rows. */
  readonly rows: string;
}

/** Rows from which on a scenario is packed; up to them its file is written in a few milliseconds. */
export const MANY = 2_000;

/** What a rule makes is written as the rule. */
export const isPacked = (source: Source): boolean => source.generate === undefined;

export const isLarge = ({ sources }: Scenario): boolean =>
  sources.filter(isPacked).reduce((sum, source) => sum + source.rows.count, 0) > MANY;

/** What stands before the columns' bytes: what an array alone does not say. */
export interface Shape {
  readonly count: number;
  readonly partitioned: boolean;
  readonly columns: readonly ColumnShape[];
}
export interface ColumnShape {
  readonly nulls?: true;
  /** By row: a `long` that no number holds. */
  readonly big?: readonly (readonly [row: number, value: string])[];
  /** Bytes of the dictionary of a column of texts. */
  readonly dictionary?: number;
}

/** Bytes that are packed between two yields: a few milliseconds on a slow machine. Three bytes are four letters. */
export const SLICE = 3 * 2 ** 13;

/** Yields the fraction done. */
export function* pack(scenario: Scenario): Generator<number, PackedScenario> {
  const sources = scenario.sources.filter(isPacked);
  const dictionaries = new Map<Column, Uint8Array>();
  const shapes = sources.map((source) => shapeOf(source, dictionaries));
  const text = writeScenarioText({ ...scenario, sources: scenario.sources.map((s) => (isPacked(s) ? emptied(s) : s)) });
  yield 0;

  const parts: Uint8Array[] = [];
  const deflate = new Deflate({ level: 1 }, (part) => parts.push(part));
  const head = new TextEncoder().encode(JSON.stringify(shapes));
  deflate.push(new Uint8Array(Uint32Array.of(head.length).buffer));
  deflate.push(head);
  const arrays = sources.flatMap((source) => arraysOf(source, dictionaries));
  const all = arrays.reduce((sum, array) => sum + array.byteLength, 0);
  let done = 0;
  for (const array of arrays) {
    const step = SLICE / array.BYTES_PER_ELEMENT;
    for (let from = 0; from < array.length; from += step) {
      const slice = array.subarray(from, from + step);
      deflate.push(transposed(slice));
      done += slice.byteLength;
      yield done / all;
    }
  }
  deflate.push(new Uint8Array(0), true);

  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const letters: string[] = [];
  for (let from = 0; from < bytes.length; from += SLICE) {
    letters.push(lettersOf(bytes.subarray(from, from + SLICE)));
    yield 1;
  }
  return { text, rows: letters.join('') };
}

export type Elements = Float64Array | Int32Array | Uint16Array | Uint8Array;

const emptied = ({ partition, ...source }: Source): Source => ({
  ...source,
  rows: { ...source.rows, count: 0 },
  arrivesAt: new Float64Array(0),
});

function shapeOf({ rows, partition }: Source, dictionaries: Map<Column, Uint8Array>): Shape {
  const columns = rows.columns.map((column): ColumnShape => {
    if (column.type === 'string') {
      const bytes = new TextEncoder().encode(JSON.stringify(column.dictionary));
      dictionaries.set(column, bytes);
      return { dictionary: bytes.length };
    }
    if (column.type === 'boolean') return {};
    const big = column.big && [...column.big].map(([row, value]) => [row, String(value)] as const);
    return { ...(column.nulls && { nulls: true }), ...(big && { big }) };
  });
  return { count: rows.count, partitioned: partition !== undefined, columns };
}

/** In the order in which `unpack` takes them. */
function arraysOf({ rows, arrivesAt, partition }: Source, dictionaries: Map<Column, Uint8Array>): Elements[] {
  const ofRows = (array: Elements): Elements => array.subarray(0, rows.count);
  return [
    ofRows(arrivesAt),
    ...(partition ? [ofRows(partition)] : []),
    ...rows.columns.flatMap((column) => {
      if (column.type === 'string') return [ofRows(column.ids), dictionaries.get(column) as Uint8Array];
      if (column.type === 'boolean') return [ofRows(column.values)];
      return [ofRows(column.values), ...(column.nulls ? [ofRows(column.nulls)] : [])];
    }),
  ];
}

/** All first bytes, then all second ones, and so on: what numbers of one column have in common then stands together. */
function transposed(array: Elements): Uint8Array {
  const width = array.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  if (width === 1) return bytes;
  const to = new Uint8Array(bytes.length);
  for (let byte = 0, at = 0; byte < width; byte++)
    for (let from = byte; from < bytes.length; from += width) to[at++] = bytes[from] as number;
  return to;
}
