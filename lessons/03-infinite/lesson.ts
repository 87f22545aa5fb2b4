import { scenarios as sales } from '../02-unbounded/scenarios';
import { lateRows, microseconds } from '../facts';
import { clock, count, set } from '../make';
import { heldAfter, peakOf } from '../quote';
import type { Change, Facts, Lesson, RunSpec, Runs } from '../schema';
import { card } from './card';
import { scenarios as users } from './scenarios';

/** With the sales of the lesson before, of which it asks first. */
const scenarios = { ...users, sales: sales.january };

type Name = keyof typeof scenarios | keyof typeof import('./later').scenarios;
const spark = (scenario: Name, ...changes: Change[]): RunSpec => ({
  scenario,
  engine: 'spark',
  changes,
});
const { delay } = set;

/** Users who are seen over all days, and on Monday. */
const USERS = 8;
const MONDAY_USERS = 7;
/** What the check allows: rows of state, and until when Monday must be said. */
const ALLOWED = 10;
const BY = microseconds('2026-03-03T07:00:00+07:00');

const after = (facts: Facts, row: string): number => heldAfter(facts, facts.batch({ reads: row }) as number);
const atEnd = (facts: Facts): number => heldAfter(facts, facts.reader.trace.batches.count - 1);
const said = (facts: Facts | undefined, day: string): unknown => facts?.answers(day)[0]?.value;
const saidAt = (facts: Facts | undefined, day: string): number => facts?.answers(day)[0]?.at ?? Number.NaN;

/** Monday's users, each counted once. */
const exactly = (runs: Runs): unknown => runs.patient?.truth('monday');
const lastOf = (facts: Facts | undefined): unknown => facts?.answers('monday').at(-1)?.value;

