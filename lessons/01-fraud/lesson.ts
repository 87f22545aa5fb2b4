import { MINUTE } from '../../engine/time';
import { alertAbout, microseconds } from '../facts';
import { count, length, money, set } from '../make';
import { settingOf } from '../quote';
import type { Change, Facts, Lesson, RunSpec } from '../schema';
import { card } from './card';
import { scenarios } from './scenarios';
import { alertSeenAt, chargesAfter, flagged, flaggedCards, knownAfter, raisedBy, savedAt } from './stolen';

/** When the nightly job runs. */
const NIGHTLY = microseconds('2026-03-02T23:59:00+07:00');

const spark: RunSpec = { scenario: 'thief', engine: 'spark' };
const wholeDay: RunSpec = { scenario: 'fraud', engine: 'spark' };
const daily = (every?: string): RunSpec => ({
  scenario: 'thief',
  engine: 'dailyBatch',
  changes: every ? [{ set: 'every', to: every }] : [],
});
const within = (to: string): Change => ({ set: 'parameter', name: 'within', to });
const { trigger } = set;

/** Two lengths of time that a person would call the same when they are told in hours and minutes. */
const about = (a: number, b: number): boolean => Math.abs(a - b) < MINUTE;

const alerts = (facts: Facts, row: string): boolean => alertAbout(facts.reader, facts.row(row)) !== null;
const stolen = (facts: Facts | undefined): number => (facts ? chargesAfter(facts).stolen.amount : Number.NaN);

