import { HOUR, MINUTE, SECOND } from '../../engine/time';
import { scenarios as payments } from '../01-fraud/scenarios';
import { chargesAfter, firstPlaceAfter, knownAfter, savedAt } from '../01-fraud/stolen';
import { worstLatency } from '../08-micro-batch/latency';
import { clock, count, length, money, NO_FIGURE, set, time } from '../make';
import { firstAt } from '../said';
import type { Change, Facts, Lesson, LessonScenario, RunSpec } from '../schema';
import { card } from './card';
import recommend from './case-recommend.json?scenario';
import {
  costOf,
  DAMAGE,
  DOLLARS_A_MINUTE,
  FAILS,
  itemShown,
  LEAVES,
  LOOKS,
  looked,
  shownAt,
  shownShare,
  worstLook,
} from './value';

const scenarios = {
  recommend: {
    scenario: recommend,
    rows: {
      yesterday: { viewTime: '2026-03-01T20:11:00+07:00' },
      first: { viewTime: '2026-03-02T19:00:05+07:00' },
      second: { viewTime: '2026-03-02T19:00:40+07:00' },
    },
    groups: {},
  },
  thief: payments.thief,
} satisfies Record<string, LessonScenario>;

type Name = keyof typeof scenarios | keyof typeof import('./later').scenarios;
const spark = (scenario: Name, ...changes: Change[]): RunSpec => ({ scenario, engine: 'spark', changes });
const job = (scenario: Name, every?: string): RunSpec => ({
  scenario,
  engine: 'dailyBatch',
  changes: every ? [{ set: 'every', to: every }] : [],
});
const { trigger, every } = set;

const stolen = (facts: Facts | undefined): number => (facts ? chargesAfter(facts).stolen.amount : Number.NaN);
const alerts = (facts: Facts): number => facts.reader.trace.output.table.count;
const inTime = (facts: Facts | undefined): boolean => facts !== undefined && firstAt(facts) < DAMAGE;
const [, , FLASH] = LOOKS as [number, number, number, number];

/** What the check allows to be missing, and how often a job may run. */
const MISSING = 40_000;
const SPARING = 10 * MINUTE;

