/** A hundred thousand visits, on which the last step runs: counted in two steps, and about right. */
import type { Scenario } from '../../engine/scenario/scenario';
import type { LessonScenario } from '../schema';
import { days } from './scenarios';
import visits from './visits-100000.json?scenario';

const [, byUser] = visits.query.steps;
/** Their users by day, with an answer after each batch. */
const about: Scenario = {
  ...visits,
  name: 'visits-100000-about',
  query: {
    ...visits.query,
    steps:
      byUser?.kind === 'aggregate'
        ? [{ ...byUser, keys: [], aggregates: [{ name: 'users', expression: 'approx_count_distinct(userId)' }] }]
        : [],
  },
  engines: { ...visits.engines, spark: { ...visits.engines.spark, outputMode: 'update' } },
};

export const scenarios = {
  many: { scenario: visits, rows: {}, groups: days },
  manyAbout: { scenario: about, rows: {}, groups: days },
} satisfies Record<string, LessonScenario>;
