/** What the steps behind the first one run on. */
import type { Scenario } from '../../engine/scenario/scenario';
import { SECOND } from '../../engine/time';
import { scenarios as users } from '../03-infinite/scenarios';
import outage from '../05-two-clocks/clock-outage.json?scenario';
import outageArrival from '../05-two-clocks/clock-outage-arrival.json?scenario';
import late1015 from '../06-watermark/late-1015.json?scenario';
import payments from '../08-micro-batch/micro-batch.json?scenario';
import dashboard from '../09-worth-it/case-dashboard.json?scenario';
import type { LessonScenario } from '../schema';
import ads from './ads.json?scenario';

const at = (iso: string) => `2026-03-02T${iso}+07:00`;

const crashed: Scenario = {
  ...payments,
  name: 'micro-batch-crashed',
  engines: { ...payments.engines, spark: { ...payments.engines.spark, sink: 'append' } },
  crashes: [
    {
      engine: 'spark',
      where: { kind: 'batch', batchId: 1, after: 'sink-written' },
      restartAfter: 4 * SECOND,
      checkpoint: 'kept',
      place: 0,
    },
  ],
};

const windows = Object.fromEntries(
  ['10:05', '10:10', '10:15', '10:20'].map((t) => [`w${t.replace(':', '')}`, { windowStart: at(`${t}:00`) }]),
);

export const scenarios = {
  forever: users.forever,
  bounded: users.bounded,
  approx: users.approx,
  ads: { scenario: ads, rows: {}, groups: {} },
  dashboard: { scenario: dashboard, rows: {}, groups: {} },
  outage: { scenario: outage, rows: {}, groups: windows },
  outageArrival: { scenario: outageArrival, rows: {}, groups: windows },
  crashed: {
    scenario: crashed,
    rows: { seventh: { payTime: at('09:00:15.000') } },
    groups: { jakarta: { key: ['Jakarta'] } },
  },
  late: {
    scenario: late1015,
    rows: { late: { eventTime: at('10:00:00') } },
    groups: { w1000: { windowStart: at('10:00:00') }, w1005: { windowStart: at('10:05:00') } },
  },
} satisfies Record<string, LessonScenario>;
