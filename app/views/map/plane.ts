/**
 * The plane of the map: event time to the right, processing time up, and where they lie in pixels. Both axes have one
 * scale where the run allows; a run longer than it is high is stretched across, and the dotted line shows by how much.
 */
import type { TraceReader } from '../../../engine/trace/reader';
import { rowFacts } from '../../trace/rowFacts';
import { batchInterval, type View, windowOf } from '../rails/view';

export interface Plane {
  readonly width: number;
  readonly height: number;
  /** Microseconds shown across and up. */
  readonly event: View;
  readonly processing: View;
  /** Pixels: the field between the axes. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What is shown of both times. */
export interface Region {
  readonly event: View;
  readonly processing: View;
}

const MARGIN = { left: 112, right: 96, top: 50, bottom: 54 };
const NARROW = { left: 74, right: 16, top: 46, bottom: 66 };

export function planeOf(size: { readonly width: number; readonly height: number }, region: Region): Plane {
  const margin = size.width < 600 ? NARROW : MARGIN;
  return {
    ...size,
    ...region,
    left: margin.left,
    right: Math.max(margin.left + 60, size.width - margin.right),
    top: margin.top,
    bottom: Math.max(margin.top + 60, size.height - margin.bottom),
  };
}

const share = (view: View, t: number): number => (t - view.from) / (view.to - view.from);
const hundredth = (n: number): number => Math.round(n * 100) / 100;

/** Pixels, to a hundredth, so that equal pictures are equal scenes. */
export const xOf = (p: Plane, event: number): number => hundredth(p.left + share(p.event, event) * (p.right - p.left));
export const yOf = (p: Plane, processing: number): number =>
  hundredth(p.bottom - share(p.processing, processing) * (p.bottom - p.top));

export const eventAt = (p: Plane, x: number): number =>
  p.event.from + ((x - p.left) / (p.right - p.left)) * (p.event.to - p.event.from);
export const processingAt = (p: Plane, y: number): number =>
  p.processing.from + ((p.bottom - y) / (p.bottom - p.top)) * (p.processing.to - p.processing.from);

const regions = new WeakMap<TraceReader, Region>();

/** All rows, the windows that hold them, and the batches near them. */
export function wholeRegion(reader: TraceReader): Region {
  const known = regions.get(reader);
  if (known) return known;
  const facts = rowFacts(reader);
  const extent = (times: Float64Array): View => {
    let from = Number.POSITIVE_INFINITY;
    let to = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < times.length; row++) {
      const t = times[row] as number;
      if (t < from) from = t;
      if (t > to) to = t;
    }
    return { from, to };
  };
  let event = extent(facts.eventTime);
  let processing = extent(facts.arrivesAt);
  const second = 1_000_000;
  if (!(processing.from <= processing.to)) processing = { from: reader.trace.endsAt, to: reader.trace.endsAt };
  if (!(event.from <= event.to)) event = processing;
  const window = windowOf(reader);
  const down = (t: number, step: number, start: number) => Math.floor((t - start) / step) * step + start;
  if (window) {
    event = {
      from: down(event.from - window.size, window.slide, window.start) + window.slide,
      to: down(event.to, window.slide, window.start) + Math.max(window.slide, window.size),
    };
  }
  const interval = batchInterval(reader) ?? 0;
  const { startedAt, count } = reader.trace.batches;
  let last = processing.to;
  const near = processing.to + 0.35 * Math.max(processing.to - processing.from, second);
  for (let b = 0; b < count; b++) {
    const at = startedAt[b] as number;
    if (at <= near) last = Math.max(last, at);
  }
  const from = interval > 0 ? Math.floor(processing.from / interval) * interval : processing.from;
  const to = last + Math.max(interval * 0.3, (last - from) * 0.03, second / 10);
  const region = {
    event: widened(event, second),
    processing: widened({ from: interval > 0 ? from : from - (to - from) * 0.03, to }, second),
  };
  regions.set(reader, region);
  return region;
}

/** Windows narrower than this are no place for an answer, in pixels. */
const READABLE = 26;
/** What they are given instead. */
const COMFORTABLE = 64;

/**
 * What is shown unless a person chose otherwise: the whole run, or, where its windows would be slivers, the part around
 * now in which they can be read, both times at one scale.
 */
export function regionAt(
  reader: TraceReader,
  size: { readonly width: number; readonly height: number },
  now: number,
): Region {
  const whole = wholeRegion(reader);
  const window = windowOf(reader);
  const { left, right, top, bottom } = planeOf(size, whole);
  const span = whole.event.to - whole.event.from;
  if (!window || (window.slide * (right - left)) / span >= READABLE) return whole;
  const perPixel = window.slide / COMFORTABLE;
  const across = Math.min(span, perPixel * (right - left));
  const up = Math.min(whole.processing.to - whole.processing.from, perPixel * (bottom - top));
  // Stands still while time flows through it, and steps on when now comes near its upper edge.
  const step = Math.max(1, up / 4);
  const at = Math.floor(now / step) * step;
  return {
    event: within({ from: at - across * 0.7, to: at + across * 0.3 }, whole.event),
    processing: within({ from: at - up * 0.6, to: at + up * 0.4 }, whole.processing),
  };
}

const widened = (view: View, least: number): View =>
  view.to - view.from >= least ? view : { from: view.from - least / 2, to: view.to + least / 2 };

/** Closer by a factor about a place of the plane; never wider than the whole run, nor closer than a tenth of a second. */
export function zoomedRegion(whole: Region, region: Region, factor: number, event: number, processing: number): Region {
  const scaled = (view: View, all: View, about: number): View => {
    const span = Math.min(all.to - all.from, Math.max(100_000, (view.to - view.from) / factor));
    const at = Math.min(1, Math.max(0, share(view, about)));
    return within({ from: about - at * span, to: about + (1 - at) * span }, all);
  };
  return {
    event: scaled(region.event, whole.event, event),
    processing: scaled(region.processing, whole.processing, processing),
  };
}

export function pannedRegion(whole: Region, region: Region, event: number, processing: number): Region {
  const moved = (view: View, by: number): View => ({ from: view.from + by, to: view.to + by });
  return {
    event: within(moved(region.event, event), whole.event),
    processing: within(moved(region.processing, processing), whole.processing),
  };
}

function within(view: View, all: View): View {
  const span = Math.min(view.to - view.from, all.to - all.from);
  const from = Math.min(Math.max(view.from, all.from), all.to - span);
  return { from, to: from + span };
}
