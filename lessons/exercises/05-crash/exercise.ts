import { countOf } from '../../../engine/measure/sinkDifference';
import { setSink, setTrigger } from '../../../engine/scenario/edit';
import { setCrashAt } from '../../../engine/scenario/editCrash';
import type { SinkKind, SparkTrigger } from '../../../engine/scenario/scenario';
import { MINUTE, SECOND } from '../../../engine/time';
import { afterVerdict, batchReading, count, duration, time } from '../measure';
import type { Exercise, Handed, Staged } from '../schema';
import { card } from './card';
import { DOWN, hidden, own } from './streams';

const WAIT = 15 * SECOND;

const every = (interval: number): SparkTrigger => ({ kind: 'processingTime', interval });
const TRIGGERS: Readonly<Record<string, SparkTrigger>> = {
  oneSecond: every(SECOND),
  tenSeconds: every(10 * SECOND),
  oneMinute: every(MINUTE),
  availableNow: { kind: 'availableNow' },
};
const SINKS = ['append', 'idempotent', 'transactional'] as const satisfies readonly SinkKind[];

/** The crash that stands on the stage: where a sink that cannot tell is written to twice. */
const SHOWN = { kind: 'batch', batchId: 0, after: 'sink-written' } as const;

const set = (trigger: string, sink: SinkKind): Handed => ({ trigger, sink });

/** The value below which nineteen of twenty lie. */
const p95 = (sorted: readonly number[]): number => sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;

export const exercise: Exercise = {
  card,
  own,
  hidden,
  parts: [
    { kind: 'choice', id: 'trigger', options: Object.keys(TRIGGERS) },
    { kind: 'choice', id: 'sink', options: SINKS },
  ],
  start: set('oneSecond', 'append'),
  staged: (stream, { trigger, sink }, id) => {
    const plain = setSink(setTrigger(stream, TRIGGERS[trigger as string] as SparkTrigger), sink as SinkKind);
    const crashed = setCrashAt(plain, 'spark', {
      where: SHOWN,
      restartAfter: DOWN[id] as number,
      checkpoint: 'kept',
    });
    return [
      { id: 'crash', scenario: crashed, engine: 'spark' },
      { id: 'plain', scenario: plain, engine: 'spark' },
    ];
  },
  measures: [
    { id: 'lost', tone: 'late', limit: count(0) },
    { id: 'doubled', tone: 'late', limit: count(0) },
    { id: 'wait', tone: 'processing', limit: duration(WAIT) },
  ],
  figures: { wait: duration(WAIT) },
  async judge({ stream, id, handed }, engines) {
    const [crash, plain] = exercise.staged(stream, handed, id) as readonly [Staged, Staged];
    const trials = await engines.crashes(plain.scenario, DOWN[id] as number);
    const lost = trials.reduce((n, trial) => Math.max(n, countOf(trial.lost)), 0);
    const doubled = trials.reduce((n, trial) => Math.max(n, countOf(trial.doubled)), 0);
    const harmful = trials.filter((trial) => countOf(trial.lost) + countOf(trial.doubled) > 0);
    const reader = await engines.run(plain.scenario, 'spark');
    const waits = [...reader.trace.arrivalOrder]
      .map((row) => {
        const batch = batchReading(reader, row);
        const seen = batch === null ? Number.POSITIVE_INFINITY : (reader.trace.batches.endedAt[batch] as number);
        return { row, wait: seen - reader.arrivesAt(row) };
      })
      .sort((a, b) => a.wait - b.wait);
    const wait = p95(waits.map((w) => w.wait));
    const slow = waits.at(-1);
    const shown = await engines.run(crash.scenario, 'spark');
    const died = shown.trace.crashes[0];
    const at = {
      cursor: died ? died.entry + 1 : shown.length,
      subject: died ? ({ kind: 'crash', crash: 0 } as const) : null,
      run: 'crash',
    };
    return {
      marks: {
        lost: { met: lost === 0, figure: count(lost), at },
        doubled: { met: doubled === 0, figure: count(doubled), at },
        wait: {
          met: wait <= WAIT,
          figure: duration(wait),
          ...(slow && {
            at: {
              cursor: afterVerdict(reader, slow.row),
              subject: { kind: 'row', row: slow.row } as const,
              run: 'plain',
            },
          }),
        },
      },
      figures: {
        points: count(trials.length),
        harmful: count(harmful.length),
        mostLost: count(lost),
        mostDoubled: count(doubled),
        p95: duration(wait),
        slowest: slow ? time(reader.arrivesAt(slow.row)) : { kind: 'none' },
      },
    };
  },
  best: set('tenSeconds', 'idempotent'),
  solutions: [set('tenSeconds', 'transactional'), set('oneSecond', 'idempotent')],
  wrong: [
    { id: 'small', handed: set('oneSecond', 'append'), passes: 0 },
    { id: 'slow', handed: set('oneMinute', 'transactional'), passes: 0 },
    { id: 'append', handed: set('tenSeconds', 'append'), passes: 0 },
    { id: 'now', handed: set('availableNow', 'append'), passes: 0 },
  ],
};
