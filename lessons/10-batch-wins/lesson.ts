import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { DAY, MINUTE, SECOND } from '../../engine/time';
import { columnIndex, valueAt } from '../../engine/values';
import tunnel from '../06-watermark/tunnel.json?scenario';
import { worstLatency } from '../08-micro-batch/latency';
import { count, length, money, NO_FIGURE, set, share, written } from '../make';
import { alwaysOnADay, jobsADay, jobsCheaperFrom, PRICES } from '../money';
import type { Change, Facts, Lesson, LessonScenario, RunSpec } from '../schema';
import type { Worth } from '../worth';
import { card } from './card';
import history from './history.json?scenario';

/** The same rows and the same query, as one run over what is there and then stops. */
const asJob = (scenario: Scenario, kind: 'availableNow' | 'once'): Scenario => ({
  ...scenario,
  name: `${scenario.name}-${kind}`,
  engines: { ...scenario.engines, spark: { ...scenario.engines.spark, trigger: { kind } } },
});
/** The five years with nothing that could be late: quarters alone, told whole. */
const stopping = asJob(history, 'availableNow');
const whole: Scenario = {
  ...stopping,
  name: 'history-complete',
  engines: { ...stopping.engines, spark: { ...stopping.engines.spark, outputMode: 'complete' } },
  query: {
    ...history.query,
    steps: [
      {
        kind: 'aggregate',
        window: null,
        keys: ['quarter'],
        aggregates: [{ name: 'total', expression: 'sum(amount)' }],
      },
    ],
  },
};
const storeRow = (store: string, day: string) => ({ store, soldAt: `${day}T12:00:00+07:00` });
const pickups = {
  rows: {
    tunnel: { pickupTime: '2026-03-02T14:03:50+07:00' },
    lastInTime: { pickupTime: '2026-03-02T14:11:15+07:00' },
  },
  groups: { w1400: { windowStart: '2026-03-02T14:00:00+07:00' } },
};

const scenarios = {
  history: {
    scenario: history,
    rows: { first: storeRow('Surabaya', '2021-03-28'), jakarta: storeRow('Jakarta', '2025-12-28') },
    groups: {},
  },
  whole: {
    scenario: whole,
    rows: { first: storeRow('Surabaya', '2021-03-28'), jakarta: storeRow('Jakarta', '2025-12-28') },
    groups: {},
  },
  live: { scenario: tunnel, ...pickups },
  replay: { scenario: asJob(tunnel, 'availableNow'), ...pickups },
  once: { scenario: asJob(tunnel, 'once'), ...pickups },
} satisfies Record<string, LessonScenario>;

type Name = keyof typeof scenarios | keyof typeof import('./later').scenarios;
const spark = (scenario: Name, ...changes: Change[]): RunSpec => ({ scenario, engine: 'spark', changes });
const job = (scenario: Name, ...changes: Change[]): RunSpec => ({ scenario, engine: 'dailyBatch', changes });

/** Rows of a store that are dropped as late. */
function lateOf({ reader }: Facts, store: string): number {
  const end = reader.at(reader.length);
  return [...reader.trace.arrivalOrder].filter(
    (row) => reader.value(row, 'store') === store && end.rowStatus(row) === 'late',
  ).length;
}
/** A column of what a run gave out, row by row. */
function told({ reader }: Facts, name: string): readonly number[] {
  const { table } = reader.trace.output;
  const column = table.columns[columnIndex(table, name)];
  return column ? Array.from({ length: table.count }, (_, o) => Number(valueAt(column, o))) : [];
}
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
/**
 * An aggregate of aggregates without a window. What Spark says to it the planner knows, which is too heavy for a lesson;
 * `refused.test.ts` holds the two together.
 */
export const refusedBySpark = ({ reader }: Pick<Facts, 'reader'>): boolean =>
  reader.scenario.query.steps.filter((step) => step.kind === 'aggregate' && step.window === null).length > 1;
