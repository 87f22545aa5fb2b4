import { MINUTE } from '../../engine/time';
import { count, length, set, time } from '../make';
import { batchNumber } from '../place';
import { settingOf } from '../quote';
import type { Change, Claim, Facts, Lesson, LessonScenario, RunSpec, Runs } from '../schema';
import { card } from './card';
import late1015 from './late-1015.json?scenario';
import { ignored, neverTooEarly, recomputed, updated } from './lateBy15';
import { sweepPoint } from './sweep';
import tunnel from './tunnel.json?scenario';
import tunnelClock from './tunnel-clock.json?scenario';
import tunnelSweep from './tunnel-sweep.json?scenario';

// ---------------------------------------------------------------- scenarios and their names

const pickupAt = (time: string) => ({ pickupTime: `2026-03-02T${time}+07:00` });
const windowAt = (time: string) => ({ windowStart: `2026-03-02T${time}:00+07:00` });

const pickups: Omit<LessonScenario, 'scenario'> = {
  rows: {
    tunnel: pickupAt('14:03:50'),
    overtaken: pickupAt('14:04:30'),
    overtaking: pickupAt('14:06:05'),
    straggler: pickupAt('14:07:30'),
    newest4: pickupAt('14:08:50'),
    older: pickupAt('14:09:40'),
    newest5: pickupAt('14:11:15'),
    beside: pickupAt('14:20:15'),
  },
  groups: {
    w1400: windowAt('14:00'),
    w1405: windowAt('14:05'),
    w1410: windowAt('14:10'),
    w1415: windowAt('14:15'),
    w1420: windowAt('14:20'),
  },
};

const scenarios: Record<string, LessonScenario> = {
  tunnel: { scenario: tunnel, ...pickups },
  'tunnel-sweep': { scenario: tunnelSweep, ...pickups },
  'tunnel-clock': {
    scenario: tunnelClock,
    rows: { fast: pickupAt('15:08:50'), straggler: pickupAt('14:07:30'), firstLost: pickupAt('14:09:40') },
    groups: pickups.groups,
  },
  'late-1015': {
    scenario: late1015,
    rows: { late: { eventTime: '2026-03-02T10:00:00+07:00' } },
    groups: { w1000: windowAt('10:00'), w1005: windowAt('10:05') },
  },
};

const run = (scenario: string, ...changes: Change[]): RunSpec => ({ scenario, engine: 'spark', changes });
const { delay } = set;
const arrives = (time: string): Change => ({ set: 'arrival', row: 'tunnel', to: `2026-03-02T${time}+07:00` });

// ---------------------------------------------------------------- what the questions ask

const delayOf = (facts: Facts): number => settingOf(facts).delay;

/** What W of a batch would be if the water followed the clock: the batch's start, less the delay. */
const byClock = ({ main }: Runs, id: number): number => main.started({ id }) - delayOf(main);
/** What it would be if it followed the arrival of the newest row of the batch before. */
const byArrival = ({ main }: Runs, newest: string): number => main.arrived(newest) - delayOf(main);
const byEvent = ({ main }: Runs, newest: string): number => main.happened(newest) - delayOf(main);
const water = ({ main }: Runs, id: number): number => main.watermark({ id });

/** The batch that closes the window of the pickup from the tunnel. */
const closing = { kind: 'batch', batch: { answers: 'w1400' } } as const;

/** True if the row counts in one run and no longer in the other, in which it comes a second later. */
const edge =
  (last: string, tooLate: string): Claim =>
  (runs) =>
    counted(runs, last) && !counted(runs, tooLate);
const counted = (runs: Runs, name: string): boolean => runs[name]?.counted('tunnel') ?? false;

const countedAtZero = ({ zero }: Runs): number => (zero ? sweepPoint(zero).counted : Number.NaN);

