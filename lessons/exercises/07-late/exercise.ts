import { MINUTE } from '../../../engine/time';
import { afterVerdict, batchReading, count, duration, time } from '../measure';
import type { Exercise, Handed, Stream } from '../schema';
import { card } from './card';
import { dropped } from './guesses';
import { EXAMPLE, make, ROUNDS } from './streams';

const WINDOW = 5 * MINUTE;
const NAMES = ['one', 'two', 'three', 'four', 'five'] as const;

const marks = (...rows: readonly (readonly number[])[]): Handed =>
  Object.fromEntries(NAMES.map((name, i) => [name, rows[i] ?? []]));

/** The exercise with the streams of a round. */
function ofRound(round: number): Exercise {
  const seeds = ROUNDS[round % ROUNDS.length] as (typeof ROUNDS)[number];
  const hidden: readonly Stream[] = NAMES.map((id, i) => ({ id, make: () => make(seeds[i] as number) }));
  return {
    card,
    own: { id: 'own', make: () => make(EXAMPLE) },
    hidden,
    parts: NAMES.map((id) => ({ kind: 'rows', id })),
    start: marks(),
    staged: (stream) => [{ id: 'main', scenario: stream, engine: 'spark' }],
    measures: [
      { id: 'found', tone: 'late', limit: { kind: 'share', value: 1 }, exact: true },
      { id: 'wrongly', tone: 'final', limit: count(0) },
    ],
    figures: { window: duration(WINDOW), delay: duration(4 * MINUTE), trigger: duration(2 * MINUTE) },
    async judge({ stream, id, handed }, engines) {
      const reader = await engines.run(stream, 'spark');
      const late = dropped(reader);
      // The example is there to be looked at, and counts for nothing.
      const marked = id === 'own' ? late : (handed[id] as readonly number[]);
      const missed = late.filter((row) => !marked.includes(row));
      const wrongly = marked.filter((row) => !late.includes(row));
      const place = (row: number | undefined) =>
        row === undefined ? {} : { at: { cursor: afterVerdict(reader, row), subject: { kind: 'row', row } as const } };
      const batch = (row: number | undefined) => (row === undefined ? null : batchReading(reader, row));
      const tested = (row: number | undefined) => {
        const reads = batch(row);
        return reads === null ? ({ kind: 'none' } as const) : time(reader.trace.batches.lateWatermark[reads] as number);
      };
      const end = (row: number | undefined) =>
        row === undefined
          ? ({ kind: 'none' } as const)
          : ({ kind: 'clock', value: (Math.floor(reader.eventTime(row) / WINDOW) + 1) * WINDOW } as const);
      const happened = (row: number | undefined) =>
        row === undefined ? ({ kind: 'none' } as const) : time(reader.eventTime(row));
      return {
        marks: {
          found: {
            met: missed.length === 0,
            figure: count(late.length - missed.length),
            of: count(late.length),
            ...place(missed[0]),
          },
          wrongly: { met: wrongly.length === 0, figure: count(wrongly.length), ...place(wrongly[0]) },
        },
        figures: {
          missed: count(missed.length),
          missedAt: happened(missed[0]),
          missedEnd: end(missed[0]),
          missedTested: tested(missed[0]),
          counted: count(wrongly.length),
          countedAt: happened(wrongly[0]),
          countedEnd: end(wrongly[0]),
          countedTested: tested(wrongly[0]),
        },
      };
    },
    again: ofRound,
    best: marks([14, 17], [15, 20], [16, 20], [17, 18], [16, 18]),
    solutions: [],
    wrong: [
      {
        id: 'closedNow',
        handed: marks([8, 13, 14, 17], [9, 14, 15, 20], [16, 18, 20], [17, 18], [16, 18]),
        passes: 2,
      },
      {
        id: 'underWater',
        handed: marks([8, 13, 14, 17, 18, 19], [5, 9, 14, 15, 20], [10, 16, 18, 20, 21], [17, 18, 21], [6, 16, 18]),
        passes: 0,
      },
      {
        id: 'outOfOrder',
        handed: marks(
          [8, 9, 11, 13, 14, 16, 17, 18, 19, 20, 21],
          [2, 3, 5, 6, 9, 14, 15, 18, 20, 21],
          [10, 12, 13, 16, 17, 18, 19, 20, 21],
          [3, 7, 15, 17, 18, 20, 21],
          [4, 6, 9, 12, 13, 16, 18, 20],
        ),
        passes: 0,
      },
      {
        id: 'longRoad',
        handed: marks(
          [8, 9, 13, 14, 16, 17, 18, 19, 20, 21],
          [2, 5, 9, 14, 15, 20, 21],
          [10, 12, 16, 18, 19, 20, 21],
          [15, 17, 18, 20, 21],
          [4, 6, 9, 16, 18, 21],
        ),
        passes: 0,
      },
    ],
  };
}

export const exercise: Exercise = ofRound(0);
