/**
 * Functions and deduplication row by row, on Flink and Kafka Streams, against a plain look at all rows: no state, no timer,
 * no heap. Both engines tell how far event time has come in their own lines, and that is all that is believed of them.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../scenario/parse';
import { simulate } from '../simulate';
import { progressLines } from '../trace/progress';

const SECOND = 1000;
const NOON = Date.UTC(2026, 2, 2, 12);
const iso = (ms: number): string => new Date(ms).toISOString();

interface Row {
  readonly time: number;
  readonly key: string;
}
const rows = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 40 }).map((n) => NOON + n * 500),
    key: fc.constantFrom('a', 'b', 'c'),
  }),
  { minLength: 1, maxLength: 25 },
);
const delay = fc.constantFrom(0, SECOND, 5 * SECOND);

interface Line {
  /** The row that it is about. */
  readonly row: Row;
  /** Event time up to which everything is past, before the row and after it; milliseconds. */
  readonly passed: number;
  readonly passedAfter: number;
  readonly output: readonly Record<string, unknown>[];
  readonly late: readonly unknown[];
}

function run(engine: 'flink' | 'kafkaStreams', given: readonly Row[], length: number, step: object): Line[] {
  const parsed = parseScenario({
    format: 'arus/1',
    sources: {
      rows: {
        columns: { t: 'timestamp', k: 'string' },
        arrivals: given.map(({ time, key }, i) => ({
          arrivesAt: iso(NOON + i * SECOND),
          row: { t: iso(time), k: key },
        })),
      },
    },
    query: { from: 'rows', steps: [{ watermark: 't', delay: `${length} milliseconds` }, step] },
    engines: { [engine]: engine === 'flink' ? { watermarkInterval: '0 seconds' } : {} },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  let before = Number.NEGATIVE_INFINITY;
  return [...progressLines(simulate(parsed.scenario, engine))].map((text, i) => {
    const line = JSON.parse(text);
    const row = given[i] as Row;
    // A watermark says that everything up to it has come. A task's stream time has the row itself in it, and the grace behind.
    const clock = engine === 'flink' ? Date.parse(line.watermark) : Date.parse(line.streamTime) - length - 1;
    const passed = engine === 'flink' ? before : clock;
    before = clock;
    return { row, passed, passedAfter: clock, output: line.output, late: line.late };
  });
}

describe.each(['flink', 'kafkaStreams'] as const)('%s', (engine) => {
  test('with event time among its keys, what passes is the first of each that is not late: forgetting changes nothing', () => {
    fc.assert(
      fc.property(rows, delay, (given, length) => {
        const passed = new Set<string>();
        for (const line of run(engine, given, length, { dropDuplicates: ['k', 't'] })) {
          const { row } = line;
          const name = `${row.key} ${row.time}`;
          const late = row.time <= line.passed;
          expect(line.late).toHaveLength(late ? 1 : 0);
          expect(line.output).toHaveLength(late || passed.has(name) ? 0 : 1);
          if (!late) passed.add(name);
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test('without it the first row of a key passes, however late, and no other ever', () => {
    fc.assert(
      fc.property(rows, delay, (given, length) => {
        const lines = run(engine, given, length, { dropDuplicates: ['k'] });
        lines.forEach(({ row, output, late }, i) => {
          expect(late).toEqual([]);
          expect(output).toHaveLength(given.findIndex(({ key }) => key === row.key) === i ? 1 : 0);
        });
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  test('within the watermark, rows of a key that pass are further apart than the delay', () => {
    fc.assert(
      fc.property(rows, delay, (given, length) => {
        const last = new Map<string, number>();
        for (const line of run(engine, given, length, { dropDuplicatesWithinWatermark: ['k'] })) {
          const { row } = line;
          expect(line.late).toHaveLength(row.time <= line.passed ? 1 : 0);
          if (line.output.length === 0) continue;
          expect(row.time).toBeGreaterThan((last.get(row.key) ?? Number.NEGATIVE_INFINITY) + length);
          last.set(row.key, row.time);
        }
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test('every row is in one visit, a late one too', () => {
    fc.assert(
      fc.property(rows, delay, (given, length) => {
        const all = [...given, { time: NOON + 3600 * SECOND, key: 'end' }, { time: NOON + 7200 * SECOND, key: 'end' }];
        const visits = run(engine, all, length, VISITS).flatMap((line) => line.output);
        expect(visits.reduce((n, visit) => n + Number(visit.rows), 0)).toBe(all.length - 1);
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});

test('flink: a visit comes out with the watermark that ends it, with all its rows that had come', () => {
  const GAP = 2 * SECOND;
  fc.assert(
    fc.property(rows, delay, (given, length) => {
      let held: Row[] = [];
      for (const line of run('flink', given, length, VISITS)) {
        held.push(line.row);
        const expected: unknown[] = [];
        for (const key of new Set(held.map((r) => r.key))) {
          const times = held.filter((r) => r.key === key).map((r) => r.time);
          times.sort((a, b) => a - b);
          for (let from = 0, i = 1; i <= times.length; i++) {
            const [first, end] = [times[from] as number, times[i - 1] as number];
            if (i < times.length && (times[i] as number) - end <= GAP) continue;
            // Timers fire when the watermark rises: that of a late row waits for the next one.
            if (end + GAP <= line.passedAfter && line.passedAfter > line.passed) {
              expected.push({ k: key, visitStart: iso(first), visitEnd: iso(end), rows: i - from });
              held = held.filter((r) => r.key !== key || r.time < first || r.time > end);
            }
            from = i;
          }
        }
        expect([...line.output].sort(byText)).toEqual(expected.sort(byText));
      }
    }),
    { numRuns: 200, seed: 4 },
  );
});

const VISITS = { process: 'sessionize', keys: ['k'], parameters: { gap: '2 seconds' } };
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
