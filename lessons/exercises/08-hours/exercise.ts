import type { Step } from '../../../engine/scenario/scenario';
import { HOUR, MINUTE } from '../../../engine/time';
import { count, duration, time } from '../measure';
import { saidBy, withSteps } from '../said';
import type { Exercise, Handed } from '../schema';
import { card } from './card';
import { GRADED, hidden, own } from './streams';

const WAIT = 50 * MINUTE;
const BEST = 20;

const by = (on: string, keys: readonly string[], name: string, expression: string): Step => ({
  kind: 'aggregate',
  window: { on, size: HOUR, slide: HOUR, start: 0 },
  keys,
  aggregates: [{ name, expression }],
});

/** What follows the watermark. */
const QUERIES: Readonly<Record<string, readonly Step[]>> = {
  count: [by('seenAt', [], 'users', 'count(*)')],
  distinct: [by('seenAt', [], 'users', 'count(distinct userId)')],
  approx: [by('seenAt', [], 'users', 'approx_count_distinct(userId)')],
  dedup: [
    { kind: 'dropDuplicates', columns: ['userId'], withinWatermark: false },
    by('seenAt', [], 'users', 'count(*)'),
  ],
  twoSteps: [by('seenAt', ['userId'], 'visits', 'count(*)'), by('window', [], 'users', 'count(*)')],
};

const set = (query: string, delay: number): Handed => ({ query, delay: delay * MINUTE });

export const exercise: Exercise = {
  card,
  own,
  hidden,
  parts: [
    { kind: 'choice', id: 'query', options: Object.keys(QUERIES) },
    { kind: 'length', id: 'delay', values: [0, 1, 5, 10, 15, 20, 30, 60].map((m) => m * MINUTE), tone: 'water' },
  ],
  start: set('count', 1),
  staged: (stream, { query, delay }) => [
    {
      id: 'main',
      scenario: withSteps(stream, [
        { kind: 'watermark', column: 'seenAt', delay: delay as number },
        ...(QUERIES[query as string] as readonly Step[]),
      ]),
      engine: 'spark',
    },
  ],
  measures: [
    { id: 'right', tone: 'final', limit: { kind: 'share', value: 1 }, exact: true },
    { id: 'wait', tone: 'processing', limit: duration(WAIT) },
  ],
  figures: { best: duration(BEST * MINUTE), wait: duration(WAIT) },
  async judge({ stream, id, handed }, engines) {
    const [{ scenario, engine }] = exercise.staged(stream, handed, id);
    const reader = await engines.run(scenario, engine);
    // A plain count over all rows, whenever they came.
    const due = new Map<number, Set<unknown>>();
    for (const row of reader.trace.arrivalOrder) {
      const at = reader.value(row, 'seenAt') as number;
      if (at >= GRADED) continue;
      const hour = Math.floor(at / HOUR) * HOUR;
      due.set(hour, (due.get(hour) ?? new Set()).add(reader.value(row, 'userId')));
    }
    const said = new Map(saidBy(reader).map((s) => [s.values.windowStart as number, s]));
    const hours = [...due].map(([hour, users]) => ({ hour, users: users.size, said: said.get(hour) }));
    const wrong = hours.filter((h) => h.said?.values.users !== h.users);
    const waits = hours.map((h) => (h.said ? h.said.at - (h.hour + HOUR) : Number.POSITIVE_INFINITY));
    const slowest = Math.max(...waits);
    const slow = hours[waits.indexOf(slowest)]?.said;
    const first = wrong[0];
    const at = (output: typeof slow) => ({
      at: {
        cursor: output ? output.cursor : reader.length,
        subject: output ? ({ kind: 'output', output: output.output } as const) : null,
      },
    });
    return {
      marks: {
        right: {
          met: wrong.length === 0,
          figure: count(hours.length - wrong.length),
          of: count(hours.length),
          ...(first && at(first.said)),
        },
        wait: { met: slowest <= WAIT, figure: duration(slowest), ...at(slow) },
      },
      figures: {
        hour: first ? { kind: 'clock', value: first.hour } : { kind: 'none' },
        said: first?.said ? count(Number(first.said.values.users)) : { kind: 'text', value: '–' },
        truth: first ? count(first.users) : { kind: 'none' },
        slowest: duration(slowest),
        at: slow ? time(slow.at) : { kind: 'none' },
      },
    };
  },
  best: set('twoSteps', BEST),
  solutions: [set('twoSteps', 30)],
  wrong: [
    { id: 'count', handed: set('count', 20), passes: 0 },
    { id: 'dedup', handed: set('dedup', 20), passes: 0 },
    { id: 'approx', handed: set('approx', 20), passes: 1 },
    { id: 'short', handed: set('twoSteps', 1), passes: 0 },
    { id: 'ten', handed: set('twoSteps', 10), passes: 4 },
    { id: 'long', handed: set('twoSteps', 60), passes: 0 },
  ],
};
