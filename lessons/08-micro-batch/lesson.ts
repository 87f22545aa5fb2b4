import type { Scenario } from '../../engine/scenario/scenario';
import { MILLISECOND, SECOND } from '../../engine/time';
import { type EntryKind, KIND } from '../../engine/trace/trace';
import continuous from '../07-continuous-query/continuous-query.json?scenario';
import { count, length, set, time, written } from '../make';
import { sinkOf, writtenBy } from '../quote';
import type { Change, Facts, Lesson, LessonScenario, RunSpec } from '../schema';
import { card } from './card';
import { meanLatency, meanUntilSeen, worstLatency } from './latency';
import payments from './micro-batch.json?scenario';

const paidAt = (time: string) => ({ payTime: `2026-03-02T09:00:${time}+07:00` });

/** Flink takes a checkpoint every ten seconds, and its sink shows a transaction only when that is complete. */
const committing: Scenario = {
  ...payments,
  name: 'micro-batch-checkpoints',
  engines: {
    ...payments.engines,
    flink: { ...payments.engines.flink, checkpointInterval: 10 * SECOND, sink: 'transactional' },
  },
};

const scenarios = {
  committing: {
    scenario: committing,
    rows: { first: paidAt('01.200'), last: paidAt('28.400') },
    groups: { jakarta: { key: ['Jakarta'] } },
  },
  payments: {
    scenario: payments,
    rows: {
      first: paidAt('01.200'),
      fifth: paidAt('10.300'),
      seventh: paidAt('15.000'),
      eighth: paidAt('21.600'),
      last: paidAt('28.400'),
    },
    groups: { jakarta: { key: ['Jakarta'] }, bandung: { key: ['Bandung'] }, medan: { key: ['Medan'] } },
  },
  continuous: {
    scenario: continuous,
    rows: { touch: { eventTime: '2026-03-02T10:03:00+07:00' } },
    groups: { u2: { key: ['u2'] } },
  },
} satisfies Record<string, LessonScenario>;

const run = (...changes: Change[]): RunSpec => ({ scenario: 'payments', engine: 'spark', changes });
const { trigger, sink } = set;
const crash = (after: 'offsets-logged' | 'sink-written', restartAfter = '4 seconds'): Change => ({
  set: 'crash',
  engine: 'spark',
  where: { batchId: 1, after },
  restartAfter,
});

/** The first entry of a kind from a batch's first on. */
function place({ reader }: Facts, batch: number, kind: EntryKind): number {
  const { kinds, batches } = reader.trace;
  return kinds.indexOf(KIND[kind], batches.firstEntry[batch]);
}
const replayed = (facts: Facts): number =>
  facts.reader.trace.batches.numInputRows[facts.batch({ id: 1 }) as number] as number;
const inSink = (facts: Facts | undefined): number => (facts ? sinkOf(facts).length : Number.NaN);
const again = (facts: Facts): number => sinkOf(facts).filter((row) => row.again).length;
/** A mean, to tenths of a second below ten seconds, and to hundredths below one. */
const mean = (facts: Facts): number => {
  const unit = meanLatency(facts) < SECOND ? 10 * MILLISECOND : 100 * MILLISECOND;
  return Math.round(meanLatency(facts) / unit) * unit;
};

/** The same until a reader sees it, to tenths of a second. */
const seen = (facts: Facts): number => Math.round(meanUntilSeen(facts) / (100 * MILLISECOND)) * 100 * MILLISECOND;

const ALLOWED = 1500 * MILLISECOND;

