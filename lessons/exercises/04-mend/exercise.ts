import { answersOf } from '../../../engine/measure/answers';
import { ledgerOf } from '../../../engine/measure/ledger';
import type { Reference } from '../../../engine/measure/reference';
import { scoreOf } from '../../../engine/measure/score';
import { setBatchLoop, setWindow } from '../../../engine/scenario/edit';
import type { BatchLoopSettings, Scenario } from '../../../engine/scenario/scenario';
import { MINUTE, SECOND } from '../../../engine/time';
import type { TraceReader } from '../../../engine/trace/reader';
import { afterVerdict, count, duration } from '../measure';
import type { Engines, Exercise, Handed, Staged } from '../schema';
import { card } from './card';
import { FROM, hidden, own, START, withMoved } from './streams';

const INTERVALS = [1, 2, 5, 10, 15].map((m) => m * MINUTE);
const READ_BY = ['arrivalTime', 'eventTime'] as const;
const BOUNDARIES = ['closed', 'open', 'halfOpen'] as const;
const PACES = ['clock', 'drift'] as const;

type Settings = Pick<BatchLoopSettings, 'interval' | 'readBy' | 'boundary' | 'drift'>;

/** Every setting that a loop which remembers nothing has. */
export const SETTINGS: readonly Settings[] = INTERVALS.flatMap((interval) =>
  READ_BY.flatMap((readBy) =>
    BOUNDARIES.flatMap((boundary) => PACES.map((pace) => ({ interval, readBy, boundary, drift: pace === 'drift' }))),
  ),
);

/** A loop counts windows as long as its interval. */
const looped = (stream: Scenario, settings: Settings): Scenario =>
  setWindow(setBatchLoop(stream, settings), { size: settings.interval });

const settingsOf = ({ interval, readBy, boundary, pace }: Handed): Settings => ({
  interval: interval as number,
  readBy: readBy as Settings['readBy'],
  boundary: boundary as Settings['boundary'],
  drift: pace === 'drift',
});

const USUAL = { interval: 5 * MINUTE, readBy: 'arrivalTime', boundary: 'halfOpen', pace: 'clock' };
const mend = (settings: Partial<typeof USUAL>): Handed => ({ claim: 'mend', ...USUAL, ...settings, arrivals: START });
/** The click of a row (from 0) arrives at minutes and seconds after midnight. */
const prove = (...moves: readonly { row: number; minutes: number; seconds: number }[]): Handed => {
  const arrivals = [...START];
  for (const { row, minutes, seconds } of moves) arrivals[row] = FROM + minutes * MINUTE + seconds * SECOND;
  return { claim: 'prove', ...USUAL, arrivals };
};

function windows(reader: TraceReader, scenario: Scenario, reference: Reference) {
  const answers = answersOf(reader.trace, scenario);
  const { figures, right } = scoreOf(reader.trace, answers, reference);
  // An answer for a window that holds no row is wrong as well.
  const strange = [...answers.byName.keys()].filter((name) => !reference.answers.byName.has(name)).length;
  const wrong = ledgerOf(answers, reference, scenario).figures.find((figure) => !figure.right && !figure.open);
  return { figures, right, allRight: right === figures && strange === 0, strange, wrong };
}

/** How many of the settings are right on a stream. */
async function rightSettings(stream: Scenario, engines: Engines): Promise<number> {
  const references = new Map<number, Reference>();
  let right = 0;
  for (const settings of SETTINGS) {
    const scenario = looped(stream, settings);
    const reference = references.get(settings.interval) ?? (await engines.truth(scenario));
    references.set(settings.interval, reference);
    if (windows(await engines.run(scenario, 'batchLoop'), scenario, reference).allRight) right++;
  }
  return right;
}

export const exercise: Exercise = {
  card,
  own,
  hidden,
  parts: [
    { kind: 'choice', id: 'claim', options: ['mend', 'prove'] },
    { kind: 'length', id: 'interval', values: INTERVALS, tone: 'processing', when: { part: 'claim', is: 'mend' } },
    { kind: 'choice', id: 'readBy', options: READ_BY, when: { part: 'claim', is: 'mend' } },
    { kind: 'choice', id: 'boundary', options: BOUNDARIES, when: { part: 'claim', is: 'mend' } },
    { kind: 'choice', id: 'pace', options: PACES, when: { part: 'claim', is: 'mend' } },
    {
      kind: 'arrivals',
      id: 'arrivals',
      from: FROM,
      to: FROM + 45 * MINUTE,
      when: { part: 'claim', is: 'prove' },
    },
  ],
  start: mend({ pace: 'drift' }),
  staged: (stream, handed) => {
    const moved = handed.claim === 'prove' ? withMoved(stream, handed.arrivals as readonly number[]) : stream;
    const loop: Staged = { id: 'loop', scenario: looped(moved, settingsOf(handed)), engine: 'batchLoop' };
    return [loop, { id: 'spark', scenario: moved, engine: 'spark' }];
  },
  measures: [
    { id: 'loop', tone: 'late', limit: null },
    { id: 'spark', tone: 'final', limit: null },
  ],
  figures: { settings: count(SETTINGS.length), delay: duration(20 * MINUTE) },
  async judge({ stream, id, handed }, engines) {
    const [loop, spark] = exercise.staged(stream, handed, id) as readonly [Staged, Staged];
    const sparkRun = await engines.run(spark.scenario, 'spark');
    const bySpark = windows(sparkRun, spark.scenario, await engines.truth(spark.scenario));
    const reader = await engines.run(loop.scenario, 'batchLoop');
    const byLoop = windows(reader, loop.scenario, await engines.truth(loop.scenario));
    const row = byLoop.wrong?.causes.find((cause) => cause.row !== null)?.row ?? null;
    const at = {
      cursor: row === null ? reader.length : afterVerdict(reader, row),
      subject: row === null ? null : ({ kind: 'row', row } as const),
      run: 'loop',
    };
    const sparkAt = { cursor: sparkRun.length, subject: null, run: 'spark' };
    const proving = handed.claim === 'prove';
    const right = proving ? await rightSettings(spark.scenario, engines) : 0;
    return {
      marks: {
        loop: proving
          ? { met: right === 0, figure: count(right), of: count(SETTINGS.length), at }
          : { met: byLoop.allRight, figure: count(byLoop.right), of: count(byLoop.figures), at },
        spark: {
          met: bySpark.allRight,
          figure: count(bySpark.right),
          of: count(bySpark.figures),
          at: sparkAt,
        },
      },
      figures: {
        said: proving ? count(right) : count(byLoop.right),
        all: proving ? count(SETTINGS.length) : count(byLoop.figures),
        sparkRight: count(bySpark.right),
        sparkAll: count(bySpark.figures),
      },
    };
  },
  best: prove({ row: 2, minutes: 19, seconds: 10 }),
  solutions: [prove({ row: 0, minutes: 16, seconds: 0 })],
  wrong: [
    { id: 'settings', handed: mend({ interval: 15 * MINUTE }), passes: 4 },
    { id: 'usual', handed: mend({}), passes: 3 },
    { id: 'tenMinutes', handed: prove({ row: 2, minutes: 13, seconds: 10 }), passes: 0 },
    { id: 'little', handed: prove({ row: 1, minutes: 2, seconds: 50 }), passes: 1 },
    { id: 'tooLate', handed: prove({ row: 2, minutes: 44, seconds: 0 }), passes: 0 },
  ],
};
