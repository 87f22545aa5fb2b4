/**
 * Rows by their number over all sources (in the order of the file), as traces and views number them: written anew, added,
 * copied, left out (`move.ts` moves them). Each edit makes a new scenario that shares what it did not change.
 */
import { type Value, valueAt } from '../values';
import { columnWriter } from './column';
import { withSource } from './edit';
import { keepRows } from './keepRows';
import { placeOfRow } from './move';
import type { Scenario } from './scenario';

/** A row as it is written: a value for each column of its source, in their order. */
export interface RowValues {
  /** Microseconds of processing time. */
  readonly arrivesAt: number;
  readonly partition: number;
  readonly values: readonly Value[];
}

/** What a row holds; null if there is no such row. */
export function rowAt(scenario: Scenario, row: number): RowValues | null {
  const at = placeOfRow(scenario, row);
  const source = at && scenario.sources[at.source];
  if (!at || !source) return null;
  return {
    arrivesAt: source.arrivesAt[at.place] as number,
    partition: source.partition?.[at.place] ?? 0,
    values: source.rows.columns.map((column) => valueAt(column, at.place)),
  };
}

/** Puts a row at the end of a source, behind the rows that it has: those keep their places. */
export function addRow(scenario: Scenario, source: number, row: RowValues): Scenario {
  const count = scenario.sources[source]?.rows.count;
  return count === undefined ? scenario : withRow(scenario, source, count, row);
}

/** Writes a row anew, where it stands. */
export function writeRow(scenario: Scenario, row: number, written: RowValues): Scenario {
  const at = placeOfRow(scenario, row);
  return at ? withRow(scenario, at.source, at.place, written) : scenario;
}

/** The number of the row that `addRow` would add. */
export const nextRow = ({ sources }: Scenario, source: number): number =>
  sources.slice(0, source + 1).reduce((n, s) => n + s.rows.count, 0);

/** Leaves a row out; those behind it move up by one. */
export function removeRow(scenario: Scenario, row: number): Scenario {
  const at = placeOfRow(scenario, row);
  return at ? keepRows(scenario, at.source, (place) => place !== at.place) : scenario;
}

function withRow(
  scenario: Scenario,
  source: number,
  place: number,
  { arrivesAt, partition, values }: RowValues,
): Scenario {
  return withSource(scenario, source, (s) => {
    const count = Math.max(s.rows.count, place + 1);
    const arrivals = new Float64Array(count);
    arrivals.set(s.arrivesAt.subarray(0, s.rows.count));
    arrivals[place] = arrivesAt;
    const partitions = s.partition || partition > 0 ? new Uint16Array(count) : null;
    if (partitions) {
      if (s.partition) partitions.set(s.partition.subarray(0, s.rows.count));
      partitions[place] = partition;
    }
    return {
      arrivesAt: arrivals,
      ...(partitions && { partition: partitions }),
      rows: {
        ...s.rows,
        count,
        columns: s.rows.columns.map((column, c) => {
          const { column: written, set } = columnWriter(column.type, count);
          for (let row = 0; row < count; row++) set(row, row === place ? (values[c] ?? null) : valueAt(column, row));
          return written;
        }),
      },
    };
  });
}
