/** The scrubber: the pace of playing laid out along a line, with a tick a batch and a mark for rows out of order. */
import { firstOf } from '../../../engine/trace/indexes';
import type { TraceReader } from '../../../engine/trace/reader';
import { writtenBySteps } from '../../../engine/trace/steps';
import type { Place } from '../../stores/contract';
import type { Pace, Place as PlayPlace } from '../../stores/pace';
import { type RowFacts, rowFacts, VERDICTS } from '../../trace/rowFacts';
import { type Withheld, withholdsRow } from '../../trace/withheld';

export interface ScrubberMark {
  /** From 0 (start of the run) to 1. */
  readonly at: number;
  readonly row: number;
  /** Dropped as late, from this cursor on; null: merely out of order. */
  readonly lateFrom: number | null;
}

/** A cause of what is asked about, at its moment. */
export interface ScrubberPin {
  readonly sign: string;
  readonly tone: string;
  readonly go: Place;
}

/** Pins closer than this (as a share of the line) cannot be told apart: the first stays. */
const PINS_APART = 0.022;

export function scrubberPins(
  reader: TraceReader,
  pace: Pace,
  pins: readonly ScrubberPin[],
): readonly (ScrubberPin & { readonly at: number })[] {
  const placed: (ScrubberPin & { readonly at: number })[] = [];
  for (const pin of pins) {
    const { go } = pin;
    const place =
      'cursor' in go
        ? { cursor: go.cursor, now: reader.timeAt(go.cursor) }
        : { cursor: reader.cursorAt(go.time), now: go.time };
    const at = pace.seconds > 0 ? Math.min(1, pace.secondsOf(place) / pace.seconds) : 0;
    if (placed.every((p) => Math.abs(p.at - at) >= PINS_APART)) placed.push({ ...pin, at });
  }
  return placed;
}

export interface ScrubberLayout {
  /** None where batches lie too close to be told apart. */
  readonly ticks: readonly number[];
  readonly marks: readonly ScrubberMark[];
  /** Too many for rings: strokes for late rows, points for those out of order. */
  readonly dense: boolean;
}

/** What can be told apart on a scrubber: ticks, rings, and places of marks; late rows come before those merely out of order. */
const MOST_TICKS = 120;
const MOST_RINGS = 60;
const PLACES = 300;

/** The late marks that have become true by a cursor: what is still to come is not told before it happens. */
export const isLateBy = (mark: ScrubberMark, cursor: number): boolean =>
  mark.lateFrom !== null && mark.lateFrom <= cursor;

export function scrubberLayout(reader: TraceReader, pace: Pace, withheld: Withheld): ScrubberLayout {
  const share = (seconds: number) => (pace.seconds > 0 ? seconds / pace.seconds : 0);
  const { count, endedAt, lastEntry } = reader.trace.batches;
  // Of an engine that works row by row a tick is a result: its steps are as many as its rows.
  const written = reader.trace.records && writtenBySteps(reader.trace);
  const shown: number[] = [];
  for (let b = 0; b < count; b++) if (!written || (written[b] && !withheld.results)) shown.push(b);
  const ticks =
    shown.length > MOST_TICKS
      ? []
      : shown.map((b) => share(pace.secondsOf({ cursor: (lastEntry[b] as number) + 1, now: endedAt[b] as number })));
  const marks = marksOf(rowFacts(reader), withheld, (place) => share(pace.secondsOf(place)));
  return { ticks, marks, dense: marks.length > MOST_RINGS };
}

const LATE = VERDICTS.indexOf('late');

/**
 * At each place of the line the first row of the file that is late, or else the first that is out of order. Rows follow
 * each other along the line as they arrive, so that of thousands in one place only the first and the last are looked up.
 */
function marksOf(facts: RowFacts, withheld: Withheld, shareOf: (place: PlayPlace) => number): ScrubberMark[] {
  const { count, order, arrivesAt, arrivedAt, decidedAt, verdict, outOfOrder } = facts;
  const atOf = (row: number): number =>
    shareOf({ cursor: (arrivedAt[row] as number) + 1, now: arrivesAt[row] as number });
  const placeOf = (k: number): number => Math.round(atOf(order[k] as number) * PLACES);
  const marks: ScrubberMark[] = [];
  for (let from = 0, to = 0; from < count; from = to) {
    const place = placeOf(from);
    to = from + 1 + firstOf(count - from - 1, (k) => placeOf(from + 1 + k) > place);
    let chosen: number | null = null;
    let isLate = false;
    for (let k = from; k < to; k++) {
      const row = order[k] as number;
      const late = verdict[row] === LATE && !withholdsRow(withheld, row);
      if (!late && (isLate || outOfOrder[row] !== 1)) continue;
      if (chosen !== null && late === isLate && row > chosen) continue;
      chosen = row;
      isLate = late;
    }
    if (chosen !== null)
      marks.push({ at: atOf(chosen), row: chosen, lateFrom: isLate ? (decidedAt[chosen] as number) + 1 : null });
  }
  return marks;
}