export const lesson: Lesson = {
  card,
  scenarios,
  own: {
    span: ({ main }) => length(main.happened('petrol') - main.happened('minimarket')),
    sinceCoffee: ({ main }) => length(main.happened('singapore') - main.happened('coffee')),
    /** To the minute, as the answers say it. */
    roughlyKnownAfter: ({ main }) => length(knownAfter(main), 2),
    knownAfter: ({ main }) => length(knownAfter(main)),
    alertAt: ({ main }) => {
      const at = alertSeenAt(main, 'singapore');
      return at === null ? { kind: 'none' } : { kind: 'time', value: at };
    },
    flaggedCards: ({ main }) => {
      const cards = flaggedCards(main);
      return cards.length === 0 ? { kind: 'none' } : { kind: 'text', value: cards.join(', ') };
    },
    stolen: ({ main }) => money(stolen(main)),
    places: ({ main }) => count(chargesAfter(main).stolen.rows.length),
    blocked: ({ main }) => money(chargesAfter(main).blocked.amount),
    untilFirstPlace: ({ main }) => ({
      kind: 'duration',
      value: main.happened('firstPlace') - main.happened('singapore'),
      parts: 2,
    }),
    untilMidnight: ({ main }) => length(NIGHTLY - main.happened('singapore'), 3),
    journey: ({ main }) => ({
      kind: 'duration',
      value: main.happened('hotelSingapore') - main.happened('hotelJakarta'),
    }),
  },

  recall: null,

  steps: [
    {
      id: 'three',
      main: { scenario: 'three', engine: 'spark' },
      runs: { whole: spark },
      cursor: { at: 'arrival', row: 'petrol' },
      lookAt: { kind: 'row', row: 'singapore' },
      withhold: { rows: 'all', state: true, results: true },
      prediction: {
        kind: 'choice',
        options: {
          jakarta: {
            claim: ({ main }) => alerts(main, 'minimarket'),
            cause: { subject: { kind: 'row', row: 'minimarket' } },
          },
          singapore: { claim: ({ main }) => alerts(main, 'singapore') },
          bandung: { claim: ({ main }) => alerts(main, 'petrol'), cause: { subject: { kind: 'row', row: 'petrol' } } },
          cannot: {
            claim: ({ main, whole }) =>
              ['minimarket', 'singapore', 'petrol'].every((row) => !alerts(main, row)) &&
              whole !== undefined &&
              alerts(whole, 'singapore'),
          },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'singapore' } },
      minutes: 1,
    },
    {
      id: 'beside',
      main: spark,
      cursor: { at: 'planned', batch: { reads: 'singapore' } },
      lookAt: { kind: 'row', row: 'singapore' },
      withhold: { rows: ['singapore'], results: true },
      prediction: {
        kind: 'choice',
        options: {
          minimarket: {
            claim: ({ main }) => raisedBy(main, 'singapore', 'minimarket'),
            cause: { subject: { kind: 'row', row: 'minimarket' } },
          },
          hotel: {
            claim: ({ main }) => raisedBy(main, 'singapore', 'hotelJakarta'),
            cause: { subject: { kind: 'row', row: 'hotelJakarta' } },
          },
          coffee: { claim: ({ main }) => raisedBy(main, 'singapore', 'coffee') },
        },
      },
      after: { cursor: { at: 'committed', batch: { reads: 'singapore' } }, lookAt: { kind: 'row', row: 'singapore' } },
      minutes: 1,
    },
    {
      id: 'midnight',
      main: daily(),
      runs: { second: spark },
      offers: ['main', 'second'],
      cursor: { at: 'arrival', row: 'singapore' },
      lookAt: { kind: 'row', row: 'singapore' },
      withhold: { rows: 'all', state: true, results: true },
      prediction: {
        kind: 'choice',
        options: {
          rule: { claim: ({ main }) => about(knownAfter(main), settingOf(main).within) },
          night: {
            claim: ({ main }) =>
              about(knownAfter(main), main.started({ alerts: 'singapore' }) - main.happened('singapore')),
          },
          day: { claim: ({ main }) => about(knownAfter(main), main.reader.scenario.engines.dailyBatch.every) },
        },
      },
      again: [set.at('20:00:00')],
      after: { cursor: { at: 'committed', batch: { alerts: 'singapore' } }, lookAt: { kind: 'row', row: 'singapore' } },
      minutes: 1,
    },
    {
      id: 'cliffs',
      main: daily(),
      runs: { hour: daily('1 hour'), minute: daily('1 minute'), second: spark },
      offers: ['main', 'hour', 'minute', 'second'],
      cursor: { at: 'end' },
      lookAt: { kind: 'batch', batch: 'last' },
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          charge: {
            claim: ({ minute, second, main }) =>
              stolen(minute) - stolen(second) === Number(main.reader.value(main.row('singapore'), 'amount')),
          },
          places: { claim: ({ hour, minute, second }) => stolen(minute) - stolen(second) === stolen(hour) },
          nothing: { claim: ({ minute, second }) => stolen(minute) === stolen(second) },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'firstPlace' } },
      worth: {
        assumptions: {},
        unit: 'rupiah',
        value: (age, _, { main }) => savedAt(main, age),
        marks: ['second', 'minute', 'hour', 'main'],
        age: knownAfter,
        keep: 1,
        valueAlone: true,
      },
      task: {
        knobs: ['every'],
        done: (stage) => stolen(stage) === 0,
        solution: [{ set: 'every', to: '15 minutes' }],
      },
      minutes: 2,
    },
    {
      id: 'traveller',
      main: wholeDay,
      cursor: { at: 'arrival', row: 'hotelSingapore' },
      lookAt: { kind: 'state', group: 'c6' },
      withhold: { rows: ['hotelSingapore'], groups: ['c6'], results: true },
      prediction: {
        kind: 'choice',
        options: {
          nobody: { claim: ({ main }) => !['c1', 'c3', 'c6'].some((name) => flagged(main, name)) },
          c1: { claim: ({ main }) => flagged(main, 'c1'), cause: { subject: { kind: 'row', row: 'minimarket' } } },
          c3: { claim: ({ main }) => flagged(main, 'c3'), cause: { subject: { kind: 'row', row: 'petrol' } } },
          c6: { claim: ({ main }) => flagged(main, 'c6') },
        },
      },
      again: [within('6 hours')],
      after: {
        cursor: { at: 'committed', batch: { reads: 'hotelSingapore' } },
        lookAt: { kind: 'row', row: 'hotelSingapore' },
      },
      minutes: 1,
    },
  ],

  checks: [
    {
      id: 'check',
      start: wholeDay,
      cursor: { at: 'end' },
      knobs: ['parameter', 'trigger'],
      shows: ['alertAt', 'stolen', 'flaggedCards'],
      demands: {
        flagged: (facts) => alerts(facts, 'singapore'),
        inTime: (facts) => {
          const at = alertSeenAt(facts, 'singapore');
          return at !== null && at < facts.happened('firstPlace');
        },
        traveller: (facts) => !flagged(facts, 'c6'),
      },
      solutions: [
        { changes: [within('6 hours')] },
        { changes: [within('1 hour 18 minutes')] },
        { changes: [within('6 hours 55 minutes'), trigger('30 minutes')] },
        { changes: [within('2 hours'), trigger('1 minute')] },
      ],
      wrong: [
        { changes: [within('1 hour')], fails: 'flagged' },
        { changes: [within('6 hours'), trigger('1 hour')], fails: 'inTime' },
        { changes: [within('7 hours')], fails: 'traveller' },
        { changes: [trigger('1 minute')], fails: 'traveller' },
        {
          changes: [within('6 hours'), { set: 'arrival', row: 'hotelSingapore', to: '2026-03-02T23:05:40+07:00' }],
          fails: 'alone',
        },
      ],
    },
  ],

  terms: ['windowOfAction', 'state', 'trigger', 'suspicion'],
};
