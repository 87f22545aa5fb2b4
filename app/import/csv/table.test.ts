import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DELIMITERS, readTable } from './table';

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
/** Cells as spreadsheets write them: quoted where they must be. */
const written = (rows: readonly (readonly string[])[], sign: string, newline = '\n'): string =>
  rows
    .map((row) => row.map((cell) => (/["\r\n]/.test(cell) || cell.includes(sign) ? quoted(cell) : cell)).join(sign))
    .join(newline);

const cell = fc.string({ unit: fc.constantFrom('a', '7', ' ', '"', ',', ';', '\t', '|', '\n', 'é'), maxLength: 8 });

describe('a table', () => {
  it('reads back as it was written, whatever its cells hold and whichever sign divides them', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 5 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
          ),
        fc.constantFrom(...DELIMITERS),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (rows, delimiter, newline, quoteAll) => {
          const header = (rows[0] ?? []).map((_, i) => `c${i}`);
          const all = [header, ...rows];
          const text = quoteAll
            ? all.map((row) => row.map(quoted).join(delimiter)).join(newline)
            : written(all, delimiter, newline);
          const table = readTable(text, { delimiter, header: true });
          expect(table.names).toEqual(header);
          expect(table.rows).toEqual(rows.filter((row) => row.some((c) => c.trim() !== '')));
          expect(table.brokenQuotes).toBe(null);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds the sign that divides it, also where others stand in its values', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DELIMITERS), fc.integer({ min: 2, max: 5 }), (delimiter, width) => {
        const rows = Array.from({ length: 6 }, (_, r) =>
          Array.from({ length: width }, (_, c) => (c === 1 ? `x${r}, y; z` : `v${r}${c}`)),
        );
        const text = written([Array.from({ length: width }, (_, c) => `name${c}`), ...rows], delimiter);
        expect(readTable(text)).toMatchObject({ delimiter, header: true, rows });
      }),
    );
  });

  it('numbers its rows as a spreadsheet does: the header and empty rows are counted', () => {
    const table = readTable('a,b\n\n1,2\n,\n3,4\n');
    expect(table.rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(table.numbers).toEqual([3, 5]);
  });

  it('knows a header from a row', () => {
    expect(readTable('when,who\n2026-03-02 10:00,d1').header).toBe(true);
    expect(readTable('2026-03-02 10:00,d1\n2026-03-02 10:01,d2')).toMatchObject({
      header: false,
      names: ['column 1', 'column 2'],
    });
    expect(readTable('12,13\n14,15').header).toBe(false);
  });

  it('gives every column a name of its own that a query can say', () => {
    expect(readTable('zone,Zone,,window\n1,2,3,4', { header: true }).names).toEqual([
      'zone',
      'Zone 2',
      'column 3',
      'window 2',
    ]);
  });

  it('says from where on a quotation mark that is never closed makes it unreadable', () => {
    expect(readTable('a,b\n1,2\n3,"4\n5,6\n').brokenQuotes).toBe(3);
  });

  it('is empty without rows', () => {
    expect(readTable('').rows).toEqual([]);
    expect(readTable('\n \n').rows).toEqual([]);
  });
});
