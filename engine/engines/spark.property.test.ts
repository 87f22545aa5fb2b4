import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BATCH_LOOP_DEFAULTS, FLINK_DEFAULTS, KAFKA_STREAMS_DEFAULTS } from '../scenario/defaults';
import type { Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import { MINUTE, SECOND } from '../time';
import { brokenLaws } from '../trace/laws';
import { openTrace } from '../trace/reader';
import type { Trace } from '../trace/trace';
import { valueAt } from '../values';
import { type PlainRow, type PlainSettings, plainSpark } from './plainSpark';

/** Whole seconds after the epoch: far enough that nothing touches 1970 but for the watermark's start. */
const BASE = 1_000 * MINUTE;

const row: fc.Arbitrary<PlainRow> = fc.record({
  arrivesAt: fc.integer({ min: 0, max: 40 }).map((m) => BASE + m * 20 * SECOND),
  time: fc.option(
    fc.integer({ min: -30, max: 40 }).map((m) => BASE + m * 20 * SECOND),
    { freq: 9 },
  ),
  key: fc.option(fc.constantFrom('a', 'b', ''), { freq: 6 }),
  amount: fc.option(fc.integer({ min: -5, max: 9 }), { freq: 6 }),
});
const settings: fc.Arbitrary<PlainSettings> = fc
  .record({
    delay: fc.integer({ min: 0, max: 6 }).map((m) => m * 30 * SECOND),
    size: fc.integer({ min: 1, max: 6 }),
    slide: fc.integer({ min: 1, max: 6 }),
    interval: fc.constantFrom(20 * SECOND, MINUTE, 3 * MINUTE),
    mode: fc.constantFrom('append' as const, 'update' as const, 'complete' as const),
    maxRows: fc.option(fc.integer({ min: 1, max: 4 })),
    noData: fc.boolean(),
  })
  .map((s) => ({ ...s, size: Math.max(s.size, s.slide) * 40 * SECOND, slide: s.slide * 40 * SECOND }));

function scenario(rows: readonly PlainRow[], s: PlainSettings): Scenario {
  const column = (pick: (r: PlainRow) => number | null) => ({
    values: Float64Array.from(rows, (r) => pick(r) ?? 0),
    nulls: Uint8Array.from(rows, (r) => (pick(r) === null ? 1 : 0)),
  });
  const dictionary = ['a', 'b', ''];
  return {
    name: 'random',
    title: { en: '', id: '' },
    timeZone: 'UTC',
    sources: [
      {
        name: 's',
        partitions: 1,
        arrivesAt: Float64Array.from(rows, (r) => r.arrivesAt),
        rows: {
          specs: [
            { name: 't', type: 'timestamp' },
            { name: 'k', type: 'string' },
            { name: 'v', type: 'long' },
          ],
          columns: [
            { type: 'timestamp', ...column((r) => r.time) },
            {
              type: 'string',
              ids: Int32Array.from(rows, (r) => (r.key === null ? -1 : dictionary.indexOf(r.key))),
              dictionary,
            },
            { type: 'long', ...column((r) => r.amount) },
          ],
          count: rows.length,
        },
      },
    ],
    query: {
      from: 's',
      steps: [
        { kind: 'watermark', column: 't', delay: s.delay },
        {
          kind: 'aggregate',
          window: { on: 't', size: s.size, slide: s.slide, start: 0 },
          keys: ['k'],
          aggregates: [
            { name: 'n', expression: 'count(*)' },
            { name: 'sum', expression: 'sum(v)' },
          ],
        },
      ],
    },
    engines: {
      spark: {
        trigger: { kind: 'processingTime', interval: s.interval },
        outputMode: s.mode,
        sink: 'idempotent',
        noDataBatches: s.noData,
        maxRowsPerBatch: s.maxRows,
        multipleWatermarkPolicy: 'min',
        batchTime: { fixed: 0, perRow: 0 },
        startAt: null,
      },
      batchLoop: BATCH_LOOP_DEFAULTS,
      flink: FLINK_DEFAULTS,
      kafkaStreams: KAFKA_STREAMS_DEFAULTS,
      dailyBatch: { at: 0, timeZone: 'UTC', every: 24 * 60 * MINUTE, sink: 'idempotent', backfill: [] },
    },
    named: ['spark'],
    until: null,
  } as Scenario;
}

const outputOf = (trace: Trace, batch: number): string[] =>
  [...trace.output.batch.keys()]
    .filter((o) => trace.output.batch[o] === batch)
    .map((o) => {
      const [start, , key, n, sum] = trace.output.table.columns.map((c) => valueAt(c, o));
      return JSON.stringify([start, key, n, sum]);
    })
    .sort();

describe('batch by batch as a plain recomputation has it', () => {
  test('watermark, rows, state, drops and output of windows in every mode', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 25 }), settings, (rows, s) => {
        const expected = plainSpark(rows, s);
        const trace = simulate(scenario(rows, s), 'spark');
        const { batches } = trace;
        const given = Array.from({ length: batches.count }, (_, b) => ({
          at: batches.startedAt[b],
          in: batches.numInputRows[b],
          watermark: batches.watermark[b],
          total: batches.stateTotal[b],
          updated: batches.stateUpdated[b],
          removed: batches.stateRemoved[b],
          dropped: batches.stateDropped[b],
          output: outputOf(trace, b),
        }));
        expect(given).toEqual(
          expected.map((b) => ({
            ...b,
            output: b.output.map((g) => JSON.stringify([g.start, g.key, g.n, g.sum])).sort(),
          })),
        );
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('a trace', () => {
  const random = fc.tuple(fc.array(row, { minLength: 1, maxLength: 20 }), settings);

  test('keeps the laws of traces', () => {
    fc.assert(
      fc.property(random, ([rows, s]) => {
        const made = scenario(rows, s);
        expect(brokenLaws(simulate(made, 'spark'), made)).toEqual([]);
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  test('is the same trace, byte for byte, when it is made again', () => {
    fc.assert(
      fc.property(random, ([rows, s]) => {
        expect(simulate(scenario(rows, s), 'spark')).toEqual(simulate(scenario(rows, s), 'spark'));
      }),
      { numRuns: 50, seed: 5 },
    );
  });

  test('says in complete mode, once all is read, what the truth says', () => {
    fc.assert(
      fc.property(random, ([rows, s]) => {
        const made = scenario(rows, { ...s, mode: 'complete' });
        const trace = simulate(made, 'spark');
        const { truth } = trace.operator as NonNullable<Trace['operator']>;
        for (const pane of openTrace(trace, made).at(trace.length).panes())
          expect(pane.values).toEqual(truth.columns.map((c) => valueAt(c, pane.group)));
      }),
      { numRuns: 100, seed: 6 },
    );
  });
});
