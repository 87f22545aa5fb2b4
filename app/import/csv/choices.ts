import type { Mapping } from './mapping';
import type { Lengths } from './scenario';
import type { TableChoices } from './table';

/** What a person has chosen about a table; what is missing is as the table itself suggests. */
export interface CsvChoices {
  readonly table: TableChoices;
  readonly mapping: Mapping | null;
  readonly lengths: Partial<Lengths>;
  readonly leaveOut: boolean;
}

export const NOTHING_CHOSEN: CsvChoices = { table: {}, mapping: null, lengths: {}, leaveOut: false };