const first = (facts: Facts | undefined): number | null => {
  const answer = facts?.answers('w1400')[0];
  return answer ? Number(answer.value) : null;
};
/** Of the time from the first batch to the end of the last, how much a batch ran. */
function busy({ reader }: Facts): number {
  const { count: batches, startedAt, endedAt } = reader.trace.batches;
  let works = 0;
  for (let b = 0; b < batches; b++) works += (endedAt[b] as number) - (startedAt[b] as number);
  return works / ((endedAt[batches - 1] as number) - (startedAt[0] as number));
}
const every = (facts: Facts): number => facts.reader.scenario.engines.dailyBatch.every;
const CROSSING = jobsCheaperFrom(PRICES);

/** An answer is used as long as it is young enough, and not after. */
const usedUntil = (start: number, marks: readonly string[], prices?: Worth['prices']): Worth => ({
  assumptions: { needed: { start, min: SECOND, max: 24 * 60 * MINUTE, unit: 'duration' } },
  unit: 'share',
  value: (age, { needed = 0 }) => (age <= needed ? 1 : 0),
  marks,
  age: worstLatency,
  prices,
  keep: 0.95,
});

/** A gigabyte is read in twenty seconds, at 50 megabytes a second. */
const GIGABYTE = { ...PRICES, work: 20 * SECOND };

/** What a day of this run costs: a job's starts, or an engine that never stops. */
const billOf = (facts: Facts): number =>
  facts.reader.trace.engine === 'dailyBatch' ? jobsADay(every(facts), PRICES) : alwaysOnADay(PRICES);

/** A use: how old its answers may be, and what a day may cost (a little over the cheapest way that is fresh enough). */
const PARCELS = { fresh: 30 * MINUTE, budget: 20_000 };
const PAYROLL = { fresh: DAY, budget: 7_000 };
const CHURN = { fresh: DAY, budget: 7_000 };
const SHELF = { fresh: 90 * SECOND, budget: 110_000 };
type Brief = typeof PARCELS;
/** How long the oldest answer was waited for; nothing that was read is answered later. */
const freshFor =
  ({ fresh }: Brief) =>
  (facts: Facts) =>
    worstLatency(facts) <= fresh;
const cheapFor =
  ({ budget }: Brief) =>
  (facts: Facts) =>
    billOf(facts) <= budget;
const nothingLost = ({ reader }: Facts): boolean => {
  const end = reader.at(reader.length);
  return [...reader.trace.arrivalOrder].every((row) => end.rowStatus(row) !== 'late');
};
const WAYS_OF: readonly EngineName[] = ['dailyBatch', 'spark'];

