/** The scrubber: the pace of playing laid out along a line, with a tick a batch and a mark for rows out of order. */
import type { TraceReader } from '../../../engine/trace/reader';
import { writtenBySteps } from '../../../engine/trace/steps';
import type { Place } from '../../stores/contract';
import type { Pace } from '../../stores/pace';
import { rowFacts, VERDICTS } from '../../trace/rowFacts';
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
  const facts = rowFacts(reader);
  const late = VERDICTS.indexOf('late');
  const isMarked = (row: number): boolean => facts.verdict[row] === late || facts.outOfOrder[row] === 1;
  // In the order of their arrival, in which the pace finds places one after the other.
  const places = new Float64Array(facts.count);
  for (const row of facts.order) {
    if (!isMarked(row)) continue;
    const now = facts.arrivesAt[row] as number;
    places[row] = share(pace.secondsOf({ cursor: (facts.arrivedAt[row] as number) + 1, now }));
  }
  const taken = new Map<number, ScrubberMark>();
  for (let row = 0; row < facts.count; row++) {
    if (!isMarked(row)) continue;
    const isLate = facts.verdict[row] === late && !withholdsRow(withheld, row);
    if (!isLate && !facts.outOfOrder[row]) continue;
    const at = places[row] as number;
    const place = Math.round(at * PLACES);
    const before = taken.get(place);
    if (before && (before.lateFrom !== null || !isLate)) continue;
    taken.set(place, { at, row, lateFrom: isLate ? (facts.decidedAt[row] as number) + 1 : null });
  }
  const marks = [...taken.values()].sort((a, b) => a.at - b.at);
  return { ticks, marks, dense: marks.length > MOST_RINGS };
}
