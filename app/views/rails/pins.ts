/**
 * The causes of an answer, numbered where they are on the picture: at the row's event, at its arrival, under a batch, on
 * the water, at a window. Several causes in one place stand side by side.
 */
import type { TraceReader } from '../../../engine/trace/reader';
import { rowFacts } from '../../trace/rowFacts';
import { alongOf, type Frame, type Point, pointOf } from './frame';
import type { Label, Scene, Tone } from './scene';

/** Where on the picture a cause is. */
export type PinPlace =
  | { readonly on: 'event'; readonly row: number }
  | { readonly on: 'arrival'; readonly row: number }
  | { readonly on: 'batch'; readonly batch: number }
  /** `from`: the row whose event time, less the delay, the water stands at. */
  | {
      readonly on: 'water';
      readonly watermark: number;
      readonly from: { readonly row: number; readonly text: string } | null;
    }
  | { readonly on: 'window'; readonly group: number };

export interface Pin {
  /** The number of the cause, or a sign. */
  readonly sign: string;
  readonly tone: Tone;
  readonly place: PinPlace;
  /** The stage stands at this cause. */
  readonly here: boolean;
}

/** What the picture shows of a question. */
export interface Asked {
  readonly pins: readonly Pin[];
  /** Rows that play a part; the others are dimmed. Null: no row is more to the point than another. */
  readonly rows: ReadonlySet<number> | null;
  readonly batches: ReadonlySet<number>;
  readonly groups: ReadonlySet<number>;
}

export interface PinMark extends Point {
  /** Which of the pins. */
  readonly key: number;
  readonly sign: string;
  readonly tone: Tone;
  readonly here: boolean;
  /** From the thing to its pin. */
  readonly stem: string | null;
}

/** How a watermark follows from an event time. */
export interface LessDelayMark {
  /** The water's place, where no other mark shows it. */
  readonly line: readonly [Point, Point] | null;
  readonly path: string;
  readonly head: string;
  readonly label: Label | null;
}

export const PIN = 10.5;
const APART = 2 * PIN + 2;

export function pinMarks(
  scene: Scene,
  reader: TraceReader,
  pins: readonly Pin[],
): { pins: readonly PinMark[]; lessDelay: readonly LessDelayMark[] } {
  const { frame } = scene;
  const marks: PinMark[] = [];
  const lessDelay: LessDelayMark[] = [];
  for (const [key, pin] of pins.entries()) {
    const anchor = anchorOf(scene, reader, pin.place);
    if (!anchor || !inSight(frame, anchor.at)) continue;
    const at = free(frame, marks, anchor.pin);
    marks.push({ key, sign: pin.sign, tone: pin.tone, here: pin.here, ...at, stem: anchor.stem?.(at) ?? null });
    if (pin.place.on === 'water') {
      const mark = lessDelayMark(scene, reader, pin.place);
      if (mark && !lessDelay.some((m) => m.path === mark.path)) lessDelay.push(mark);
    }
  }
  return { pins: marks, lessDelay };
}

interface Anchor {
  /** Place along the picture. */
  readonly at: number;
  readonly pin: Point;
  readonly stem?: (pin: Point) => string;
}

