import { MINUTE, SECOND } from '../../../engine/time';
import { count, duration, time } from '../measure';
import { saidBy, withSteps } from '../said';
import type { Exercise, Handed } from '../schema';
import { card } from './card';
import { AWAY, hidden, own, PAUSE } from './streams';

/** By which clicks are told to belong to one visit: between the longest pause and the shortest absence. */
const APART = (PAUSE + AWAY) / 2;

const set = (gap: number): Handed => ({ gap: gap * MINUTE });

export const exercise: Exercise = {
  card,
  own,
  hidden,
  parts: [
    {
      kind: 'length',
      id: 'gap',
      values: [
        ...[1, 2, 3].map((m) => m * MINUTE),
        PAUSE - SECOND,
        ...[4, 5, 6].map((m) => m * MINUTE),
        AWAY - SECOND,
        ...[7, 8, 10, 15].map((m) => m * MINUTE),
      ],
      tone: 'event',
    },
  ],
  start: set(10),
  staged: (stream, { gap }) => [
    {
      id: 'main',
      scenario: withSteps(
        stream,
        stream.query.steps.map((step) =>
          step.kind === 'aggregate' ? { ...step, window: { on: 'clickedAt', gap: gap as number } } : step,
        ),
      ),
      engine: 'spark',
    },
  ],
  measures: [
    { id: 'visits', tone: 'final', limit: { kind: 'share', value: 1 }, exact: true },
    { id: 'other', tone: 'late', limit: count(0) },
  ],
  figures: { pause: duration(PAUSE), away: duration(AWAY), best: duration(5 * MINUTE) },
  async judge({ stream, id, handed }, engines) {
    const [{ scenario, engine }] = exercise.staged(stream, handed, id);
    const reader = await engines.run(scenario, engine);
    const clicks = new Map<string, number[]>();
    for (const row of reader.trace.arrivalOrder) {
      const user = String(reader.value(row, 'userId'));
      if (user !== 'end') clicks.set(user, [...(clicks.get(user) ?? []), reader.eventTime(row)]);
    }
    /** A visit by who made it, when it began, and how many clicks it has. */
    const name = (user: unknown, start: number, size: unknown): string => `${user} ${start} ${size}`;
    const due = new Set<string>();
    for (const [user, times] of clicks) {
      times.sort((a, b) => a - b);
      let start = 0;
      for (let i = 1; i <= times.length; i++)
        if (i === times.length || (times[i] as number) - (times[i - 1] as number) > APART) {
          due.add(name(user, times[start] as number, i - start));
          start = i;
        }
    }
    const said = saidBy(reader).filter(({ values }) => values.userId !== 'end');
    const other = said.filter(
      ({ values }) => !due.has(name(values.userId, values.windowStart as number, values.clicks)),
    );
    const right = said.length - other.length;
    const strange = other[0];
    const at = strange && {
      at: { cursor: strange.cursor, subject: { kind: 'output', output: strange.output } } as const,
    };
    return {
      marks: {
        visits: { met: right === due.size, figure: count(right), of: count(due.size), ...at },
        other: { met: other.length === 0, figure: count(other.length), ...at },
      },
      figures: {
        due: count(due.size),
        said: count(said.length),
        right: count(right),
        other: count(other.length),
        from: strange ? time(strange.values.windowStart as number) : { kind: 'none' },
        size: strange ? count(Number(strange.values.clicks)) : { kind: 'none' },
      },
    };
  },
  best: set(5),
  solutions: [{ gap: PAUSE }, { gap: AWAY - SECOND }],
  wrong: [
    { id: 'three', handed: set(3), passes: 1 },
    { id: 'almost', handed: { gap: PAUSE - SECOND }, passes: 3 },
    { id: 'seven', handed: set(7), passes: 3 },
    { id: 'ten', handed: set(10), passes: 1 },
  ],
};
