/** The other two of the four parts: a crash, and unique users. */
import type { Scenario } from '../../engine/scenario/scenario';
import { MINUTE } from '../../engine/time';
import type { LessonScenario } from '../schema';
import crash from './loop-crash.json?scenario';
import unique from './loop-unique.json?scenario';
import { at, windows } from './scenarios';

const hour = { rows: { c: at('00:03:50'), again: at('00:06:30'), d: at('00:08:20') } };

/** What the loop can ask of the same clicks: how many different users each of its runs has seen. */
const distinct: Scenario = {
  ...unique,
  name: 'loop-distinct',
  query: {
    ...unique.query,
    steps: [
      {
        kind: 'aggregate',
        window: { on: 'clickedAt', size: 5 * MINUTE, slide: 5 * MINUTE, start: 0 },
        keys: [],
        aggregates: [{ name: 'users', expression: 'count(distinct userId)' }],
      },
    ],
  },
};

export const scenarios = {
  crash: {
    scenario: crash,
    rows: { c: at('00:05:10'), d: at('00:06:40'), a: at('00:08:10'), b: at('00:09:30'), e: at('00:10:50') },
    groups: {},
  },
  distinct: { scenario: distinct, ...hour, groups: windows },
  unique: { scenario: unique, ...hour, groups: { hour: { windowStart: '2026-03-02T00:00:00+07:00' } } },
} satisfies Record<string, LessonScenario>;
