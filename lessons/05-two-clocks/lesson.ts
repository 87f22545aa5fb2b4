import { scenarios as january } from '../02-unbounded/scenarios';
import { microseconds } from '../facts';
import { clock, count, set } from '../make';
import type { CursorRef, Facts, Lesson, LessonScenario, RunSpec } from '../schema';
import { card } from './card';
import buy from './clock-buy.json?scenario';
import buyArrival from './clock-buy-arrival.json?scenario';
import outage from './clock-outage.json?scenario';
import outageArrival from './clock-outage-arrival.json?scenario';
import pickups from './clock-pickups.json?scenario';
import pickupsArrival from './clock-pickups-arrival.json?scenario';

const clicked = (time: string) => ({ clickedAt: `2026-03-02T${time}+07:00` });
const windows = (...starts: string[]) =>
  Object.fromEntries(
    starts.map((time) => [`w${time.replace(':', '')}`, { windowStart: `2026-03-02T${time}:00+07:00` }]),
  );

const buys = {
  rows: { before: clicked('09:59:57'), click: clicked('10:00:00'), out: clicked('10:00:58') },
  groups: windows('09:59', '10:00', '10:01'),
};
const sales = {
  rows: { firstHeld: clicked('10:11:00'), lastHeld: clicked('10:19:00') },
  groups: windows('10:05', '10:10', '10:15', '10:20'),
};
const rides = {
  rows: { tunnel: { pickupTime: '2026-03-02T14:30:00+07:00' }, last: { pickupTime: '2026-03-02T14:51:00+07:00' } },
  groups: windows('14:20', '14:30', '14:35'),
};

const scenarios = {
  buy: { scenario: buy, ...buys },
  buyArrival: { scenario: buyArrival, ...buys },
  outage: { scenario: outage, ...sales },
  outageArrival: { scenario: outageArrival, ...sales },
  pickups: { scenario: pickups, ...rides },
  pickupsArrival: { scenario: pickupsArrival, ...rides },
  dated: january.dated,
} satisfies Record<string, LessonScenario>;

const run = (scenario: keyof typeof scenarios, engine: RunSpec['engine'] = 'spark'): RunSpec => ({ scenario, engine });
const { delay } = set;

const ALLOWED = microseconds('2026-03-02T14:40:00+07:00');

/** The hole that the outage left, and what came behind it, stand in one picture. */
const AFTER_THE_OUTAGE: CursorRef = { at: 'time', time: '2026-03-02T10:26:00+07:00' };

/** What was answered for a window; null where there is none. */
function said(facts: Facts | undefined, window: string, column?: string): number | null {
  try {
    const value = facts?.answers(window, column).at(-1)?.value;
    return value == null ? null : Number(value);
  } catch {
    return null;
  }
}
const both = (facts: Facts | undefined, window: string): string =>
  `${said(facts, window, 'sales')} ${said(facts, window, 'total')}`;
const sum = (facts: Facts | undefined): number =>
  (said(facts, 'w1010', 'total') ?? 0) + (said(facts, 'w1015', 'total') ?? 0);
const peakIs = (facts: Facts | undefined, window: 'w1420' | 'w1430' | 'w1435'): boolean =>
  (['w1420', 'w1430', 'w1435'] as const).every((other) => (said(facts, other) ?? 0) <= (said(facts, window) ?? -1));

