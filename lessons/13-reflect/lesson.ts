import { DAY, MINUTE, SECOND } from '../../engine/time';
import { batchIdOf } from '../../engine/trace/trace';
import { scenarios as sales } from '../02-unbounded/scenarios';
import { ignored, recomputed, updated } from '../06-watermark/lateBy15';
import midnight from '../11-misconceptions/midnight.json?scenario';
import { microseconds } from '../facts';
import { count, during, set, time, upTo, written } from '../make';
import { cheapestWay, PRICES, type Way } from '../money';
import { heldAfter, peakOf, sinkOf } from '../quote';
import type { Change, Facts, Lesson, LessonScenario, RunSpec, Runs } from '../schema';
import { card } from './card';

const at = (iso: string) => `2026-03-02T${iso}+07:00`;

const scenarios = {
  january: sales.january,
  midnight: {
    scenario: midnight,
    rows: { late: { payTime: at('23:58:40') } },
    groups: { monday: { windowStart: at('00:00:00') } },
  },
} satisfies Record<string, LessonScenario>;

type Name = keyof typeof scenarios | keyof typeof import('./later').scenarios;
const spark = (scenario: Name, ...changes: Change[]): RunSpec => ({ scenario, engine: 'spark', changes });

/** Rows that the operators let go over the whole run. */
function freed({ reader }: Facts): number {
  const { batches } = reader.trace;
  let sum = 0;
  for (const of of [batches, ...batches.upstream])
    for (let b = 0; b < batches.count; b++) sum += of.stateRemoved[b] as number;
  return sum;
}
const held = (facts: Facts): number => heldAfter(facts, facts.reader.trace.batches.count - 1);
const mondayOf = (facts: Facts): number => Number(facts.answers('monday')[0]?.value);
/** Seven users came on Monday; the run that waits four hours says so. */
const exactly = (facts: Facts): boolean => mondayOf(facts) === Number(facts.truth('monday'));

/** Which batches' lines stand more than once in the sink. */
function doubledBatches(facts: Facts): readonly number[] {
  const { trace } = facts.reader;
  const again = sinkOf(facts).filter((row) => row.again);
  return [...new Set(again.map(({ output }) => batchIdOf(trace, trace.output.batch[output] as number)))];
}
const doubled = (facts: Facts): number => sinkOf(facts).filter((row) => row.again).length;

/** What each card asks: how many sales were made in a window, or how many rows came in. */
const CARDS = {
  sold: { about: 'made', window: '10:10' },
  shelf: { about: 'made', window: '10:15' },
  intake: { about: 'came', window: '10:15' },
  alive: { about: 'came', window: '10:10' },
  tills: { about: 'made', window: '10:20' },
  door: { about: 'came', window: '10:20' },
} as const;
type CardName = keyof typeof CARDS;

/** What a run says for a window, no window being nothing. */
function said(facts: Facts, window: string): number {
  try {
    return Number(facts.answers(`w${window.replace(':', '')}`, 'sales').at(-1)?.value ?? 0);
  } catch {
    return 0;
  }
}
function truthOf(name: string, { reader }: Facts): number {
  const { about, window } = CARDS[name as CardName];
  const from = microseconds(at(`${window}:00`));
  const when = (row: number) => (about === 'came' ? reader.arrivesAt(row) : reader.eventTime(row));
  return [...reader.trace.arrivalOrder].filter((row) => when(row) >= from && when(row) < from + 5 * MINUTE).length;
}
const answersIt =
  (by: 'event' | 'arrival') =>
  (_: Facts, item: string, runs: Runs): boolean => {
    const facts = runs[by] as Facts;
    return said(facts, CARDS[item as CardName].window) === truthOf(item, runs.event as Facts);
  };

const cheapest = (way: Way) => () => cheapestWay(10 * MINUTE, PRICES) === way;
const first = (facts: Facts) => facts.answers('w1000').at(0);
const last = (facts: Facts) => facts.answers('w1000').at(-1);
const ALLOWED = microseconds(at('10:06:00'));
const LINES = 20;

