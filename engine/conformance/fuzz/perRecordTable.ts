/** The table and the clock of random scenarios for engines that work row by row. */
import type { ColumnType } from '../../values';

export type Json = Record<string, unknown>;

/** Milliseconds. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
/** When the events begin, and when the first row arrives. */
export const EIGHT = Date.UTC(2027, 0, 5, 8);
export const ARRIVALS = Date.UTC(2027, 0, 5, 9);
export const at = (milliseconds: number): string => new Date(milliseconds).toISOString();

/**
 * Columns of a source, their names after a letter: a union goes by position and both arms have the same names, a join's
 * sides have their own.
 */
export const columnsOf = (p: string): Record<string, ColumnType> => ({
  [`${p}t`]: 'timestamp',
  [`${p}k`]: 'string',
  [`${p}v`]: 'long',
  [`${p}x`]: 'double',
});
