/**
 * The watermark lesson's scenario, made without the reader of scenario files: the home page shows it at once, and the
 * reader with its checks would be a tenth of what it loads. A test holds it equal to what the reader makes of the file.
 */
import { BATCH_LOOP_DEFAULTS } from '../../engine/scenario/defaults';
import type { Scenario } from '../../engine/scenario/scenario';
import { DAY, HOUR, MINUTE } from '../../engine/time';
import tunnel from '../../lessons/06-watermark/tunnel.json';

const { arrivals } = tunnel.sources.pickups;
const instant = (iso: string): number => Date.parse(iso) * 1000;
const zones = [...new Set(arrivals.map((a) => a.row.zone))];

export const tunnelScenario: Scenario = {
  name: tunnel.name,
  title: tunnel.title,
  timeZone: tunnel.timeZone,
  sources: [
    {
      name: 'pickups',
      partitions: 1,
      rows: {
        specs: [
          { name: 'pickupTime', type: 'timestamp' },
          { name: 'zone', type: 'string' },
        ],
        columns: [
          { type: 'timestamp', values: Float64Array.from(arrivals, (a) => instant(a.row.pickupTime)) },
          { type: 'string', ids: Int32Array.from(arrivals, (a) => zones.indexOf(a.row.zone)), dictionary: zones },
        ],
        count: arrivals.length,
      },
      arrivesAt: Float64Array.from(arrivals, (a) => instant(a.arrivesAt)),
    },
  ],
  query: {
    from: 'pickups',
    steps: [
      { kind: 'watermark', column: 'pickupTime', delay: 5 * MINUTE },
      {
        kind: 'aggregate',
        window: { on: 'pickupTime', size: 5 * MINUTE, slide: 5 * MINUTE, start: 0 },
        keys: [],
        aggregates: [{ name: 'pickups', expression: 'count(*)' }],
      },
    ],
  },
  engines: {
    spark: {
      trigger: { kind: 'processingTime', interval: 2 * MINUTE },
      outputMode: 'append',
      sink: 'idempotent',
      noDataBatches: true,
      maxRowsPerBatch: null,
      multipleWatermarkPolicy: 'min',
      batchTime: { fixed: 0, perRow: 0 },
      startAt: null,
    },
    batchLoop: { ...BATCH_LOOP_DEFAULTS, drift: false, workTime: 0 },
    dailyBatch: { at: 24 * HOUR - MINUTE, timeZone: 'Asia/Jakarta', every: DAY },
  },
  named: ['spark', 'dailyBatch'],
  until: null,
};
