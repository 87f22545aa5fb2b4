/** Values as a program reads them, which a sheet sorts. */
import { formatInZone } from '../../engine/instant';
import type { ColumnType, Value } from '../../engine/values';

/** A number goes as one, since of texts those are escaped that a sheet would take for formulas, and -5 is none. */
export type Cell = string | number | bigint;

/** Times have their offset. */
export function cellOf(value: Value | undefined, type: ColumnType | undefined, zone: string): Cell {
  if (value === null || value === undefined) return '';
  if (type === 'timestamp' && typeof value === 'number') return formatInZone(value, zone);
  return typeof value === 'number' || typeof value === 'bigint' ? value : String(value);
}
