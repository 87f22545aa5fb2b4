/**
 * Where the rails lie: the places across the picture, and the scale along it. One geometry for both ways to turn them;
 * `along` is the way time goes, `across` the other.
 */
import type { View } from './view';

export type Orientation = 'horizontal' | 'vertical';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A stretch of pixels. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where the inputs of a join lie: a rail of event time for each, the lowest (or the last) at `Frame.event`. */
export interface EventRails {
  /** Row by row its rail. */
  readonly of: ArrayLike<number>;
  /** Across. */
  readonly at: readonly number[];
  /** What they are called, and where that stands, across. */
  readonly names: readonly { readonly text: string; readonly at: number }[];
}

export interface Frame {
  readonly orientation: Orientation;
  readonly width: number;
  readonly height: number;
  readonly compact: boolean;
  /** What is shown of time, and between which places along the picture. */
  readonly view: View;
  readonly along: Stretch;
  /** Places across: the two rails. */
  readonly event: number;
  readonly processing: number;
  /** Only where the query joins. */
  readonly rails?: EventRails;
  /** Across the event rail: from where to where water lies. */
  readonly water: Stretch;
  /** Across: the line of the bracket in the first lane; each further lane lies `laneStep` nearer to the rail. */
  readonly bracket: number;
  readonly laneStep: number;
  readonly lanes: number;
  /** Across: batch blocks, and the labels of time beyond them. */
  readonly blocks: Stretch;
  readonly times: number;
  /** On upright rails: down to where the buttons that look closer take the place of labels of time. */
  readonly clear: number;
}

/** `Frame.clear` below two buttons, and below the third, which leads back from a chosen view (`.scale` in rails.css). */
const CLEAR = { two: 134, three: 178 };

const EDGE = { horizontal: { from: 96, to: 24 }, compact: { from: 24, to: 24 } };

/**
 * The frame for a size in pixels.
 * @param lanes how many brackets overlap (sliding windows)
 * @param own a person chose the view
 */
export function frameOf(
  size: { readonly width: number; readonly height: number },
  orientation: Orientation,
  compact: boolean,
  view: View,
  lanes: number,
  own = false,
): Frame {
  const { width, height } = size;
  const clear = compact ? 0 : own ? CLEAR.three : CLEAR.two;
  if (orientation === 'horizontal') {
    const laneStep = lanes <= 3 ? 27 : 8;
    const top = 45 + (lanes - 1) * laneStep;
    const foot = compact ? 56 : 100;
    const processing = Math.max(top + 110, height - foot);
    // The mock's proportions: a third of the room lies above the event rail.
    const event = top + Math.round(Math.min(85, Math.max(40, (processing - top) / 3)));
    const edge = compact ? EDGE.compact : EDGE.horizontal;
    return {
      orientation,
      width,
      height,
      compact,
      view,
      along: { from: edge.from, to: Math.max(edge.from + 40, width - edge.to) },
      event,
      processing,
      water: { from: event - Math.min(66, event - top - 12), to: event + 38 },
      bracket: 37,
      laneStep,
      lanes,
      blocks: { from: processing + 12, to: processing + 36 },
      times: processing + 56,
      clear,
    };
  }
  const laneStep = lanes <= 3 ? 11 : 4;
  const event = Math.round(Math.min(132, width * 0.34)) + (lanes > 1 ? 8 : 0);
  return {
    orientation,
    width,
    height,
    compact,
    view,
    along: { from: 42, to: height - 8 },
    event,
    processing: width - 104,
    water: { from: event - 58, to: event + 52 },
    bracket: event - 67 - (lanes - 1) * laneStep,
    laneStep,
    lanes,
    blocks: { from: width - 89, to: width - 55 },
    times: width - 48,
    clear,
  };
}

/** The place of a time along the picture, in pixels to a hundredth (so that equal pictures are equal scenes). */
export function alongOf(frame: Frame, time: number): number {
  const { view, along } = frame;
  const at = along.from + ((time - view.from) / (view.to - view.from)) * (along.to - along.from);
  return Math.round(at * 100) / 100;
}

/** The time at a place along the picture. */
export function timeOf(frame: Frame, at: number): number {
  const { view, along } = frame;
  return view.from + ((at - along.from) / (along.to - along.from)) * (view.to - view.from);
}

/** Microseconds in one pixel. */
export const timePerPixel = (frame: Frame): number =>
  (frame.view.to - frame.view.from) / (frame.along.to - frame.along.from);

/** Across: the rail on which a row's event stands. */
export const eventOf = ({ event, rails }: Frame, row: number): number => rails?.at[rails.of[row] as number] ?? event;

/** Across: where an end of a row stands. */
export const acrossOf = (frame: Frame, end: { readonly row: number; readonly rail: 'event' | 'arrival' }): number =>
  end.rail === 'event' ? eventOf(frame, end.row) : frame.processing;

export const pointOf = (frame: Frame, along: number, across: number): Point =>
  frame.orientation === 'horizontal' ? { x: along, y: across } : { x: across, y: along };

/** Pixels a text takes, near enough to keep labels from meeting; the fonts' own widths are known to the browser only. */
export function textWidth(text: string, size: number, kind: 'words' | 'figures' | 'bold' = 'words'): number {
  return text.length * size * (kind === 'figures' ? 0.62 : kind === 'bold' ? 0.54 : 0.49);
}

/** A name cut to a number of letters. */
export const short = (name: string, most: number): string =>
  name.length <= most ? name : `${name.slice(0, most - 1)}…`;
