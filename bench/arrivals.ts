/** The rows that the engine's benchmark runs on: made from a seed, the same for every rival. */
import { BATCH_LOOP_DEFAULTS, FLINK_DEFAULTS, KAFKA_STREAMS_DEFAULTS } from '../engine/scenario/defaults';
import type { Scenario } from '../engine/scenario/scenario';
import { SECOND } from '../engine/time';

/** A generator of numbers below 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const START = Date.UTC(2026, 2, 2) * 1000;
export const SIZE = 60 * SECOND;
export const DELAY = 30 * SECOND;

/**
 * A row each millisecond, `keys` keys, most events a few seconds old and some late; a trigger of one second makes
 * batches of a thousand rows.
 */
export function benchScenario(rows: number, keys = 100, seed = 7): Scenario {
  const random = seeded(seed);
  const arrivesAt = new Float64Array(rows);
  const eventTime = new Float64Array(rows);
  const ids = new Int32Array(rows);
  const amount = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    arrivesAt[i] = START + (i + 1) * 1000;
    const delay = random() < 0.01 ? random() * 120 : random() * 5;
    eventTime[i] = Math.floor(((arrivesAt[i] as number) - delay * SECOND) / 1000) * 1000;
    ids[i] = Math.floor(random() * keys);
    amount[i] = Math.floor(random() * 1000);
  }
  return {
    name: 'bench',
    title: { en: 'bench', id: 'bench' },
    timeZone: 'UTC',
    sources: [
      {
        name: 'payments',
        partitions: 1,
        arrivesAt,
        rows: {
          specs: [
            { name: 'payTime', type: 'timestamp' },
            { name: 'card', type: 'string' },
            { name: 'amount', type: 'double' },
          ],
          columns: [
            { type: 'timestamp', values: eventTime },
            { type: 'string', ids, dictionary: Array.from({ length: keys }, (_, k) => `card ${k}`) },
            { type: 'double', values: amount },
          ],
          count: rows,
        },
      },
    ],
    query: {
      from: 'payments',
      steps: [
        { kind: 'watermark', column: 'payTime', delay: DELAY },
        {
          kind: 'aggregate',
          window: { on: 'payTime', size: SIZE, slide: SIZE, start: 0 },
          keys: ['card'],
          aggregates: [
            { name: 'payments', expression: 'count(*)' },
            { name: 'amount', expression: 'sum(amount)' },
          ],
        },
      ],
    },
    engines: {
      spark: {
        trigger: { kind: 'processingTime', interval: SECOND },
        outputMode: 'append',
        sink: 'idempotent',
        noDataBatches: true,
        maxRowsPerBatch: null,
        multipleWatermarkPolicy: 'min',
        batchTime: { fixed: 0, perRow: 0 },
        startAt: null,
      },
      batchLoop: BATCH_LOOP_DEFAULTS,
      flink: FLINK_DEFAULTS,
      kafkaStreams: KAFKA_STREAMS_DEFAULTS,
      dailyBatch: { at: 0, timeZone: 'UTC', every: 86_400 * SECOND, sink: 'idempotent', backfill: [] },
    },
    named: ['spark'],
    until: null,
  };
}
