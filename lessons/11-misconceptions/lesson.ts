import { DAY, MINUTE } from '../../engine/time';
import { scenarios as sales } from '../02-unbounded/scenarios';
import { scenarios as loops } from '../04-loop/scenarios';
import { latencies, meanLatency } from '../08-micro-batch/latency';
import { microseconds } from '../facts';
import { count, during, length, money, set, time, upTo } from '../make';
import { alwaysOnADay, jobsADay, jobsCheaperFrom, PRICES } from '../money';
import { sinkOf } from '../quote';
import type { Change, CursorRef, Facts, Lesson, LessonScenario, RunSpec, Spot } from '../schema';
import { card } from './card';

const scenarios = {
  late: { ...loops.late, groups: { ...loops.late.groups, w0013: { windowStart: '2026-03-02T00:13:00+07:00' } } },
  january: sales.january,
} satisfies Record<string, LessonScenario>;

type Name = keyof typeof scenarios | keyof typeof import('./later').scenarios;
const spark = (scenario: Name, ...changes: Change[]): RunSpec => ({ scenario, engine: 'spark', changes });
const job = (scenario: Name, ...changes: Change[]): RunSpec => ({ scenario, engine: 'dailyBatch', changes });

const on = (run: string) => (spot: Spot) => spot.run === run;
const notOn = (run: string) => (spot: Spot) => spot.run !== run;
const before = (place: CursorRef) => (spot: Spot) => upTo(spot, place);
const rest = () => true;

const at = (iso: string) => microseconds(`${iso}+07:00`);
/** Of the six moments so many are to be found without being shown. */
const ENOUGH = 5;
/** A look at the screen that is soon enough, for the check. */
const ALLOWED = at('2026-03-03T00:30:00');
const total = (facts: Facts): number | null => {
  const value = facts.answers('monday', 'total')[0]?.value;
  return value === undefined || value === null ? null : Number(value);
};
/** How often a row counts: in so many windows. */
const windowsOf = (facts: Facts, row: string): number => facts.reader.groupsOf(facts.row(row)).length;
/** How many rows the group holds in its last answer. */
const visitsOf = (facts: Facts, group: string): number => Number(facts.answers(group).at(-1)?.value);
const longest = (facts: Facts): number => Math.max(...latencies(facts));