export const lesson: Lesson = {
  card,
  scenarios,
  own: {
    mode: ({ main }) => ({ kind: 'text', value: main.reader.scenario.engines.spark.outputMode }),
    mean: ({ main }) => length(mean(main)),
    seen: ({ main }) => length(seen(main)),
    every: ({ main }) => length(main.reader.scenario.engines.flink.checkpointInterval ?? 0),
    worst: ({ main }) => length(worstLatency(main)),
    batchTime: ({ main }) => length(main.reader.scenario.engines.spark.batchTime.fixed),
    allowed: () => length(ALLOWED),
    replayed: ({ main }) => count(replayed(main)),
    restart: ({ main }) => time(main.reader.trace.crashes[0]?.restartsAt ?? Number.NaN),
    crashed: ({ main }) => time(main.reader.trace.crashes[0]?.at ?? Number.NaN),
    withoutCrash: ({ transactional, main }) => count(inSink(transactional ?? main)),
    doubled: ({ main }) => count(again(main)),
    tried: ({ main }) => count(main.beside?.trials?.length),
    harmful: ({ main }) => count(main.beside?.trials?.filter((trial) => trial.doubled.length > 0).length),
  },

  recall: {
    from: 'continuous-query',
    main: { scenario: 'continuous', engine: 'spark' },
    cursor: { at: 'planned', batch: { reads: 'touch' } },
    withhold: { rows: ['touch'], results: true },
    prediction: {
      kind: 'choice',
      options: {
        touched: { claim: ({ main }) => writtenBy(main, 3) === 1 },
        changed: { claim: ({ main }) => writtenBy(main, 3) === 0 },
        all: { claim: ({ main }) => writtenBy(main, 3) > 1 },
      },
    },
    again: [set.mode('complete')],
    after: { cursor: { at: 'committed', batch: { reads: 'touch' } }, lookAt: { kind: 'group', group: 'u2' } },
  },

  steps: [
    {
      id: 'order',
      main: run(),
      cursor: { at: 'arrival', row: 'seventh' },
      lookAt: { kind: 'row', row: 'seventh' },
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          read: { claim: ({ main }) => place(main, 1, 'rowRead') < place(main, 1, 'batchPlanned') },
          write: { claim: ({ main }) => place(main, 1, 'outputWritten') < place(main, 1, 'statePut') },
          offsets: {
            claim: ({ main }) =>
              place(main, 1, 'batchPlanned') < place(main, 1, 'rowRead') &&
              place(main, 1, 'rowRead') < place(main, 1, 'statePut') &&
              place(main, 1, 'statePut') < place(main, 1, 'outputWritten') &&
              place(main, 1, 'outputWritten') < place(main, 1, 'batchCommitted'),
          },
        },
      },
      after: { cursor: { at: 'committed', batch: { id: 1 } }, lookAt: { kind: 'batch', batch: { id: 1 } } },
      minutes: 1,
    },
    {
      id: 'promise',
      main: run(crash('offsets-logged')),
      cursor: { at: 'time', time: '2026-03-02T09:00:23+07:00' },
      lookAt: { kind: 'crash' },
      withhold: { rows: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          newest: { claim: ({ main }) => replayed(main) === 5 },
          same: {
            claim: ({ main }) =>
              replayed(main) === 3 && main.reader.trace.batches.attempt[main.batch({ id: 1 }) as number] === 1,
          },
          nothing: { claim: ({ main }) => replayed(main) === 0 },
        },
      },
      after: { cursor: { at: 'committed', batch: { id: 1 } }, lookAt: { kind: 'batch', batch: { id: 1 } } },
      minutes: 2,
    },
    {
      id: 'twice',
      main: run(sink('append'), crash('sink-written')),
      runs: {
        idempotent: run(sink('idempotent'), crash('sink-written')),
        transactional: run(sink('transactional'), crash('sink-written')),
      },
      cursor: { at: 'time', time: '2026-03-02T09:00:23+07:00' },
      lookAt: { kind: 'crash' },
      withhold: { rows: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          once: { claim: ({ main, transactional }) => inSink(main) === inSink(transactional) },
          doubled: {
            claim: ({ main, transactional }) => inSink(main) === inSink(transactional) + 3 && again(main) === 3,
          },
          lost: { claim: ({ main, transactional }) => inSink(main) < inSink(transactional) },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: { id: 1 } } },
      minutes: 2,
    },
    {
      id: 'sinks',
      main: run(sink('append'), crash('sink-written')),
      runs: {
        idempotent: run(sink('idempotent'), crash('sink-written')),
        transactional: run(sink('transactional'), crash('sink-written')),
        early: run(sink('append'), crash('offsets-logged')),
      },
      offers: ['main', 'idempotent', 'transactional', 'early'],
      cursor: { at: 'end' },
      lookAt: { kind: 'crash' },
      withhold: { results: true },
      prediction: {
        kind: 'match',
        items: ['idempotent', 'transactional', 'early'],
        options: {
          doubled: (facts) => again(facts) > 0,
          once: (facts) => again(facts) === 0 && facts.answers('jakarta').at(-1)?.value === facts.truth('jakarta'),
          lost: (facts) => facts.answers('jakarta').at(-1)?.value !== facts.truth('jakarta'),
        },
        cause: { subject: { kind: 'batch', batch: { id: 1 } }, cursor: { at: 'committed', batch: { id: 1 } } },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'crash' } },
      minutes: 2,
    },
    {
      id: 'latency',
      main: run(trigger('0 seconds')),
      runs: {
        ten: run(),
        five: run(trigger('5 seconds')),
        one: run(trigger('1 second')),
        half: run(trigger('500 milliseconds')),
      },
      offers: ['ten', 'five', 'one', 'half', 'main'],
      cursor: { at: 'start' },
      lookAt: null,
      withhold: { rows: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          none: { claim: ({ main }) => mean(main) === 0 },
          batch: {
            claim: ({ main }) =>
              Math.abs(mean(main) - main.reader.scenario.engines.spark.batchTime.fixed) < 50 * MILLISECOND,
          },
          half: { claim: ({ main, half }) => half !== undefined && mean(main) >= mean(half) },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
      minutes: 1,
    },
    {
      id: 'checkpoint',
      main: { scenario: 'committing', engine: 'flink' },
      runs: { plain: { scenario: 'payments', engine: 'flink' }, one: run(trigger('1 second')) },
      offers: ['main', 'plain'],
      cursor: { at: 'arrival', row: 'first' },
      lookAt: { kind: 'row', row: 'first' },
      withhold: { results: true },
      prediction: {
        kind: 'choice',
        options: {
          once: { claim: ({ main, plain }) => plain !== undefined && seen(main) === seen(plain) },
          second: { claim: ({ main, one }) => one !== undefined && seen(main) === mean(one) },
          checkpoint: { claim: ({ main }) => seen(main) > 5 * SECOND && seen(main) < 10 * SECOND },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'group', group: 'jakarta' } },
      minutes: 1,
    },
    {
      id: 'every-step',
      main: run(),
      screen: 'compare',
      runs: {
        flink: { scenario: 'payments', engine: 'flink' },
        kafka: { scenario: 'payments', engine: 'kafkaStreams' },
      },
      cursor: { at: 'end' },
      lookAt: { kind: 'batch', batch: 'last' },
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          cities: { claim: ({ flink, kafka }) => written(flink) === 3 && written(kafka) === 3 },
          same: {
            claim: ({ main, flink, kafka }) => written(flink) === written(main) && written(kafka) === written(main),
          },
          rows: {
            claim: ({ main, flink, kafka }) =>
              [flink, kafka].every((f) => written(f) === main.reader.trace.arrivalOrder.length),
          },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'group', group: 'jakarta' } },
      minutes: 1,
    },
  ],

  checks: [
    {
      id: 'check',
      start: run(sink('append'), crash('sink-written', '200 milliseconds')),
      cursor: { at: 'end' },
      knobs: ['trigger', 'sink'],
      everywhere: true,
      shows: ['doubled', 'worst'],
      demands: {
        once: (facts) => (facts.beside?.trials ?? []).every((trial) => trial.doubled.length + trial.lost.length === 0),
        fast: (facts) => worstLatency(facts) <= ALLOWED,
      },
      solutions: [
        { changes: [trigger('1 second'), sink('idempotent')] },
        { changes: [trigger('1 second'), sink('transactional')] },
        { changes: [trigger('500 milliseconds'), sink('idempotent')] },
      ],
      wrong: [
        { changes: [trigger('1 second')], fails: 'once' },
        { changes: [sink('transactional')], fails: 'fast' },
        { changes: [trigger('1 second'), sink('idempotent'), { set: 'outputMode', to: 'complete' }], fails: 'alone' },
      ],
    },
  ],

  terms: ['offsetLog', 'commitLog', 'replay', 'exactlyOnce', 'latency', 'checkpoint'],
};
