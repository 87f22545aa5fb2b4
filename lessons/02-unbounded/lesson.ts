import { scenarios as fraud } from '../01-fraud/scenarios';
import { alertAbout } from '../facts';
import type { Figure } from '../figure';
import { count } from '../make';
import { heldAfter } from '../quote';
import type { Change, Facts, Lesson, RunSpec } from '../schema';
import { card } from './card';
import { scenarios as sales } from './scenarios';

/** With those of the first lesson's question, which is asked again. */
const scenarios = { ...sales, three: fraud.three };

const stream: RunSpec = { scenario: 'january', engine: 'spark' };
const job: RunSpec = { scenario: 'dated', engine: 'dailyBatch' };
const at = (to: string): Change => ({ set: 'at', to });

const rupiah = (value: unknown): Figure => (value == null ? { kind: 'none' } : { kind: 'money', value: Number(value) });

const first = (facts: Facts, column: string): number => Number(facts.answers('january', column)[0]?.value);
const last = (facts: Facts, column: string): number => Number(facts.answers('january', column).at(-1)?.value);
/** What a batch said of January. */
const saidBy = (facts: Facts, row: string, column: string): number =>
  Number(facts.answers('january', column).find((a) => a.batch === facts.batch({ reads: row }))?.value);
const right = (facts: Facts, column: string): boolean =>
  first(facts, column) === Number(facts.truth('january', column));
/** Sales of both months together. */
const everything = (facts: Facts): number =>
  last(facts, 'total') + Number(facts.answers('february', 'total').at(-1)?.value ?? 0);
const lastHeld = (facts: Facts): number => heldAfter(facts, facts.reader.trace.batches.count - 1);
const alerts = (facts: Facts, row: string): boolean => alertAbout(facts.reader, facts.row(row)) !== null;
const PAYMENTS = ['minimarket', 'singapore', 'petrol'];