export const lesson: Lesson = {
  card,
  scenarios,
  later: async () => (await import('./later')).scenarios,
  own: {
    held: ({ main }) => count(held(main)),
    peak: ({ main }) => count(peakOf(main)),
    monday: ({ main }) => count(mondayOf(main)),
    mondayAt: ({ main }) => time(main.answers('monday')[0]?.at),
    mondayTotal: ({ main }) => count(Number(main.answers('monday', 'total')[0]?.value)),
    soldMade: ({ event }) => count(event && said(event, '10:10')),
    doubled: ({ main }) => count(doubled(main)),
    firstSaid: ({ main }) => count(Number(first(main)?.value)),
    firstAt: ({ main }) => time(first(main)?.at),
    lastSaid: ({ main }) => count(Number(last(main)?.value)),
    lastAt: ({ main }) => time(last(main)?.at),
    lines: ({ main }) => count(written(main)),
    mostLines: () => count(LINES),
    allowed: () => time(ALLOWED),
  },

  recall: {
    from: 'misconceptions',
    main: spark('midnight'),
    cursor: { at: 'arrival', row: 'late' },
    withhold: { rows: ['late'], groups: 'all', results: true },
    prediction: {
      kind: 'choice',
      options: {
        dropped: { claim: ({ main }) => main.late('late') },
        monday: { claim: ({ main }) => main.counted('late') && main.belongs('late', 'monday') },
        tuesday: { claim: ({ main }) => main.counted('late') && !main.belongs('late', 'monday') },
      },
    },
    again: [set.arrival('late', '2026-03-03T00:18:10+07:00')],
    after: { cursor: { at: 'judged', row: 'late' }, lookAt: { kind: 'row', row: 'late' } },
  },

  steps: [
    {
      id: 'sort',
      words: [{ id: 'why' }],
      main: spark('january'),
      cursor: { at: 'judged', row: 'sixth' },
      lookAt: { kind: 'row', row: 'sixth' },
      withhold: {},
      prediction: {
        kind: 'find',
        finds: 'broken',
        places: {
          early: (spot) => upTo(spot, { at: 'planned', batch: { reads: 'smaller' } }),
          broken: (spot) => during(spot, { reads: 'smaller' }),
          later: () => true,
        },
        examples: {
          early: { cursor: { at: 'judged', row: 'sixth' } },
          broken: { cursor: { at: 'judged', row: 'smaller' } },
          later: { cursor: { at: 'end' } },
        },
      },
      again: [set.arrival('smaller', '2026-01-24T16:30:00+07:00')],
      after: { cursor: { at: 'judged', row: 'smaller' }, lookAt: { kind: 'row', row: 'smaller' } },
      minutes: 2,
    },
    {
      id: 'distinct-join',
      main: spark('forever'),
      runs: { join: spark('ads'), bounded: spark('bounded') },
      offers: ['main', 'join', 'bounded'],
      cursor: { at: 'start' },
      lookAt: null,
      withhold: { state: true, groups: 'all', results: true },
      prediction: {
        kind: 'match',
        items: ['main', 'join', 'bounded'],
        options: { keeps: (facts) => freed(facts) === 0, frees: (facts) => freed(facts) > 0 },
        cause: { subject: { kind: 'batch', batch: 'last' }, cursor: { at: 'end' } },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
      minutes: 2,
    },
    {
      id: 'uses',
      words: [
        { id: 'stream', age: 10 * SECOND },
        { id: 'batch', age: DAY },
      ],
      main: { scenario: 'dashboard', engine: 'dailyBatch', changes: [set.every('10 minutes')] },
      cursor: { at: 'end' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          daily: { claim: cheapest('daily') },
          jobs: { claim: cheapest('jobs') },
          micro: { claim: cheapest('microBatch') },
          record: { claim: cheapest('record') },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
      minutes: 2,
    },
    {
      id: 'clocks',
      words: [{ id: 'fine' }],
      main: spark('outageArrival'),
      runs: {
        event: spark('outage'),
        arrival: spark('outageArrival'),
        sold: spark('outage'),
        shelf: spark('outage'),
        intake: spark('outageArrival'),
        alive: spark('outageArrival'),
        tills: spark('outage'),
        door: spark('outageArrival'),
      },
      offers: ['event', 'arrival'],
      cursor: { at: 'end' },
      lookAt: null,
      withhold: { groups: 'all', results: true },
      prediction: {
        kind: 'match',
        items: ['sold', 'alive', 'shelf', 'intake', 'tills', 'door'],
        options: { event: answersIt('event'), arrival: answersIt('arrival') },
        cause: { subject: { kind: 'group', group: 'w1020' }, cursor: { at: 'end' } },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'group', group: 'w1020' } },
      minutes: 2,
    },
    {
      id: 'crash',
      words: [{ id: 'partial' }],
      main: spark('crashed'),
      cursor: { at: 'time', time: at('09:00:23') },
      lookAt: { kind: 'crash' },
      withhold: { rows: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          before: { claim: ({ main }) => doubledBatches(main).includes(0) },
          crashed: { claim: ({ main }) => doubledBatches(main).join() === '1' },
          none: { claim: ({ main }) => doubled(main) === 0 },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'crash' } },
      task: {
        knobs: ['sink'],
        everywhere: true,
        done: (stage) =>
          stage.reader.trace.crashes.length > 0 &&
          (stage.beside?.trials ?? []).length > 0 &&
          (stage.beside?.trials ?? []).every((trial) => trial.doubled.length === 0),
        solution: [set.sink('transactional')],
      },
      minutes: 1,
    },
    {
      id: 'memory',
      words: [{ id: 'grows' }],
      main: spark('bounded'),
      runs: {
        forever: spark('forever'),
        patient: spark('bounded', set.delay('4 hours')),
        approx: spark('approx'),
      },
      offers: ['forever', 'main', 'patient', 'approx'],
      cursor: { at: 'start' },
      lookAt: null,
      withhold: { state: true, groups: 'all', rows: 'all', results: true },
      prediction: {
        kind: 'match',
        items: ['forever', 'main', 'patient', 'approx'],
        options: {
          grows: (facts) => freed(facts) === 0,
          loses: (facts) => freed(facts) > 0 && peakOf(facts) > 2 && !exactly(facts),
          waits: (facts) => freed(facts) > 0 && peakOf(facts) > 2 && exactly(facts),
          estimates: (facts) => freed(facts) > 0 && peakOf(facts) <= 2,
        },
        cause: { subject: { kind: 'batch', batch: 'last' }, cursor: { at: 'end' } },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'group', group: 'monday' } },
      minutes: 2,
    },
    {
      id: 'late-row',
      words: [{ id: 'choice' }],
      main: spark('late'),
      runs: {
        update: spark('late', set.mode('update'), set.delay('15 minutes')),
        complete: spark('late', set.mode('complete')),
      },
      offers: ['main', 'update', 'complete'],
      cursor: { at: 'arrival', row: 'late' },
      lookAt: { kind: 'row', row: 'late' },
      withhold: { rows: ['late'], groups: ['w1000'], results: true },
      prediction: {
        kind: 'match',
        items: ['main', 'update', 'complete'],
        options: { ignored, updated, recomputed },
        cause: { subject: { kind: 'row', row: 'late' }, cursor: { at: 'judged', row: 'late' } },
      },
      after: { cursor: { at: 'judged', row: 'late' }, lookAt: { kind: 'row', row: 'late' } },
      minutes: 1,
    },
  ],

  checks: [
    {
      id: 'check',
      start: spark('late'),
      cursor: { at: 'end' },
      knobs: ['delay', 'outputMode'],
      shows: ['firstAt', 'lastSaid', 'lines'],
      demands: {
        early: (facts) => (first(facts)?.at ?? Number.POSITIVE_INFINITY) <= ALLOWED,
        corrected: (facts) => Number(last(facts)?.value) === Number(facts.truth('w1000')),
        few: (facts) => written(facts) <= LINES,
      },
      solutions: [{ changes: [set.mode('update'), set.delay('15 minutes')] }],
      wrong: [
        { changes: [], fails: 'early' },
        { changes: [set.delay('15 minutes')], fails: 'early' },
        { changes: [set.mode('update')], fails: 'corrected' },
        { changes: [set.mode('complete')], fails: 'few' },
        { changes: [set.mode('update'), set.delay('15 minutes'), set.trigger('10 seconds')], fails: 'alone' },
      ],
    },
  ],

  terms: ['distinct', 'join', 'ownWords'],
};
