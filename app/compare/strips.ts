/**
 * What one engine's strip shows at an instant: across is processing time, down is event time, a lane is a window. Where
 * answers stand, what they say and how far state and water reach; geometry and words, no computing of answers.
 */

import type { Answer, Answers } from '../../engine/measure/answers';
import { agree } from '../../engine/measure/answers';
import type { ComparedRun, Comparison } from '../../engine/measure/comparison';
import { isOfRows } from '../../engine/measure/fate';
import { type Holding, holdingsOf } from '../../engine/measure/holdings';
import { waterSteps } from '../../engine/measure/waterSteps';
import type { TraceReader } from '../../engine/trace/reader';
import type { Value } from '../../engine/values';
import type { Axis } from './axis';

/** A figure that all engines are asked for. */
export interface Lane {
  readonly name: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly keys: readonly Value[];
  readonly truth: readonly Value[] | null;
  /** When its window ends; of a row that comes through, when the last of the rows that it is made of arrived. */
  readonly ripe: number;
  /** Of a query without groups: the value in the row by which it is told from others. */
  readonly row: string | null;
}

export interface Plate {
  /** The output row of the run that says it. */
  readonly output: number;
  readonly lane: number;
  readonly x: number;
  readonly at: number;
  readonly value: Value;
  /** `right` and `wrong` are last words; an `update` is replaced by a later one; `right` may still be open to change. */
  readonly kind: 'right' | 'wrong' | 'update';
  readonly final: boolean;
  readonly name: string;
}

export interface Strip {
  readonly run: ComparedRun;
  readonly plates: readonly Plate[];
  readonly held: readonly {
    readonly lane: number;
    readonly from: number;
    readonly to: number;
    readonly closed: boolean;
  }[];
  /**
   * The water as steps: from an x on, it stands at an event time. One way, or in Kafka Streams one for each task, none of
   * which knows of another's.
   */
  readonly waters: readonly {
    readonly name: string;
    readonly steps: readonly { readonly x: number; readonly at: number }[];
  }[];
  /** Rows that were refused as late, in the lane of the figure that lacks them: one for each place. */
  readonly dropped: readonly { readonly row: number; readonly lane: number; readonly x: number }[];
  /** The clock by which a loop closes windows: places and the event time reached there. */
  readonly clock: readonly { readonly x: number; readonly at: number }[];
}

/**
 * Pixels of a lane: at least, at most, and where the runs stand one under the other with their figures between. A plate may
 * be higher than its lane: that of the next stands further right, or else they are set apart.
 */
const LANE = { least: 9, tight: 8, worded: 14, most: 34, stacked: 16 } as const;
/** What a run has below its lanes, and at least, with its name beside it. */
const BELOW = 6;
const RUN_AT_LEAST = { wide: 66, tight: 56 } as const;
/** What stands over and under the strips: the rails, and the marks of differences. */
export const RAILS = 104;
const AROUND = RAILS + 24;
/** More lanes than fit do not stand in a strip; it shows those around now, so many at least and at most. */
const LANES = { least: 5, most: 12, stacked: 8 } as const;

/** The height that a picture of so many runs and lanes needs at least. @param isTight beside the strips there is little room, too: see `TIGHT` */
export const leastHeight = (runs: number, lanes: number, isTight: boolean): number =>
  AROUND + runs * Math.max(RUN_AT_LEAST[isTight ? 'tight' : 'wide'], Math.max(1, lanes) * least(isTight) + BELOW);

const least = (isTight: boolean): number => LANE[isTight ? 'tight' : 'least'];

/**
 * How many of `lanes` a strip has room for: all, if they are low; else as many as are as high as the words beside a plate.
 *
 * @param room pixels that the picture has; null: the runs stand stacked and take their own
 */
export function lanesThatFit(room: number | null, runs: number, lanes: number, isTight = false): number {
  if (room === null || runs === 0) return LANES.stacked;
  const each = (room - AROUND) / runs - BELOW;
  const within = (high: number): number => Math.max(LANES.least, Math.min(LANES.most, Math.floor(each / high)));
  return lanes <= within(least(isTight)) ? lanes : within(LANE.worded);
}

