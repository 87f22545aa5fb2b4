import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BATCH_LOOP_DEFAULTS, FLINK_DEFAULTS, KAFKA_STREAMS_DEFAULTS } from '../scenario/defaults';
import type { Scenario, Source, Step } from '../scenario/scenario';
import { simulate } from '../simulate';
import { MINUTE, SECOND } from '../time';
import type { Trace } from '../trace/trace';
import { valueAt } from '../values';
import {
  type PlainClock,
  type PlainEvent,
  type PlainOperator,
  plainBatches,
  plainDedup,
  plainJoin,
  plainSessions,
} from './plainStateful';

/** Far enough after the epoch that nothing touches it but the watermark's start. */
const BASE = 1_000 * MINUTE;

const event: fc.Arbitrary<PlainEvent> = fc.record({
  arrivesAt: fc.integer({ min: 0, max: 40 }).map((m) => BASE + m * 20 * SECOND),
  time: fc.option(
    fc.integer({ min: -20, max: 40 }).map((m) => BASE + m * 20 * SECOND),
    { freq: 9 },
  ),
  key: fc.option(fc.constantFrom('a', 'b', ''), { freq: 6 }),
  side: fc.constantFrom(0 as const, 1 as const),
});
const clock: fc.Arbitrary<PlainClock> = fc.record({
  delay: fc.integer({ min: 0, max: 6 }).map((m) => m * 30 * SECOND),
  interval: fc.constantFrom(20 * SECOND, MINUTE, 3 * MINUTE),
  maxRows: fc.option(fc.integer({ min: 1, max: 4 })),
});
const length = fc.integer({ min: 1, max: 8 }).map((m) => m * 20 * SECOND);

function scenario(
  rows: readonly PlainEvent[],
  sides: 1 | 2,
  { interval, maxRows }: PlainClock,
  steps: Step[],
): Scenario {
  const source = (side: number): Source => {
    const own = rows.filter((r) => sides === 1 || r.side === side);
    const dictionary = ['a', 'b', ''];
    return {
      name: side === 0 ? 'left' : 'right',
      partitions: 1,
      arrivesAt: Float64Array.from(own, (r) => r.arrivesAt),
      rows: {
        specs: [
          { name: side === 0 ? 't' : 'u', type: 'timestamp' },
          { name: side === 0 ? 'k' : 'j', type: 'string' },
        ],
        columns: [
          {
            type: 'timestamp',
            values: Float64Array.from(own, (r) => r.time ?? 0),
            nulls: Uint8Array.from(own, (r) => (r.time === null ? 1 : 0)),
          },
          {
            type: 'string',
            ids: Int32Array.from(own, (r) => (r.key === null ? -1 : dictionary.indexOf(r.key))),
            dictionary,
          },
        ],
        count: own.length,
      },
    };
  };
  return {
    name: 'random',
    title: { en: '', id: '' },
    timeZone: 'UTC',
    sources: sides === 1 ? [source(0)] : [source(0), source(1)],
    query: { from: 'left', steps },
    engines: {
      spark: {
        trigger: { kind: 'processingTime', interval },
        outputMode: 'append',
        sink: 'idempotent',
        noDataBatches: true,
        maxRowsPerBatch: maxRows,
        multipleWatermarkPolicy: 'min',
        batchTime: { fixed: 0, perRow: 0 },
        startAt: null,
      },
      batchLoop: BATCH_LOOP_DEFAULTS,
      flink: FLINK_DEFAULTS,
      kafkaStreams: KAFKA_STREAMS_DEFAULTS,
      dailyBatch: { at: 0, timeZone: 'UTC', every: 24 * 60 * MINUTE },
    },
    named: ['spark'],
    until: null,
  } as unknown as Scenario;
}

function answers(trace: Trace): unknown[] {
  const { batches, output } = trace;
  return Array.from({ length: batches.count }, (_, b) => ({
    watermark: batches.watermark[b],
    total: batches.stateTotal[b],
    updated: batches.stateUpdated[b],
    removed: batches.stateRemoved[b],
    dropped: batches.stateDropped[b],
    output: [...output.batch.keys()]
      .filter((o) => output.batch[o] === b)
      .map((o) => JSON.stringify(output.table.columns.map((c) => valueAt(c, o))))
      .sort(),
  }));
}

function check(
  rows: readonly PlainEvent[],
  sides: 1 | 2,
  time: PlainClock,
  steps: readonly Step[],
  operator: PlainOperator,
): void {
  const own = sides === 1 ? rows.map((r) => ({ ...r, side: 0 as const })) : rows;
  const watermark: Step = { kind: 'watermark', column: 't', delay: time.delay };
  const given = answers(simulate(scenario(own, sides, time, [watermark, ...steps]), 'spark'));
  const expected = plainBatches(own, sides, time, operator);
  expect(given).toEqual(expected.map((a) => ({ ...a, output: [...a.output].sort() })));
}

const RUNS = { numRuns: 150, seed: 1 };
const rows = fc.array(event, { maxLength: 25 });

describe('batch by batch as a plain recomputation has it', () => {
  test('sessions', () => {
    fc.assert(
      fc.property(rows, clock, length, (events, time, gap) => {
        const step: Step = {
          kind: 'aggregate',
          window: { on: 't', gap },
          keys: ['k'],
          aggregates: [{ name: 'n', expression: 'count(*)' }],
        };
        check(events, 1, time, [step], plainSessions(gap));
      }),
      RUNS,
    );
  });

  test('dropDuplicates with the event time', () => {
    fc.assert(
      fc.property(rows, clock, (events, time) => {
        const step: Step = { kind: 'dropDuplicates', columns: ['k', 't'], withinWatermark: false };
        check(events, 1, time, [step], plainDedup(null));
      }),
      RUNS,
    );
  });

  test('dropDuplicatesWithinWatermark', () => {
    fc.assert(
      fc.property(rows, clock, (events, time) => {
        const step: Step = { kind: 'dropDuplicates', columns: ['k'], withinWatermark: true };
        check(events, 1, time, [step], plainDedup(time.delay));
      }),
      RUNS,
    );
  });

  test.each(['inner', 'leftOuter', 'rightOuter', 'fullOuter', 'leftSemi'] as const)(
    'a join with a range: %s',
    (type) => {
      fc.assert(
        fc.property(rows, clock, length, (events, time, range) => {
          const step: Step = {
            kind: 'join',
            with: { from: 'right', steps: [{ kind: 'watermark', column: 'u', delay: time.delay }] },
            type,
            on: `k = j and u between t and t + interval '${range / SECOND} seconds'`,
          };
          check(events, 2, time, [step], plainJoin(type, range));
        }),
        RUNS,
      );
    },
  );
});
