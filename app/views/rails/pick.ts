/** Which row is meant by a place on the picture: the nearest within reach, so that no target is too small for a finger. */
import type { RowFacts } from '../../trace/rowFacts';
import { acrossOf, alongOf, eventOf, type Frame, type Point, pointOf } from './frame';

export interface Pick {
  readonly row: number;
  /** The end that was met; null: somewhere on the thread between. */
  readonly rail: 'event' | 'arrival' | null;
}

/** The end of a row as another time would have it: who takes it takes up the row there. */
export interface WouldEnd extends Pick, Point {
  readonly rail: 'event' | 'arrival';
  /** Microseconds. */
  readonly time: number;
}

/** Points of a thread that are compared with the place. */
const SAMPLES = 24;
/** How much nearer than it the row that has the handle counts, in pixels: places of pointers are whole ones, those of rows are not. */
export const FAVOUR = 1;

/**
 * @param reach pixels around an end; `threadReach` around a thread (0: ends only)
 * @param prefers the row that has the handle: it wins over others as near, so that it can be taken from a heap
 */
export function pickRow(
  frame: Frame,
  facts: RowFacts,
  rows: Iterable<number>,
  at: Point,
  reach: number,
  threadReach: number,
  prefers: number | null,
): Pick | null {
  const horizontal = frame.orientation === 'horizontal';
  const along = horizontal ? at.x : at.y;
  const across = horizontal ? at.y : at.x;
  let best: Pick | null = null;
  let nearest = reach;
  const toProcessing = across - frame.processing;
  const nearProcessing = Math.abs(toProcessing) <= reach;
  if (across < Math.min(frame.event, ...(frame.rails?.at ?? [])) - reach || toProcessing > reach) return null;
  let threadBest: number | null = null;
  let threadNearest = threadReach * threadReach;
  for (const row of rows) {
    const happened = facts.eventTime[row] as number;
    const arrivedAlong = alongOf(frame, facts.arrivesAt[row] as number);
    const happenedAlong = Number.isNaN(happened) ? Number.NaN : alongOf(frame, happened);
    const favour = row === prefers ? FAVOUR : 0;
    const event = eventOf(frame, row);
    const toEvent = across - event;
    const between = toEvent > 0 && toProcessing < 0;
    const nearEvent = Math.abs(toEvent) <= reach;
    if (nearEvent && !Number.isNaN(happened)) {
      const d = Math.sqrt((happenedAlong - along) ** 2 + toEvent ** 2) - favour;
      if (d < nearest || (d === nearest && best === null)) {
        nearest = d;
        best = { row, rail: 'event' };
      }
    }
    if (nearProcessing) {
      const d = Math.sqrt((arrivedAlong - along) ** 2 + toProcessing ** 2) - favour;
      if (d < nearest) {
        nearest = d;
        best = { row, rail: 'arrival' };
      }
    }
    if (threadReach > 0 && between && best === null && !Number.isNaN(happened)) {
      if (along < Math.min(happenedAlong, arrivedAlong) - threadReach) continue;
      if (along > Math.max(happenedAlong, arrivedAlong) + threadReach) continue;
      for (let i = 1; i < SAMPLES; i++) {
        const p = onThread(frame, event, happenedAlong, arrivedAlong, i / SAMPLES);
        const q = onThread(frame, event, happenedAlong, arrivedAlong, (i + 1) / SAMPLES);
        const d = toSegment(along, across, p, q);
        if (d < threadNearest) {
          threadNearest = d;
          threadBest = row;
        }
      }
    }
  }
  return best ?? (threadBest === null ? null : { row: threadBest, rail: null });
}

/** A place on the curve from an event rail (across) down, as [along, across]; `t` from 0 (it happened) to 1 (it arrived). */
export function onThread(frame: Frame, event: number, from: number, to: number, t: number): readonly [number, number] {
  const middle = (event + frame.processing) / 2;
  const s = 1 - t;
  return [
    s * s * s * from + 3 * s * s * t * from + 3 * s * t * t * to + t * t * t * to,
    s * s * s * event + 3 * s * s * t * middle + 3 * s * t * t * middle + t * t * t * frame.processing,
  ];
}

function toSegment(x: number, y: number, a: readonly [number, number], b: readonly [number, number]): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / length));
  return (a[0] + t * dx - x) ** 2 + (a[1] + t * dy - y) ** 2;
}

/** The end of a row on a rail, in pixels; null where it has no event time. */
export function endOf(frame: Frame, facts: RowFacts, row: number, rail: 'event' | 'arrival'): Point | null {
  const time = rail === 'event' ? facts.eventTime[row] : facts.arrivesAt[row];
  if (time === undefined || Number.isNaN(time)) return null;
  return pointOf(frame, alongOf(frame, time), acrossOf(frame, { row, rail }));
}
