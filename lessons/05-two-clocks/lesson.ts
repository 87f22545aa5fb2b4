import { type Duration, MINUTE } from '../../engine/time';
import { scenarios as january } from '../02-unbounded/scenarios';
import { microseconds } from '../facts';
import { clock, count, set } from '../make';
import type { CursorRef, Facts, Lesson, LessonScenario, RunSpec, Runs } from '../schema';
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

/** The window that the last step asks about, in each stream. */
const asked = <G extends object, K extends keyof G>(groups: G, name: K) => ({ ...groups, asked: groups[name] });

const scenarios = {
  buy: { scenario: buy, ...buys, groups: asked(buys.groups, 'w1000') },
  buyArrival: { scenario: buyArrival, ...buys, groups: asked(buys.groups, 'w1000') },
  outage: { scenario: outage, ...sales, groups: asked(sales.groups, 'w1010') },
  outageArrival: { scenario: outageArrival, ...sales, groups: asked(sales.groups, 'w1020') },
  pickups: { scenario: pickups, ...rides, groups: asked(rides.groups, 'w1430') },
  pickupsArrival: { scenario: pickupsArrival, ...rides, groups: asked(rides.groups, 'w1435') },
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

/** Of how many rows, or for what sum, a run of five minutes from a time on is: by when its rows happened, or came. */
function inWindow(facts: Facts, by: 'made' | 'came', from: string, size: Duration, column?: string): number {
  const { reader } = facts;
  const start = microseconds(`2026-03-02T${from}:00+07:00`);
  const when = (row: number) => (by === 'came' ? reader.arrivesAt(row) : reader.eventTime(row));
  const rows = [...reader.trace.arrivalOrder].filter((row) => when(row) >= start && when(row) < start + size);
  return rows.reduce((sum, row) => sum + (column ? Number(reader.value(row, column)) : 1), 0);
}
/** The six questions: which streams they are about, what is true of their rows, and what a run by either clock says. */
const CARDS: Readonly<
  Record<
    string,
    {
      readonly of: 'buy' | 'ride' | 'line';
      readonly shownOn: keyof typeof scenarios;
      /** Read off the rows of the run by event time, whose rows are those of the other. */
      readonly truth: (facts: Facts) => number;
      readonly says: (facts: Facts) => number;
    }
  >
> = {
  alive: {
    of: 'line',
    shownOn: 'outageArrival',
    truth: (facts) => inWindow(facts, 'came', '10:10', 10 * MINUTE),
    says: (facts) => (said(facts, 'w1010', 'sales') ?? 0) + (said(facts, 'w1015', 'sales') ?? 0),
  },
  sales: {
    of: 'buy',
    shownOn: 'buy',
    truth: (facts) => inWindow(facts, 'made', '10:00', MINUTE, 'amount'),
    says: (facts) => said(facts, 'w1000', 'total') ?? 0,
  },
  bill: {
    of: 'line',
    shownOn: 'outageArrival',
    truth: (facts) => inWindow(facts, 'came', '10:20', 5 * MINUTE),
    says: (facts) => said(facts, 'w1020', 'sales') ?? 0,
  },
  peak: {
    of: 'ride',
    shownOn: 'pickups',
    truth: (facts) =>
      inWindow(facts, 'made', '14:30', 5 * MINUTE) > inWindow(facts, 'made', '14:35', 5 * MINUTE) ? 0 : 1,
    says: (facts) => (peakIs(facts, 'w1430') ? 0 : 1),
  },
  door: {
    of: 'ride',
    shownOn: 'pickupsArrival',
    truth: (facts) => inWindow(facts, 'came', '14:35', 5 * MINUTE),
    says: (facts) => said(facts, 'w1435') ?? 0,
  },
  during: {
    of: 'line',
    shownOn: 'outage',
    truth: (facts) => inWindow(facts, 'made', '10:10', 10 * MINUTE, 'amount'),
    says: sum,
  },
};
const answersIt =
  (clock: 'Event' | 'Arrival') =>
  (_: Facts, item: string, runs: Runs): boolean => {
    const card = CARDS[item];
    const [event, by] = [runs[`${card?.of}Event`], runs[`${card?.of}${clock}`]];
    return card !== undefined && event !== undefined && by !== undefined && card.says(by) === card.truth(event);
  };

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
    behind: ({ main }) => count(said(main, 'w1020', 'sales')),
    at1430: ({ main }) => count(said(main, 'w1430')),
    at1435: ({ main }) => count(said(main, 'w1435')),
    answeredAt: ({ main }) => {
      const answer = main.answers('w1430')[0];
      return answer ? { kind: 'time', value: answer.at } : { kind: 'none' };
    },
    allowed: () => clock(ALLOWED),
    soldByEvent: ({ buyEvent }) => count(said(buyEvent, 'w1000', 'total')),
    soldByArrival: ({ buyArrival }) => count(said(buyArrival, 'w1000', 'total')),
    duringByEvent: ({ lineEvent }) => count(sum(lineEvent)),
    doorByArrival: ({ rideArrival }) => count(said(rideArrival, 'w1435')),
    doorByEvent: ({ rideEvent }) => count(said(rideEvent, 'w1435')),
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
    again: [set.at('01:00:00')],
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
      again: [set.arrival('tunnel', '2026-03-02T14:33:00+07:00')],
      after: { cursor: { at: 'end' }, lookAt: { kind: 'group', group: 'w1430' } },
      minutes: 2,
    },
    {
      id: 'which-question',
      main: run('outageArrival'),
      runs: {
        buyEvent: run('buy'),
        buyArrival: run('buyArrival'),
        rideEvent: run('pickups'),
        rideArrival: run('pickupsArrival'),
        lineEvent: run('outage'),
        lineArrival: run('outageArrival'),
        ...Object.fromEntries(Object.entries(CARDS).map(([name, { shownOn }]) => [name, run(shownOn)])),
      },
      offers: ['buyEvent', 'buyArrival', 'rideEvent', 'rideArrival', 'lineEvent', 'lineArrival'],
      cursor: AFTER_THE_OUTAGE,
      lookAt: null,
      withhold: { groups: 'all', results: true },
      prediction: {
        kind: 'match',
        items: ['alive', 'sales', 'bill', 'peak', 'door', 'during'],
        options: { event: answersIt('Event'), arrival: answersIt('Arrival') },
        cause: { subject: { kind: 'group', group: 'asked' }, cursor: { at: 'end' } },
      },
      after: { cursor: AFTER_THE_OUTAGE, lookAt: { kind: 'group', group: 'w1020' } },
      minutes: 2,
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