export const lesson: Lesson = {
  card,
  scenarios,
  own: {
    firstTotal: ({ main }) => rupiah(first(main, 'total')),
    total: ({ main }) => rupiah(last(main, 'total')),
    everything: ({ main }) => rupiah(everything(main)),
    smallest: ({ main }) => rupiah(last(main, 'smallest')),
    smallestAtSix: ({ main }) => rupiah(saidBy(main, 'sixth', 'smallest')),
    sales: ({ main }) => count(last(main, 'sales')),
    firstSales: ({ main }) => count(first(main, 'sales')),
    answeredAt: ({ main }) => {
      const answer = main.answers('january')[0];
      return answer ? { kind: 'clock', value: answer.at } : { kind: 'none' };
    },
  },

  recall: {
    from: 'fraud',
    main: { scenario: 'three', engine: 'spark' },
    cursor: { at: 'arrival', row: 'petrol' },
    withhold: { rows: 'all', state: true, results: true },
    prediction: {
      kind: 'choice',
      options: {
        singapore: { claim: ({ main }) => alerts(main, 'singapore') && !alerts(main, 'petrol') },
        all: { claim: ({ main }) => PAYMENTS.every((row) => alerts(main, row)) },
        none: { claim: ({ main }) => !PAYMENTS.some((row) => alerts(main, row)) },
      },
    },
    after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'singapore' } },
  },

  steps: [
    {
      id: 'closed',
      main: { scenario: 'ten', engine: 'dailyBatch' },
      cursor: { at: 'arrival', row: 'tenth' },
      lookAt: { kind: 'row', row: 'tenth' },
      withhold: { rows: 'all', groups: 'all', state: true, results: true },
      prediction: {
        kind: 'choice',
        options: {
          total: { claim: ({ main }) => right(main, 'total') && !right(main, 'smallest') },
          smallest: { claim: ({ main }) => right(main, 'smallest') && !right(main, 'total') },
          all: { claim: ({ main }) => ['total', 'sales', 'smallest'].every((column) => right(main, column)) },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
      minutes: 1,
    },
    {
      id: 'smallest',
      main: stream,
      cursor: { at: 'committed', batch: { reads: 'sixth' } },
      lookAt: { kind: 'row', row: 'sixth' },
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          soFar: { claim: ({ main }) => saidBy(main, 'sixth', 'smallest') === last(main, 'smallest') },
          eighty: { claim: ({ main }) => saidBy(main, 'sixth', 'smallest') === saidBy(main, 'smaller', 'smallest') },
          nobody: {
            claim: ({ main }) =>
              saidBy(main, 'sixth', 'smallest') !== last(main, 'smallest') &&
              saidBy(main, 'smaller', 'smallest') === last(main, 'smallest'),
          },
        },
      },
      after: {
        cursor: { at: 'committed', batch: { reads: 'smaller' } },
        lookAt: { kind: 'row', row: 'smaller' },
      },
      minutes: 1,
    },
    {
      id: 'memory',
      main: stream,
      cursor: { at: 'start' },
      lookAt: null,
      withhold: { state: true },
      prediction: {
        kind: 'choice',
        options: {
          rows: { claim: ({ main }) => lastHeld(main) === main.reader.trace.arrivalOrder.length },
          sales: { claim: ({ main }) => lastHeld(main) === last(main, 'sales') },
          months: { claim: ({ main }) => lastHeld(main) === Object.keys(scenarios.january.groups).length },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'state', group: 'january' } },
      minutes: 1,
    },
    {
      id: 'final',
      main: job,
      runs: { stream },
      offers: ['main', 'stream'],
      cursor: { at: 'committed', batch: { answers: 'january' } },
      lookAt: { kind: 'batch', batch: { answers: 'january' } },
      withhold: { rows: ['lastMinute'] },
      prediction: {
        kind: 'choice',
        options: {
          yes: { claim: ({ main }) => first(main, 'total') === last(main, 'total') },
          later: {
            claim: ({ main }) =>
              first(main, 'total') !== last(main, 'total') &&
              last(main, 'total') === Number(main.truth('january', 'total')),
          },
          both: { claim: ({ main }) => last(main, 'total') === everything(main) },
        },
      },
      after: { cursor: { at: 'arrival', row: 'lastMinute' }, lookAt: { kind: 'row', row: 'lastMinute' } },
      minutes: 2,
    },
    {
      id: 'two-dates',
      main: job,
      cursor: { at: 'arrival', row: 'lastMinute' },
      lookAt: { kind: 'row', row: 'lastMinute' },
      withhold: { rows: ['lastMinute'] },
      prediction: {
        kind: 'choice',
        options: {
          january: { claim: ({ main }) => main.belongs('lastMinute', 'january') },
          february: { claim: ({ main }) => main.belongs('lastMinute', 'february') },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'lastMinute' } },
      minutes: 1,
    },
  ],

  checks: [
    {
      id: 'check',
      start: job,
      // What the job reports first is what the task is about, and what it says beside the picture.
      cursor: { at: 'committed', batch: { answers: 'january' } },
      knobs: ['at'],
      shows: ['answeredAt', 'firstSales', 'firstTotal'],
      demands: {
        right: (facts) => right(facts, 'total'),
        early: (facts) => facts.batch({ answers: 'january' }) !== facts.batch({ answers: 'february' }),
      },
      solutions: [{ changes: [at('00:40:00')] }, { changes: [at('01:00:00')] }, { changes: [at('09:00:00')] }],
      wrong: [
        { changes: [], fails: 'right' },
        { changes: [at('00:30:00')], fails: 'right' },
        { changes: [at('09:30:00')], fails: 'early' },
        { changes: [at('00:40:00'), { set: 'every', to: '1 day' }], fails: 'alone' },
      ],
    },
  ],

  terms: ['bounded', 'unbounded', 'soFar', 'final'],
};
