/** Nine clicks that arrive as they happen; on the hidden streams other clicks stand around those that were moved. */
import { type Arrival, arrivalsOf, withArrivals } from '../../../engine/scenario/made';
import type { Scenario } from '../../../engine/scenario/scenario';
import { sequence } from '../../../engine/scenario/sequence';
import { MINUTE, SECOND } from '../../../engine/time';
import type { Stream } from '../schema';
import loop from './loop.json?scenario';

/** 2026-03-02T00:00:00+07:00. */
export const FROM = Date.UTC(2026, 2, 1, 17) * 1000;
const clicks = arrivalsOf(loop, 'clicks');

export const START: readonly number[] = clicks.map((c) => c.arrivesAt);

/** Whether the learner has moved a click from where it arrived. */
export const isMoved = (row: number, arrivals: readonly number[]): boolean => arrivals[row] !== START[row];

/** The other clicks of a hidden stream: as many, at other times; one of them may come a quarter of an hour late. */
function others(seed: number, late: number): Arrival[] {
  const next = sequence(seed);
  const draw = (below: number): number => Math.floor(next() * below);
  return clicks.map((click, i) => {
    // The last two only let the windows close; they stay where they are.
    if (i >= clicks.length - 2) return click;
    const at = FROM + (20 + draw(860)) * SECOND;
    const road = i === 2 ? late : 0;
    return { arrivesAt: at + road * MINUTE, row: { ...click.row, clickedAt: at } };
  });
}

const stream = (id: string, seed: number, late = 0): Stream => ({
  id,
  make: () => withArrivals(loop, 'clicks', others(seed, late)),
});

export const own: Stream = { id: 'own', make: () => loop };
export const hidden: readonly Stream[] = [
  stream('one', 1),
  stream('two', 2),
  stream('three', 3, 6),
  stream('four', 4),
  stream('five', 5, 16),
];

/** The stream with the clicks that the learner moved in the place of its own. */
export function withMoved(scenario: Scenario, arrivals: readonly number[]): Scenario {
  const theirs = arrivalsOf(scenario, 'clicks');
  return withArrivals(
    scenario,
    'clicks',
    theirs.map((click, row) =>
      isMoved(row, arrivals) ? { ...(clicks[row] as Arrival), arrivesAt: arrivals[row] as number } : click,
    ),
  );
}
