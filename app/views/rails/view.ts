/** The stretch of time that the rails show: all that matters, a part that follows now, or what a person chose. */

import { MILLISECOND, SECOND } from '../../../engine/time';
import type { TraceReader } from '../../../engine/trace/reader';
import { rowFacts } from '../../trace/rowFacts';

/** Microseconds, both ends included. */
export interface View {
  readonly from: number;
  readonly to: number;
}

/** No closer than this: a hundred milliseconds across the whole picture. */
const CLOSEST = 100 * MILLISECOND;

/** The interval at which batches may run: the trigger's, or the daily batch's; null if there is none. */
export function batchInterval(reader: TraceReader): number | null {
  const { engines } = reader.scenario;
  if (reader.trace.engine === 'dailyBatch') return engines.dailyBatch.every;
  if (reader.trace.engine === 'batchLoop') return engines.batchLoop.interval;
  if (reader.trace.engine !== 'spark') return null;
  const { trigger } = engines.spark;
  return trigger.kind === 'processingTime' && trigger.interval > 0 ? trigger.interval : null;
}

/** The window step's size and slide, or null. */
export function windowOf(reader: TraceReader): { size: number; slide: number; start: number } | null {
  for (const step of reader.scenario.query.steps)
    if (step.kind === 'aggregate' && step.window && !('gap' in step.window)) return step.window;
  return null;
}

interface Extent {
  /** Everything: rows and batches. */
  readonly whole: View;
  /** What is worth seeing at once. */
  readonly fit: View;
}

const extents = new WeakMap<TraceReader, Extent>();

function extentOf(reader: TraceReader): Extent {
  const before = extents.get(reader);
  if (before) return before;
  const facts = rowFacts(reader);
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const take = (t: number): void => {
    if (Number.isFinite(t)) {
      if (t < from) from = t;
      if (t > to) to = t;
    }
  };
  for (let row = 0; row < facts.count; row++) {
    take(facts.eventTime[row] as number);
    take(facts.arrivesAt[row] as number);
  }
  const { batches } = reader.trace;
  if (from > to) {
    // No rows: whatever ran, or a minute around the end.
    for (let b = 0; b < batches.count; b++) take(batches.startedAt[b] as number);
    take(reader.trace.endsAt);
    if (from > to) take(0);
  }
  const span = Math.max(to - from, SECOND);
  let last = to;
  let end = to;
  for (let b = 0; b < batches.count; b++) {
    const at = batches.startedAt[b] as number;
    end = Math.max(end, at);
    // A batch that runs long after the rows would squeeze them together; it is named at the edge instead.
    if (at <= to + 0.6 * span) last = Math.max(last, at);
  }
  const fit = padded(reader, from, last);
  const extent = { whole: { from: fit.from, to: Math.max(fit.to, padded(reader, from, end).to) }, fit };
  extents.set(reader, extent);
  return extent;
}

/** Room at both ends, to the edge of a window on the left and of a trigger on the right where these are small. */
function padded(reader: TraceReader, from: number, to: number): View {
  const span = to - from || 2 * SECOND;
  const window = windowOf(reader);
  const interval = batchInterval(reader);
  const near = span / 4;
  let start = from - span * 0.02;
  if (window && window.slide <= near)
    start = Math.floor((from - window.start) / window.slide) * window.slide + window.start;
  // A row at the very edge would lie on the name of its rail.
  if (from - start < span * 0.012) start = from - span * 0.02;
  let end = to + span * 0.02;
  if (interval && interval <= near) end = Math.ceil(to / interval) * interval;
  if (end - to < span * 0.008) end = to + span * 0.02;
  return { from: Math.floor(start), to: Math.ceil(end) };
}

/** All rows and the batches near them. */
export const fitView = (reader: TraceReader): View => extentOf(reader).fit;

/**
 * How much time stands in `length` pixels at a scale that can be read: windows large enough for their answer, or else
 * rows far enough apart for a finger. All of it, if it fits.
 */
export function readableView(reader: TraceReader, length: number): View {
  const fit = fitView(reader);
  const span = fit.to - fit.from;
  const window = windowOf(reader);
  const rows = Math.max(rowFacts(reader).count, 1);
  const wanted =
    window && window.slide < span ? (length / 90) * window.slide : (length / Math.max(length, rows * 12)) * span;
  return wanted * 1.15 >= span ? fit : { from: fit.from, to: fit.from + wanted };
}

/** A view of the same length in which `now` stands just above the lower edge, or as near to it as the run's ends allow. */
export function following(reader: TraceReader, view: View, now: number): View {
  const fit = fitView(reader);
  const span = view.to - view.from;
  const from = Math.max(fit.from, Math.min(now - 0.95 * span, fit.to - span));
  return { from, to: from + span };
}

/** `factor` > 1 looks closer; `about` keeps its place. Never beyond the run, nor closer than a tenth of a second. */
export function zoomed(reader: TraceReader, view: View, factor: number, about: number): View {
  const { whole } = extentOf(reader);
  const longest = whole.to - whole.from;
  const span = Math.min(longest, Math.max(Math.min(CLOSEST, longest), (view.to - view.from) / factor));
  const share = (about - view.from) / (view.to - view.from);
  return inside(whole, about - share * span, span);
}

/** A stretch of time as it was asked for, moved or cut to what the run has. */
export function withinRun(reader: TraceReader, view: View): View {
  const { whole } = extentOf(reader);
  return inside(whole, view.from, Math.min(view.to - view.from, whole.to - whole.from));
}

export function panned(reader: TraceReader, view: View, by: number): View {
  return inside(extentOf(reader).whole, view.from + by, view.to - view.from);
}

function inside(whole: View, from: number, span: number): View {
  const start = Math.max(whole.from, Math.min(from, whole.to - span));
  return { from: start, to: start + span };
}
