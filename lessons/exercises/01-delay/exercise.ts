import { setDelay, setTrigger } from '../../../engine/scenario/edit';
import { MINUTE, SECOND } from '../../../engine/time';
import { batchReading, count, duration, peakState, time, windowMarks } from '../measure';
import type { Exercise, Handed } from '../schema';
import { card } from './card';
import { GRADED, hidden, own } from './streams';

const WAIT = 12 * MINUTE;
const STATE = 4;

/** In minutes. */
const BEST = { delay: 6, trigger: 1 };
const OTHER = { delay: 4, trigger: 2 };

const minutes = (...of: number[]): number[] => of.map((m) => m * MINUTE);
const set = (delay: number, trigger: number): Handed => ({ delay: delay * MINUTE, trigger: trigger * MINUTE });

export const exercise: Exercise = {
  card,
  own,
  hidden,
  parts: [
    { kind: 'length', id: 'delay', values: minutes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15), tone: 'water' },
    {
      kind: 'length',
      id: 'trigger',
      values: [15 * SECOND, 30 * SECOND, ...minutes(1, 2, 5)],
      tone: 'processing',
    },
  ],
  start: set(4, 1),
  staged: (stream, { delay, trigger }) => [
    {
      id: 'main',
      scenario: setTrigger(setDelay(stream, delay as number), {
        kind: 'processingTime',
        interval: trigger as number,
      }),
      engine: 'spark',
    },
  ],
  measures: [
    { id: 'complete', tone: 'final', limit: { kind: 'share', value: 1 }, exact: true },
    { id: 'wait', tone: 'processing', limit: duration(WAIT) },
    { id: 'state', tone: 'state', limit: count(STATE) },
  ],
  figures: {
    window: duration(5 * MINUTE),
    bestDelay: duration(BEST.delay * MINUTE),
    bestTrigger: duration(BEST.trigger * MINUTE),
    otherDelay: duration(OTHER.delay * MINUTE),
    otherTrigger: duration(OTHER.trigger * MINUTE),
  },
  async judge({ stream, id, handed }, engines) {
    const [{ scenario, engine }] = exercise.staged(stream, handed, id);
    const reader = await engines.run(scenario, engine);
    const { due, counted, missing, slowest, waiting } = windowMarks(
      reader,
      scenario,
      await engines.truth(scenario),
      GRADED,
    );
    const peak = peakState(reader);
    const batch = missing ? batchReading(reader, missing.row) : null;
    const ahead = (row: number): number => newestBefore(reader.arrivesAt(row)) - reader.eventTime(row);
    /** The newest event time among what had arrived before. */
    const newestBefore = (at: number): number => {
      let newest = Number.NEGATIVE_INFINITY;
      for (const row of reader.trace.arrivalOrder) {
        if (reader.arrivesAt(row) >= at) break;
        newest = Math.max(newest, reader.eventTime(row));
      }
      return newest;
    };
    return {
      marks: {
        complete: {
          met: counted === due,
          figure: count(counted),
          of: count(due),
          ...(missing && { at: { cursor: missing.cursor, subject: { kind: 'row', row: missing.row } } }),
        },
        wait: {
          met: slowest <= WAIT,
          figure: duration(slowest),
          ...(waiting && {
            at: {
              cursor: waiting.cursor,
              subject: waiting.group === null ? null : { kind: 'group', group: waiting.group },
            },
          }),
        },
        state: {
          met: peak.rows <= STATE,
          figure: count(peak.rows),
          at: { cursor: peak.cursor, subject: { kind: 'measure', measure: 'state' } },
        },
      },
      figures: {
        lost: count(due - counted),
        happened: missing ? time(reader.eventTime(missing.row)) : { kind: 'none' },
        arrived: missing ? time(reader.arrivesAt(missing.row)) : { kind: 'none' },
        behind: missing ? duration(ahead(missing.row)) : { kind: 'none' },
        tested: batch === null ? { kind: 'none' } : time(reader.trace.batches.lateWatermark[batch] as number),
        slowest: duration(slowest),
        peak: count(peak.rows),
      },
    };
  },
  best: set(BEST.delay, BEST.trigger),
  solutions: [set(OTHER.delay, OTHER.trigger)],
  wrong: [
    { id: 'short', handed: set(2, 1), passes: 2 },
    { id: 'own', handed: set(4, 1), passes: 3 },
    { id: 'long', handed: set(10, 1), passes: 1 },
  ],
};
