/** What the steps behind the first one run on. */
import type { Scenario } from '../../engine/scenario/scenario';
import dashboard from '../09-worth-it/case-dashboard.json?scenario';
import type { LessonScenario } from '../schema';
import gigabyte from './gigabyte.json?scenario';
import multiPass from './multi-pass.json?scenario';
import parcels from './parcels.json?scenario';
import payroll from './payroll.json?scenario';

/** The first of the two passes alone, which a stream can do. */
const firstPass: Scenario = {
  ...multiPass,
  name: 'multi-pass-first',
  query: { ...multiPass.query, steps: multiPass.query.steps.slice(0, 1) },
};

export const scenarios = {
  multiPass: { scenario: multiPass, rows: { last: { soldAt: '2026-03-02T09:00:55+07:00' } }, groups: {} },
  firstPass: { scenario: firstPass, rows: {}, groups: {} },
  dashboard: { scenario: dashboard, rows: {}, groups: {} },
  gigabyte: { scenario: gigabyte, rows: {}, groups: {} },
  payroll: { scenario: payroll, rows: {}, groups: {} },
  parcels: { scenario: parcels, rows: { first: { scannedAt: '2026-03-02T07:05:00+07:00' } }, groups: {} },
} satisfies Record<string, LessonScenario>;
