/** The sweep's two pictures as plain data: places in pixels and words, pure. */
import { frontier, keeps, type Promised, type SweepPoint } from '../../engine/measure/sweep';

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
const SECOND = 1e6;
const LENGTHS = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * 60 * SECOND),
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
    let path = '';
    let pen = 'M';
    for (const point of points) {
      const value = read(point);
      if (value === null) {
        pen = 'M';
        continue;
      }
      path += `${pen}${x(point.value)},${y(value)}`;
      pen = 'L';
    }
    return { path, y, ticks: ticks.map((value) => ({ value, at: y(value) })) };
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
