import { expect, test } from 'vitest';
import type { NumberColumn } from '../values';
import { moveRow } from './move';
import { parseScenario } from './parse';
import { addRow, nextRow, removeRow, rowAt, writeRow } from './rows';
import type { Scenario } from './scenario';
import { writeScenario } from './write';

const long = { type: 'long', values: Float64Array.of(1, 2) };
const times = { type: 'timestamp', values: Float64Array.of(5, 0), nulls: Uint8Array.of(0, 1) };
const scenario = {
  sources: [
    {
      name: 'a',
      rows: { specs: [{ name: 'x', type: 'long' }], columns: [long], count: 2 },
      arrivesAt: Float64Array.of(10, 20),
    },
    {
      name: 'b',
      rows: { specs: [{ name: 't', type: 'timestamp' }], columns: [times], count: 2 },
      arrivesAt: Float64Array.of(30, 40),
    },
  ],
  query: { from: 'b', steps: [{ kind: 'watermark', column: 't', delay: 5 }] },
} as unknown as Scenario;

test('rows are numbered over all sources: row 2 is the first of the second source', () => {
  const after = moveRow(scenario, 2, 'arrival', 99);
  expect(after.sources[1]?.arrivesAt[0]).toBe(99);
  expect(scenario.sources[1]?.arrivesAt[0]).toBe(30);
  expect(after.sources[0]).toBe(scenario.sources[0]);
  expect(after.sources[1]?.rows).toBe(scenario.sources[1]?.rows);
});

test('moving when a row happened writes the column of the watermark', () => {
  const column = moveRow(scenario, 3, 'event', 77).sources[1]?.rows.columns[0] as NumberColumn;
  expect(column.values[1]).toBe(77);
  expect(column.nulls?.[1]).toBe(0);
});

test('a row that does not exist, or that happened at no time of its own, stays where it is', () => {
  expect(moveRow(scenario, 9, 'arrival', 1)).toBe(scenario);
  expect(moveRow(scenario, 0, 'event', 77)).toBe(scenario);
});

/** Two sources, every type of column, values that are null or too large for a double. */
const FILE = {
  format: 'arus/1',
  name: 'rows',
  sources: {
    a: {
      columns: { t: 'timestamp', s: 'string', n: 'long', x: 'double', b: 'boolean' },
      partitions: 2,
      arrivals: [
        {
          arrivesAt: '2026-03-02T14:00:01Z',
          partition: 1,
          row: { t: '2026-03-02T14:00:00Z', s: 'one', n: '9007199254740993', x: 1.5, b: true },
        },
        { arrivesAt: '2026-03-02T14:00:02Z', row: { t: null, s: null, n: null, x: null, b: null } },
      ],
    },
    b: {
      columns: { t: 'timestamp' },
      arrivals: [{ arrivesAt: '2026-03-02T14:00:03Z', row: { t: '2026-03-02T14:00:03Z' } }],
    },
  },
  query: { from: 'a', steps: [] },
};
const whole = ((parsed) => {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
})(parseScenario(FILE));
/** As its file has them: arrivals of all sources. */
const written = (of: Scenario) =>
  Object.values(writeScenario(of).sources).map((s) => ('arrivals' in s ? s.arrivals : []));

test('a row that is added is what was written, and all others are what they were', () => {
  const row = rowAt(whole, 0);
  if (!row) throw new Error('no row');
  expect(nextRow(whole, 0)).toBe(2);
  const after = addRow(whole, 0, { ...row, arrivesAt: row.arrivesAt + 1_000_000 });
  const [a, b] = written(after);
  const [before, other] = written(whole);
  expect(a?.slice(0, 2)).toEqual(before);
  expect(a?.[2]).toEqual({ ...before?.[0], arrivesAt: '2026-03-02T14:00:02Z' });
  expect(b).toEqual(other);
  // Rows of the next source move up.
  expect(rowAt(after, 3)).toEqual(rowAt(whole, 2));
});

test('a row that is written anew changes alone, and null is a value', () => {
  const after = writeRow(whole, 1, { arrivesAt: 5_000, partition: 0, values: [7_000, 'new', 3n, 2, false] });
  expect(rowAt(after, 1)).toEqual({ arrivesAt: 5_000, partition: 0, values: [7_000, 'new', 3n, 2, false] });
  expect(rowAt(after, 0)).toEqual(rowAt(whole, 0));
  expect(rowAt(writeRow(after, 1, rowAt(whole, 1) as never), 1)).toEqual(rowAt(whole, 1));
});

test('a row that is left out is gone, and taking it out again is no edit', () => {
  const after = removeRow(whole, 0);
  expect(written(after)).toEqual([written(whole)[0]?.slice(1), written(whole)[1]]);
  expect(removeRow(whole, 9)).toBe(whole);
});
