import { answersOf } from '../../../engine/measure/answers';
import { ledgerOf } from '../../../engine/measure/ledger';
import { scoreOf } from '../../../engine/measure/score';
import { MINUTE, SECOND } from '../../../engine/time';
import { arrivalsIn, withArrivalTimes } from '../arrivals';
import { afterVerdict, count, duration } from '../measure';
import type { Exercise, Handed } from '../schema';
import { card } from './card';
import { DOWN, FROM, hidden, own } from './streams';

const LOST = 2;
const DOUBLED = 1;

/** Arrivals as minutes and seconds after midnight. */
const at = (...times: readonly (readonly [number, number])[]): Handed => ({
  arrivals: times.map(([minutes, seconds]) => FROM + minutes * MINUTE + seconds * SECOND),
});

export const exercise: Exercise = {
  card,
  own,
  hidden,
  parts: [{ kind: 'arrivals', id: 'arrivals', from: FROM, to: FROM + 25 * MINUTE }],
  start: { arrivals: arrivalsIn(own.make()) },
  staged: (stream, { arrivals }) => [
    { id: 'main', scenario: withArrivalTimes(stream, arrivals as readonly number[]), engine: 'batchLoop' },
  ],
  measures: [
    { id: 'lost', tone: 'late', limit: count(LOST), exact: true },
    { id: 'doubled', tone: 'processing', limit: count(DOUBLED), exact: true },
  ],
  figures: { lost: count(LOST), doubled: count(DOUBLED), down: duration(DOWN), interval: duration(5 * MINUTE) },
  async judge({ stream, id, handed }, engines) {
    const [{ scenario, engine }] = exercise.staged(stream, handed, id);
    const reader = await engines.run(scenario, engine);
    const reference = await engines.truth(scenario);
    const answers = answersOf(reader.trace, scenario);
    const { lost, doubled, misplaced } = scoreOf(reader.trace, answers, reference);
    const wrong = ledgerOf(answers, reference, scenario).figures.find((figure) => !figure.right);
    const row = wrong?.causes.find((cause) => cause.row !== null)?.row ?? null;
    const place = {
      cursor: row === null ? reader.length : afterVerdict(reader, row),
      subject: row === null ? null : ({ kind: 'row', row } as const),
    };
    return {
      marks: {
        lost: { met: lost === LOST, figure: count(lost), at: place },
        doubled: { met: doubled === DOUBLED, figure: count(doubled), at: place },
      },
      figures: {
        lostRows: count(lost),
        doubledRows: count(doubled),
        misplaced: count(misplaced),
        work: duration(scenario.engines.batchLoop.workTime),
      },
    };
  },
  best: at([0, 40], [5, 5], [5, 8], [6, 30], [7, 30], [8, 20], [9, 10], [9, 40], [14, 50]),
  solutions: [],
  wrong: [
    {
      id: 'seconds',
      handed: at([0, 40], [5, 5], [5, 40], [6, 30], [7, 30], [8, 20], [9, 10], [9, 40], [14, 50]),
      passes: 2,
    },
    {
      id: 'early',
      handed: at([0, 40], [5, 5], [5, 8], [6, 30], [7, 30], [8, 20], [9, 10], [9, 40], [12, 40]),
      passes: 2,
    },
    {
      id: 'edges',
      handed: at([0, 40], [5, 0], [10, 0], [6, 30], [7, 30], [8, 20], [9, 10], [9, 40], [14, 50]),
      passes: 0,
    },
    {
      id: 'late',
      handed: at([0, 40], [12, 8], [13, 48], [6, 30], [7, 30], [8, 20], [9, 10], [9, 40], [14, 50]),
      passes: 0,
    },
  ],
};