/** How high a lane may be, in pixels. @param room as of `lanesThatFit` */
export function laneHeight(room: number | null, runs: number, lanes: number, isTight: boolean): number {
  if (room === null || runs === 0) return LANE.stacked;
  const each = ((room - AROUND) / runs - BELOW) / Math.max(1, lanes);
  return Math.max(least(isTight), Math.min(LANE.most, Math.floor(each * 2) / 2));
}

/** How wide a plate with a figure is, in pixels, and how far one may lie under the next. */
const PLATE = 22;
const UNDER = 8;
/** A plate that lies nearer before the next of its lane is behind it. */
const COVERED = 2;
/** Rings of dropped rows nearer to each other than this are one. */
const RING = 3;

/**
 * How far each plate stands beside its place, in pixels: where lanes are lower than a plate, answers of one moment in lanes
 * that follow each other (a job at night says all at once) stand in two columns.
 *
 * @param wide pixels of the widest plate
 */
export function asides(plates: readonly Plate[], lane: number, wide = PLATE): number[] {
  const columns = plates.map(() => 0);
  if (lane >= PLATE - 6) return columns;
  plates.forEach((plate, i) => {
    const before = plates.findLastIndex(
      (p, at) => at < i && p.lane === plate.lane - 1 && Math.abs(p.x - plate.x) < wide - UNDER,
    );
    if (before < 0) return;
    columns[before] ||= -1;
    columns[i] = columns[before] === -1 ? 1 : -1;
  });
  return columns.map((column) => (column * wide) / 2);
}

/**
 * How far each plate is set back, in pixels, so that none lies on the figures beside the strip: those of one moment together,
 * for they keep their columns.
 *
 * @param at where each one begins
 * @param wide pixels of each
 */
export function setBacks(
  plates: readonly Plate[],
  at: readonly number[],
  wide: readonly number[],
  width: number,
): number[] {
  const beyond = new Map<number, number>();
  plates.forEach((plate, i) => {
    const over = (at[i] as number) + (wide[i] as number) - width;
    beyond.set(plate.x, Math.max(beyond.get(plate.x) ?? 0, over));
  });
  return plates.map((plate) => beyond.get(plate.x) as number);
}

/** Something that stands in a lane: from where to where, in pixels. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Words further from their plate than this, in pixels, are nobody's: a mark of a dropped row and its word fit between. */
const ASTRAY = 84;

/**
 * Where words as wide as `word` have room beside a plate: behind it; else before it; else behind the marks of dropped rows
 * that stand right behind it.
 *
 * @param plates the others in its lane; beyond one of them the words would be that one's
 * @param marks of dropped rows, with their word
 * @returns where they begin; null: nowhere, and they are left out
 */
export function besidePlate(
  plate: Stretch,
  word: number,
  { plates, marks }: { readonly plates: readonly Stretch[]; readonly marks: readonly Stretch[] },
  width: number,
): number | null {
  const next = plates.reduce((least, { from, to }) => (to > plate.to ? Math.min(least, from) : least), width);
  const behind = marks.map(({ to }) => to + 6).filter((at) => at > plate.to && at <= plate.to + ASTRAY && at < next);
  for (const from of [plate.to + 4, plate.from - 3 - word, ...behind.sort((a, b) => a - b)]) {
    const to = from + word;
    if (from >= 0 && to <= width && ![...plates, ...marks].some((o) => o.from < to && o.to > from)) return from;
  }
  return null;
}

/** All figures, in order; of a query with keys those of one key. */
export function lanesOf({ reference, runs }: Comparison, key: string | null): Lane[] {
  const lanes = new Map<string, Lane>();
  const own = runs[0]?.answers;
  const add = ({ name, start, end, keys, rows }: Answer, truth: readonly Value[] | null): void => {
    if (key !== null && keyName(keys) !== key) return;
    if (lanes.has(name)) return;
    let ripe = end ?? 0;
    if (end === null) for (const row of rows.keys()) ripe = Math.max(ripe, own?.reader.arrivesAt(row) ?? 0);
    lanes.set(name, { name, start, end, keys, truth, ripe, row: own && isOfRows(own) ? telling(name, own) : null });
  };
  for (const answer of reference?.answers.byName.values() ?? []) add(answer, answer.values);
  for (const run of runs) for (const answer of run.answers.byName.values()) add(answer, null);
  return [...lanes.values()].sort((a, b) => (a.start ?? 0) - (b.start ?? 0) || (a.end === null ? a.ripe - b.ripe : 0));
}

