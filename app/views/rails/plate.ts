/**
 * A plate with a few words beside a mark. It lies where it covers nothing else that is said, and of such places at the
 * nearest to its mark.
 */
import { type Point, short, textWidth } from './frame';
import type { Box, Label } from './scene';

export interface Plate {
  readonly box: Box;
  readonly lines: readonly Label[];
}

export interface Surroundings {
  /** Where the plate may lie. */
  readonly field: Box;
  /** Its mark. */
  readonly by: Point;
  /** What it lies over only where there is no other place. */
  readonly said: readonly Box[];
  /** Middles of dots, and places of lines, that it would rather not lie over; over its mark's own line sooner than others. */
  readonly dots: readonly Point[];
  readonly lines: readonly Point[];
  readonly own: readonly Point[];
}

/** As `.ghost text` in pins.css has it. */
const SIZE = 13;
const LINE = 16.5;
const PAD = { x: 10, y: 7 };
/** Pixels that a line may take, from the most on: a plate with more lines is narrower. */
const WIDTHS = [320, 190, 130];
/** Pixels between two places that are tried, and kept free around what is said. */
const STEP = 6;
const CLEAR = 4;
/** Pixels that the plate goes so as not to be narrower, or to spare a dot or a place of a line. */
const COST = { narrower: 24, dot: 40, line: 14, own: 5 };
const DOT = 7;

export function plateBeside(says: readonly string[], around: Surroundings): Plate {
  const { field } = around;
  let best: Plate | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, most] of WIDTHS.entries()) {
    const texts = says.flatMap((text) => evenly(text, Math.min(most, field.width - 2 * PAD.x)));
    const width = Math.ceil(Math.max(...texts.map(widthOf))) + 2 * PAD.x;
    const height = Math.ceil(texts.length * LINE) + 2 * PAD.y;
    for (const y of places(field.y, field.height - height))
      for (const x of places(field.x, field.width - width)) {
        const box = { x, y, width, height };
        const cost = i * COST.narrower + costOf(box, around, least);
        if (cost < least) [best, least] = [{ box, lines: linesOf(texts, box) }, cost];
      }
  }
  return best as Plate;
}

const widthOf = (text: string): number => textWidth(text, SIZE);

function* places(from: number, room: number): Iterable<number> {
  for (let at = 0; at <= Math.max(0, room); at += STEP) yield Math.round(from + at);
}

const linesOf = (texts: readonly string[], { x, y }: Box): readonly Label[] =>
  texts.map((text, i) => ({ x: x + PAD.x, y: y + PAD.y + 12.5 + i * LINE, text, anchor: 'start' as const }));

/** Beyond `enough` it need not be told. */
function costOf(box: Box, { by, said, dots, lines, own }: Surroundings, enough: number): number {
  let cost = Math.hypot(outside(by.x, box.x, box.width), outside(by.y, box.y, box.height));
  for (const other of said) {
    if (cost >= enough) return cost;
    const wide = Math.min(box.x + box.width, other.x + other.width) - Math.max(box.x, other.x) + CLEAR;
    const high = Math.min(box.y + box.height, other.y + other.height) - Math.max(box.y, other.y) + CLEAR;
    if (wide > 0 && high > 0) cost += 2_000 + wide * high;
  }
  if (cost >= enough) return cost;
  for (const p of dots)
    if (outside(p.x, box.x, box.width) < DOT && outside(p.y, box.y, box.height) < DOT) cost += COST.dot;
  const covers = (p: Point): boolean => outside(p.x, box.x, box.width) === 0 && outside(p.y, box.y, box.height) === 0;
  for (const p of lines) if (covers(p)) cost += COST.line;
  for (const p of own) if (covers(p)) cost += COST.own;
  return cost;
}

const outside = (at: number, from: number, length: number): number => Math.max(from - at, 0, at - from - length);

/** A text in as few lines as so many pixels allow, none much longer than another. */
function evenly(text: string, room: number): string[] {
  const { length } = broken(text, room);
  let narrow = room;
  while (length > 1 && narrow > STEP && broken(text, narrow - STEP).length === length) narrow -= STEP;
  return broken(text, narrow);
}

/** A text in lines that are no wider than so many pixels, as long as its words allow. */
function broken(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(short(word, Math.max(4, Math.floor(room / widthOf('x')))));
  }
  return lines;
}

/** Where a text stands. */
export function boxOf(label: Label, size: number, kind?: 'words' | 'figures' | 'bold'): Box {
  const width = textWidth(label.text, size, kind);
  const before = label.anchor === 'start' ? 0 : label.anchor === 'end' ? width : width / 2;
  return { x: label.x - before, y: label.y - size, width, height: size * 1.3 };
}

/** What a mark takes around its middle. */
export const around = ({ x, y }: Point, r: number): Box => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r });
