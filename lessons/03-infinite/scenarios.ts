/** Twenty-one visits of eight users over two days, asked in six ways. */
import type { Scenario } from '../../engine/scenario/scenario';
import type { LessonScenario } from '../schema';
import approx from './users-approx.json?scenario';
import bounded from './users-bounded.json?scenario';
import forever from './users-forever.json?scenario';
import trap from './users-trap.json?scenario';
import utcDay from './users-utc-day.json?scenario';
import wibDay from './users-wib-day.json?scenario';

const seenAt = (time: string) => ({ seenAt: `2026-03-${time}+07:00` });
const rows = {
  first: seenAt('02T00:01:00'),
  early: seenAt('02T06:20:00'),
  later: seenAt('02T07:45:00'),
  again: seenAt('02T23:59:00'),
  lateG: seenAt('02T23:30:00'),
  dayTwo: seenAt('03T23:10:00'),
};
const users = { a: { key: ['A', '03-02'] }, g: { key: ['G', '03-03'] } };
export const days = {
  monday: { windowStart: '2026-03-02T00:00:00+07:00' },
  tuesday: { windowStart: '2026-03-03T00:00:00+07:00' },
};

/** The same visits, and how many there are in all. */
const total: Scenario = {
  ...forever,
  name: 'users-total',
  title: { en: 'How many visits?', id: 'Berapa kunjungan?' },
  query: {
    ...forever.query,
    steps: [{ kind: 'aggregate', window: null, keys: [], aggregates: [{ name: 'visits', expression: 'count(*)' }] }],
  },
  engines: { ...forever.engines, spark: { ...forever.engines.spark, outputMode: 'update' } },
};

export const scenarios = {
  total: { scenario: total, rows, groups: { all: { key: [] } } },
  forever: { scenario: forever, rows, groups: users },
  trap: { scenario: trap, rows, groups: users },
  bounded: { scenario: bounded, rows, groups: days },
  approx: { scenario: approx, rows, groups: days },
  utcDay: {
    scenario: utcDay,
    rows,
    groups: {
      sunday: { windowStart: '2026-03-01T07:00:00+07:00' },
      monday: { windowStart: '2026-03-02T07:00:00+07:00' },
    },
  },
  wibDay: { scenario: wibDay, rows, groups: days },
} satisfies Record<string, LessonScenario>;