/** The first cell of a row that is no instant. */
function telling(name: string, { rowInstants }: Answers): string {
  const cells = JSON.parse(name) as (string | null)[];
  return cells.find((cell, i) => cell !== null && !rowInstants[i]) ?? '';
}

export const keyName = (keys: readonly Value[]): string => keys.map((k) => String(k)).join(', ');

/** The keys that figures have, in order of appearance; empty for a query without keys. */
export function keysOf({ reference, runs }: Comparison): string[] {
  const all = [...(reference?.answers.byName.values() ?? []), ...runs.flatMap((r) => [...r.answers.byName.values()])];
  const windowed = all.some((a) => a.start !== null);
  if (!windowed) return [];
  return [...new Set(all.filter((a) => a.keys.length > 0).map((a) => keyName(a.keys)))];
}

/** Those of many lanes that stand in a strip: around the one that is on now. @param most as many of them */
export function lanesInSight(lanes: readonly Lane[], now: number, most: number): readonly Lane[] {
  if (lanes.length <= most) return lanes;
  const on = lanes.findIndex((lane) => lane.ripe > now);
  const from = Math.max(0, Math.min(lanes.length - most, (on < 0 ? lanes.length : on) - most + 2));
  return lanes.slice(from, from + most);
}

/** Where the picture of a whole run begins: at its first window or, without windows, where its rows happened. */
export function beginOf(lanes: readonly Lane[], reader: TraceReader): number {
  const { arrivalOrder } = reader.trace;
  const [first, last] = [arrivalOrder[0], arrivalOrder.at(-1)].map((row) => reader.arrivesAt(row ?? 0)) as [
    number,
    number,
  ];
  const [lane] = lanes;
  if (lane?.start != null) return Math.min(lane.start, first);
  let from = first;
  for (const row of arrivalOrder) {
    const at = reader.eventTime(row);
    // One that happened long before all others does not take the width from them.
    if (at < from && at >= first - (last - first) / 4) from = at;
  }
  return from;
}

/** Pixels down to the rails: one of event time for each input of a join, and that of arrivals. */
export function railsAt(
  inputs: number,
  hasWindows: boolean,
): { readonly event: readonly number[]; readonly proc: number } {
  if (inputs < 2) return { event: [38], proc: 76 };
  // Below the brackets of windows, where there are some.
  const [from, to, proc] = hasWindows ? [33, 58, 82] : [14, 50, 80];
  return { event: Array.from({ length: inputs }, (_, i) => Math.round(from + ((to - from) * i) / (inputs - 1))), proc };
}

/**
 * What a picture of a part of the lanes is about: their rows, and every instant that belongs to them. Nothing else of the
 * run is drawn then, so that it has the width of its own time.
 */
export function sightOf(
  { runs }: Comparison,
  sight: readonly Lane[],
): { readonly rows: readonly number[]; readonly from: number; readonly times: readonly number[] } | null {
  const reader = runs[0]?.answers.reader;
  const [from, to] = [sight[0]?.start, sight.at(-1)?.end];
  if (!reader || from == null || to == null) return null;
  const rows = [...reader.trace.arrivalOrder].filter((row) => {
    const happened = reader.eventTime(row);
    return happened >= from && happened < to;
  });
  const arrivals = rows.map((row) => reader.arrivesAt(row));
  // A job says every night again what it said; only what is new makes the picture longer.
  const said = runs.flatMap((run) =>
    sight.flatMap((lane) => {
      const all = run.answers.byName.get(lane.name)?.said ?? [];
      return all.filter((one, i) => i === 0 || !agree(one.values, all[i - 1]?.values ?? [])).map((one) => one.at);
    }),
  );
  // In the order of arrival.
  return { rows, from: Math.min(from, arrivals[0] ?? from), times: [...arrivals, ...said] };
}

