/** The sweep's two pictures as plain data: places in pixels and words, pure. */
import { frontier, keeps, type Promised, type SweepPoint } from '../../engine/measure/sweep';
import { MINUTE, SECOND } from '../../engine/time';

export interface Tick {
  readonly at: number;
  readonly value: number;
}

/** A line of points; `null` breaks it. */
export interface Curve {
  readonly path: string;
  readonly ticks: readonly Tick[];
  /** Height of a value in this curve's band. */
  readonly y: (value: number) => number;
  /** Height of its band's upper edge. */
  readonly top: number;
  /** What the path joins: stretches of places. */
  readonly pieces: readonly (readonly Place[])[];
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Even steps of 1, 2 or 5 (of minutes: 1, 2, 5, 10, 15, 30 …) between two values. */
export function ticksOf(from: number, to: number, most: number, units: readonly number[]): readonly number[] {
  const step = units.find((unit) => (to - from) / unit <= most) ?? (to - from || 1);
  const ticks: number[] = [];
  for (let t = Math.ceil(from / step - 1e-9) * step; t <= to + step * 1e-9; t += step) ticks.push(t === 0 ? 0 : t);
  return ticks;
}

const SHARES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5];
const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 1e4, 1e5, 1e6];
const LENGTHS = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12, 24, 48, 168, 720].map((n) => n * 3600 * SECOND),
];

export const lengthTicks = (from: number, to: number, most: number): readonly number[] =>
  ticksOf(from, to, most, LENGTHS);

export interface FrontierChart {
  readonly box: Box;
  readonly x: (wait: number) => number;
  readonly y: (share: number) => number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** Points that no other beats, joined. */
  readonly line: string;
  readonly dots: readonly { readonly point: SweepPoint; readonly x: number; readonly y: number; readonly r: number }[];
  /** Where the promise is kept. */
  readonly promised: Box | null;
}

/** Completeness against wait; the size of a dot is the most state that was held. */
export function frontierChart(
  points: readonly SweepPoint[],
  promised: Promised,
  width: number,
  height: number,
): FrontierChart | null {
  const whole = points.filter((p) => p.completeness !== null && p.wait !== null);
  if (whole.length === 0) return null;
  const box = { x: 56, y: 22, width: width - 56 - 26, height: height - 22 - 48 };
  const shares = whole.map((p) => p.completeness as number);
  const waits = whole.map((p) => p.wait as number);
  const lowest = Math.min(...shares, promised.completeness, 0.99);
  const floor = Math.max(0, lowest - (1 - lowest) * 0.08);
  const longest = Math.max(...waits, SECOND) * 1.04;
  const most = Math.max(1, ...whole.map((p) => p.state ?? 0));
  const x = (wait: number): number => box.x + (wait / longest) * box.width;
  const y = (share: number): number => box.y + ((1 - share) / (1 - floor)) * box.height;
  const edge = frontier(whole);
  const right = Math.min(x(promised.wait), box.x + box.width);
  return {
    box,
    x,
    y,
    xTicks: lengthTicks(0, longest, Math.max(2, Math.floor(box.width / 90))),
    yTicks: ticksOf(floor, 1, 6, SHARES),
    line: edge.map((p, i) => `${i === 0 ? 'M' : 'L'}${x(p.wait as number)},${y(p.completeness as number)}`).join(''),
    dots: whole.map((point) => ({
      point,
      x: x(point.wait as number),
      y: y(point.completeness as number),
      r: 3 + 7 * Math.sqrt((point.state ?? 0) / most),
    })),
    promised:
      right > box.x && promised.completeness <= 1
        ? { x: box.x, y: box.y, width: right - box.x, height: y(Math.max(promised.completeness, floor)) - box.y }
        : null,
  };
}

export interface CurvesChart {
  readonly box: Box;
  readonly x: (value: number) => number;
  readonly valueAt: (x: number) => number;
  readonly xTicks: readonly number[];
  readonly completeness: Curve;
  readonly wait: Curve;
  /** Null for an engine that keeps no state. */
  readonly state: Curve | null;
  /** Stretches of the setting that keep the promise. */
  readonly kept: readonly Box[];
}

