/** What the steps behind the first one run on. */
import type { Scenario } from '../../engine/scenario/scenario';
import { SECOND } from '../../engine/time';
import payments from '../08-micro-batch/micro-batch.json?scenario';
import type { LessonScenario } from '../schema';
import midnight from './midnight.json?scenario';
import session from './windows-session.json?scenario';
import sliding from './windows-sliding.json?scenario';
import tumbling from './windows-tumbling.json?scenario';

const paidAt = (time: string) => ({ payTime: `2026-03-02T09:00:${time}+07:00` });
const visitedAt = (time: string, userId = 'u2') => ({ visitTime: `2026-03-02T${time}:00+07:00`, userId });
const visits = { rows: { third: visitedAt('10:04', 'u1'), late: visitedAt('10:59'), across: visitedAt('11:03') } };
const paid = {
  rows: { first: paidAt('01.200'), fifth: paidAt('10.300'), last: paidAt('28.400') },
  groups: { jakarta: { key: ['Jakarta'] } },
};

/** Batch 1 dies behind its sink, and the folder with its checkpoint is gone when it comes back. */
const forgotten: Scenario = {
  ...payments,
  name: 'micro-batch-forgotten',
  engines: { ...payments.engines, spark: { ...payments.engines.spark, sink: 'append' } },
  crashes: [
    {
      engine: 'spark',
      where: { kind: 'batch', batchId: 1, after: 'sink-written' },
      restartAfter: 4 * SECOND,
      checkpoint: 'lost',
      place: 0,
    },
  ],
};
const kept: Scenario = {
  ...forgotten,
  name: 'micro-batch-kept',
  crashes: forgotten.crashes?.map((crash) => ({ ...crash, checkpoint: 'kept' })),
};

export const scenarios = {
  midnight: {
    scenario: midnight,
    rows: {
      late: { payTime: '2026-03-02T23:58:40+07:00' },
      tuesday: { payTime: '2026-03-03T00:01:00+07:00' },
    },
    groups: { monday: { windowStart: '2026-03-02T00:00:00+07:00' } },
  },
  session: {
    scenario: session,
    ...visits,
    groups: { across: { windowStart: '2026-03-02T10:50:00+07:00', windowEnd: '2026-03-02T11:08:00+07:00' } },
  },
  tumbling: { scenario: tumbling, ...visits, groups: {} },
  sliding: { scenario: sliding, ...visits, groups: {} },
  payments: { scenario: payments, ...paid },
  forgotten: { scenario: forgotten, ...paid },
  kept: { scenario: kept, ...paid },
} satisfies Record<string, LessonScenario>;
