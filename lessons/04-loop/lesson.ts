import { MINUTE } from '../../engine/time';
import { scenarios as visits } from '../03-infinite/scenarios';
import { count, set, time } from '../make';
import { heldAfter, settingOf, sinkOf } from '../quote';
import type { Change, Facts, Lesson, LoopChange, RunSpec } from '../schema';
import { card } from './card';
import { scenarios as clicks } from './scenarios';

/** With the users of the lesson before, of whom it asks first. */
const scenarios = { ...clicks, users: visits.bounded };

type Name = keyof typeof scenarios | keyof typeof import('./later').scenarios;
const loop = (scenario: Name, to?: LoopChange, ...more: Change[]): RunSpec => ({
  scenario,
  engine: 'batchLoop',
  changes: [...(to ? [{ set: 'loop', to } as const] : []), ...more],
});
const spark = (scenario: Name, ...changes: Change[]): RunSpec => ({ scenario, engine: 'spark', changes });
const { delay } = set;

/** The work takes 30 seconds, and the sleep follows it. */
const DRIFTING: LoopChange = { boundary: 'halfOpen', drift: true, workTime: '30 seconds' };
const dies = (restartAfter: string): Change => ({
  set: 'crash',
  engine: 'batchLoop',
  where: { batchId: 1, after: 'half-written' },
  restartAfter,
});
const sparkDies: Change = {
  set: 'crash',
  engine: 'spark',
  where: { batchId: 1, after: 'sink-written' },
  restartAfter: '90 seconds',
};

const WINDOWS = ['w0000', 'w0005', 'w0010'] as const;

/** What was said of a window, several sayings added up; 0 if nothing. */
function said(facts: Facts | undefined, window: string): number {
  return facts?.answers(window).reduce((sum, answer) => sum + Number(answer.value), 0) ?? Number.NaN;
}
const total = (facts: Facts | undefined): number => WINDOWS.reduce((sum, window) => sum + said(facts, window), 0);
const truth = (facts: Facts): number => WINDOWS.reduce((sum, window) => sum + Number(facts.truth(window)), 0);
const rightWindows = (facts: Facts): number =>
  WINDOWS.filter((window) => said(facts, window) === Number(facts.truth(window))).length;
const allRight = (facts: Facts): boolean => rightWindows(facts) === WINDOWS.length;
/** How often a reader of the sink finds each row, of all that came. */
function timesEach(facts: Facts): ReadonlyMap<number, number> {
  const times = new Map([...facts.reader.trace.arrivalOrder].map((row) => [row, 0]));
  for (const { output } of sinkOf(facts)) {
    const row = facts.reader.trace.output.row[output] as number;
    times.set(row, (times.get(row) ?? 0) + 1);
  }
  return times;
}
const times = (facts: Facts, row: string): number => timesEach(facts).get(facts.row(row)) ?? 0;
const lostRows = (facts: Facts): number => [...timesEach(facts).values()].filter((n) => n === 0).length;
const doubledRows = (facts: Facts): number => [...timesEach(facts).values()].filter((n) => n > 1).length;
/** Clicks that do not arrive as they happen. */
const moved = ({ reader }: Facts): number =>
  [...reader.trace.arrivalOrder].filter((row) => reader.arrivesAt(row) !== reader.eventTime(row)).length;
/** Whether an earlier run has read a row of the same user: who is counted here was counted before. */
function countedBefore({ reader }: Facts, row: number): boolean {
  const batchOf = (of: number): number | null => {
    const { read } = reader.rowEntries(of);
    return read === null ? null : reader.entry(read).batch;
  };
  const batch = batchOf(row);
  const user = reader.value(row, 'userId');
  return [...reader.trace.arrivalOrder].some((other) => {
    const earlier = batchOf(other);
    return reader.value(other, 'userId') === user && earlier !== null && batch !== null && earlier < batch;
  });
}
const pointed = ({ beside }: Facts): number | null => beside?.pointed ?? null;
const firstRight = (facts: Facts): boolean => said(facts, 'w0000') === Number(facts.truth('w0000'));
const users = (facts: Facts | undefined): number => said(facts, 'w0000') + said(facts, 'w0005');
const runOf = (facts: Facts, row: string): number | null => facts.batch({ reads: row });

