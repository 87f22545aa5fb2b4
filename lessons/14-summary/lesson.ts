import type { Scenario } from '../../engine/scenario/scenario';
import { type Duration, MINUTE } from '../../engine/time';
import { scenarios as users } from '../03-infinite/scenarios';
import tunnel from '../06-watermark/tunnel.json?scenario';
import { worstLatency } from '../08-micro-batch/latency';
import payments from '../08-micro-batch/micro-batch.json?scenario';
import { USES, type UseName } from '../decide/uses';
import { LINES, verdictOf } from '../decide/verdict';
import { lateRows } from '../facts';
import { count, length, set } from '../make';
import { PRICES } from '../money';
import { heldAfter, peakOf } from '../quote';
import type { Change, Claim, Facts, Lesson, LessonScenario } from '../schema';
import { card } from './card';

/** The tunnel's rows, and no query yet. */
const empty: Scenario = { ...tunnel, name: 'from-nothing', query: { ...tunnel.query, steps: [] } };
/** A count of pickups for each window. */
const counting = (delay: Duration, size: Duration = 5 * MINUTE): Scenario['query'] => ({
  ...tunnel.query,
  steps: tunnel.query.steps.map((step) => {
    if (step.kind === 'watermark') return { ...step, delay };
    return step.kind === 'aggregate' && step.window && 'size' in step.window
      ? { ...step, window: { ...step.window, size, slide: size } }
      : step;
  }),
});
const crash: Change = {
  set: 'crash',
  engine: 'spark',
  where: { batchId: 1, after: 'sink-written' },
  restartAfter: '4 seconds',
};

const pickups = {
  rows: { tunnel: { pickupTime: '2026-03-02T14:03:50+07:00' } },
  groups: { w1400: { windowStart: '2026-03-02T14:00:00+07:00' } },
};
const scenarios = {
  tunnel: { scenario: tunnel, ...pickups },
  empty: { scenario: empty, ...pickups },
  users: users.forever,
  payments: {
    scenario: payments,
    rows: { first: { payTime: '2026-03-02T09:00:01.200+07:00' } },
    groups: {},
  },
} satisfies Record<string, LessonScenario>;

const died = ({ reader }: Facts): boolean => (reader.scenario.crashes ?? []).length > 0;
const forever = ({ reader }: Facts): boolean => !reader.scenario.query.steps.some((s) => s.kind === 'watermark');
const slow = (facts: Facts | undefined): number => (facts ? worstLatency(facts) : Number.NaN);
/** Among the four uses asked about, the one that the guide streams. */
const streams =
  (use: UseName): Claim =>
  () => {
    const verdict = verdictOf(USES[use], PRICES, LINES);
    return verdict.kind === 'way' && (verdict.way === 'microBatch' || verdict.way === 'record');
  };

/** What the window of 14:00 said, oldest first; nothing where the query has no such window. */
function fourteen(facts: Facts): readonly number[] {
  try {
    return facts.answers('w1400').map(({ value }) => Number(value));
  } catch {
    return [];
  }
}
const heldAtEnd = (facts: Facts): number => heldAfter(facts, facts.reader.trace.batches.count - 1);
const query = (to: Scenario['query']): Change => ({ set: 'query', to });

export const lesson: Lesson = {
  card,
  scenarios,
  own: {
    late: ({ main }) => count(lateRows(main.reader)),
    held: ({ main }) => count(heldAtEnd(main)),
    slow: ({ main }) => length(slow(main), 2),
    slowRecord: ({ record }) => length(slow(record), 2),
    cardAge: () => length(USES.stolenCard.age),
    said: ({ main }) => count(fourteen(main).at(-1) ?? null),
    times: ({ main }) => count(fourteen(main).length),
  },

  recall: {
    from: 'reflect',
    main: { scenario: 'users', engine: 'spark' },
    cursor: { at: 'end' },
    withhold: { state: true },
    prediction: {
      kind: 'choice',
      options: {
        all: { claim: ({ main }) => heldAtEnd(main) === 0 },
        some: { claim: ({ main }) => heldAtEnd(main) > 0 && heldAtEnd(main) < peakOf(main) },
        none: { claim: ({ main }) => heldAtEnd(main) > 0 && heldAtEnd(main) === peakOf(main) },
      },
    },
    after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
  },

  steps: [
    {
      id: 'different',
      main: { scenario: 'tunnel', engine: 'spark' },
      runs: {
        state: { scenario: 'users', engine: 'spark' },
        failure: { scenario: 'payments', engine: 'spark', changes: [crash] },
      },
      offers: ['main', 'state', 'failure'],
      cursor: { at: 'end' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'match',
        items: ['main', 'state', 'failure'],
        options: {
          time: (facts) => !died(facts) && lateRows(facts.reader) > 0,
          state: (facts) => !died(facts) && lateRows(facts.reader) === 0 && forever(facts),
          failure: died,
        },
        cause: { subject: { kind: 'batch', batch: 'last' }, cursor: { at: 'end' } },
      },
      after: { cursor: { at: 'judged', row: 'tunnel' }, lookAt: { kind: 'row', row: 'tunnel' } },
      minutes: 4,
    },
    {
      id: 'trade',
      main: { scenario: 'payments', engine: 'spark' },
      runs: { record: { scenario: 'payments', engine: 'flink' } },
      offers: ['main', 'record'],
      cursor: { at: 'end' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          rows: { claim: ({ main, record }) => lateRows(main.reader) > lateRows((record as Facts).reader) },
          latency: {
            claim: ({ main, record }) =>
              slow(main) > 2 * slow(record) && lateRows(main.reader) <= lateRows((record as Facts).reader),
          },
          nothing: { claim: ({ main, record }) => slow(main) <= 2 * slow(record) },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'first' } },
      minutes: 3,
    },
    {
      id: 'when',
      main: { scenario: 'tunnel', engine: 'spark' },
      screen: 'decide',
      guide: USES.stolenCard,
      cursor: { at: 'end' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          payroll: { claim: streams('payroll') },
          stock: { claim: streams('stock') },
          coldChain: { claim: streams('coldChain') },
          stolenCard: { claim: streams('stolenCard') },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'tunnel' } },
      minutes: 3,
    },
  ],

  checks: [
    {
      id: 'check',
      start: { scenario: 'empty', engine: 'spark' },
      cursor: { at: 'end' },
      knobs: ['query', 'outputMode'],
      shows: ['said', 'times', 'late'],
      demands: {
        right: (facts) => fourteen(facts).at(-1) === 4,
        kept: (facts) => lateRows(facts.reader) === 0,
        once: (facts) => fourteen(facts).length <= 1,
      },
      solutions: [{ changes: [query(counting(12 * MINUTE))] }],
      wrong: [
        { changes: [], fails: 'right' },
        { changes: [query(counting(12 * MINUTE, 10 * MINUTE))], fails: 'right' },
        { changes: [query(counting(5 * MINUTE))], fails: 'kept' },
        { changes: [query(counting(12 * MINUTE)), set.mode('update')], fails: 'once' },
        { changes: [query(counting(12 * MINUTE))], engine: 'flink', fails: 'alone' },
      ],
    },
  ],

  terms: ['streamModel'],
};
