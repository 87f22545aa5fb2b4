/**
 * The causes of an answer, numbered where they are on the picture: at the row's event, at its arrival, under a batch, on
 * the water, at a window. Several causes in one place stand side by side.
 */
import type { TraceReader } from '../../../engine/trace/reader';
import type { WouldRow } from '../../stores/contract';
import { rowFacts } from '../../trace/rowFacts';
import { alongOf, eventOf, type Frame, type Point, pointOf } from './frame';
import type { Box, Label, Scene, Tone } from './scene';

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
  /** A row as it would have to be for things to be otherwise. */
  readonly would?: WouldRow | null;
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
  readonly path: string;
  readonly head: string;
  readonly label: Label | null;
}

export interface Pinned {
  readonly pins: readonly PinMark[];
  /** Where the water stood, where no other mark shows it. */
  readonly levels: readonly (readonly [Point, Point])[];
  readonly lessDelay: readonly LessDelayMark[];
}

export const PIN = 10.5;
const APART = 2 * PIN + 2;

/** @param written where something else is written */
export function pinMarks(scene: Scene, reader: TraceReader, pins: readonly Pin[], written: Box): Pinned {
  const { frame } = scene;
  const placed = pins.flatMap((pin, key) => {
    const anchor = anchorOf(scene, reader, pin.place);
    return anchor && inSight(frame, anchor.at) ? [{ pin, key, anchor, spot: `${anchor.pin.x} ${anchor.pin.y}` }] : [];
  });
  const marks: PinMark[] = [];
  const levels = new Map<number, readonly [Point, Point]>();
  const lessDelay: LessDelayMark[] = [];
  for (const { pin, key, anchor, spot } of placed) {
    const { sign, tone, here, place } = pin;
    // Several in one spot stand side by side, in their order.
    const together = placed.filter((p) => p.spot === spot);
    const nth = together.findIndex((p) => p.key === key);
    const back = anchor.room === undefined || together.length * APART > anchor.room ? 0.5 : 1;
    const at = free(frame, marks, written, moved(frame, anchor.pin, (nth - (together.length - 1) * back) * APART));
    marks.push({ key, sign, tone, here, ...at, stem: anchor.stem?.(at) ?? null });
    if (place.on !== 'water') continue;
    if (scene.water?.watermark !== place.watermark && scene.tested?.watermark !== place.watermark)
      levels.set(anchor.at, [pointOf(frame, anchor.at, frame.water.from), pointOf(frame, anchor.at, frame.water.to)]);
    const mark = lessDelayMark(scene, reader, place);
    if (mark && !lessDelay.some((m) => m.path === mark.path)) lessDelay.push(mark);
  }
  return { pins: marks, levels: [...levels.values()], lessDelay };
}

const moved = (frame: Frame, p: Point, by: number): Point =>
  frame.orientation === 'horizontal' ? { x: p.x + by, y: p.y } : { x: p.x, y: p.y + by };

interface Anchor {
  /** Place along the picture. */
  readonly at: number;
  readonly pin: Point;
  /** Pixels along the thing, whose far end the pin stands at; without it the pin stands at the middle. */
  readonly room?: number;
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
      const event = eventOf(frame, place.row);
      return { at, pin: horizontal ? { x: at + 19, y: event + 20 } : { x: event - 20, y: at - 12 } };
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
        return {
          at: area.y + area.height / 2,
          room: area.height,
          pin: { x: frame.bracket - 2, y: area.y + area.height - 14 },
        };
      const at = area.x + area.width - 15;
      return { at, room: area.width, pin: { x: Math.max(at, area.x + 2), y: area.y + 24 + 14 } };
    }
  }
}

const inSight = ({ along }: Frame, at: number): boolean => at >= along.from - 2 && at <= along.to + 2;

/** The nearest place to the right (or down, where time flows down) that no pin has taken. */
function free(frame: Frame, taken: readonly Point[], written: Box, wanted: Point): Point {
  const horizontal = frame.orientation === 'horizontal';
  const end = frame.along.to + 14;
  const along = horizontal ? wanted.x : wanted.y;
  const at = (offset: number): Point => moved(frame, wanted, offset);
  const overWriting = ({ x, y }: Point): boolean =>
    x > written.x - PIN &&
    x < written.x + written.width + PIN &&
    y > written.y - PIN &&
    y < written.y + written.height + PIN;
  const isFree = (p: Point): boolean =>
    !overWriting(p) && taken.every((t) => Math.hypot(t.x - p.x, t.y - p.y) >= APART - 0.5);
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
  const { frame } = scene;
  if (!place.from || frame.compact) return null;
  const from = alongOf(frame, rowFacts(reader).eventTime[place.from.row] as number);
  const to = alongOf(frame, place.watermark);
  if (!inSight(frame, to) || from > frame.along.to || from - to < 24) return null;
  const horizontal = frame.orientation === 'horizontal';
  // Below the words of the water, above the dots.
  const event = eventOf(frame, place.from.row);
  const across = horizontal
    ? Math.min(event - 12, Math.max(frame.water.from + event - frame.event + 46, event - 30))
    : event - 24;
  const rail = event - 9;
  const p = (along: number, over: number): string => {
    const at = pointOf(frame, along, over);
    return `${at.x},${at.y}`;
  };
  return {
    path: `M${p(from, rail)}L${p(from, across)}L${p(to + 8, across)}`,
    head: `M${p(to + 1, across)}L${p(to + 10, across - 4.5)}L${p(to + 10, across + 4.5)}Z`,
    label: horizontal ? { x: from + 9, y: across + 3, text: place.from.text, anchor: 'start' } : null,
  };
}
