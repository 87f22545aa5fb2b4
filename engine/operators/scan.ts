/** A source as a stage: its columns by attribute. Nothing is copied. */
import type { Attribute } from '../query/logical';
import type { Source } from '../scenario/scenario';
import { valueAt } from '../values';
import type { Columns } from './input';

export function scanColumns(source: Source, output: readonly Attribute[]): Columns {
  const find = (id: string) =>
    source.rows.columns[output.findIndex((a) => a.id === id)] as (typeof source.rows.columns)[number];
  return {
    column(id) {
      const found = find(id);
      if (found.type !== 'string' && found.type !== 'boolean' && !found.nulls && !found.big) {
        const { values } = found;
        return (row) => values[row] as number;
      }
      return (row) => valueAt(found, row);
    },
    strings(id) {
      const found = find(id);
      return found.type === 'string' ? found : null;
    },
  };
}
