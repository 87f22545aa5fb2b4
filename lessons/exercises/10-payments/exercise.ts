import type { Step } from '../../../engine/scenario/scenario';
import { MINUTE } from '../../../engine/time';
import { afterVerdict, count, duration, peakState, time } from '../measure';
import { saidBy, withSteps } from '../said';
import type { Exercise, Handed } from '../schema';
import { card } from './card';
import { hidden, own } from './streams';

const STATE = 20;
const BEST = 5;

/** What each choice of the query does after the watermark. */
const DEDUPS: Readonly<Record<string, Step>> = {
  none: { kind: 'filter', condition: 'amount > 0' },
  key: { kind: 'dropDuplicates', columns: ['paymentId'], withinWatermark: false },
  keyAndTime: { kind: 'dropDuplicates', columns: ['paymentId', 'payTime'], withinWatermark: false },
  within: { kind: 'dropDuplicates', columns: ['paymentId'], withinWatermark: true },
};

const set = (query: string, delay: number): Handed => ({ query, delay: delay * MINUTE });

export const exercise: Exercise = {
  card,
  own,
  hidden,
  parts: [
    { kind: 'choice', id: 'query', options: Object.keys(DEDUPS) },
    {
      kind: 'length',
      id: 'delay',
      values: [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30].map((m) => m * MINUTE),
      tone: 'water',
    },
  ],
  start: set('key', 5),
  staged: (stream, { query, delay }) => [
    {
      id: 'main',
      scenario: withSteps(stream, [
        { kind: 'watermark', column: 'payTime', delay: delay as number },
        DEDUPS[query as string] as Step,
      ]),
      engine: 'spark',
    },
  ],
  measures: [
    { id: 'twice', tone: 'late', limit: count(0) },
    { id: 'missing', tone: 'final', limit: count(0) },
    { id: 'state', tone: 'state', limit: count(STATE) },
  ],
  figures: { retry: duration(4 * MINUTE), best: duration(BEST * MINUTE), state: count(STATE) },
  async judge({ stream, id, handed }, engines) {
    const [{ scenario, engine }] = exercise.staged(stream, handed, id);
    const reader = await engines.run(scenario, engine);
    const all = new Set([...reader.trace.arrivalOrder].map((row) => reader.value(row, 'paymentId')));
    const first = new Map<unknown, number>();
    const again = saidBy(reader).filter(({ values }) => {
      const before = first.has(values.paymentId);
      if (!before) first.set(values.paymentId, values.payTime as number);
      return before;
    });
    const missing = [...all].filter((payment) => !first.has(payment));
    const twice = again[0];
    const row = twice ? (reader.trace.output.row[twice.output] as number) : null;
    const lost = reader.trace.arrivalOrder.find((r) => missing.includes(reader.value(r, 'paymentId')));
    const peak = peakState(reader);
    return {
      marks: {
        twice: {
          met: again.length === 0,
          figure: count(again.length),
          ...(twice && row !== null && { at: { cursor: twice.cursor, subject: { kind: 'row', row } } }),
        },
        missing: {
          met: missing.length === 0,
          figure: count(missing.length),
          ...(lost !== undefined && {
            at: { cursor: afterVerdict(reader, lost), subject: { kind: 'row', row: lost } },
          }),
        },
        state: {
          met: peak.rows <= STATE,
          figure: count(peak.rows),
          at: { cursor: peak.cursor, subject: { kind: 'measure', measure: 'state' } },
        },
      },
      figures: {
        again: count(again.length),
        missing: count(missing.length),
        peak: count(peak.rows),
        lostAt: lost === undefined ? { kind: 'none' } : time(reader.eventTime(lost)),
        first: twice ? time(first.get(twice.values.paymentId) as number) : { kind: 'none' },
        second: twice ? time(twice.values.payTime as number) : { kind: 'none' },
        apart: twice
          ? duration((twice.values.payTime as number) - (first.get(twice.values.paymentId) as number))
          : { kind: 'none' },
      },
    };
  },
  best: set('within', BEST),
  solutions: [set('within', 4), set('within', 6)],
  wrong: [
    { id: 'key', handed: set('key', 5), passes: 0 },
    { id: 'keyAndTime', handed: set('keyAndTime', 5), passes: 0 },
    { id: 'short', handed: set('within', 1), passes: 2 },
    { id: 'slack', handed: set('within', 2), passes: 4 },
    { id: 'long', handed: set('within', 30), passes: 0 },
  ],
};