/** Rows late in a run, by number. */
const lateIn = ({ reader }: Facts): number[] => {
  const end = reader.at(reader.length);
  return [...reader.trace.arrivalOrder].filter((row) => end.rowStatus(row) === 'late');
};
/** Rows that arrive after the first batch that tests against the jumped watermark has been before. */
const arrivingAfterTheJump = (facts: Facts): number[] => {
  const first = batchNumber({ reads: 'fast' }, facts) + 2;
  const { reader } = facts;
  return [...reader.trace.arrivalOrder].filter((row) => {
    const { read } = reader.rowEntries(row);
    return read !== null && (reader.entry(read).batch ?? -1) >= first;
  });
};

/** What the check asks for: pickups counted, and the longest median wait. */
const WANTED = 15;
const ALLOWED_WAIT = 6 * MINUTE;

// ---------------------------------------------------------------- the lesson

export const lesson: Lesson = {
  card,
  scenarios,
  own: {
    mode: ({ main }) => ({ kind: 'text', value: main.reader.scenario.engines.spark.outputMode }),
    clock5: (runs) => time(byClock(runs, 5)),
    clock6: (runs) => time(byClock(runs, 6)),
    clock7: (runs) => time(byClock(runs, 7)),
    arrival5: (runs) => time(byArrival(runs, 'newest4')),
    arrival6: (runs) => time(byArrival(runs, 'newest5')),
    event5: (runs) => time(byEvent(runs, 'newest4')),
    event6: (runs) => time(byEvent(runs, 'newest5')),
    fallen7: (runs) => time(byEvent(runs, 'older')),
    jumped: (runs) => time(byEvent(runs, 'fast')),
    counted: ({ main }) => count(sweepPoint(main).counted),
    due: ({ main }) => count(sweepPoint(main).due),
    medianWait: ({ main }) => {
      const { medianWait } = sweepPoint(main);
      return Number.isFinite(medianWait) ? { kind: 'duration', value: medianWait } : { kind: 'none' };
    },
    wanted: () => count(WANTED),
    allowedWait: () => length(ALLOWED_WAIT),
  },

  recall: {
    from: 'two-clocks',
    main: run('tunnel'),
    cursor: { at: 'arrival', row: 'overtaken' },
    withhold: { rows: ['overtaken'] },
    prediction: {
      kind: 'choice',
      options: {
        arrived: { claim: ({ main }) => main.belongs('overtaken', 'w1405') },
        happened: { claim: ({ main }) => main.belongs('overtaken', 'w1400') },
        read: { claim: ({ main }) => main.belongs('overtaken', 'w1410') },
      },
    },
    after: { cursor: { at: 'judged', row: 'overtaken' }, lookAt: { kind: 'row', row: 'overtaken' } },
  },

  steps: [
    {
      id: 'crest',
      main: run('tunnel'),
      cursor: { at: 'committed', batch: { id: 4 } },
      lookAt: { kind: 'batch', batch: { id: 4 } },
      withhold: { watermark: true },
      prediction: {
        kind: 'choice',
        options: {
          clock: { claim: (r) => water(r, 5) === byClock(r, 5) && water(r, 6) === byClock(r, 6) },
          event: { claim: (r) => water(r, 5) === byEvent(r, 'newest4') && water(r, 6) === byEvent(r, 'newest5') },
          arrival: { claim: (r) => water(r, 5) === byArrival(r, 'newest4') && water(r, 6) === byArrival(r, 'newest5') },
        },
      },
      again: [delay('3 minutes')],
      after: { cursor: { at: 'committed', batch: { id: 5 } }, lookAt: { kind: 'watermark' } },
      minutes: 2,
    },
    {
      id: 'out-of-order',
      main: run('tunnel'),
      cursor: { at: 'arrival', row: 'overtaken' },
      lookAt: { kind: 'row', row: 'overtaken' },
      withhold: { rows: ['overtaken'] },
      prediction: {
        kind: 'choice',
        options: {
          late: { claim: ({ main }) => main.late('overtaken') },
          order: { claim: ({ main }) => main.counted('overtaken') && main.belongs('overtaken', 'w1400') },
          moved: { claim: ({ main }) => main.counted('overtaken') && main.belongs('overtaken', 'w1405') },
        },
      },
      again: [{ set: 'arrival', row: 'overtaken', to: '2026-03-02T14:17:00+07:00' }],
      after: { cursor: { at: 'judged', row: 'overtaken' }, lookAt: { kind: 'row', row: 'overtaken' } },
      minutes: 1,
    },
    {
      id: 'never-back',
      main: run('tunnel'),
      cursor: { at: 'planned', batch: { reads: 'older' } },
      lookAt: { kind: 'batch', batch: { reads: 'older' } },
      withhold: { watermark: true },
      prediction: {
        kind: 'choice',
        options: {
          falls: { claim: (r) => water(r, 7) === byEvent(r, 'older') },
          stays: { claim: (r) => water(r, 7) === water(r, 6) },
          clock: { claim: (r) => water(r, 7) === byClock(r, 7) },
        },
      },
      again: [delay('3 minutes')],
      after: { cursor: { at: 'committed', batch: { reads: 'older' } }, lookAt: { kind: 'watermark' } },
      minutes: 1,
    },
    {
      id: 'tunnel',
      main: run('tunnel'),
      cursor: { at: 'planned', batch: { reads: 'tunnel' } },
      lookAt: { kind: 'row', row: 'tunnel' },
      withhold: { rows: ['tunnel'], groups: ['w1400'] },
      prediction: {
        kind: 'choice',
        options: {
          corrected: {
            claim: ({ main }) => main.answers('w1400').length > 1,
            cause: { subject: { kind: 'group', group: 'w1400' } },
          },
          dropped: { claim: ({ main }) => main.late('tunnel') },
          moved: { claim: ({ main }) => main.counted('tunnel') && main.belongs('tunnel', 'w1420') },
        },
      },
      again: [{ set: 'outputMode', to: 'complete' }],
      after: { cursor: { at: 'judged', row: 'tunnel' }, lookAt: { kind: 'row', row: 'tunnel' } },
      minutes: 1,
    },
    {
      id: 'edge',
      main: run('tunnel'),
      runs: {
        end: run('tunnel', arrives('14:10:00')),
        endAfter: run('tunnel', arrives('14:10:01')),
        batch: run('tunnel', arrives('14:14:00')),
        batchAfter: run('tunnel', arrives('14:14:01')),
        moment: run('tunnel', arrives('14:20:29')),
      },
      offers: ['main', 'batch', 'batchAfter'],
      cursor: { at: 'judged', row: 'tunnel' },
      lookAt: { kind: 'row', row: 'tunnel' },
      withhold: { rows: ['tunnel'], groups: ['w1400'] },
      prediction: {
        kind: 'choice',
        options: {
          end: { claim: edge('end', 'endAfter'), cause: { subject: closing } },
          batch: { claim: edge('batch', 'batchAfter'), cause: { subject: closing } },
          moment: { claim: edge('moment', 'main'), cause: { subject: closing } },
        },
      },
      after: {
        cursor: { at: 'committed', batch: { answers: 'w1400' } },
        // The pickup itself, still on its way: its end is what the task has dragged to where now stands.
        lookAt: { kind: 'row', row: 'tunnel' },
      },
      task: {
        knobs: ['arrival'],
        row: 'tunnel',
        done: (stage) =>
          stage.counted('tunnel') && stage.batch({ reads: 'tunnel' }) === stage.batch({ answers: 'w1400' }),
        solution: [arrives('14:14:00')],
      },
      minutes: 2,
    },
    {
      id: 'price',
      main: run('tunnel'),
      runs: {
        zero: run('tunnel', delay('0 seconds')),
        almost: run('tunnel', delay('11 minutes 30 seconds')),
        enough: run('tunnel', delay('11 minutes 31 seconds')),
        sweep0: run('tunnel-sweep', delay('0 seconds')),
        sweep5: run('tunnel-sweep'),
        sweepEnough: run('tunnel-sweep', delay('13 minutes 11 seconds')),
      },
      offers: ['zero', 'main', 'enough', 'sweep0', 'sweep5', 'sweepEnough'],
      cursor: { at: 'end' },
      lookAt: { kind: 'measure', measure: 'completeness' },
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          half: { claim: (runs) => countedAtZero(runs) === 8 },
          fewer: { claim: (runs) => countedAtZero(runs) === 12 },
          same: { claim: (runs) => countedAtZero(runs) === sweepPoint(runs.main).counted },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'measure', measure: 'wait' } },
      minutes: 2,
    },
    {
      id: 'chosen-before',
      main: run('late-1015'),
      runs: {
        update5: run('late-1015', { set: 'outputMode', to: 'update' }),
        update15: run('late-1015', { set: 'outputMode', to: 'update' }, delay('15 minutes')),
        complete5: run('late-1015', { set: 'outputMode', to: 'complete' }),
        append15: run('late-1015', delay('15 minutes')),
      },
      offers: ['main', 'update5', 'update15', 'complete5', 'append15'],
      cursor: { at: 'arrival', row: 'late' },
      lookAt: { kind: 'row', row: 'late' },
      withhold: { rows: ['late'], groups: ['w1000'], results: true },
      prediction: {
        kind: 'match',
        items: ['main', 'update5', 'update15', 'complete5', 'append15'],
        options: { ignored, updated, recomputed, neverTooEarly },
        cause: { subject: { kind: 'row', row: 'late' }, cursor: { at: 'judged', row: 'late' } },
      },
      after: { cursor: { at: 'judged', row: 'late' }, lookAt: { kind: 'row', row: 'late' } },
      minutes: 2,
    },
    {
      id: 'fast-clock',
      main: run('tunnel-clock'),
      cursor: { at: 'arrival', row: 'fast' },
      lookAt: { kind: 'row', row: 'fast' },
      withhold: { rows: 'all', groups: 'all', watermark: true, state: true, results: true },
      prediction: {
        kind: 'choice',
        options: {
          asBefore: { claim: ({ main }) => lateIn(main).length <= 1 && !main.late('fast') },
          all: {
            claim: ({ main }) => {
              const late = lateIn(main);
              const after = arrivingAfterTheJump(main);
              return after.length > 1 && late.length === after.length && after.every((row) => late.includes(row));
            },
          },
          onlyIt: {
            claim: ({ main }) => main.late('fast') && lateIn(main).length === 1,
            cause: { subject: { kind: 'row', row: 'fast' } },
          },
        },
      },
      again: [{ set: 'trigger', to: '3 minutes' }],
      after: { cursor: { at: 'end' }, lookAt: { kind: 'watermark' } },
      minutes: 1,
    },
  ],

  checks: [
    {
      id: 'check',
      start: run('tunnel-sweep'),
      cursor: { at: 'end' },
      knobs: ['delay'],
      shows: ['counted', 'medianWait'],
      demands: {
        counted: (facts) => sweepPoint(facts).counted >= WANTED,
        wait: (facts) => sweepPoint(facts).medianWait <= ALLOWED_WAIT,
      },
      solutions: [{ changes: [delay('2 minutes')] }],
      wrong: [
        { changes: [delay('0 seconds')], fails: 'counted' },
        { changes: [delay('1 minute')], fails: 'counted' },
        { changes: [delay('3 minutes')], fails: 'wait' },
        { changes: [delay('13 minutes 11 seconds')], fails: 'wait' },
        { changes: [{ set: 'trigger', to: '2 minutes' }, delay('0 seconds')], fails: 'alone' },
      ],
    },
  ],

  terms: ['watermark', 'delay', 'outOfOrder', 'late', 'append', 'update', 'complete'],
};
