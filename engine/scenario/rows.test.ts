import { expect, test } from 'vitest';
import type { NumberColumn } from '../values';
import { moveRow } from './rows';
import type { Scenario } from './scenario';

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
