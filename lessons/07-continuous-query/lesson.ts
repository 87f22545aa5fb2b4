import { MINUTE } from '../../engine/time';
import type { Value } from '../../engine/values';
import tunnel from '../06-watermark/tunnel.json?scenario';
import { count, length, set, written } from '../make';
import { heldAfter, settingOf, writtenBy } from '../quote';
import type { Change, Facts, Lesson, LessonScenario, RunSpec } from '../schema';
import { card } from './card';
import query from './continuous-query.json?scenario';

const at = (time: string) => ({ eventTime: `2026-03-02T${time}:00+07:00` });
const USERS = ['u1', 'u2', 'u3'] as const;

const scenarios = {
  query: {
    scenario: query,
    rows: { click: at('10:00'), buy: at('10:01'), firstBuy: at('10:02'), touch: at('10:03'), last: at('10:08') },
    groups: { u1: { key: ['u1'] }, u2: { key: ['u2'] }, u3: { key: ['u3'] } },
  },
  tunnel: {
    scenario: tunnel,
    rows: { older: { pickupTime: '2026-03-02T14:09:40+07:00' }, newest: { pickupTime: '2026-03-02T14:11:15+07:00' } },
    groups: {},
  },
} satisfies Record<string, LessonScenario>;

const run = (engine: RunSpec['engine'] = 'spark', ...changes: Change[]): RunSpec => ({
  scenario: 'query',
  engine,
  changes,
});
const { mode, trigger } = set;

const last = (facts: Facts | undefined, user: string): Value => facts?.answers(user).at(-1)?.value ?? null;
const sameTotals = (a: Facts | undefined, b: Facts): boolean => USERS.every((user) => last(a, user) === last(b, user));
const held = (facts: Facts): number => heldAfter(facts, facts.reader.trace.batches.count - 1);
/** What a batch said of a user, and what had been said before. */
const saidIn = (facts: Facts, user: string, id: number): readonly Value[] => {
  const batch = facts.batch({ id });
  const answers = facts.answers(user);
  const place = answers.findIndex((a) => a.batch === batch);
  return place < 0 ? [] : [answers[place]?.value ?? null, answers[place - 1]?.value ?? null];
};
const figure = (value: Value) =>
  value === null ? ({ kind: 'none' } as const) : ({ kind: 'count', value: Number(value) } as const);

/** What the check allows: lines written, and how old an answer may be. */
const LINES = 6;
const AGE = 5 * MINUTE;