export const lesson: Lesson = {
  card,
  scenarios,
  later: async () => (await import('./later')).scenarios,
  own: {
    late: ({ main }) => count(lateOf(main, 'Surabaya')),
    ofStore: ({ main }) =>
      count([...main.reader.trace.arrivalOrder].filter((row) => main.reader.value(row, 'store') === 'Surabaya').length),
    total: ({ main }) => count(sum(told(main, 'total'))),
    average: ({ main }) => count(told(main, 'average').at(-1)),
    lines: ({ main }) => count(written(main)),
    bill: ({ main }) => money(Math.round(billOf(main))),
    daily: () => money(jobsADay(24 * 60 * MINUTE, PRICES)),
    hourly: () => money(jobsADay(60 * MINUTE, PRICES)),
    eachMinute: () => money(jobsADay(MINUTE, PRICES)),
    always: () => money(alwaysOnADay(PRICES)),
    crossing: () => count(Math.round((CROSSING / MINUTE) * 10) / 10),
    endTotal: ({ main }) => count(told(main, 'total').at(-1)),
    first: ({ main }) => count(first(main)),
    busy: ({ main }) => share(busy(main), 2),
    gigabyteDaily: () => money(jobsADay(24 * 60 * MINUTE, GIGABYTE)),
    gigabyteHourly: () => money(jobsADay(60 * MINUTE, GIGABYTE)),
    oldest: ({ main }) => (Number.isFinite(worstLatency(main)) ? length(worstLatency(main), 2) : NO_FIGURE),
    fresh: () => length(PARCELS.fresh),
    budget: () => money(PARCELS.budget),
    payrollBudget: () => money(PAYROLL.budget),
    churnBudget: () => money(CHURN.budget),
    shelfFresh: () => length(SHELF.fresh),
    shelfBudget: () => money(SHELF.budget),
    start: () => length(PRICES.start),
    lost: ({ main }) => count(lateOf(main, 'Surabaya') + lateOf(main, 'Jakarta')),
  },

  recall: {
    from: 'watermark',
    main: spark('live'),
    cursor: { at: 'arrival', row: 'lastInTime' },
    withhold: { watermark: true, groups: 'all', results: true },
    prediction: {
      kind: 'choice',
      options: {
        clock: { claim: ({ main }) => main.answers('w1400')[0]?.at === main.arrived('lastInTime') },
        event: {
          claim: ({ main }) =>
            main.batch({ answers: 'w1400' }) !== null &&
            main.watermark({ answers: 'w1400' }) === main.happened('lastInTime') - 5 * MINUTE,
        },
        never: { claim: ({ main }) => main.batch({ answers: 'w1400' }) === null },
      },
    },
    after: { cursor: { at: 'committed', batch: { answers: 'w1400' } }, lookAt: { kind: 'group', group: 'w1400' } },
  },

  steps: [
    {
      id: 'history',
      main: spark('history'),
      runs: { job: job('history'), whole: spark('whole') },
      offers: ['main', 'job', 'whole'],
      cursor: { at: 'arrival', row: 'first' },
      lookAt: { kind: 'row', row: 'first' },
      withhold: { rows: 'all', groups: 'all', state: true, results: true },
      prediction: {
        kind: 'choice',
        options: {
          none: { claim: ({ main }) => lateOf(main, 'Surabaya') === 0 },
          most: { claim: ({ main }) => lateOf(main, 'Surabaya') > 0 && lateOf(main, 'Surabaya') < 20 },
          all: { claim: ({ main }) => lateOf(main, 'Surabaya') === 20 },
        },
      },
      again: [set.delay('800 days')],
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'first' } },
      worth: usedUntil(24 * 60 * MINUTE, ['main', 'job']),
      minutes: 3,
    },
    {
      id: 'passes',
      main: job('multiPass'),
      runs: { pass: spark('firstPass') },
      offers: ['main', 'pass'],
      cursor: { at: 'arrival', row: 'last' },
      lookAt: { kind: 'row', row: 'last' },
      withhold: { results: true },
      prediction: {
        kind: 'choice',
        options: {
          same: { claim: ({ main }) => !refusedBySpark(main) && written(main) === 1 },
          updates: { claim: ({ main }) => !refusedBySpark(main) && written(main) > 1 },
          refused: { claim: ({ main }) => refusedBySpark(main) },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
      minutes: 2,
    },
    {
      id: 'cost',
      main: job('dashboard', set.every('1 hour')),
      runs: { minute: spark('dashboard'), quarter: job('dashboard', set.every('15 minutes')), night: job('dashboard') },
      offers: ['night', 'main', 'quarter', 'minute'],
      cursor: { at: 'end' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          hour: { claim: () => CROSSING > 30 * MINUTE },
          quarter: { claim: () => CROSSING > 10 * MINUTE && CROSSING <= 30 * MINUTE },
          minutes: { claim: () => CROSSING <= 10 * MINUTE },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
      worth: usedUntil(60 * MINUTE, ['night', 'main', 'quarter', 'minute']),
      minutes: 4,
    },
    {
      id: 'replay',
      main: spark('replay'),
      runs: { live: spark('live'), once: spark('once') },
      offers: ['live', 'main', 'once'],
      cursor: { at: 'arrival', row: 'tunnel' },
      lookAt: { kind: 'row', row: 'tunnel' },
      withhold: { rows: 'all', groups: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          same: { claim: ({ main, live }) => first(main) === first(live) },
          more: { claim: ({ main, live }) => (first(main) ?? 0) > (first(live) ?? 0) },
          fewer: { claim: ({ main, live }) => (first(main) ?? 0) < (first(live) ?? 0) },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'group', group: 'w1400' } },
      minutes: 3,
    },
    {
      id: 'small',
      main: spark('gigabyte'),
      runs: { job: job('gigabyte', set.every('1 hour')) },
      offers: ['main', 'job'],
      cursor: { at: 'time', time: '2026-03-02T09:01:00+07:00' },
      lookAt: { kind: 'batch', batch: { id: 4 } },
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          all: { claim: ({ main }) => busy(main) > 0.5 },
          some: { claim: ({ main }) => busy(main) > 0.01 && busy(main) <= 0.5 },
          hardly: { claim: ({ main }) => busy(main) <= 0.01 },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
      worth: usedUntil(60 * MINUTE, ['main', 'job'], GIGABYTE),
      minutes: 2,
    },
  ],

  checks: [
    {
      id: 'check',
      start: job('parcels', set.every('1 hour')),
      engines: WAYS_OF,
      cursor: { at: 'end' },
      knobs: ['every', 'trigger'],
      shows: ['oldest', 'bill'],
      demands: { fresh: freshFor(PARCELS), cheap: cheapFor(PARCELS) },
      solutions: [{ changes: [set.every('30 minutes')] }, { changes: [set.every('25 minutes')] }],
      wrong: [
        { changes: [], fails: 'fresh' },
        { changes: [set.every('10 minutes')], fails: 'cheap' },
        { changes: [], engine: 'spark', fails: 'cheap' },
        { changes: [set.every('30 minutes'), set.mode('complete')], fails: 'alone' },
      ],
    },
    {
      id: 'check-payroll',
      start: spark('payroll'),
      engines: WAYS_OF,
      cursor: { at: 'end' },
      knobs: ['every', 'trigger'],
      shows: ['oldest', 'bill'],
      demands: { cheap: cheapFor(PAYROLL) },
      solutions: [{ changes: [], engine: 'dailyBatch' }],
      wrong: [
        { changes: [], fails: 'cheap' },
        { changes: [set.every('1 hour')], engine: 'dailyBatch', fails: 'cheap' },
        { changes: [set.mode('complete')], engine: 'dailyBatch', fails: 'alone' },
      ],
    },
    {
      id: 'check-churn',
      start: spark('history'),
      engines: WAYS_OF,
      cursor: { at: 'end' },
      knobs: ['every', 'trigger', 'delay'],
      shows: ['lost', 'bill'],
      demands: { whole: nothingLost, cheap: cheapFor(CHURN) },
      solutions: [{ changes: [], engine: 'dailyBatch' }],
      wrong: [
        { changes: [], fails: 'whole' },
        { changes: [set.delay('2000 days')], fails: 'cheap' },
        { changes: [set.mode('update')], engine: 'dailyBatch', fails: 'alone' },
      ],
    },
    {
      id: 'check-shelf',
      start: job('dashboard', set.every('15 minutes')),
      engines: WAYS_OF,
      cursor: { at: 'end' },
      knobs: ['every', 'trigger'],
      shows: ['oldest', 'bill'],
      demands: { fresh: freshFor(SHELF), cheap: cheapFor(SHELF) },
      solutions: [
        { changes: [], engine: 'spark' },
        { changes: [set.trigger('10 seconds')], engine: 'spark' },
      ],
      wrong: [
        { changes: [], fails: 'fresh' },
        { changes: [set.every('1 minute')], fails: 'cheap' },
        { changes: [set.mode('update')], engine: 'spark', fails: 'alone' },
      ],
    },
  ],

  terms: ['availableNow', 'pass', 'reprocess', 'bill'],
};