/** The three figures by the setting, a band each, one under the other. */
export function curvesChart(
  points: readonly SweepPoint[],
  values: readonly number[],
  promised: Promised,
  width: number,
  height: number,
): CurvesChart | null {
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined || points.length === 0) return null;
  const hasState = points.some((p) => p.state !== null);
  const bands = hasState ? 3 : 2;
  const box = { x: 58, y: 20, width: width - 58 - 20, height: height - 20 - 48 };
  const gap = 26;
  const tall = (box.height - gap * (bands - 1)) / bands;
  const x = (value: number): number => box.x + ((value - first) / (last - first || 1)) * box.width;
  const band = (
    at: number,
    read: (p: SweepPoint) => number | null,
    from: number,
    to: number,
    ticks: readonly number[],
  ): Curve => {
    const top = box.y + at * (tall + gap);
    const y = (value: number): number => top + (1 - (value - from) / (to - from || 1)) * tall;
    const pieces: Place[][] = [];
    let piece: Place[] | null = null;
    for (const point of points) {
      const value = read(point);
      if (value === null) {
        piece = null;
        continue;
      }
      if (!piece) {
        piece = [];
        pieces.push(piece);
      }
      piece.push({ x: x(point.value), y: y(value) });
    }
    const path = pieces.map((places) => `M${places.map((p) => `${p.x},${p.y}`).join('L')}`).join('');
    return { path, pieces, top, y, ticks: ticks.map((value) => ({ value, at: y(value) })) };
  };
  const shares = points.flatMap((p) => (p.completeness === null ? [] : [p.completeness]));
  const low = Math.min(...shares, promised.completeness, 0.99);
  const waits = Math.max(SECOND, ...points.map((p) => p.wait ?? 0));
  const states = Math.max(1, ...points.map((p) => p.state ?? 0));
  return {
    box,
    x,
    valueAt: (place) => first + ((place - box.x) / box.width) * (last - first),
    xTicks: lengthTicks(first, last, Math.max(2, Math.floor(box.width / 70))),
    completeness: band(0, (p) => p.completeness, low, 1, ticksOf(low, 1, 3, SHARES)),
    wait: band(1, (p) => p.wait, 0, waits, lengthTicks(0, waits, 3)),
    state: hasState ? band(2, (p) => p.state, 0, states, ticksOf(0, states, 3, COUNTS)) : null,
    kept: stretches(points, promised).map(([from, to]) => ({
      x: x(from),
      y: box.y,
      width: Math.max(3, x(to) - x(from)),
      height: box.height,
    })),
  };
}

/** How far words stand from the handle that they say the figure of: to the side, above, below; and how high they are. */
const WORDS = { beside: 11, above: 9, below: 18, high: 12 } as const;
/** Below the top of its band the name of a curve stands so far, or so far, or above it. */
const NAME_BELOW = [11, 25, -4] as const;

