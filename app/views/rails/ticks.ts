/** Labels of time under the processing rail: at the edges of batches where these are well apart, else at round times. */
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND } from '../../../engine/time';
import { zoneOffset } from '../../../i18n/format';
import { alongOf, type Frame } from './frame';
import type { TickMark } from './scene';
import { tickText, type Words } from './words';

/** Pixels between two labels beside each other: nearer they would read as one. */
const APART = 14;
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
    // Round in UTC; the picture's zone is reached by shifting there and back. A change of clocks within the view shifts
    // the ticks on its far side, whose labels stay true.
    for (const t of roundTimes(view.from + offset, view.to + offset, wanted)) times.push(t - offset);
    step = times.length > 1 ? (times[1] as number) - (times[0] as number) : span;
  }
  const marks: TickMark[] = [];
  const labels = times.map((at) => {
    const whole = tickText(at, step, words);
    // Beside upright rails there is room for the seconds only: `:24.2` of `08:15:24.2`.
    const text = horizontal ? whole : whole.replace(/^\d\d:\d\d(?=:)/, '');
    return { at, text, place: alongOf(frame, at), half: horizontal ? (text.length * 12.5 * 0.62) / 2 : 9 };
  });
  const apart = horizontal ? APART : 6;
  // Where each has no room, every second has, or every third: never some of them.
  let every = 1;
  const crowded = (): boolean =>
    labels.some((l, i) => {
      const before = labels[i - every];
      return before !== undefined && l.place - l.half < before.place + before.half + apart;
    });
  while (every < labels.length && crowded()) every++;
  for (const [i, { at, text, place, half }] of labels.entries()) {
    if (i % every !== 0) continue;
    if (!horizontal && place < frame.clear) continue;
    if (horizontal && place + half > frame.width - 4) continue;
    marks.push({
      at,
      label: horizontal
        ? { x: place, y: frame.times, text, anchor: 'middle' }
        : { x: frame.times, y: place + 4, text, anchor: 'start' },
    });
  }
  return marks;
}

/** Steps at which a person expects a clock's ticks; longer ones are months and years. */
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((n) => n * MILLISECOND),
  ...[1, 5, 15, 30].map((n) => n * SECOND),
  ...[1, 5, 15, 30].map((n) => n * MINUTE),
  ...[1, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7].map((n) => n * DAY),
];
const MONTH = 30.44 * DAY;
const MONTHS = [1, 3, 12, 24, 60, 120, 240, 600, 1200];
/** Weeks begin on Monday: the epoch was a Thursday. */
const MONDAY = 4 * DAY;

/** About `wanted` round times from `from` to `to` (microseconds, UTC), ascending. */
export function roundTimes(from: number, to: number, wanted: number): number[] {
  const ideal = (to - from) / wanted;
  const lengths = [...STEPS, ...MONTHS.map((n) => n * MONTH)];
  // The nearest by ratio: half as many as wanted are as far off as twice as many.
  const far = (length: number) => Math.abs(Math.log(length / ideal));
  const step = lengths.reduce((best, length) => (far(length) < far(best) ? length : best));
  const times: number[] = [];
  const months = MONTHS[lengths.indexOf(step) - STEPS.length];
  if (months === undefined) {
    const start = step === 7 * DAY ? MONDAY : 0;
    for (let t = Math.ceil((from - start) / step) * step + start; t <= to; t += step) times.push(t);
    return times;
  }
  const first = new Date(from / 1000);
  const since = first.getUTCFullYear() * 12 + first.getUTCMonth();
  for (let m = Math.floor(since / months) * months; ; m += months) {
    const t = Date.UTC(Math.floor(m / 12), m % 12) * 1000;
    if (t > to) return times;
    if (t >= from) times.push(t);
  }
}
