/**
 * Values and the columns that hold them. Rows never exist as objects inside an engine: a row is a number, an index
 * into columns of typed arrays, so that a million of them are cheap to keep and can be transferred to another thread.
 */

/** The types of a scenario file's columns. */
export type ColumnType = 'string' | 'boolean' | 'long' | 'double' | 'timestamp';

/**
 * One value of a row. `long` is a number up to 2^53 in size and a bigint above; `timestamp` is microseconds since the
 * epoch (a number); a boolean is a boolean; every type may be null.
 */
export type Value = null | boolean | number | bigint | string;

/** A column's name and type. */
export interface ColumnSpec {
  readonly name: string;
  readonly type: ColumnType;
}

/** Strings, dictionary-encoded. `ids[row]` is an index into `dictionary`, or -1 for null. */
export interface StringColumn {
  readonly type: 'string';
  ids: Int32Array;
  dictionary: string[];
}

/** `values[row]` is 0, 1, or 2 for null. */
export interface BooleanColumn {
  readonly type: 'boolean';
  values: Uint8Array;
}

/**
 * Numbers and instants. `nulls[row]` is 1 where the value is null (absent when no value is). A `long` outside ±2^53
 * stands exactly in `big` under its row; its `values` entry is then the nearest double.
 */
export interface NumberColumn {
  readonly type: 'long' | 'double' | 'timestamp';
  values: Float64Array;
  nulls?: Uint8Array;
  big?: Map<number, bigint>;
}

export type Column = StringColumn | BooleanColumn | NumberColumn;

/** Columns of equal length: `columns[i]` holds the values of `specs[i]`. Plain data, safe to post to a worker. */
export interface Table {
  readonly specs: readonly ColumnSpec[];
  readonly columns: readonly Column[];
  /** How many rows. Arrays may be longer; what lies beyond is not data. */
  readonly count: number;
}

/** The value of one row of one column. */
export function valueAt(column: Column, row: number): Value {
  switch (column.type) {
    case 'string': {
      const id = column.ids[row] as number;
      return id < 0 ? null : (column.dictionary[id] as string);
    }
    case 'boolean': {
      const v = column.values[row];
      return v === 2 ? null : v === 1;
    }
    default:
      if (column.nulls?.[row]) return null;
      return column.big?.get(row) ?? (column.values[row] as number);
  }
}

/** A table of some rows of another, in the order that is given. */
export function pickRows({ specs, columns }: Table, rows: Uint32Array): Table {
  return { specs, columns: columns.map((column) => pickOf(column, rows)), count: rows.length };
}

function pickOf(column: Column, rows: Uint32Array): Column {
  if (column.type === 'string') return { ...column, ids: Int32Array.from(rows, (row) => column.ids[row] as number) };
  if (column.type === 'boolean')
    return { ...column, values: Uint8Array.from(rows, (row) => column.values[row] as number) };
  const { type, values, nulls, big } = column;
  const picked: NumberColumn = { type, values: new Float64Array(rows.length) };
  if (nulls) picked.nulls = new Uint8Array(rows.length);
  if (big) picked.big = new Map();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    picked.values[i] = values[row] as number;
    if (nulls && picked.nulls) picked.nulls[i] = nulls[row] as number;
    const exact = big?.get(row);
    if (exact !== undefined) picked.big?.set(i, exact);
  }
  return picked;
}

/** The index of a column by name, or -1. */
export function columnIndex(table: { readonly specs: readonly ColumnSpec[] }, name: string): number {
  return table.specs.findIndex((s) => s.name === name);
}
