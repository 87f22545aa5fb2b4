import { expect, it } from 'vitest';
import { clicks, LATE } from '../../engine/engines/clicks.fixture';
import { simulate } from '../../engine/simulate';
import { openTrace } from '../../engine/trace/reader';
import { runsOf, seams } from './layout';

const readerOf = (drift: boolean) => {
  const scenario = clicks(LATE, { drift });
  return openTrace(simulate(scenario, 'batchLoop'), scenario);
};
const clock = (at: number) => new Date(at / 1000).toISOString().slice(14, 19);

it('a loop that drifts leaves a gap before each run, one that keeps to the clock none', () => {
  const reader = readerOf(true);
  const gaps = seams(runsOf(reader, Number.POSITIVE_INFINITY));
  expect(gaps.map((g) => [g.kind, clock(g.from), clock(g.to)])).toEqual([
    ['gap', '05:00', '05:30'],
    ['gap', '10:30', '11:00'],
  ]);
  const even = readerOf(false);
  expect(seams(runsOf(even, Number.POSITIVE_INFINITY))).toEqual([]);
  // What has not begun by now is not there.
  expect(runsOf(even, reader.timeAt(0))).toEqual([]);
});
