/** From a table and what its columns mean to a source of rows, or to every cell that does not hold what it should. */
import { columnWriter } from '../../../engine/scenario/column';
import type { Source } from '../../../engine/scenario/scenario';
import { HOUR, MILLISECOND, MINUTE, SECOND } from '../../../engine/time';
import type { Value } from '../../../engine/values';
import { type DelayUnit, type Mapping, NO, NUMBERS, YES } from './mapping';
import type { CsvTable } from './table';
import { isFiner, readTime, type TimeFault } from './times';

/** What is wrong with a cell, or with a whole row (`cells`, `quotes`). */
export type CellProblem =
  | TimeFault
  /** A time or a delay that must be there is not. */
  | 'missing'
  | 'number'
  | 'whole'
  /** A whole number beyond what 63 bits hold. */
  | 'tooLarge'
  | 'boolean'
  | 'cells'
  | 'quotes';

export interface CellFault {
  /** The row's number in the file, as a spreadsheet shows it. */
  readonly row: number;
  /** Null for a fault of the whole row. */
  readonly column: string | null;
  /** As the file has it; for `cells` how many cells there are. */
  readonly value: string;
  readonly problem: CellProblem;
  /** How the column writes its times, for a fault of a time. */
  readonly format?: Mapping['columns'][number]['format'];
}

export interface Converted {
  /** The rows without a fault. */
  readonly source: Source;
  readonly faults: readonly CellFault[];
  /** How many rows have one. */
  readonly faulty: number;
  /** A time was cut to the millisecond. */
  readonly cut: boolean;
}

const UNITS: Readonly<Record<DelayUnit, number>> = {
  milliseconds: MILLISECOND,
  seconds: SECOND,
  minutes: MINUTE,
  hours: HOUR,
};
const WHOLE = /^[+-]?\d+$/;
const LARGEST = 2n ** 63n - 1n;

/** @param mapping with nothing left unsaid */
export function convert(table: CsvTable, mapping: Mapping, name: string): Converted {
  const { columns, event, arrival, wall, decimal } = mapping;
  // When a row arrived is no value of the row: it is when the engine sees it.
  const kept = columns.flatMap((_, c) => (arrival?.kind === 'time' && c === arrival.column ? [] : [c]));
  const specs = kept.map((c) => ({ name: table.names[c] as string, type: (columns[c] as { type: 'string' }).type }));
  const writers = specs.map(({ type }) => columnWriter(type, table.rows.length));
  const arrivesAt = new Float64Array(table.rows.length);
  const faults: CellFault[] = [];
  let count = 0;
  let faulty = 0;
  let cut = false;

  table.rows.forEach((cells, i) => {
    const before = faults.length;
    const row = table.numbers[i] as number;
    if (table.brokenQuotes !== null && row >= table.brokenQuotes) {
      if (row === table.brokenQuotes) {
        faults.push({ row, column: null, value: cells.join(table.delimiter).slice(0, 60), problem: 'quotes' });
      }
      faulty++;
      return;
    }
    if (cells.length !== columns.length) {
      faults.push({ row, column: null, value: String(cells.length), problem: 'cells' });
      faulty++;
      return;
    }
    const values = columns.map(({ type, format }, c): Value => {
      const text = (cells[c] as string).trim();
      const wrong = (problem: CellProblem): null => {
        faults.push({ row, column: table.names[c] as string, value: text, problem, ...(format && { format }) });
        return null;
      };
      if (text === '') return c === event || c === arrival?.column ? wrong('missing') : null;
      if (type === 'timestamp' && format !== null) {
        const time = readTime(text, format, wall);
        if (typeof time === 'string') return wrong(time);
        cut ||= isFiner(text);
        return time;
      }
      if (type === 'long') {
        if (!WHOLE.test(text)) return wrong('whole');
        const near = Number(text);
        if (Number.isSafeInteger(near)) return near;
        const exact = BigInt(text.replace('+', ''));
        return exact > LARGEST || exact < -LARGEST - 1n ? wrong('tooLarge') : exact;
      }
      if (type === 'double') {
        if (!NUMBERS[decimal].test(text)) return wrong('number');
        const number = Number(text.replaceAll(decimal === '.' ? ',' : '.', '').replace(',', '.'));
        return Number.isFinite(number) ? number : wrong('number');
      }
      if (type === 'boolean') return YES.test(text) ? true : NO.test(text) ? false : wrong('boolean');
      return text;
    });
    if (faults.length > before) {
      faulty++;
      return;
    }
    const happened = values[event as number] as number;
    const said = values[arrival?.column as number] as number;
    arrivesAt[count] =
      arrival?.kind === 'delay'
        ? happened + Math.round((said * UNITS[arrival.unit]) / MILLISECOND) * MILLISECOND
        : said;
    kept.forEach((c, w) => {
      writers[w]?.set(count, values[c] as Value);
    });
    count++;
  });

  return {
    source: {
      name,
      partitions: 1,
      rows: { specs, columns: writers.map((w) => w.column), count },
      arrivesAt: arrivesAt.slice(0, count),
    },
    faults,
    faulty,
    cut,
  };
}
