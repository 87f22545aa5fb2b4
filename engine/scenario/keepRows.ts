import type { Column } from '../values';
import { withSource } from './edit';
import type { Scenario } from './scenario';

/** Leaves out the rows of a source that are not to be kept; those that are keep their order and get new numbers. */
export function keepRows(scenario: Scenario, source: number, keeps: (row: number) => boolean): Scenario {
  return withSource(scenario, source, ({ rows, arrivesAt, partition }) => {
    const kept = Array.from({ length: rows.count }, (_, row) => row).filter(keeps);
    const of = <A extends Float64Array | Int32Array | Uint8Array | Uint16Array>(array: A): A =>
      kept.reduce((into, row, i) => {
        into[i] = array[row] as number;
        return into;
      }, array.slice(0, kept.length) as A);
    return {
      arrivesAt: of(arrivesAt),
      ...(partition && { partition: of(partition) }),
      rows: {
        specs: rows.specs,
        count: kept.length,
        columns: rows.columns.map((column) => keptColumn(column, kept, of)),
      },
    };
  });
}

function keptColumn(
  column: Column,
  kept: readonly number[],
  of: <A extends Float64Array | Int32Array | Uint8Array>(array: A) => A,
): Column {
  if (column.type === 'string') {
    // Numbered as they come, as the reader of files numbers them.
    const dictionary: string[] = [];
    const ids = of(column.ids).map((id) => {
      if (id < 0) return id;
      const text = column.dictionary[id] as string;
      const known = dictionary.indexOf(text);
      return known >= 0 ? known : dictionary.push(text) - 1;
    });
    return { ...column, ids, dictionary };
  }
  if (column.type === 'boolean') return { ...column, values: of(column.values) };
  const nulls = column.nulls && of(column.nulls);
  const big =
    column.big &&
    new Map(kept.flatMap((row, i) => (column.big?.has(row) ? [[i, column.big.get(row)]] : [])) as [number, bigint][]);
  return {
    type: column.type,
    values: of(column.values),
    ...(nulls?.some((n) => n === 1) && { nulls }),
    ...(big && big.size > 0 && { big }),
  };
}
