/** On the map a row as it would have to be is a place: dashed to it from the row's own, with what would be so. */
import type { TraceReader } from '../../../engine/trace/reader';
import type { WouldRow } from '../../stores/contract';
import { textWidth } from '../rails/frame';
import { around, boxOf, type Plate, plateBeside } from '../rails/plate';
import type { Box } from '../rails/scene';
import type { MapScene } from './layout';
import { xOf, yOf } from './plane';

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface MapGhost {
  readonly path: string;
  /** Null: out of sight. */
  readonly end: Point | null;
  readonly plate: Plate;
}

/** The place where the row would be; null: it has none on the map, or out of sight. */
export function wouldPlace({ plane }: MapScene, would: WouldRow): Point | null {
  const place = { x: xOf(plane, would.eventTime), y: yOf(plane, would.arrivesAt) };
  const isInSight =
    place.x >= plane.left - 2 && place.x <= plane.right + 2 && place.y >= plane.top - 2 && place.y <= plane.bottom + 2;
  return isInSight ? place : null;
}

/** Pixels around the middle of a ring that nothing is written in. */
const RING = 13;
/** What a row's mark takes of a line that goes out from it. */
const MARK = 10;
const SAMPLES = 12;

export function mapGhost(scene: MapScene, reader: TraceReader, would: WouldRow): MapGhost | null {
  const { plane } = scene;
  const { row, eventTime, arrivesAt } = would;
  if (row >= reader.trace.arrivalOrder.length || Number.isNaN(eventTime)) return null;
  const own = { x: xOf(plane, reader.eventTime(row)), y: yOf(plane, reader.arrivesAt(row)) };
  const to = { x: xOf(plane, eventTime), y: yOf(plane, arrivesAt) };
  const by = {
    x: Math.max(plane.left, Math.min(to.x, plane.right)),
    y: Math.max(plane.top, Math.min(to.y, plane.bottom)),
  };
  const end = wouldPlace(scene, would);
  const way = Array.from({ length: SAMPLES + 1 }, (_, i) => ({
    x: own.x + ((to.x - own.x) * i) / SAMPLES,
    y: own.y + ((to.y - own.y) * i) / SAMPLES,
  }));
  const [what, change] = would.says;
  const sign = to.x < by.x ? '‹' : to.x > by.x ? '›' : to.y < by.y ? '↑' : '↓';
  return {
    path: between(own, to),
    end,
    plate: plateBeside([what, end ? change : `${sign} ${change}`], {
      field: {
        x: plane.left + 4,
        y: plane.top + 4,
        width: plane.right - plane.left - 8,
        height: plane.bottom - plane.top - 8,
      },
      by,
      said: [around(own, RING), ...(end ? [around(end, RING)] : []), ...saidIn(scene, row)],
      dots: scene.rows,
      lines: [],
      own: way,
    }),
  };
}

/** From the edge of the one mark to that of the other. */
function between(a: Point, b: Point): string {
  const long = Math.hypot(b.x - a.x, b.y - a.y);
  const at = (p: Point, q: Point): string => {
    const share = Math.min(0.5, MARK / long);
    return `${hundredth(p.x + (q.x - p.x) * share)},${hundredth(p.y + (q.y - p.y) * share)}`;
  };
  return long > 0 ? `M${at(a, b)}L${at(b, a)}` : '';
}
const hundredth = (n: number): number => Math.round(n * 100) / 100;

/** What is written in the field. */
function saidIn({ plane, panes, water, ideal, never, now, callout }: MapScene, row: number): Box[] {
  return [
    ...(callout && callout.row !== row ? [callout.box] : []),
    ...(water ? [boxOf(water.label, 13, 'bold')] : []),
    ...(never?.label ? [boxOf(never.label, 12)] : []),
    ...(now ? [now.tag, { x: plane.left, y: now.y - 1, width: plane.right - plane.left, height: 2 }] : []),
    ...panes.flatMap(({ value, beside, edges }) => [
      ...(value ? [boxOf(value, 22, 'bold')] : []),
      ...(beside ? [boxOf(beside, 13, 'bold')] : []),
      ...edges.flatMap(({ label }) => (label ? [boxOf(label, 12.5)] : [])),
    ]),
    ...(ideal?.label ? turned(ideal.label) : []),
    // In a narrow picture the name of the axis stands in the field.
    ...(plane.width < 600 ? [{ x: plane.right - 84, y: plane.bottom - 24, width: 84, height: 24 }] : []),
  ];
}

/** A turned text, in pieces that are upright boxes. */
function turned({ at, text, turn, off }: NonNullable<NonNullable<MapScene['ideal']>['label']>): Box[] {
  const long = textWidth(text, 12);
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  return Array.from({ length: 9 }, (_, i) => {
    const along = (i / 8 - 0.5) * long;
    return around({ x: at.x + along * cos - (off - 4) * sin, y: at.y + along * sin + (off - 4) * cos }, 8);
  });
}
