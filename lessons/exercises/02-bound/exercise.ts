import type { Step } from '../../../engine/scenario/scenario';
import { DAY, HOUR, MINUTE } from '../../../engine/time';
import { count, duration, peakState } from '../measure';
import { saidBy, withSteps } from '../said';
import type { Exercise, Handed } from '../schema';
import { card } from './card';
import { DAYS, FROM, hidden, own, SAID_BY } from './streams';

const STATE = 500;
const BEST = 1;

const by = (on: string, keys: readonly string[], name: string, expression: string): Step => ({
  kind: 'aggregate',
  window: { on, size: DAY, slide: DAY, start: 17 * HOUR },
  keys,
  aggregates: [{ name, expression }],
});

const DEDUP: Step = { kind: 'dropDuplicates', columns: ['userId', 'day'], withinWatermark: false };

const QUERIES: Readonly<Record<string, (water: Step) => readonly Step[]>> = {
  forever: () => [DEDUP],
  trap: (water) => [water, DEDUP],
  approx: (water) => [water, by('seenAt', [], 'users', 'approx_count_distinct(userId)')],
  twoSteps: (water) => [water, by('seenAt', ['userId'], 'visits', 'count(*)'), by('window', [], 'users', 'count(*)')],
};

const set = (query: string, delay: number): Handed => ({ query, delay: delay * MINUTE });

export const exercise: Exercise = {
  card,
  own,
  hidden,
  parts: [
    { kind: 'choice', id: 'query', options: Object.keys(QUERIES) },
    {
      kind: 'length',
      id: 'delay',
      values: [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, ...[1, 2, 4, 6, 12].map((h) => h * HOUR)],
      tone: 'water',
    },
  ],
  start: set('forever', 60),
  staged: (stream, { query, delay }) => {
    const water: Step = { kind: 'watermark', column: 'seenAt', delay: delay as number };
    const steps = QUERIES[query as string]?.(water) ?? [];
    return [{ id: 'main', scenario: withSteps(stream, steps), engine: 'spark' }];
  },
  measures: [
    { id: 'right', tone: 'final', limit: { kind: 'share', value: 1 }, exact: true },
    { id: 'state', tone: 'state', limit: count(STATE) },
  ],
  figures: { state: count(STATE), by: { kind: 'clock', value: FROM + SAID_BY }, best: duration(BEST * HOUR) },
  async judge({ stream, id, handed }, engines) {
    const [{ scenario, engine }] = exercise.staged(stream, handed, id);
    const reader = await engines.run(scenario, engine);
    const due = Array.from({ length: DAYS }, () => new Set<unknown>());
    for (const row of reader.trace.arrivalOrder) {
      const day = Math.floor(((reader.value(row, 'seenAt') as number) - FROM) / DAY);
      due[day]?.add(reader.value(row, 'userId'));
    }
    const said = saidBy(reader);
    /** What a reader of the sink knows of a day by the time at which it must be known; null: nothing. */
    const known = (day: number): number | null => {
      const until = FROM + (day + 1) * DAY + SAID_BY;
      const rows = said.filter((s) => s.at <= until);
      // Users that come out one by one are counted by who reads them.
      if (handed.query === 'forever' || handed.query === 'trap')
        return rows.filter(({ values }) => values.day === `d${day}`).length;
      const answer = rows.find(({ values }) => values.windowStart === FROM + day * DAY);
      return answer ? Number(answer.values.users) : null;
    };
    const days = due.map((users, day) => ({ day, truth: users.size, said: known(day) }));
    const wrong = days.filter((d) => d.said !== d.truth);
    const first = wrong[0];
    const peak = peakState(reader);
    return {
      marks: {
        right: {
          met: wrong.length === 0,
          figure: count(DAYS - wrong.length),
          of: count(DAYS),
          ...(first && {
            at: { cursor: reader.cursorAt(FROM + (first.day + 1) * DAY + SAID_BY), subject: null },
          }),
        },
        state: {
          met: peak.rows <= STATE,
          figure: count(peak.rows),
          at: { cursor: peak.cursor, subject: { kind: 'measure', measure: 'state' } },
        },
      },
      figures: {
        day: first ? { kind: 'day', value: FROM + first.day * DAY } : { kind: 'none' },
        said: first && first.said !== null ? count(first.said) : { kind: 'text', value: '–' },
        truth: first ? count(first.truth) : { kind: 'none' },
        peak: count(peak.rows),
      },
    };
  },
  best: set('twoSteps', BEST * 60),
  solutions: [set('twoSteps', 120)],
  wrong: [
    { id: 'forever', handed: set('forever', 60), passes: 0 },
    { id: 'trap', handed: set('trap', 60), passes: 0 },
    { id: 'approx', handed: set('approx', 60), passes: 0 },
    { id: 'short', handed: set('twoSteps', 5), passes: 0 },
    { id: 'half', handed: set('twoSteps', 30), passes: 4 },
    { id: 'long', handed: set('twoSteps', 720), passes: 0 },
  ],
};
