/** Labels of time on the axis that all engines share: at the edges of windows where there are some. */
import { MINUTE } from '../../engine/time';
import type { Language } from '../../i18n';
import { zoneOffset } from '../../i18n/format';
import { textWidth } from '../views/rails/frame';
import { roundTimes } from '../views/rails/ticks';
import { tickText } from '../views/rails/words';
import type { Axis } from './axis';
import type { Lane } from './strips';

export interface AxisTick {
  readonly at: number;
  /** No two beside each other read the same: as fine as they lie apart, with the day where they are days apart. */
  readonly text: string;
}

/** Whether a label begins at its place, which is too near to the begin of a narrow picture to stand in its middle. */
export const startsAt = (axis: Axis, at: number): boolean => axis.x(at) < 18 && axis.width < 500;

export function ticksOf(
  axis: Axis,
  lanes: readonly Pick<Lane, 'start' | 'end'>[],
  words: { readonly zone: string; readonly language: Language },
): AxisTick[] {
  const windowed = lanes.some((lane) => lane.start !== null);
  const times = windowed ? edges(axis, lanes) : evenTimes(axis, words.zone);
  const steps = times.slice(1).map((at, i) => at - (times[i] as number));
  const step = steps.length > 0 ? Math.min(...steps) : MINUTE;
  const ticks = times.map((at) => ({ at, text: tickText(at, step, words) }));
  if (windowed) return ticks;
  // Where each has no room, every second has, or every third; the last one must not touch what lies behind the break.
  const longest = Math.max(0, ...ticks.map(({ text }) => textWidth(text, 12.5, 'figures'))) + 10;
  const every = Math.ceil(longest / (axis.x((times[0] ?? 0) + step) - axis.x(times[0] ?? 0)));
  // Of those the rounder: 14:02 and 14:04 sooner than 14:01 and 14:03.
  const offset = zoneOffset(axis.from, words.zone);
  const round = Math.max(
    0,
    ticks.findIndex(({ at }) => (at + offset) % (every * step) === 0),
  );
  return ticks.filter(({ at }, i) => (i - round) % every === 0 && axis.x(at) < axis.breakAt - 20);
}

/** A few even instants. */
function evenTimes(axis: Axis, zone: string): number[] {
  const offset = zoneOffset(axis.from, zone);
  const wanted = Math.max(3, Math.floor(axis.breakAt / 70));
  return roundTimes(axis.from + offset, axis.to + offset, wanted)
    .map((at) => at - offset)
    .filter((at) => at >= axis.from);
}

/** Where windows begin and end, as far as labels have room, and as far on as the axis goes. */
function edges(axis: Axis, lanes: readonly Pick<Lane, 'start' | 'end'>[]): number[] {
  const ends = lanes.flatMap((l) => (l.start === null ? [] : [l.start, l.end as number])).filter((at) => at <= axis.to);
  // A label that names seconds is longer.
  const least = ends.some((at) => at % MINUTE !== 0) ? 72 : 52;
  const found: number[] = [];
  for (const at of [...new Set(ends)].sort((a, b) => a - b)) {
    const last = found.at(-1);
    // A label at the very beginning of a narrow picture stands behind its place.
    const room = last !== undefined && found.length === 1 && startsAt(axis, last) ? least + 20 : least;
    if (last === undefined || axis.x(at) - axis.x(last) >= room) found.push(at);
  }
  const step = found.length > 1 ? (found.at(-1) as number) - (found.at(-2) as number) : 0;
  if (step > 0)
    for (let at = (found.at(-1) as number) + step; axis.x(at) < axis.breakAt - 24 && at <= axis.to; at += step)
      found.push(at);
  return found;
}
