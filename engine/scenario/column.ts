/** Columns written one value after the other. */
import type { BooleanColumn, Column, ColumnType, NumberColumn, StringColumn, Value } from '../values';

/** A column of `length` rows that can be set; `strings` makes its dictionary. */
export interface ColumnWriter {
  readonly column: Column;
  set(row: number, value: Value): void;
}

export function columnWriter(type: ColumnType, length: number): ColumnWriter {
  switch (type) {
    case 'string': {
      const column: StringColumn = { type, ids: new Int32Array(length), dictionary: [] };
      const known = new Map<string, number>();
      return {
        column,
        set(row, value) {
          if (value === null) {
            column.ids[row] = -1;
            return;
          }
          const text = value as string;
          let id = known.get(text);
          if (id === undefined) {
            id = column.dictionary.push(text) - 1;
            known.set(text, id);
          }
          column.ids[row] = id;
        },
      };
    }
    case 'boolean': {
      const column: BooleanColumn = { type, values: new Uint8Array(length) };
      return {
        column,
        set(row, value) {
          column.values[row] = value === null ? 2 : value ? 1 : 0;
        },
      };
    }
    default: {
      const column: NumberColumn = { type, values: new Float64Array(length) };
      return {
        column,
        set(row, value) {
          if (value === null) {
            column.nulls ??= new Uint8Array(length);
            column.nulls[row] = 1;
          } else if (typeof value === 'bigint') {
            column.big ??= new Map();
            column.big.set(row, value);
            column.values[row] = Number(value);
          } else column.values[row] = value as number;
        },
      };
    }
  }
}
