/** Labels of time under the processing rail: at the edges of batches where these are well apart, else at round times. */
import { utcTicks } from 'd3-time';
import { zoneOffset } from '../../../i18n/format';
import { alongOf, BELOW_BUTTONS, type Frame } from './frame';
import type { TickMark } from './scene';
import { tickText, type Words } from './words';

/** Batches come in these multiples between two labels. */
const MULTIPLES = [1, 2, 3, 5, 10, 15, 30];

export function timeTicks(frame: Frame, interval: number | null, words: Words): TickMark[] {
  const { view, along } = frame;
  const horizontal = frame.orientation === 'horizontal';
  const room = horizontal ? 58 : 34;
  const pixels = along.to - along.from;
  const span = view.to - view.from;
  const times: number[] = [];
  let step = 0;
  const wanted = Math.max(2, Math.floor(pixels / (horizontal ? 92 : 64)));
  for (const k of MULTIPLES) {
    if (interval === null || step > 0) break;
    const gap = (k * interval * pixels) / span;
    if (gap >= room && gap <= room * 2.6) step = k * interval;
  }
  const offset = zoneOffset((view.from + view.to) / 2, words.zone);
  if (step > 0) {
    for (let t = Math.ceil((view.from + offset) / step) * step - offset; t <= view.to; t += step) times.push(t);
  } else {
    // d3 knows round times in UTC; the picture's zone is reached by shifting there and back. A change of clocks within
    // the view shifts the ticks on its far side, whose labels stay true.
    const ticks = utcTicks(new Date((view.from + offset) / 1000), new Date((view.to + offset) / 1000), wanted);
    for (const t of ticks) times.push(t.getTime() * 1000 - offset);
    step = times.length > 1 ? (times[1] as number) - (times[0] as number) : span;
  }
  const marks: TickMark[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const at of times) {
    const whole = tickText(at, step, words);
    // Beside upright rails there is room for the seconds only: `:24.2` of `08:15:24.2`.
    const text = horizontal ? whole : whole.replace(/^\d\d:\d\d(?=:)/, '');
    const place = alongOf(frame, at);
    const half = horizontal ? (text.length * 12.5 * 0.62) / 2 : 9;
    if (!horizontal && !frame.compact && place < BELOW_BUTTONS) continue;
    if (place - half < last + 6 || (horizontal && place + half > frame.width - 4)) continue;
    last = place + half;
    marks.push({
      at,
      label: horizontal
        ? { x: place, y: frame.times, text, anchor: 'middle' }
        : { x: frame.times, y: place + 4, text, anchor: 'start' },
    });
  }
  return marks;
}
