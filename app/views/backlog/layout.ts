/** The backlog as geometry: a run, a moment and a size go in, curves with their places and words come out. Pure. */
import { type Backlog, backlogOf, changeBy } from '../../../engine/measure/backlog';
import type { TraceReader } from '../../../engine/trace/reader';
import { fitView, type View } from '../rails/view';

export interface BacklogInput {
  readonly reader: TraceReader;
  /** Microseconds of processing time. */
  readonly now: number;
  readonly size: { readonly width: number; readonly height: number };
}

export interface BacklogScene {
  readonly view: View;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
  readonly x: (time: number) => number;
  readonly y: (rows: number) => number;
  /** Rows at which a line is drawn across. */
  readonly levels: readonly number[];
  /** All rows that wait: up to now, and what is to come. */
  readonly past: string;
  readonly area: string;
  readonly coming: string;
  /** A partition's own curve up to now; none where there is one partition only. */
  readonly partitions: readonly { readonly name: string; readonly path: string }[];
  /** Places of the batches by now. */
  readonly batches: readonly number[];
  readonly now: number;
  readonly waiting: number;
  readonly lags: readonly { readonly name: string; readonly rows: number }[];
  /** The most that waited by now, and since when; null before anything arrived. */
  readonly most: { readonly rows: number; readonly at: number } | null;
}

const MARGIN = { left: 64, right: 28, top: 26, bottom: 44 };
/** Partitions that have a curve of their own. */
export const MOST_CURVES = 6;

const known = new WeakMap<TraceReader, Backlog>();
export function backlogFor(reader: TraceReader): Backlog {
  let backlog = known.get(reader);
  if (!backlog) {
    backlog = backlogOf(reader);
    known.set(reader, backlog);
  }
  return backlog;
}

export function layout({ reader, now, size }: BacklogInput): BacklogScene {
  const backlog = backlogFor(reader);
  const view = fitView(reader);
  const left = size.width < 500 ? 44 : MARGIN.left;
  const right = Math.max(left + 60, size.width - MARGIN.right);
  const { top } = MARGIN;
  const base = Math.max(top + 60, size.height - MARGIN.bottom);
  const highest = Math.max(1, ...chunkMax(backlog.peak));
  const levels = levelsOf(highest, Math.max(2, Math.floor((base - top) / 44)));
  const ceiling = Math.max(highest, levels.at(-1) ?? 1);
  const tenth = (n: number): number => Math.round(n * 10) / 10;
  const x = (t: number): number => tenth(left + ((t - view.from) / (view.to - view.from)) * (right - left));
  const y = (rows: number): number => tenth(base - (rows / ceiling) * (base - top));
  const last = changeBy(backlog, now);
  const nowX = Math.min(right, Math.max(left, x(now)));
  const past = curve(backlog.at, backlog.waiting, backlog.peak, 0, last, { x, y, left });
  const path = `${past}H${nowX}`;
  const waiting = last < 0 ? 0 : (backlog.waiting[last] as number);
  const lags = backlog.names.map((name, p) => ({
    name,
    rows: last < 0 ? 0 : ((backlog.partitions[p] as Uint32Array)[last] as number),
  }));
  const { batches } = reader.trace;
  const marks: number[] = [];
  for (let b = 0; b < batches.count; b++) {
    const at = batches.startedAt[b] as number;
    if (at > now) break;
    const place = x(at);
    if (place >= left && place <= right && place - (marks.at(-1) ?? Number.NEGATIVE_INFINITY) >= 3) marks.push(place);
  }
  return {
    view,
    left,
    right,
    top,
    base,
    x,
    y,
    levels,
    past: path,
    area: `${path}V${base}H${left}Z`,
    coming: `M${nowX},${y(waiting)}${curve(backlog.at, backlog.waiting, backlog.peak, last + 1, backlog.at.length - 1, { x, y, left: null })}`,
    partitions:
      backlog.names.length === 1
        ? []
        : backlog.names.slice(0, MOST_CURVES).map((name, p) => {
            const rows = backlog.partitions[p] as Uint32Array;
            return { name, path: `${curve(backlog.at, rows, rows, 0, last, { x, y, left })}H${nowX}` };
          }),
    batches: reader.trace.records ? [] : marks,
    now: nowX,
    waiting,
    lags,
    most: mostBy(backlog, last),
  };
}

/** In steps; within one pixel only the height reached and the height left behind count. */
function curve(
  at: Float64Array,
  rows: Uint32Array,
  peak: Uint32Array,
  from: number,
  to: number,
  { x, y, left }: { x: (t: number) => number; y: (rows: number) => number; left: number | null },
): string {
  let path = left === null ? '' : `M${left},${y(0)}`;
  for (let i = from; i <= to; ) {
    const place = x(at[i] as number);
    let high = 0;
    let end = i;
    while (end <= to && x(at[end] as number) < place + 1) {
      high = Math.max(high, peak[end] as number);
      end++;
    }
    const after = rows[end - 1] as number;
    path += high > after ? `H${place}V${y(high)}V${y(after)}` : `H${place}V${y(after)}`;
    i = end;
  }
  return path;
}

function mostBy({ at, peak }: Backlog, last: number): BacklogScene['most'] {
  let most: { rows: number; at: number } | null = null;
  for (let i = 0; i <= last; i++) {
    const rows = peak[i] as number;
    if (most === null || rows > most.rows) most = { rows, at: at[i] as number };
  }
  return most;
}

/** The largest of each stretch: too many numbers at once are too many arguments. */
function* chunkMax(values: Uint32Array): Generator<number> {
  for (let i = 0; i < values.length; i += 10_000) yield Math.max(...values.subarray(i, i + 10_000));
}

/** Whole round numbers of rows up to the highest. */
function levelsOf(highest: number, most: number): number[] {
  let step = 1;
  for (const factor of [2, 2.5, 2]) if (highest / step > most) step *= factor;
  while (highest / step > most) step *= 10;
  step = Math.max(1, Math.round(step));
  const levels: number[] = [];
  for (let n = 0; n <= highest; n += step) levels.push(n);
  return levels;
}