/** Of what was said at such places, one after the other, that of which something is seen: the next one does not cover it. */
function uncovered(x: readonly number[]): ReadonlySet<number> {
  const seen = new Set<number>();
  let next = Number.POSITIVE_INFINITY;
  for (let n = x.length - 1; n >= 0; n--) {
    if (next - (x[n] as number) < COVERED) continue;
    seen.add(n);
    next = x[n] as number;
  }
  return seen;
}

export function stripOf(run: ComparedRun, lanes: readonly Lane[], column: number, now: number, axis: Axis): Strip {
  const plates: Plate[] = [];
  const held: Strip['held'][number][] = [];
  lanes.forEach((lane, i) => {
    const answer = run.answers.byName.get(lane.name);
    const said = answer?.said.filter((s) => s.at <= now) ?? [];
    const seen = uncovered(said.map(({ at }) => axis.x(at)));
    said.forEach((saying, n) => {
      if (!seen.has(n)) return;
      const last = n === said.length - 1;
      const value = saying.values[column] ?? null;
      const isRight = agree([value], [lane.truth?.[column] ?? null]) && lane.truth !== null;
      const adds = run.answers.addsUp[column] === true && said.length > 1;
      plates.push({
        output: saying.output,
        lane: i,
        x: axis.x(saying.at),
        at: saying.at,
        value,
        kind: !last && !adds ? 'update' : isRight && !adds ? 'right' : 'wrong',
        final: answer?.finalAt !== null && answer !== undefined && (answer.finalAt ?? 0) <= now,
        name: lane.name,
      });
    });
  });
  const holdings: ReadonlyMap<string, Holding> = holdingsOf(run.answers);
  lanes.forEach((lane, i) => {
    const holding = holdings.get(lane.name);
    if (!holding || holding.from > now) return;
    const end = Math.min(holding.to ?? Number.POSITIVE_INFINITY, now);
    held.push({
      lane: i,
      from: axis.x(holding.from),
      to: Math.min(axis.x(end), axis.breakAt),
      closed: holding.to !== null && holding.to <= now,
    });
  });
  const dropped: Strip['dropped'][number][] = [];
  lanes.forEach((lane, i) => {
    const drawn = new Set<number>();
    const figure = run.ledger?.figures.find((f) => f.name === lane.name);
    for (const { code, row, entries } of figure?.causes ?? []) {
      const at = entries[0] === undefined ? Number.NaN : run.answers.reader.entry(entries[0]).processingTime;
      if (code !== 'droppedLate' || row === null || !(at <= now)) continue;
      const x = axis.x(at);
      // Of thousands at one place, one ring is seen.
      const place = Math.round(x / RING);
      if (!drawn.has(place)) dropped.push({ row, lane: i, x });
      drawn.add(place);
    }
  });
  const { batches } = run.trace;
  const clock: { x: number; at: number }[] = [];
  if (run.engine === 'batchLoop')
    for (let b = 0; b < batches.count && (batches.endedAt[b] as number) <= now; b++)
      clock.push({ x: Math.max(0, axis.x(batches.startedAt[b] as number)), at: batches.readTo?.[b] as number });
  // Where there are no windows, no lane is an event time that water could come to.
  const waters = lanes.every((lane) => lane.start === null)
    ? []
    : [...waterSteps(run.trace)].map(([name, way]) => ({
        name,
        steps: way.filter((step) => step.from <= now).map(({ from, at }) => ({ x: Math.max(0, axis.x(from)), at })),
      }));
  return { run, plates, held, waters, dropped, clock };
}

/** How far down an event time lies in a strip of lanes, in lanes; null where there are no windows. */
export function depthOf(lanes: readonly Lane[], at: number): number | null {
  const [first] = lanes;
  if (!first || first.start === null || first.end === null) return null;
  if (at <= first.start) return 0;
  for (const [i, { start, end }] of lanes.entries())
    if (at < (end as number))
      return i + Math.max(0, at - (start as number)) / Math.max(1, (end as number) - (start as number));
  return lanes.length;
}