function anchorOf(scene: Scene, reader: TraceReader, place: PinPlace): Anchor | null {
  const { frame } = scene;
  const horizontal = frame.orientation === 'horizontal';
  switch (place.on) {
    case 'event': {
      const happened = rowFacts(reader).eventTime[place.row] as number;
      if (Number.isNaN(happened)) return null;
      const at = alongOf(frame, happened);
      return { at, pin: horizontal ? { x: at + 19, y: frame.event + 20 } : { x: frame.event - 20, y: at - 12 } };
    }
    case 'arrival': {
      const at = alongOf(frame, rowFacts(reader).arrivesAt[place.row] as number);
      return {
        at,
        pin: horizontal ? { x: at - 21, y: frame.processing - 20 } : { x: frame.processing - 20, y: at - 12 },
      };
    }
    case 'batch': {
      const mark = scene.batches.find((b) => b.state !== 'empty' && b.first <= place.batch && place.batch <= b.last);
      if (!mark) return null;
      const { area } = mark;
      if (!horizontal)
        return { at: area.y + area.height / 2, pin: { x: area.x + area.width, y: area.y + area.height } };
      const at = area.x + area.width / 2;
      return {
        at,
        pin: { x: at, y: frame.times + 17 },
        stem: (pin) => `M${at},${frame.blocks.to}V${frame.blocks.to + 5}M${pin.x},${frame.times + 5}V${pin.y - PIN}`,
      };
    }
    case 'water': {
      if (!(place.watermark > 0)) return null;
      const at = alongOf(frame, place.watermark);
      return { at, pin: horizontal ? { x: at, y: frame.water.to + 8 } : { x: frame.water.from + 12, y: at } };
    }
    case 'window': {
      const mark = scene.brackets.find((b) => b.groups.includes(place.group));
      if (!mark) return null;
      const { area } = mark;
      if (!horizontal)
        return { at: area.y + area.height / 2, pin: { x: frame.bracket - 2, y: area.y + area.height - 14 } };
      const at = area.x + area.width - 15;
      return { at, pin: { x: Math.max(at, area.x + 2), y: area.y + 24 + 14 } };
    }
  }
}

const inSight = ({ along }: Frame, at: number): boolean => at >= along.from - 2 && at <= along.to + 2;

/** The nearest place to the right (or down, where time flows down) that no pin has taken. */
function free(frame: Frame, taken: readonly Point[], wanted: Point): Point {
  const horizontal = frame.orientation === 'horizontal';
  const end = frame.along.to + 14;
  const along = horizontal ? wanted.x : wanted.y;
  const at = (offset: number): Point =>
    horizontal ? { ...wanted, x: wanted.x + offset } : { ...wanted, y: wanted.y + offset };
  const isFree = (p: Point): boolean => taken.every((t) => Math.hypot(t.x - p.x, t.y - p.y) >= APART - 0.5);
  for (let k = 0; k < 24; k++)
    for (const offset of k === 0 ? [0] : [k * (APART / 2), -k * (APART / 2)])
      if (along + offset <= end && along + offset >= 12 && isFree(at(offset))) return at(offset);
  return wanted;
}

/** An arrow over the event rail: from the newest event back to where the water stands. */
function lessDelayMark(
  scene: Scene,
  reader: TraceReader,
  place: Extract<PinPlace, { on: 'water' }>,
): LessDelayMark | null {
  const { frame, water, tested } = scene;
  if (!place.from || frame.compact) return null;
  const from = alongOf(frame, rowFacts(reader).eventTime[place.from.row] as number);
  const to = alongOf(frame, place.watermark);
  if (!inSight(frame, to) || from > frame.along.to || from - to < 24) return null;
  const shown = water?.watermark === place.watermark || tested?.watermark === place.watermark;
  const line = shown ? null : ([pointOf(frame, to, frame.water.from), pointOf(frame, to, frame.water.to)] as const);
  const horizontal = frame.orientation === 'horizontal';
  // Below the words of the water, above the dots.
  const across = horizontal
    ? Math.min(frame.event - 12, Math.max(frame.water.from + 46, frame.event - 30))
    : frame.event - 24;
  const rail = frame.event - 9;
  const p = (along: number, over: number): string => {
    const at = pointOf(frame, along, over);
    return `${at.x},${at.y}`;
  };
  return {
    line,
    path: `M${p(from, rail)}L${p(from, across)}L${p(to + 8, across)}`,
    head: `M${p(to + 1, across)}L${p(to + 10, across - 4.5)}L${p(to + 10, across + 4.5)}Z`,
    label: horizontal ? { x: from + 9, y: across + 3, text: place.from.text, anchor: 'start' } : null,
  };
}