export const lesson: Lesson = {
  card,
  scenarios,
  later: async () => (await import('./later')).scenarios,
  own: {
    total: ({ main }) => count(total(main)),
    truth: ({ main }) => count(truth(main)),
    w0000: ({ main }) => count(said(main, 'w0000')),
    w0005: ({ main }) => count(said(main, 'w0005')),
    w0010: ({ main }) => count(said(main, 'w0010')),
    rightWindows: ({ main }) => count(rightWindows(main)),
    loopUsers: ({ main }) => count(users(main)),
    users: ({ spark: run }) => count(Number(run?.answers('hour')[0]?.value)),
    heldFirst: ({ main }) => count(heldAfter(main, runOf(main, 'c') as number)),
    heldSecond: ({ main }) => count(heldAfter(main, runOf(main, 'd') as number)),
    restart: ({ main }) => time(main.reader.trace.crashes[0]?.restartsAt),
    crashed: ({ main }) => time(main.reader.trace.crashes[0]?.at),
    replayed: ({ main }) => count(main.reader.trace.batches.numInputRows[runOf(main, 'c') as number] as number),
    lostRows: ({ main }) => count(lostRows(main)),
    doubledRows: ({ main }) => count(doubledRows(main)),
    moved: ({ main }) => count(moved(main)),
    pointedUser: ({ main }) => {
      const row = pointed(main);
      return { kind: 'text', value: row === null ? '–' : String(main.reader.value(row, 'userId')) };
    },
    pointedAt: ({ main }) => {
      const row = pointed(main);
      return row === null ? { kind: 'text', value: '–' } : time(main.reader.eventTime(row));
    },
    again: ({ main }) => time(main.reader.trace.batches.readFrom?.[runOf(main, 'e') as number]),
  },

  recall: {
    from: 'infinite',
    main: spark('users'),
    cursor: { at: 'committed', batch: { answers: 'monday' } },
    withhold: { rows: ['lateG'] },
    prediction: {
      kind: 'choice',
      options: {
        monday: { claim: ({ main }) => main.answers('monday').length > 1 },
        dropped: { claim: ({ main }) => main.late('lateG') },
        tuesday: { claim: ({ main }) => !main.late('lateG') && main.answers('monday').length === 1 },
      },
    },
    after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'lateG' } },
  },

  steps: [
    {
      id: 'closed',
      main: loop('boundary'),
      screen: 'loop',
      runs: { open: loop('boundary', { boundary: 'open' }), half: loop('boundary', { boundary: 'halfOpen' }) },
      offers: ['main', 'open', 'half'],
      cursor: { at: 'arrival', row: 'd' },
      lookAt: { kind: 'row', row: 'd' },
      withhold: { rows: 'all', groups: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          nine: { claim: ({ main }) => total(main) === truth(main) },
          more: { claim: ({ main }) => total(main) > truth(main) },
          fewer: { claim: ({ main }) => total(main) < truth(main) },
        },
      },
      again: [set.arrival('d', '2026-03-02T00:05:01+07:00')],
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'd' } },
      minutes: 2,
    },
    {
      id: 'drift',
      main: loop('boundary', DRIFTING),
      screen: 'loop',
      runs: { stream: spark('boundary') },
      offers: ['main', 'stream'],
      cursor: { at: 'arrival', row: 'e' },
      lookAt: { kind: 'row', row: 'e' },
      withhold: { rows: 'all', groups: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          first: { claim: ({ main }) => runOf(main, 'e') === 0 },
          second: { claim: ({ main }) => runOf(main, 'e') === 1 },
          none: { claim: ({ main }) => runOf(main, 'e') === null },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'e' } },
      task: {
        knobs: ['arrival'],
        row: 'e',
        done: (stage) => stage.reader.trace.engine === 'batchLoop' && runOf(stage, 'e') !== null,
        solution: [set.arrival('e', '2026-03-02T00:05:31+07:00')],
      },
      minutes: 3,
    },
    {
      id: 'late',
      main: loop('late'),
      screen: 'loop',
      cursor: { at: 'arrival', row: 'c' },
      lookAt: { kind: 'row', row: 'c' },
      withhold: { rows: ['c'], groups: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          three: { claim: ({ main }) => rightWindows(main) === 3 },
          two: { claim: ({ main }) => rightWindows(main) === 2 },
          one: { claim: ({ main }) => rightWindows(main) === 1 },
        },
      },
      again: [set.arrival('c', '2026-03-02T00:04:30+07:00')],
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'c' } },
      minutes: 2,
    },
    {
      id: 'by-event',
      main: loop('late', { readBy: 'eventTime' }),
      screen: 'loop',
      runs: {
        patient: spark('late'),
        short: spark('late', delay('5 minutes')),
        six: spark('late', delay('6 minutes')),
      },
      offers: ['main', 'short', 'patient'],
      cursor: { at: 'arrival', row: 'c' },
      lookAt: { kind: 'row', row: 'c' },
      withhold: { rows: ['c'], groups: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          first: { claim: ({ main }) => said(main, 'w0000') === Number(main.truth('w0000')) },
          third: { claim: ({ main }) => said(main, 'w0010') > Number(main.truth('w0010')) },
          nowhere: { claim: ({ main }) => runOf(main, 'c') === null },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'c' } },
      task: {
        from: 'short',
        knobs: ['delay'],
        // The smallest whole minute: with one less the late click is dropped.
        done: (stage, { six }) =>
          stage.reader.trace.engine === 'spark' &&
          six !== undefined &&
          !firstRight(six) &&
          firstRight(stage) &&
          settingOf(stage).delay === settingOf(six).delay + MINUTE,
        solution: [delay('7 minutes')],
      },
      minutes: 3,
    },
    {
      id: 'dies',
      main: loop('crash', undefined, dies('90 seconds')),
      screen: 'loop',
      runs: {
        lucky: loop('crash', undefined, dies('2 minutes')),
        one: loop('crash', undefined, dies('4 minutes')),
        late: loop('crash', undefined, dies('5 minutes')),
      },
      offers: ['main', 'lucky', 'one', 'late'],
      cursor: { at: 'time', time: '2026-03-02T00:11:00+07:00' },
      lookAt: { kind: 'crash' },
      withhold: { rows: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          good: { claim: ({ main }) => ['c', 'd', 'a', 'b'].every((row) => times(main, row) === 1) },
          twice: {
            claim: ({ main }) => times(main, 'd') === 2 && ['c', 'a', 'b'].every((row) => times(main, row) === 1),
          },
          lost: { claim: ({ main }) => times(main, 'a') === 0 && times(main, 'b') === 0 },
        },
      },
      again: [dies('2 minutes')],
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'd' } },
      minutes: 2,
    },
    {
      id: 'replay',
      main: spark('crash', sparkDies),
      cursor: { at: 'time', time: '2026-03-02T00:11:00+07:00' },
      lookAt: { kind: 'crash' },
      withhold: { rows: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          rest: { claim: ({ main }) => main.reader.trace.batches.numInputRows[runOf(main, 'c') as number] === 2 },
          same: {
            claim: ({ main }) =>
              main.reader.trace.batches.numInputRows[runOf(main, 'c') as number] === 4 &&
              runOf(main, 'e') !== runOf(main, 'c'),
          },
          more: { claim: ({ main }) => main.reader.trace.batches.numInputRows[runOf(main, 'c') as number] === 5 },
        },
      },
      after: { cursor: { at: 'committed', batch: { reads: 'c' } }, lookAt: { kind: 'batch', batch: { reads: 'c' } } },
      minutes: 2,
    },
    {
      id: 'distinct',
      main: loop('distinct'),
      runs: { spark: spark('unique') },
      offers: ['main', 'spark'],
      cursor: { at: 'arrival', row: 'd' },
      lookAt: { kind: 'row', row: 'again' },
      withhold: { groups: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          five: { claim: ({ main, spark: run }) => users(main) === Number(run?.answers('hour')[0]?.value) },
          four: {
            claim: ({ main, spark: run }) => Number(run?.answers('hour')[0]?.value) === 4 && users(main) === 5,
          },
          three: { claim: ({ spark: run }) => Number(run?.answers('hour')[0]?.value) === 3 },
        },
      },
      after: { cursor: { at: 'committed', batch: { reads: 'd' } }, lookAt: { kind: 'row', row: 'again' } },
      minutes: 2,
    },
    {
      id: 'who-is-new',
      main: spark('unique'),
      cursor: { at: 'committed', batch: { reads: 'c' } },
      lookAt: { kind: 'batch', batch: { reads: 'c' } },
      withhold: { state: true },
      prediction: {
        kind: 'choice',
        options: {
          five: { claim: ({ main }) => heldAfter(main, runOf(main, 'd') as number) === 5 },
          four: { claim: ({ main }) => heldAfter(main, runOf(main, 'd') as number) === 4 },
          two: { claim: ({ main }) => heldAfter(main, runOf(main, 'd') as number) === 2 },
        },
      },
      after: { cursor: { at: 'committed', batch: { reads: 'd' } }, lookAt: { kind: 'row', row: 'again' } },
      minutes: 2,
    },
  ],

  checks: [
    {
      id: 'check',
      screen: 'loop',
      start: loop('boundary', { boundary: 'closed', drift: true, workTime: '30 seconds' }),
      cursor: { at: 'end' },
      knobs: ['loop'],
      shows: ['w0000', 'w0005', 'w0010'],
      demands: { right: allRight },
      solutions: [{ changes: [{ set: 'loop', to: { boundary: 'halfOpen', drift: false, workTime: '0 seconds' } }] }],
      wrong: [
        { changes: [], fails: 'right' },
        { changes: [{ set: 'loop', to: { boundary: 'halfOpen' } }], fails: 'right' },
        { changes: [{ set: 'loop', to: { boundary: 'open', drift: false, workTime: '0 seconds' } }], fails: 'right' },
        {
          changes: [
            { set: 'loop', to: { boundary: 'halfOpen', drift: false, workTime: '0 seconds' } },
            { set: 'arrival', row: 'e', to: '2026-03-02T00:05:02+07:00' },
          ],
          fails: 'alone',
        },
      ],
    },
    {
      id: 'check-break',
      start: loop('boundary', { boundary: 'halfOpen' }),
      screen: 'loop',
      cursor: { at: 'end' },
      knobs: ['arrival'],
      shows: ['w0000', 'w0005', 'w0010'],
      demands: { broken: (facts) => !allRight(facts), one: (facts) => moved(facts) <= 1 },
      solutions: [
        { changes: [set.arrival('e', '2026-03-02T00:10:30+07:00')] },
        { changes: [set.arrival('d', '2026-03-02T00:12:00+07:00')] },
      ],
      wrong: [
        { changes: [], fails: 'broken' },
        { changes: [set.arrival('e', '2026-03-02T00:07:00+07:00')], fails: 'broken' },
        {
          changes: [set.arrival('e', '2026-03-02T00:10:30+07:00'), set.arrival('d', '2026-03-02T00:10:30+07:00')],
          fails: 'one',
        },
        { changes: [{ set: 'loop', to: { boundary: 'closed' } }], fails: 'alone' },
      ],
    },
    {
      id: 'check-restart',
      start: loop('crash', undefined, dies('90 seconds')),
      cursor: { at: 'end' },
      knobs: ['crash'],
      shows: ['restart', 'lostRows', 'doubledRows'],
      demands: {
        died: ({ reader: { trace } }) => trace.crashes.length === 1 && trace.crashes[0]?.after === 'half-written',
        lost: (facts) => lostRows(facts) === 1,
        once: (facts) => doubledRows(facts) === 0,
      },
      solutions: [{ changes: [dies('4 minutes')] }, { changes: [dies('3 minutes 20 seconds')] }],
      wrong: [
        { changes: [], fails: 'once' },
        { changes: [dies('2 minutes')], fails: 'lost' },
        { changes: [dies('5 minutes')], fails: 'lost' },
        {
          changes: [
            {
              set: 'crash',
              engine: 'batchLoop',
              where: { batchId: 1, after: 'written' },
              restartAfter: '4 minutes',
            },
          ],
          fails: 'died',
        },
        { changes: [dies('4 minutes'), { set: 'loop', to: { interval: '4 minutes' } }], fails: 'alone' },
      ],
    },
    {
      id: 'check-row',
      start: loop('distinct'),
      cursor: { at: 'end' },
      knobs: [],
      points: true,
      shows: ['pointedUser', 'pointedAt'],
      demands: {
        pointed: (facts) => pointed(facts) !== null,
        again: (facts) => {
          const row = pointed(facts);
          return row === null || countedBefore(facts, row);
        },
      },
      solutions: [{ changes: [], pointed: 'again' }],
      wrong: [
        { changes: [], fails: 'pointed' },
        { changes: [], pointed: 'd', fails: 'again' },
        { changes: [], pointed: 'c', fails: 'again' },
        { changes: [{ set: 'loop', to: { boundary: 'closed' } }], pointed: 'again', fails: 'alone' },
      ],
    },
  ],

  terms: ['halfOpen', 'drift', 'offset', 'replay'],
};