export const lesson: Lesson = {
  card,
  scenarios,
  later: async () => (await import('./later')).scenarios,
  own: {
    lastNight: ({ main }) => {
      const item = itemShown(main, 'u1', main.arrived('second'));
      return item === null ? NO_FIGURE : { kind: 'text', value: item };
    },
    tonight: ({ quick }) => {
      const item = quick && itemShown(quick, 'u1', LEAVES);
      return item ? { kind: 'text', value: item } : NO_FIGURE;
    },
    leaves: () => time(LEAVES),
    left: ({ main }) => length(LEAVES - shownAt(main, 'u1', 'running shoes')),
    alerts: ({ main }) => count(alerts(main)),
    errors: ({ main }) => count(main.reader.trace.arrivalOrder.length - 2),
    firstAt: ({ main }) => time(firstAt(main)),
    rate: () => count(DOLLARS_A_MINUTE),
    cost: ({ main }) => count(costOf(main)),
    damage: () => time(DAMAGE),
    toAct: ({ main }) => length(Math.max(0, DAMAGE - firstAt(main))),
    cliff: ({ main }) => length(firstPlaceAfter(main), 2),
    known: ({ main }) => length(knownAfter(main), 2),
    stolen: ({ main }) => money(stolen(main)),
    morning: () => clock(LOOKS[0] as number),
    flash: () => clock(FLASH),
    evening: () => clock(LOOKS[3] as number),
    shownThen: ({ main }) => money(looked(main, FLASH).shown),
    soldThen: ({ main }) => money(looked(main, FLASH).sold),
    worstMissing: ({ main }) => money(worstLook(main).missing),
    allowed: () => money(MISSING),
    sparing: () => length(SPARING),
  },

  recall: {
    from: 'fraud',
    main: job('thief', '1 minute'),
    cursor: { at: 'end' },
    withhold: {},
    prediction: {
      kind: 'choice',
      options: {
        all: { claim: ({ main }) => stolen(main) > 0 && chargesAfter(main).blocked.amount === 0 },
        some: { claim: ({ main }) => stolen(main) > 0 && chargesAfter(main).blocked.amount > 0 },
        none: { claim: ({ main }) => stolen(main) === 0 },
      },
    },
    again: [set.every('1 hour')],
    after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'firstPlace' } },
  },

  steps: [
    {
      id: 'card',
      main: spark('thief'),
      runs: { minute: job('thief', '1 minute'), hour: job('thief', '1 hour'), night: job('thief') },
      offers: ['main', 'minute', 'hour', 'night'],
      cursor: { at: 'judged', row: 'singapore' },
      lookAt: { kind: 'row', row: 'singapore' },
      withhold: { rows: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          second: { claim: ({ main }) => firstPlaceAfter(main) < MINUTE },
          quarter: { claim: ({ main }) => firstPlaceAfter(main) >= MINUTE && firstPlaceAfter(main) < HOUR },
          midnight: { claim: ({ main }) => firstPlaceAfter(main) >= HOUR },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'firstPlace' } },
      worth: {
        assumptions: { pace: { start: 936 * SECOND, min: 10 * SECOND, max: 2 * HOUR, unit: 'duration' } },
        unit: 'rupiah',
        value: (age, { pace = 0 }, { main }) => savedAt(main, age * (firstPlaceAfter(main) / pace)),
        marks: ['main', 'minute', 'hour', 'night'],
        age: knownAfter,
        keep: 0.95,
      },
      minutes: 3,
    },
    {
      id: 'browsing',
      main: job('recommend'),
      runs: { quick: spark('recommend'), minute: spark('recommend', trigger('1 minute')) },
      offers: ['main', 'quick', 'minute'],
      cursor: { at: 'arrival', row: 'second' },
      lookAt: { kind: 'row', row: 'second' },
      withhold: { results: true, groups: 'all' },
      prediction: {
        kind: 'choice',
        options: {
          shoes: { claim: ({ main }) => itemShown(main, 'u1', main.arrived('second')) === 'running shoes' },
          cooker: { claim: ({ main }) => itemShown(main, 'u1', main.arrived('second')) === 'rice cooker' },
          nothing: { claim: ({ main }) => itemShown(main, 'u1', main.arrived('second')) === null },
        },
      },
      after: { cursor: { at: 'arrival', row: 'second' }, lookAt: { kind: 'row', row: 'yesterday' } },
      worth: {
        assumptions: { stays: { start: 200 * SECOND, min: 10 * SECOND, max: 2 * HOUR, unit: 'duration' } },
        unit: 'duration',
        value: (age, { stays = 0 }) => Math.max(0, stays - age),
        marks: ['main', 'quick', 'minute'],
        age: (facts) => shownAt(facts, 'u1', 'running shoes') - facts.arrived('second'),
        keep: 0.95,
      },
      minutes: 3,
    },
    {
      id: 'downtime',
      main: spark('monitoring'),
      runs: { five: job('monitoring', '5 minutes'), hour: job('monitoring', '1 hour'), night: job('monitoring') },
      offers: ['main', 'five', 'hour', 'night'],
      cursor: { at: 'arrival', row: 'third' },
      lookAt: { kind: 'row', row: 'third' },
      withhold: { results: true, groups: 'all', rows: 'all' },
      prediction: {
        kind: 'choice',
        options: {
          one: { claim: ({ main }) => alerts(main) === 1 },
          several: {
            claim: ({ main }) => alerts(main) > 1 && alerts(main) < main.reader.trace.arrivalOrder.length - 2,
          },
          each: { claim: ({ main }) => alerts(main) >= main.reader.trace.arrivalOrder.length - 2 },
        },
      },
      again: [trigger('30 seconds')],
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: { reads: 'third' } } },
      worth: {
        assumptions: {
          rate: { start: DOLLARS_A_MINUTE, min: 10, max: 100_000, unit: 'dollars' },
          noticed: { start: HOUR, min: MINUTE, max: 24 * HOUR, unit: 'duration' },
        },
        unit: 'dollars',
        value: (age, { rate = 0, noticed = 0 }) => (Math.max(0, noticed - age) / MINUTE) * rate,
        marks: ['main', 'five', 'hour', 'night'],
        age: (facts) => firstAt(facts) - FAILS,
        keep: 0.95,
      },
      minutes: 3,
    },
    {
      id: 'machine',
      main: spark('temperature'),
      runs: { record: { scenario: 'temperature', engine: 'flink' }, minute: spark('temperature', trigger('1 minute')) },
      offers: ['record', 'main', 'minute'],
      cursor: { at: 'arrival', row: 'limit' },
      lookAt: { kind: 'row', row: 'limit' },
      withhold: { results: true },
      prediction: {
        kind: 'choice',
        options: {
          onlyRecord: { claim: ({ main, record }) => inTime(record) && !inTime(main) },
          both: { claim: ({ main, record }) => inTime(record) && inTime(main) },
          neither: { claim: ({ main, record }) => !inTime(record) && !inTime(main) },
        },
      },
      again: [trigger('1 minute')],
      after: { cursor: { at: 'committed', batch: { reads: 'limit' } }, lookAt: { kind: 'row', row: 'limit' } },
      worth: {
        assumptions: {
          breaks: { start: 20 * SECOND, min: SECOND, max: HOUR, unit: 'duration' },
          walk: { start: 10 * SECOND, min: SECOND / 10, max: 10 * MINUTE, unit: 'duration' },
        },
        unit: 'share',
        value: (age, { breaks = 0, walk = 0 }) => (age + walk <= breaks ? 1 : 0),
        marks: ['record', 'main', 'minute'],
        age: (facts) => firstAt(facts) - facts.arrived('limit'),
        keep: 0.95,
      },
      minutes: 3,
    },
    {
      id: 'dashboard',
      main: job('dashboard', '1 hour'),
      runs: { minute: spark('dashboard') },
      offers: ['main', 'minute'],
      cursor: { at: 'end' },
      lookAt: null,
      withhold: { results: true },
      prediction: {
        kind: 'choice',
        options: {
          morning: { claim: ({ main }) => worstLook(main).at === LOOKS[0] },
          flash: { claim: ({ main }) => worstLook(main).at === FLASH },
          evening: { claim: ({ main }) => worstLook(main).at === LOOKS[3] },
        },
      },
      again: [set.every('6 hours')],
      after: { cursor: { at: 'time', time: '2026-03-02T14:52:00+07:00' }, lookAt: { kind: 'row', row: 'sale' } },
      worth: {
        assumptions: {},
        unit: 'share',
        value: (age, _, { main }) => shownShare(main, age),
        marks: ['main', 'minute'],
        age: worstLatency,
        keep: 0.95,
      },
      minutes: 3,
    },
  ],

  checks: [
    {
      id: 'check',
      start: job('dashboard', '1 hour'),
      cursor: { at: 'end' },
      knobs: ['every'],
      shows: ['worstMissing'],
      demands: {
        fresh: (facts) => worstLook(facts).missing <= MISSING,
        sparing: (facts) => facts.reader.scenario.engines.dailyBatch.every >= SPARING,
      },
      solutions: [{ changes: [every('10 minutes')] }],
      wrong: [
        { changes: [], fails: 'fresh' },
        { changes: [every('20 minutes')], fails: 'fresh' },
        { changes: [every('1 minute')], fails: 'sparing' },
        { changes: [every('10 minutes')], engine: 'spark', fails: 'alone' },
      ],
    },
  ],

  terms: ['cliff', 'windowOfAction'],
};