export const lesson: Lesson = {
  card,
  scenarios,
  own: {
    sales: ({ main }) => count(said(main, 'w1000', 'sales')),
    total: ({ main }) => count(said(main, 'w1000', 'total')),
    mixed: ({ event }) =>
      count((said(event, 'w1000', 'total') ?? 0) + Number(event?.reader.value(event.row('before'), 'amount'))),
    beforeAmount: ({ main }) => count(Number(main.reader.value(main.row('before'), 'amount'))),
    outAmount: ({ main }) => count(Number(main.reader.value(main.row('out'), 'amount'))),
    during: ({ main }) => count(sum(main)),
    behind: ({ main }) => count(said(main, 'w1020', 'sales')),
    at1430: ({ main }) => count(said(main, 'w1430')),
    at1435: ({ main }) => count(said(main, 'w1435')),
    answeredAt: ({ main }) => {
      const answer = main.answers('w1430')[0];
      return answer ? { kind: 'time', value: answer.at } : { kind: 'none' };
    },
    allowed: () => clock(ALLOWED),
  },

  recall: {
    from: 'unbounded',
    main: { scenario: 'dated', engine: 'dailyBatch' },
    cursor: { at: 'arrival', row: 'lastMinute' },
    withhold: { rows: ['lastMinute'], groups: 'all', results: true },
    prediction: {
      kind: 'choice',
      options: {
        lost: { claim: ({ main }) => main.answers('january').at(-1)?.value !== main.truth('january') },
        rerun: {
          claim: ({ main }) =>
            main.answers('january')[0]?.value !== main.truth('january') &&
            main.answers('january').at(-1)?.value === main.truth('january'),
        },
        there: { claim: ({ main }) => main.answers('january')[0]?.value === main.truth('january') },
      },
    },
    after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'lastMinute' } },
  },

  steps: [
    {
      id: 'slant',
      main: run('buy'),
      cursor: { at: 'arrival', row: 'before' },
      lookAt: { kind: 'row', row: 'before' },
      withhold: { rows: ['before'], groups: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          happened: { claim: ({ main }) => main.belongs('before', 'w0959') && !main.belongs('before', 'w1000') },
          arrived: { claim: ({ main }) => main.belongs('before', 'w1000') && !main.belongs('before', 'w0959') },
          both: { claim: ({ main }) => main.belongs('before', 'w1000') && main.belongs('before', 'w0959') },
        },
      },
      after: { cursor: { at: 'judged', row: 'click' }, lookAt: { kind: 'row', row: 'click' } },
      minutes: 1,
    },
    {
      id: 'same-count',
      main: run('buyArrival'),
      runs: { event: run('buy') },
      offers: ['event', 'main'],
      cursor: { at: 'start' },
      lookAt: null,
      withhold: { rows: 'all', groups: 'all', state: true, results: true },
      prediction: {
        kind: 'choice',
        options: {
          same: { claim: ({ main, event }) => both(main, 'w1000') === both(event, 'w1000') },
          other: {
            claim: ({ main, event }) =>
              said(main, 'w1000', 'sales') === said(event, 'w1000', 'sales') &&
              both(main, 'w1000') !== both(event, 'w1000'),
          },
          more: {
            claim: ({ main, event }) => (said(main, 'w1000', 'sales') ?? 0) > (said(event, 'w1000', 'sales') ?? 0),
          },
        },
      },
      // Where both rows that changed places stand in the picture, also in a small one.
      after: { cursor: { at: 'judged', row: 'out' }, lookAt: { kind: 'row', row: 'before' } },
      minutes: 1,
    },
    {
      id: 'silence',
      main: run('outageArrival'),
      runs: { event: run('outage') },
      offers: ['main', 'event'],
      cursor: { at: 'arrival', row: 'firstHeld' },
      lookAt: { kind: 'row', row: 'firstHeld' },
      withhold: { rows: 'all', groups: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          zeros: { claim: ({ main }) => said(main, 'w1010') === 0 && said(main, 'w1015') === 0 },
          four: {
            claim: ({ main }) => (said(main, 'w1010', 'sales') ?? 0) + (said(main, 'w1015', 'sales') ?? 0) === 4,
          },
          nothing: { claim: ({ main }) => said(main, 'w1010') === null && said(main, 'w1015') === null },
        },
      },
      after: { cursor: AFTER_THE_OUTAGE, lookAt: { kind: 'group', group: 'w1020' } },
      minutes: 1,
    },
    {
      id: 'peak',
      main: run('pickupsArrival'),
      runs: { event: run('pickups') },
      offers: ['main', 'event'],
      cursor: { at: 'start' },
      lookAt: null,
      withhold: { rows: 'all', groups: 'all', state: true, results: true },
      prediction: {
        kind: 'choice',
        options: {
          boarded: { claim: ({ main }) => peakIs(main, 'w1430') },
          later: { claim: ({ main }) => peakIs(main, 'w1435') },
          earlier: { claim: ({ main }) => peakIs(main, 'w1420') },
        },
      },
      after: {
        cursor: { at: 'time', time: '2026-03-02T14:41:00+07:00' },
        lookAt: { kind: 'group', group: 'w1435' },
      },
      minutes: 1,
    },
    {
      id: 'engines',
      main: run('pickups'),
      screen: 'compare',
      runs: { loop: run('pickups', 'batchLoop') },
      cursor: { at: 'start' },
      lookAt: null,
      withhold: { groups: 'all', state: true, results: true },
      prediction: {
        kind: 'choice',
        options: {
          asSpark: { claim: ({ main, loop }) => said(loop, 'w1430') === said(main, 'w1430') },
          arrival: { claim: ({ loop }) => peakIs(loop, 'w1435') },
          lost: { claim: ({ loop }) => (said(loop, 'w1430') ?? 0) + (said(loop, 'w1435') ?? 0) < 9 },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'group', group: 'w1430' } },
      minutes: 2,
    },
    {
      id: 'which-question',
      main: run('outageArrival'),
      runs: { event: run('outage') },
      offers: ['main', 'event'],
      cursor: AFTER_THE_OUTAGE,
      lookAt: { kind: 'group', group: 'w1020' },
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          sold: { claim: ({ main, event }) => sum(main) === sum(event) },
          busiest: { claim: ({ main, event }) => said(main, 'w1020', 'sales') === said(event, 'w1020', 'sales') },
          line: { claim: ({ main, event }) => said(main, 'w1010') === null && said(event, 'w1010') !== null },
        },
      },
      after: { cursor: AFTER_THE_OUTAGE, lookAt: { kind: 'group', group: 'w1020' } },
      minutes: 1,
    },
  ],

  checks: [
    {
      id: 'check',
      start: run('pickups'),
      cursor: { at: 'end' },
      knobs: ['delay'],
      shows: ['at1430', 'answeredAt'],
      demands: {
        complete: (facts) => said(facts, 'w1430') === facts.truth('w1430'),
        soon: (facts) => (facts.answers('w1430')[0]?.at ?? Number.POSITIVE_INFINITY) <= ALLOWED,
      },
      solutions: [{ changes: [delay('2 minutes')] }, { changes: [delay('3 minutes')] }],
      wrong: [
        { changes: [delay('1 minute')], fails: 'complete' },
        { changes: [], fails: 'soon' },
        { changes: [delay('2 minutes'), { set: 'trigger', to: '30 seconds' }], fails: 'alone' },
      ],
    },
  ],

  terms: ['eventTime', 'processingTime', 'window'],
};
