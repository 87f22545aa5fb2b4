import { jsonCell } from './json';
import type { OutputTable } from './trace';

/** A row given to the sink, by column name; a window is `{ start, end }`. */
export function outputRow(
  { table, specs }: Pick<OutputTable, 'table' | 'specs'>,
  row: number,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  let column = 0;
  for (const { name } of specs) {
    // A window stands in two columns of the table under names of their own.
    if (table.specs[column]?.name === name) fields[name] = jsonCell(table, column++, row);
    else {
      const [start, end] = [jsonCell(table, column++, row), jsonCell(table, column++, row)];
      // Null is the window of a row that a join filled up.
      fields[name] = start === null ? null : { start, end };
    }
  }
  return fields;
}