export const lesson: Lesson = {
  card,
  scenarios,
  later: async () => (await import('./later')).scenarios,
  own: {
    jobOnce: () => money(jobsADay(DAY, PRICES)),
    always: () => money(alwaysOnADay(PRICES) * 31),
    crossing: () => count(Math.round((jobsCheaperFrom(PRICES) / MINUTE) * 10) / 10),
    january: ({ main }) => money(Number(main.answers('january', 'total')[9]?.value)),
    monday: ({ main }) => count(total(main)),
    truth: ({ main }) => count(Number(main.truth('monday', 'total'))),
    saidAt: ({ main }) => time(main.answers('monday')[0]?.at),
    allowed: () => time(ALLOWED),
    found: ({ main }) => count(main.beside?.found ?? 0),
    enough: () => count(ENOUGH),
    windows: ({ main }) => count(windowsOf(main, 'third')),
    visits: ({ main }) => count(visitsOf(main, 'across')),
    longest: ({ main }) => length(longest(main)),
    mean: ({ main }) => length(Math.round(meanLatency(main) / 100_000) * 100_000),
    doubled: ({ main }) => count(sinkOf(main).filter((row) => row.again).length),
    restart: ({ main }) => time(main.reader.trace.crashes[0]?.restartsAt),
    again: ({ main }) => count(main.reader.trace.batches.numInputRows[main.batch({ id: 0 }) as number]),
  },

  recall: {
    from: 'batch-wins',
    main: job('january'),
    cursor: { at: 'end' },
    withhold: {},
    prediction: {
      kind: 'choice',
      options: {
        never: { claim: () => !Number.isFinite(jobsCheaperFrom(PRICES)) },
        hour: { claim: () => jobsCheaperFrom(PRICES) > 30 * MINUTE && jobsCheaperFrom(PRICES) < DAY },
        minutes: { claim: () => jobsCheaperFrom(PRICES) <= 30 * MINUTE },
      },
    },
    after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
  },

  steps: [
    {
      id: 'faster',
      vote: true,
      main: {
        scenario: 'late',
        engine: 'batchLoop',
        changes: [set.loop({ interval: '1 minute' }), { set: 'window', to: '1 minute' }],
      },
      runs: { stream: spark('late') },
      offers: ['main', 'stream'],
      cursor: { at: 'start' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'find',
        finds: 'misplaced',
        places: {
          stream: notOn('main'),
          misplaced: (spot) => during(spot, { reads: 'c' }),
          early: before({ at: 'planned', batch: { reads: 'c' } }),
          later: rest,
        },
        examples: {
          stream: { run: 'stream', cursor: { at: 'end' } },
          misplaced: { cursor: { at: 'judged', row: 'c' } },
          early: { cursor: { at: 'start' } },
          later: { cursor: { at: 'end' } },
        },
      },
      after: { cursor: { at: 'judged', row: 'c' }, lookAt: { kind: 'row', row: 'c' } },
      minutes: 2,
    },
    {
      id: 'always-better',
      vote: true,
      main: spark('january'),
      cursor: { at: 'start' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'find',
        finds: 'same',
        places: {
          early: before({ at: 'planned', batch: { reads: 'tenth' } }),
          same: (spot) =>
            spot.cursor < spot.facts.reader.cursorAt(spot.facts.arrived('lastMinute')) - 1 ||
            during(spot, { reads: 'tenth' }),
          later: rest,
        },
        examples: {
          early: { cursor: { at: 'judged', row: 'sixth' } },
          same: { cursor: { at: 'committed', batch: { reads: 'tenth' } } },
          later: { cursor: { at: 'end' } },
        },
      },
      after: { cursor: { at: 'committed', batch: { reads: 'tenth' } }, lookAt: { kind: 'row', row: 'tenth' } },
      minutes: 2,
    },
    {
      id: 'late-data',
      vote: true,
      main: spark('midnight'),
      runs: { job: job('midnight') },
      offers: ['main', 'job'],
      cursor: { at: 'start' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'find',
        finds: 'counted',
        places: {
          job: notOn('main'),
          counted: (spot) => during(spot, { reads: 'late' }),
          early: before({ at: 'planned', batch: { reads: 'late' } }),
          said: (spot) => during(spot, { answers: 'monday' }),
          later: rest,
        },
        examples: {
          job: { run: 'job', cursor: { at: 'end' } },
          counted: { cursor: { at: 'judged', row: 'late' } },
          early: { cursor: { at: 'start' } },
          said: { cursor: { at: 'committed', batch: { answers: 'monday' } } },
          later: { cursor: { at: 'end' } },
        },
      },
      again: [set.arrival('late', '2026-03-03T00:06:10+07:00')],
      after: { cursor: { at: 'judged', row: 'late' }, lookAt: { kind: 'row', row: 'late' } },
      minutes: 2,
    },
    {
      id: 'aggregations',
      vote: true,
      main: spark('session'),
      runs: { tumbling: spark('tumbling'), sliding: spark('sliding') },
      offers: ['tumbling', 'sliding', 'main'],
      cursor: { at: 'start' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'find',
        finds: 'across',
        places: {
          other: notOn('main'),
          across: (spot) => during(spot, { answers: 'across' }),
          held: (spot) =>
            upTo(spot, { at: 'planned', batch: { answers: 'across' } }) &&
            !upTo(spot, { at: 'arrival', row: 'across' }),
          early: before({ at: 'arrival', row: 'across' }),
          later: rest,
        },
        examples: {
          other: { run: 'tumbling', cursor: { at: 'end' } },
          across: { cursor: { at: 'committed', batch: { answers: 'across' } } },
          held: { cursor: { at: 'judged', row: 'across' } },
          early: { cursor: { at: 'start' } },
          later: { cursor: { at: 'end' } },
        },
      },
      after: {
        cursor: { at: 'committed', batch: { answers: 'across' } },
        lookAt: { kind: 'group', group: 'across' },
      },
      minutes: 2,
    },
    {
      id: 'always-fast',
      vote: true,
      main: spark('payments'),
      runs: { zero: spark('payments', set.trigger('0 seconds')), one: spark('payments', set.trigger('1 second')) },
      offers: ['main', 'one', 'zero'],
      cursor: { at: 'start' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'find',
        finds: 'longest',
        places: {
          faster: notOn('main'),
          longest: (spot) => during(spot, { reads: 'fifth' }),
          early: before({ at: 'planned', batch: { reads: 'fifth' } }),
          later: rest,
        },
        examples: {
          faster: { run: 'zero', cursor: { at: 'end' } },
          longest: { cursor: { at: 'committed', batch: { reads: 'fifth' } } },
          early: { cursor: { at: 'judged', row: 'first' } },
          later: { cursor: { at: 'end' } },
        },
      },
      after: { cursor: { at: 'committed', batch: { reads: 'fifth' } }, lookAt: { kind: 'row', row: 'fifth' } },
      minutes: 1,
    },
    {
      id: 'no-storage',
      vote: true,
      main: spark('forgotten'),
      runs: { kept: spark('kept') },
      offers: ['main', 'kept'],
      cursor: { at: 'start' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'find',
        finds: 'again',
        places: {
          kept: on('kept'),
          again: (spot) => during(spot, { id: 0 }),
          early: before({ at: 'planned', batch: { id: 0 } }),
          later: rest,
        },
        examples: {
          kept: { run: 'kept', cursor: { at: 'end' } },
          again: { cursor: { at: 'committed', batch: { id: 0 } } },
          early: { cursor: { at: 'start' } },
          later: { cursor: { at: 'end' } },
        },
      },
      after: { cursor: { at: 'committed', batch: { id: 0 } }, lookAt: { kind: 'batch', batch: { id: 0 } } },
      minutes: 1,
    },
  ],

  checks: [
    {
      id: 'check',
      start: spark('midnight', set.delay('0 seconds')),
      cursor: { at: 'end' },
      knobs: ['delay'],
      moments: true,
      shows: ['monday', 'saidAt', 'found'],
      demands: {
        right: (facts) => total(facts) === Number(facts.truth('monday', 'total')),
        moments: (facts) => (facts.beside?.found ?? 0) >= ENOUGH,
        soon: (facts) => (facts.answers('monday')[0]?.at ?? Number.POSITIVE_INFINITY) <= ALLOWED,
      },
      solutions: [
        { changes: [set.delay('2 minutes')], found: 6 },
        { changes: [set.delay('10 minutes')], found: 5 },
      ],
      wrong: [
        { changes: [], fails: 'right' },
        { changes: [set.delay('10 minutes')], found: 4, fails: 'moments' },
        { changes: [set.delay('30 minutes')], fails: 'soon' },
        { changes: [set.delay('10 minutes'), set.trigger('10 seconds')], fails: 'alone' },
      ],
    },
  ],

  terms: ['sessionWindow', 'slidingWindow', 'checkpoint', 'refute'],
};