export interface Written {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

/** What words may lie on in a band: its curve, the line of the promise, other words. */
interface Lines {
  readonly curve: Pick<Curve, 'pieces'>;
  readonly level: number;
  readonly words: readonly Box[];
  readonly within: Box;
}

/** How much room words take. @param width of them */
export const roomOf = ({ x, y, anchor }: Written, width: number): Box => ({
  x: anchor === 'start' ? x : x - width,
  y: y - WORDS.high,
  width,
  height: WORDS.high + 3,
});

/** Where the figure of a handle stands: below or above it, to either side, on no line and no other words; else on the least of them. */
export const besideHandle = (handle: Place, width: number, lines: Lines): Written =>
  clearest(
    (['start', 'end'] as const).flatMap((anchor) =>
      [WORDS.below, -WORDS.above].map((dy) => ({
        x: handle.x + (anchor === 'start' ? WORDS.beside : -WORDS.beside),
        y: handle.y + dy,
        anchor,
      })),
    ),
    width,
    lines,
  );

/** Where the name of a curve stands at one end of its band. */
export const nameOfCurve = (x: number, anchor: 'start' | 'end', top: number, width: number, lines: Lines): Written =>
  clearest(
    NAME_BELOW.map((dy) => ({ x, y: top + dy, anchor })),
    width,
    lines,
  );

function clearest(places: readonly Written[], width: number, { curve, level, words, within }: Lines): Written {
  const worth = (place: Written): number => {
    const box = roomOf(place, width);
    const out = box.x < within.x || box.x + width > within.x + within.width;
    const onWords = words.some((other) => meet(box, other));
    const onCurve = curve.pieces.some((piece) => crosses(piece, box));
    const onLevel = level > box.y && level < box.y + box.height;
    return (out ? 8 : 0) + (onWords ? 4 : 0) + (onCurve ? 3 : 0) + (onLevel ? 1 : 0);
  };
  return places.reduce((best, place) => (worth(place) < worth(best) ? place : best));
}

const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Whether a line that goes from left to right comes through a box. */
function crosses(line: readonly Place[], box: Box): boolean {
  return line.some((to, i) => {
    const from = line[i - 1];
    if (!from || to.x <= box.x || from.x >= box.x + box.width) return false;
    const at = (x: number): number =>
      from.y + ((Math.min(Math.max(x, from.x), to.x) - from.x) / (to.x - from.x || 1)) * (to.y - from.y);
    const [a, b] = [at(box.x), at(box.x + box.width)];
    return Math.max(a, b) > box.y && Math.min(a, b) < box.y + box.height;
  });
}

export interface SmallChart {
  readonly box: Box;
  readonly line: string;
  readonly x: (wait: number) => number;
  readonly y: (share: number) => number;
  /** Waits to name, microseconds. */
  readonly ticks: readonly number[];
  /** Where the promise is kept. */
  readonly promised: Box;
}

/** The axes that small pictures beside each other share. */
export interface SmallAxes {
  /** Completeness, from 0 to 1, at the foot. */
  readonly floor: number;
  /** Waits at the left and the right edge, microseconds; above zero, since the axis is logarithmic. */
  readonly waits: readonly [number, number];
}

export function smallAxes(points: readonly SweepPoint[], promised: Promised): SmallAxes {
  const shares = points.map((p) => p.completeness ?? 1);
  const waits = points.flatMap((p) => (p.wait === null ? [] : [Math.max(p.wait, SECOND)]));
  const longest = Math.max(promised.wait, 2 * MINUTE, ...waits);
  return {
    floor: Math.max(0, Math.floor(Math.min(0.95, promised.completeness - 0.01, ...shares) * 50) / 50),
    waits: [Math.min(MINUTE, longest / 60, ...waits) * 0.9, longest * 1.1],
  };
}

/** Waits that a small picture may name, microseconds. */
const SMALL_TICKS = [1, 10, 60, 15 * 60, 3600, 6 * 3600, 24 * 3600].map((n) => n * SECOND);

/** Completeness against wait, small. */
export function smallChart(
  points: readonly SweepPoint[],
  promised: Promised,
  { floor, waits: [soonest, longest] }: SmallAxes,
  width: number,
  height: number,
): SmallChart {
  const box = { x: 44, y: 10, width: width - 44 - 14, height: height - 10 - 22 };
  const far = Math.log(longest / soonest);
  const x = (wait: number): number =>
    box.x + (Math.log(Math.min(Math.max(wait, soonest), longest) / soonest) / far) * box.width;
  const y = (share: number): number => box.y + ((1 - Math.max(share, floor)) / (1 - floor)) * box.height;
  const line = points
    .flatMap((p) => (p.completeness === null || p.wait === null ? [] : [`${x(p.wait)},${y(p.completeness)}`]))
    .map((place, i) => `${i === 0 ? 'M' : 'L'}${place}`)
    .join('');
  return {
    box,
    line,
    x,
    y,
    ticks: SMALL_TICKS.filter((tick) => tick >= soonest && tick <= longest),
    promised: { x: box.x, y: box.y, width: x(promised.wait) - box.x, height: y(promised.completeness) - box.y },
  };
}

/** What a pattern of arrivals makes of the chosen value, and of the promise. */
export type Outcome =
  /** Not waiting at all is as complete; `sooner` in microseconds. */
  | { readonly kind: 'nothing'; readonly sooner: number }
  /** Not waiting at all keeps the promise as well. */
  | { readonly kind: 'free'; readonly sooner: number }
  | { readonly kind: 'kept'; readonly from: number; readonly to: number }
  /** `most`: the best completeness of the runs that answer in time; null if none does. */
  | { readonly kind: 'never'; readonly most: number | null };

/** @param points ascending by value, the first without waiting */
export function outcomeOf(points: readonly SweepPoint[], chosen: SweepPoint, promised: Promised): Outcome {
  const [first] = points;
  const sooner = Math.max(0, (chosen.wait ?? 0) - (first?.wait ?? 0));
  if (first && (first.completeness ?? 0) >= Math.max(...points.map((p) => p.completeness ?? 0)))
    return { kind: 'nothing', sooner };
  const [kept] = stretches(points, promised);
  if (kept && kept[0] === first?.value) return { kind: 'free', sooner };
  if (kept) return { kind: 'kept', from: kept[0], to: kept[1] };
  const inTime = points.filter((p) => p.wait !== null && p.wait <= promised.wait).map((p) => p.completeness ?? 0);
  return { kind: 'never', most: inTime.length > 0 ? Math.max(...inTime) : null };
}

/** From which value to which the promise is kept, ascending; measured at the points that were run. */
export function stretches(
  points: readonly SweepPoint[],
  promised: Promised,
): readonly (readonly [from: number, to: number])[] {
  const found: [number, number][] = [];
  let open: [number, number] | null = null;
  for (const point of points) {
    if (!keeps(point, promised)) open = null;
    else if (open) open[1] = point.value;
    else {
      open = [point.value, point.value];
      found.push(open);
    }
  }
  return found;
}

/** The promise that a run can keep: what the point gives, a little rounded. */
export const promiseFrom = ({ completeness, wait, state }: SweepPoint): Promised => ({
  completeness: Math.floor((completeness ?? 1) * 100) / 100,
  wait: wait ?? 0,
  state: state ?? 0,
});

/**
 * The line from the axis on the left to a run and down to the axis below; not through the words that stand there on the
 * right. @param words their width
 */
export function downTo(box: Box, { x, y }: Place, words: number): string {
  const foot = box.y + box.height;
  const across = x > box.x + box.width - words - WORDS.beside && y < foot - 3 * WORDS.high;
  return `M${box.x},${y}H${x}${across ? `V${foot - 2 * WORDS.high - 2}M${x},${foot - 4}` : ''}V${foot}`;
}