export const lesson: Lesson = {
  card,
  scenarios,
  later: async () => (await import('./later')).scenarios,
  own: {
    users: () => count(USERS),
    mondayUsers: () => count(MONDAY_USERS),
    heldAtMidnight: ({ main }) => count(after(main, 'again')),
    heldAfterDayTwo: ({ main }) => count(after(main, 'dayTwo')),
    heldAtEnd: ({ main }) => count(atEnd(main)),
    saidAt: ({ main }) => clock(saidAt(main, 'monday')),
    allowed: () => count(ALLOWED),
    by: () => clock(BY),
    about: ({ about }) => count(Number(lastOf(about))),
  },

  recall: {
    from: 'unbounded',
    main: spark('sales'),
    cursor: { at: 'planned', batch: { reads: 'smaller' } },
    withhold: { state: true },
    prediction: {
      kind: 'choice',
      options: {
        grows: {
          claim: ({ main }) => {
            const batch = main.batch({ reads: 'smaller' }) as number;
            return heldAfter(main, batch) === heldAfter(main, batch - 1) + 1;
          },
        },
        same: {
          claim: ({ main }) => {
            const batch = main.batch({ reads: 'smaller' }) as number;
            return heldAfter(main, batch) === heldAfter(main, batch - 1);
          },
        },
        empty: { claim: ({ main }) => after(main, 'smaller') === 0 },
      },
    },
    after: { cursor: { at: 'committed', batch: { reads: 'smaller' } }, lookAt: { kind: 'state', group: 'january' } },
  },

  steps: [
    {
      id: 'question',
      main: spark('total'),
      cursor: { at: 'start' },
      lookAt: null,
      withhold: { state: true },
      prediction: {
        kind: 'choice',
        options: {
          rows: { claim: ({ main }) => atEnd(main) === main.reader.trace.arrivalOrder.length },
          users: { claim: ({ main }) => atEnd(main) === USERS },
          one: { claim: ({ main }) => atEnd(main) === 1 },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
      minutes: 1,
    },
    {
      id: 'forever',
      main: spark('forever'),
      cursor: { at: 'committed', batch: { reads: 'again' } },
      lookAt: { kind: 'batch', batch: { reads: 'again' } },
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          users: { claim: ({ main }) => after(main, 'dayTwo') === USERS },
          stays: { claim: ({ main }) => after(main, 'dayTwo') === after(main, 'again') },
          more: { claim: ({ main }) => after(main, 'dayTwo') === MONDAY_USERS + 6 },
        },
      },
      after: { cursor: { at: 'committed', batch: { reads: 'dayTwo' } }, lookAt: { kind: 'state', group: 'a' } },
      minutes: 1,
    },
    {
      id: 'trap',
      main: spark('trap'),
      runs: { forever: spark('forever') },
      offers: ['main', 'forever'],
      cursor: { at: 'committed', batch: { reads: 'again' } },
      lookAt: { kind: 'watermark' },
      withhold: { state: true },
      prediction: {
        kind: 'choice',
        options: {
          newest: { claim: ({ main }) => atEnd(main) === 3 },
          almostAll: {
            claim: ({ main, forever }) =>
              forever !== undefined && atEnd(main) === atEnd(forever) - 1 && main.late('lateG'),
          },
          all: { claim: ({ main, forever }) => forever !== undefined && atEnd(main) === atEnd(forever) },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'state', group: 'a' } },
      minutes: 1,
    },
    {
      id: 'bounded',
      main: spark('bounded'),
      cursor: { at: 'committed', batch: { reads: 'again' } },
      lookAt: { kind: 'group', group: 'monday' },
      withhold: { rows: ['lateG'], groups: ['monday'], results: true },
      prediction: {
        kind: 'choice',
        options: {
          seven: { claim: ({ main }) => said(main, 'monday') === main.truth('monday') },
          six: { claim: ({ main }) => said(main, 'monday') === MONDAY_USERS - 1 },
          visits: { claim: ({ main }) => said(main, 'monday') === 10 },
        },
      },
      again: [set.delay('5 hours')],
      after: { cursor: { at: 'committed', batch: { reads: 'lateG' } }, lookAt: { kind: 'group', group: 'monday' } },
      minutes: 2,
    },
    {
      id: 'price',
      main: spark('bounded', delay('4 hours')),
      runs: { short: spark('bounded') },
      offers: ['short', 'main'],
      cursor: { at: 'committed', batch: { reads: 'again' } },
      lookAt: { kind: 'group', group: 'monday' },
      withhold: { rows: ['lateG'], groups: ['monday'], results: true },
      prediction: {
        kind: 'choice',
        options: {
          sooner: {
            claim: ({ main, short }) =>
              said(main, 'monday') === MONDAY_USERS && saidAt(main, 'monday') === saidAt(short, 'monday'),
          },
          later: {
            claim: ({ main, short }) =>
              said(main, 'monday') === MONDAY_USERS && saidAt(main, 'monday') > saidAt(short, 'monday'),
          },
          wrong: { claim: ({ main, short }) => said(main, 'monday') === said(short, 'monday') },
        },
      },
      again: [set.trigger('5 minutes')],
      after: { cursor: { at: 'committed', batch: { answers: 'monday' } }, lookAt: { kind: 'group', group: 'monday' } },
      minutes: 1,
    },
    {
      id: 'approximate',
      main: spark('approx'),
      runs: { exact: spark('bounded') },
      offers: ['main', 'exact'],
      cursor: { at: 'planned', batch: { reads: 'again' } },
      lookAt: { kind: 'batch', batch: { reads: 'again' } },
      withhold: { state: true },
      prediction: {
        kind: 'choice',
        options: {
          users: { claim: ({ main }) => after(main, 'again') === MONDAY_USERS - 1 },
          visits: { claim: ({ main }) => after(main, 'again') === 10 },
          day: { claim: ({ main }) => after(main, 'again') === 1 },
        },
      },
      after: { cursor: { at: 'committed', batch: { reads: 'again' } }, lookAt: { kind: 'state', group: 'monday' } },
      minutes: 1,
    },
    {
      id: 'whose-day',
      main: spark('utcDay'),
      runs: { wib: spark('wibDay') },
      offers: ['main', 'wib'],
      cursor: { at: 'committed', batch: { reads: 'first' } },
      lookAt: { kind: 'row', row: 'first' },
      withhold: { groups: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          midnight: { claim: ({ main }) => main.belongs('first', 'monday') },
          seven: { claim: ({ main }) => main.belongs('first', 'sunday') && main.belongs('later', 'monday') },
          eight: { claim: ({ main }) => main.belongs('later', 'sunday') },
        },
      },
      after: { cursor: { at: 'committed', batch: { answers: 'sunday' } }, lookAt: { kind: 'group', group: 'sunday' } },
      minutes: 1,
    },
    {
      id: 'at-scale',
      // A watermark a month behind lets no day go: the same query, and one setting to change.
      main: spark('many', delay('30 days')),
      runs: {
        hasty: spark('many'),
        patient: spark('many', delay('5 hours')),
        about: spark('manyAbout'),
      },
      offers: ['main', 'hasty', 'patient', 'about'],
      cursor: { at: 'start' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'match',
        items: ['hasty', 'about', 'patient'],
        options: {
          lost: (facts) => lateRows(facts.reader) > 0,
          waits: (facts, _, runs) => lateRows(facts.reader) === 0 && said(facts, 'monday') === exactly(runs),
          about: (facts, _, runs) => lateRows(facts.reader) === 0 && lastOf(facts) !== exactly(runs),
        },
        cause: { subject: { kind: 'group', group: 'monday' }, cursor: { at: 'end' } },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
      minutes: 2,
    },
  ],

  checks: [
    {
      id: 'check',
      start: spark('bounded'),
      cursor: { at: 'end' },
      knobs: ['delay'],
      shows: ['saidAt'],
      demands: {
        right: (facts) => ['monday', 'tuesday'].every((day) => facts.answers(day)[0]?.value === facts.truth(day)),
        held: (facts) => peakOf(facts) <= ALLOWED,
        soon: (facts) => saidAt(facts, 'monday') <= BY,
      },
      solutions: [{ changes: [delay('2 hours')] }, { changes: [delay('4 hours')] }, { changes: [delay('5 hours')] }],
      wrong: [
        { changes: [], fails: 'right' },
        { changes: [delay('6 hours')], fails: 'held' },
        { changes: [delay('12 hours')], fails: 'soon' },
        { changes: [delay('4 hours'), { set: 'trigger', to: '30 minutes' }], fails: 'alone' },
      ],
    },
  ],

  terms: ['state', 'bound', 'twoSteps', 'approximate'],
};
