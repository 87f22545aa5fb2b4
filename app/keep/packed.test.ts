import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnWriter } from '../../engine/scenario/column';
import type { Scenario } from '../../engine/scenario/scenario';
import { atOnce } from '../../engine/slices';
import { type ColumnType, type Value, valueAt } from '../../engine/values';
import { scenarioOf } from '../views/panel/runs';
import { isLarge, MANY, pack } from './packed';
import { unpack } from './unpack';

const tunnel = scenarioOf('tunnel');

/** The tunnel's first source with other rows, in as many columns as there are types. */
function withRows(rows: readonly (readonly Value[])[], arrivals: readonly number[], partitions: number): Scenario {
  const specs = TYPES.map((type) => ({ name: type, type }));
  const columns = TYPES.map((type, c) => {
    const writer = columnWriter(type, rows.length + 3);
    for (const [row, values] of rows.entries()) writer.set(row, values[c] as Value);
    return writer.column;
  });
  const source = {
    name: 'pickups',
    partitions,
    rows: { specs, columns, count: rows.length },
    arrivesAt: Float64Array.from(arrivals),
    ...(partitions > 1 && { partition: Uint16Array.from(rows, (_, row) => row % partitions) }),
  };
  return { ...tunnel, sources: [source], query: { from: 'pickups', steps: [] } };
}
const TYPES: readonly ColumnType[] = ['string', 'boolean', 'long', 'double', 'timestamp'];
const value: Record<ColumnType, fc.Arbitrary<Value>> = {
  string: fc.string({ unit: 'grapheme' }),
  boolean: fc.boolean(),
  long: fc.oneof(fc.maxSafeInteger(), fc.constant(2n ** 63n - 1n), fc.constant(-(2n ** 60n) - 1n)),
  double: fc.double(),
  timestamp: fc.integer({ min: -1e15, max: 4e15 }),
};
const row = fc.tuple(...TYPES.map((type) => fc.option(value[type])));

/** Values as they are, not as a column happens to hold them. */
const facts = ({ sources, ...others }: Scenario) => ({
  ...others,
  sources: sources.map(({ rows, arrivesAt, partition, ...source }) => ({
    ...source,
    specs: rows.specs,
    rows: Array.from({ length: rows.count }, (_, i) => [
      arrivesAt[i],
      partition?.[i],
      ...rows.columns.map((column) => valueAt(column, i)),
    ]),
  })),
});

test('what is packed comes back value for value, beyond the length of a slice, too', () => {
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 20 }),
      fc.constantFrom(1, 3),
      fc.constantFrom(1, 700),
      (some, parts, times) => {
        const rows = Array.from({ length: some.length * times }, (_, i) => some[i % some.length] as Value[]);
        const scenario = withRows(
          rows,
          rows.map((_, i) => i * 1_234_567.5),
          parts,
        );
        expect(facts(unpack(JSON.parse(JSON.stringify(atOnce(pack(scenario))))))).toEqual(facts(scenario));
      },
    ),
    { numRuns: 60 },
  );
});

test('a whole scenario comes back: settings, query, crashes, and rows that a rule makes', () => {
  for (const name of ['tunnel', 'users', 'fraud'] as const) {
    const scenario = scenarioOf(name);
    expect(facts(unpack(atOnce(pack(scenario))))).toEqual(facts(scenario));
  }
});

test('only what has many rows is packed', () => {
  const rows = (count: number) => withRows(Array(count).fill([null, null, null, null, null]), Array(count).fill(0), 1);
  expect(isLarge(tunnel)).toBe(false);
  expect(isLarge(rows(MANY))).toBe(false);
  expect(isLarge(rows(MANY + 1))).toBe(true);
});

test('a package that lost its end is refused', () => {
  const { text, rows } = atOnce(pack(withRows(Array(100).fill(['a', true, 1, 0.1, 5]), Array(100).fill(1), 1)));
  expect(() => unpack({ text, rows: rows.slice(0, -8) })).toThrow();
});
