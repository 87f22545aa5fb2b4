/** Values of a run as JSON: times in milliseconds with a Z, whole numbers with all their digits. */
import { formatInstant } from '../instantText';
import { type Table, type Value, valueAt } from '../values';

/** A time as every JSON line writes it: `2026-03-02T14:05:00.000Z`; what is finer is cut off. */
export const jsonTime = (micros: number): string => formatInstant(micros, 0, 'always');

/** JSON text; a bigint is a number with all its digits, NaN and infinities are texts. */
export function json(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return JSON.stringify(String(value));
  if (Array.isArray(value)) return `[${value.map(json).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${json(field)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** The values of one row of a table by column name. */
export function jsonRow(table: Table, row: number): Record<string, unknown> {
  return Object.fromEntries(table.specs.map(({ name }, c) => [name, jsonCell(table, c, row)]));
}

export function jsonCell(table: Table, column: number, row: number): unknown {
  const cells = table.columns[column];
  const value: Value = cells ? valueAt(cells, row) : null;
  return value !== null && cells?.type === 'timestamp' ? jsonTime(value as number) : value;
}