export const lesson: Lesson = {
  card,
  scenarios,
  own: {
    mode: ({ main }) => ({ kind: 'text', value: main.reader.scenario.engines.spark.outputMode }),
    u1: ({ main }) => figure(last(main, 'u1')),
    u2: ({ main }) => figure(last(main, 'u2')),
    u3: ({ main }) => figure(last(main, 'u3')),
    u1AtTwo: ({ main }) => figure(saidIn(main, 'u1', 2)[0] ?? null),
    u2AtOne: ({ main }) => figure(saidIn(main, 'u2', 1)[0] ?? null),
    everyTime: ({ main }) => count(USERS.length * main.reader.trace.batches.count),
    users: () => count(USERS.length),
    lines: () => count(LINES),
    linesWritten: ({ main }) => count(written(main)),
    age: () => length(AGE),
  },

  recall: {
    from: 'watermark',
    main: { scenario: 'tunnel', engine: 'spark' },
    cursor: { at: 'planned', batch: { reads: 'older' } },
    withhold: { watermark: true },
    prediction: {
      kind: 'choice',
      options: {
        clock: { claim: ({ main }) => main.watermark({ id: 7 }) === main.started({ id: 7 }) - settingOf(main).delay },
        stays: { claim: ({ main }) => main.watermark({ id: 7 }) === main.watermark({ id: 6 }) },
        falls: { claim: ({ main }) => main.watermark({ id: 7 }) < main.watermark({ id: 6 }) },
      },
    },
    after: { cursor: { at: 'committed', batch: { reads: 'older' } }, lookAt: { kind: 'watermark' } },
  },

  steps: [
    {
      id: 'nothing-summed',
      main: run(),
      cursor: { at: 'planned', batch: { id: 0 } },
      lookAt: { kind: 'row', row: 'click' },
      withhold: { rows: 'all', groups: 'all', state: true, results: true },
      prediction: {
        kind: 'choice',
        options: {
          zero: { claim: ({ main }) => main.answers('u1')[0]?.value === 0 },
          null: { claim: ({ main }) => main.answers('u1')[0]?.batch === 0 && main.answers('u1')[0]?.value === null },
          noRow: { claim: ({ main }) => main.answers('u1')[0]?.batch !== 0 },
        },
      },
      after: { cursor: { at: 'committed', batch: { id: 0 } }, lookAt: { kind: 'group', group: 'u1' } },
      minutes: 1,
    },
    {
      id: 'kept',
      main: run(),
      cursor: { at: 'committed', batch: { id: 2 } },
      lookAt: { kind: 'group', group: 'u1' },
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          rows: { claim: ({ main }) => held(main) === main.reader.trace.arrivalOrder.length },
          users: { claim: ({ main }) => held(main) === USERS.length },
          none: { claim: ({ main }) => held(main) === 0 },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'state', group: 'u1' } },
      minutes: 1,
    },
    {
      id: 'touched',
      main: run(),
      cursor: { at: 'planned', batch: { reads: 'touch' } },
      lookAt: { kind: 'row', row: 'touch' },
      withhold: { rows: ['touch'], results: true },
      prediction: {
        kind: 'choice',
        options: {
          nothing: { claim: ({ main }) => writtenBy(main, 3) === 0 },
          again: {
            claim: ({ main }) => {
              const [now, before] = saidIn(main, 'u2', 3);
              return writtenBy(main, 3) === 1 && now !== undefined && now === before;
            },
          },
          all: { claim: ({ main }) => writtenBy(main, 3) > 1 },
        },
      },
      again: [mode('complete')],
      after: {
        cursor: { at: 'committed', batch: { reads: 'touch' } },
        lookAt: { kind: 'batch', batch: { reads: 'touch' } },
      },
      minutes: 1,
    },
    {
      id: 'modes',
      main: run('spark', mode('complete')),
      runs: { update: run() },
      offers: ['update', 'main'],
      cursor: { at: 'start' },
      lookAt: null,
      withhold: { results: true, rows: 'all' },
      prediction: {
        kind: 'choice',
        options: {
          same: { claim: ({ main, update }) => written(main) === written(update) },
          asMany: {
            claim: ({ main, update }) =>
              written(main) > written(update) && written(main) < USERS.length * main.reader.trace.batches.count,
          },
          full: { claim: ({ main }) => written(main) === USERS.length * main.reader.trace.batches.count },
        },
      },
      again: [trigger('2 minutes')],
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
      minutes: 2,
    },
    {
      id: 'written-once',
      main: run(),
      screen: 'compare',
      runs: { flink: run('flink'), kafka: run('kafkaStreams'), job: run('dailyBatch') },
      cursor: { at: 'end' },
      lookAt: { kind: 'batch', batch: 'last' },
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          differ: {
            claim: ({ main, flink, kafka, job }) => ![flink, kafka, job].every((other) => sameTotals(other, main)),
          },
          more: { claim: ({ main, flink, kafka }) => written(flink) > written(main) || written(kafka) > written(main) },
          same: {
            claim: ({ main, flink, kafka, job }) =>
              [flink, kafka, job].every((other) => sameTotals(other, main)) &&
              written(flink) === written(main) &&
              written(kafka) === written(main),
          },
        },
      },
      again: [trigger('5 minutes')],
      after: { cursor: { at: 'end' }, lookAt: { kind: 'group', group: 'u2' } },
      minutes: 2,
    },
  ],

  checks: [
    {
      id: 'check',
      start: run(),
      cursor: { at: 'end' },
      knobs: ['trigger', 'outputMode'],
      shows: ['linesWritten'],
      demands: {
        few: (facts) => written(facts) <= LINES,
        fresh: (facts) => settingOf(facts).trigger <= AGE,
      },
      solutions: [{ changes: [trigger('5 minutes')] }],
      wrong: [
        { changes: [], fails: 'few' },
        { changes: [trigger('5 minutes'), mode('complete')], fails: 'few' },
        { changes: [trigger('10 minutes')], fails: 'fresh' },
        {
          changes: [trigger('5 minutes'), { set: 'arrival', row: 'last', to: '2026-03-02T10:09:00+07:00' }],
          fails: 'alone',
        },
      ],
    },
  ],

  terms: ['inputTable', 'resultTable', 'update', 'complete', 'append'],
};
