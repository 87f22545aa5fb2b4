import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planFaults } from '../../../engine/query/plan';
import { parseScenarioText } from '../../../engine/scenario/parse';
import { writeScenarioText } from '../../../engine/scenario/write';
import { simulate } from '../../../engine/simulate';
import { HOUR, MINUTE } from '../../../engine/time';
import { valueAt } from '../../../engine/values';
import { convert } from './convert';
import { guessMapping, type Mapping, unsaidIn, withColumn } from './mapping';
import { propose } from './propose';
import { csvScenario } from './scenario';
import { readTable } from './table';

const START = Date.UTC(2026, 2, 2, 7);
const row = fc.record({
  /** Seconds after the start, and from there to the arrival: some arrive before they happen. */
  happened: fc.integer({ min: 0, max: 20_000 }),
  way: fc.integer({ min: -60, max: 3_000 }),
  zone: fc.constantFrom('Kota', 'Blok M', 'Senen, Jakarta', 'say "hi"', ''),
  fare: fc.option(fc.integer({ min: -5_000, max: 90_000 }).map((n) => n / 4)),
});
const rows = fc.array(row, { minLength: 1, maxLength: 30 });

const jakarta = (seconds: number): string =>
  new Date(START + (seconds + 7 * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ');

describe('numbers of a table', () => {
  const of = (text: string) => {
    const table = readTable(text, { delimiter: ';', header: true });
    const mapping = guessMapping(table, 'Asia/Jakarta');
    const { source, faults } = convert(table, mapping, 'rows');
    const column = source.rows.columns.at(-1);
    if (!column) throw new Error('a table has columns');
    return { faults, type: mapping.columns[2]?.type, values: Array.from(table.rows, (_, i) => valueAt(column, i)) };
  };
  const rows = (...amounts: string[]): string =>
    ['happened;arrived;amount', ...amounts.map((n) => `2026-03-02 10:00:00;2026-03-02 10:00:05;${n}`)].join('\n');

  it('may part their thousands, as a spreadsheet in Jakarta writes them or as one in London does', () => {
    expect(of(rows('1.250,50', '75,00', '', '-2.000.300,25'))).toEqual({
      faults: [],
      type: 'double',
      values: [1250.5, 75, null, -2_000_300.25],
    });
    expect(of(rows('1,250.50', '75.00', '2,000,300.25'))).toMatchObject({
      faults: [],
      values: [1250.5, 75, 2_000_300.25],
    });
  });

  it('are none where the sign that parts thousands stands anywhere else', () => {
    const { faults } = of(rows('1.25,50', '75,00', '80,00', '90,00', '95,00'));
    expect(faults).toMatchObject([{ value: '1.25,50', problem: 'number' }]);
  });
});

describe('a table with two columns of time', () => {
  it('becomes the rows that were written into it, arriving when they did', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(',' as const, ';' as const), (list, delimiter) => {
        const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
        const number = (n: number | null) => (n === null ? '' : String(n).replace('.', delimiter === ';' ? ',' : '.'));
        const text = [
          ['happened', 'arrived', 'zone', 'fare'].join(delimiter),
          ...list.map(({ happened, way, zone, fare }) =>
            [jakarta(happened), jakarta(happened + way), quoted(zone), number(fare)].join(delimiter),
          ),
        ].join('\n');
        const table = readTable(text, { delimiter, header: true });
        const guessed = guessMapping(table, 'Asia/Jakarta');
        expect(guessed).toMatchObject({ event: 0, arrival: { kind: 'time', column: 1 } });
        const mapping = withColumn({ ...guessed, decimal: delimiter === ';' ? ',' : '.' }, 3, {
          type: 'double',
          format: null,
        });
        const { source, faults } = convert(table, withColumn(mapping, 2, { type: 'string', format: null }), 'rows');
        expect(faults).toEqual([]);
        expect(source.rows.specs.map((spec) => spec.name)).toEqual(['happened', 'zone', 'fare']);
        const read = list.map((_, i) => [
          source.arrivesAt[i],
          ...source.rows.columns.map((column) => valueAt(column, i)),
        ]);
        expect(read).toEqual(
          list.map(({ happened, way, zone, fare }) => [
            (START + (happened + way) * 1000) * 1000,
            (START + happened * 1000) * 1000,
            zone === '' ? null : zone,
            fare,
          ]),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('becomes a scenario that the engine takes and that its file says again, whatever the columns are called', () => {
    fc.assert(
      fc.property(
        rows,
        fc.uniqueArray(fc.constantFrom('window', 'case', 'a b', 'rows', 'Fare`s', 'and', 'ünïcode', 'sum of x'), {
          minLength: 2,
          maxLength: 2,
        }),
        (list, names) => {
          const text = [
            `happened,arrived,${names.join(',')}`,
            ...list.map((r, i) => `${jakarta(r.happened)},${jakarta(r.happened + r.way)},k${i % 3},${i}`),
          ].join('\n');
          const table = readTable(text, { delimiter: ',', header: true });
          const guessed = guessMapping(table, 'Asia/Jakarta');
          const mapping: Mapping = { ...guessed, keys: [2], value: 3 };
          const { source } = convert(table, mapping, 'rows');
          const lengths = { window: HOUR, delay: 5 * MINUTE, trigger: MINUTE };
          const scenario = csvScenario('orders', table, mapping, source, lengths);
          expect(planFaults(scenario, 'spark')).toEqual([]);
          const again = parseScenarioText(writeScenarioText(scenario));
          expect(again.ok && simulate(again.scenario, 'spark').kinds).toEqual(simulate(scenario, 'spark').kinds);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a delay', () => {
  it.each([
    ['delay_minutes', 90, 'minutes'],
    ['delay_sec', 5_400, 'seconds'],
    ['delay_ms', 5_400_000, 'milliseconds'],
    ['delay_hours', 1.5, 'hours'],
  ] as const)('in a column %s is added to when the row happened', (name, delay, unit) => {
    const table = readTable(`scheduled,${name},id\n2026-03-02T07:00:00Z,${delay},a\n2026-03-02T08:00:00Z,-${delay},b`);
    const mapping = guessMapping(table, 'UTC');
    expect(mapping.arrival).toEqual({ kind: 'delay', column: 1, unit });
    const { source, faults } = convert(table, mapping, 'rows');
    expect(faults).toEqual([]);
    expect([...source.arrivesAt]).toEqual([(START + 5_400_000) * 1000, (START + 3_600_000 - 5_400_000) * 1000]);
    // The delay itself stays a value of the row.
    expect(source.rows.specs.map((spec) => spec.name)).toEqual(['scheduled', name, 'id']);
  });
});

describe('what does not fit', () => {
  const text = [
    'happened,arrived,n,x,ok',
    '2026-03-02 07:00,2026-03-02 07:01,1,1.5,true',
    '2026-03-32 07:00,2026-03-02 07:01,1.5,12k,maybe',
    ',2026-03-02 07:01,1,1,true',
    '2026-03-02 07:02,2026-03-02 07:03,1,1',
    '2026-03-02 07:04,2026-03-02 07:05,99999999999999999999,1,false',
    ...Array.from({ length: 20 }, (_, i) => `2026-03-02 08:${i + 10},2026-03-02 08:${i + 11},2,2.5,true`),
  ].join('\n');
  const table = readTable(text, { header: true });
  const mapping = withColumn(guessMapping(table, 'UTC'), 4, { type: 'boolean', format: null });
  const { source, faults, faulty } = convert(table, mapping, 'rows');

  it('is told cell by cell, with its row and its value, all of it at once', () => {
    expect(faults.map(({ row, column, value, problem }) => [row, column, value, problem])).toEqual([
      [3, 'happened', '2026-03-32 07:00', 'noSuchTime'],
      [3, 'n', '1.5', 'whole'],
      [3, 'x', '12k', 'number'],
      [3, 'ok', 'maybe', 'boolean'],
      [4, 'happened', '', 'missing'],
      [5, null, '4', 'cells'],
      [6, 'n', '99999999999999999999', 'tooLarge'],
    ]);
    expect(faulty).toBe(4);
  });

  it('leaves the other rows as they are', () => {
    expect(source.rows.count).toBe(21);
    expect(source.arrivesAt.length).toBe(21);
    expect(source.arrivesAt[0]).toBe((START + 60_000) * 1000);
  });

  it('is nothing where day and month are not told apart: that is asked, not guessed', () => {
    const unsure = readTable('happened,arrived\n03/04/2026 07:00,03/04/2026 07:05\n05/06/2026 07:00,05/06/2026 07:05');
    expect(unsaidIn(guessMapping(unsure, 'UTC'))).toEqual(['dayOrMonth']);
  });

  it('is asked for where no column holds times', () => {
    expect(unsaidIn(guessMapping(readTable('a,b\nx,y\nz,w'), 'UTC'))).toEqual(['event', 'arrival']);
  });

  it('ends at a quotation mark that is never closed', () => {
    const broken = readTable(
      'happened,arrived\n2026-03-02 07:00,2026-03-02 07:01\n2026-03-02 07:02,"2026-03-02 07:03\n',
    );
    const read = convert(broken, guessMapping(broken, 'UTC'), 'rows');
    expect(read.faults).toMatchObject([{ row: 3, column: null, problem: 'quotes' }]);
    expect(read.source.rows.count).toBe(1);
  });
});

describe('a proposal', () => {
  it('waits for 95 of 100 rows, shows about a dozen windows, and runs no more batches than can be told apart', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const event = Float64Array.from(list, (r) => (START + r.happened * 1000) * 1000);
        const arrives = Float64Array.from(list, (r) => (START + (r.happened + r.way) * 1000) * 1000);
        const { window, delay, trigger, windows, behind, furthest } = propose(event, arrives);
        // The plain way: for each row the newest of all that came before it.
        const order = list.map((_, i) => i).sort((a, b) => (arrives[a] as number) - (arrives[b] as number) || a - b);
        const late = order.filter((row, i) => {
          const newest = Math.max(
            Number.NEGATIVE_INFINITY,
            ...order.slice(0, i).map((other) => event[other] as number),
          );
          return newest - (event[row] as number) > delay;
        });
        expect(late.length).toBeLessThanOrEqual(0.05 * list.length);
        expect(behind).toBeLessThanOrEqual(furthest);
        expect(windows).toBeGreaterThanOrEqual(1);
        expect(windows).toBeLessThanOrEqual(13);
        expect(window).toBeGreaterThan(0);
        const first = Math.min(...arrives);
        const last = Math.max(...arrives);
        expect((last - first) / trigger).toBeLessThanOrEqual(2_000);
      }),
    );
  });
});
