/**
 * The rails as geometry: a run, a moment and a size go in, a scene of plain marks comes out. Pure; the same moment gives
 * the same scene, however it was reached. Everything is read off the trace through its reader: a doctored trace gives a
 * doctored picture.
 */

import { DAY, MILLISECOND, SECOND } from '../../../engine/time';
import type { Moment, TraceReader } from '../../../engine/trace/reader';
import { lanesAt, waterOf } from '../../../engine/trace/steps';
import { NONE } from '../../../engine/trace/trace';
import { date, dayMonth, number, timeOfDay } from '../../../i18n/format';
import { closingRows, type RowFacts, rowFacts, rowState } from '../../trace/rowFacts';
import { type Withheld, withholdsGroup, withholdsRow } from '../../trace/withheld';
import { batchMarks } from './batches';
import { brackets, lanesNeeded } from './brackets';
import { crowdOf } from './crowds';
import {
  acrossOf,
  alongOf,
  eventOf,
  type Frame,
  frameOf,
  type Orientation,
  type Point,
  pointOf,
  textWidth,
  timePerPixel,
} from './frame';
import type {
  Box,
  Callout,
  Joined,
  LaneMark,
  MoveTag,
  RowLook,
  RowMark,
  Scene,
  StackMark,
  TestedMark,
  WaterMark,
} from './scene';
import { liveMark } from './steps';
import { timeTicks } from './ticks';
import { batchInterval, type View } from './view';
import { calloutLines, type Words } from './words';

/** Rows in sight up to which each is a mark of its own; beyond, only late ones are. */
export const SINGLE_ROWS = 300;

/** A row under the hand: drawn where it is held, also before its run is there. */
export interface Held {
  readonly row: number;
  readonly rail: 'event' | 'arrival';
  readonly time: number;
}

export interface RailsInput {
  readonly reader: TraceReader;
  readonly moment: Moment;
  readonly withheld: Withheld;
  readonly size: { readonly width: number; readonly height: number };
  readonly orientation: Orientation;
  readonly compact: boolean;
  readonly interactive: boolean;
  readonly view: View;
  /** A person chose the view. */
  readonly own?: boolean;
  readonly words: Words;
  /** With several keys: the one whose answers the brackets show; null: all. */
  readonly keys: string | null;
  readonly held: Held | null;
  /** The row in hand, wherever it is held: among thousands it is drawn apart, and not in the crowd. */
  readonly hand: number | null;
  /** The row that is looked at, whose callout shows; null: the row dropped last. */
  readonly looked: number | null;
  /** What a query that joins has beside; loaded for it alone. */
  readonly joined?: Joined | undefined;
}

/**
 * A picture with a row in hand, out of the one without (`base`, of the same input but for `held`). Among thousands only
 * that row and what is said of it change: the crowd is not laid out anew for each move of the hand.
 */
export function layoutHeld(base: Scene, input: RailsInput): Scene {
  if (!input.held) return base;
  if (!base.crowd) return layout(input);
  const rows = rowMarks(input, base.frame, rowFacts(input.reader), [input.held.row], NO_ROWS);
  return { ...base, rows, callout: null, tag: tag(input, base.frame) };
}

export function layout(input: RailsInput): Scene {
  const { reader, moment, view, words, joined } = input;
  const one = frameOf(input.size, input.orientation, input.compact, view, lanesNeeded(reader), input.own);
  const frame = joined?.frame(one) ?? one;
  const facts = rowFacts(reader);
  const seen = rowsInSight(facts, view, input.held);
  const gathered = seen.length > SINGLE_ROWS ? crowdOf(facts, seen, moment.cursor, input.withheld, input.hand) : null;
  const crowd = gathered?.crowd ?? null;
  const rows = rowMarks(
    input,
    frame,
    facts,
    gathered?.alone ?? [...seen],
    // In a crowd nothing is pale enough to be seen.
    crowd ? NO_ROWS : closingRows(reader),
  );
  const windows = brackets(input, frame);
  const sea = water(input, frame);
  const heaps = crowd ? [] : stacks(frame, facts, rows, words);
  const scene = {
    frame,
    empty: facts.count === 0 ? emptyLabel(frame, words) : null,
    hasEventTime: facts.count === 0 || facts.hasEventTime,
    rows,
    crowd,
    stacks: heaps,
    water: sea,
    lanes: lanes(input, frame),
    tested: tested(input, frame, sea),
    brackets: windows.brackets,
    bands: windows.bands,
    batches: batchMarks(input, frame),
    live: liveMark({ ...input, now: moment.now }, frame),
    ticks: facts.count === 0 && moment.arrived === 0 ? [] : timeTicks(frame, batchInterval(reader), words),
    callout: callout(input, frame, input.looked ?? droppedLast(input, facts, frame, rows)),
    tag: tag(input, frame),
    notes: notes(input, rows, windows.note, heaps.length > 0),
  };
  return joined?.scene(scene, input) ?? scene;
}

/** Rows of which something lies within the view, in order of arrival. */
function rowsInSight(
  facts: RowFacts,
  view: View,
  held: Held | null,
  order: ArrayLike<number> = facts.order,
): Uint32Array {
  const { arrivesAt, eventTime, first, last } = facts;
  if (order === facts.order && view.from <= first && last <= view.to) return facts.order.slice();
  const seen = new Uint32Array(order.length);
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number;
    const arrived = arrivesAt[row] as number;
    // A row without event time stands on the processing rail only.
    const own = eventTime[row] as number;
    const happened = Number.isNaN(own) ? arrived : own;
    const isInSight =
      happened > arrived ? happened >= view.from && arrived <= view.to : arrived >= view.from && happened <= view.to;
    if (isInSight || held?.row === row) seen[count++] = row;
  }
  return seen.subarray(0, count);
}

function isLate(input: RailsInput, facts: RowFacts, row: number): boolean {
  return rowState(facts, row, input.moment.cursor) === 'late' && !withholdsRow(input.withheld, row);
}

function rowMarks(
  input: RailsInput,
  frame: Frame,
  facts: RowFacts,
  rows: readonly number[],
  closing: ReadonlySet<number>,
): RowMark[] {
  const { reader, moment, withheld, held } = input;
  const flagged = flaggedBy(reader, moment.cursor);
  return rows.map((row) => {
    const hidden = withholdsRow(withheld, row);
    let look: RowLook = rowState(facts, row, moment.cursor);
    if (hidden && look !== 'coming' && look !== 'waiting') look = 'counted';
    const pale =
      !hidden &&
      closing.has(row) &&
      !withheld.results &&
      !reader.groupsOf(row).some((g) => withholdsGroup(withheld, g));
    let happened = facts.eventTime[row] as number;
    let arrived = facts.arrivesAt[row] as number;
    if (held?.row === row) {
      if (held.rail === 'event') happened = held.time;
      else arrived = held.time;
    }
    const processing = pointOf(frame, alongOf(frame, arrived), frame.processing);
    const event = Number.isNaN(happened) ? null : pointOf(frame, alongOf(frame, happened), eventOf(frame, row));
    const thread =
      look === 'late'
        ? 'late'
        : pale || look === 'filtered' || look === 'duplicate'
          ? 'pale'
          : happened > arrived
            ? 'early'
            : facts.outOfOrder[row]
              ? 'outOfOrder'
              : 'prompt';
    if (pale && (look === 'counted' || look === 'waiting')) look = look === 'counted' ? 'closing' : look;
    return {
      row,
      look,
      thread,
      event,
      processing,
      path: event && threadPath(frame, event, processing),
      flagged: !hidden && flagged.has(row),
    } satisfies RowMark;
  });
}

/** The curve between the two rails: it leaves and meets them at right angles. */
export function threadPath(frame: Frame, a: Point, b: Point): string {
  if (frame.orientation === 'horizontal') {
    const m = (a.y + b.y) / 2;
    return `M${a.x},${a.y}C${a.x},${m} ${b.x},${m} ${b.x},${b.y}`;
  }
  const m = (a.x + b.x) / 2;
  return `M${a.x},${a.y}C${m},${a.y} ${m},${b.y} ${b.x},${b.y}`;
}

const NO_ROWS: ReadonlySet<number> = new Set();

/** Rows that themselves made a query with state say something: the alerts of a `process` step. */
export function flaggedBy(reader: TraceReader, cursor: number): ReadonlySet<number> {
  const { trace, scenario } = reader;
  if (!scenario.query.steps.some((s) => s.kind === 'process') || trace.output.table.count === 0) return NO_ROWS;
  const rows = new Set<number>();
  for (let i = 0; i < trace.output.table.count; i++) {
    const row = trace.output.row[i] as number;
    const batch = trace.output.batch[i] as number;
    if (row !== NONE && (trace.batches.lastEntry[batch] as number) < cursor) rows.add(row);
  }
  return rows;
}

/** Three rows or more in one place get their number, and a way to look closer. */
function stacks(frame: Frame, facts: RowFacts, rows: readonly RowMark[], words: Words): StackMark[] {
  const marks: StackMark[] = [];
  const horizontal = frame.orientation === 'horizontal';
  for (const across of [...(frame.rails?.at ?? [frame.event]), frame.processing]) {
    const rail = across === frame.processing ? 'processing' : 'event';
    const places = rows
      .map((r) => ({ row: r.row, at: r[rail] }))
      .filter((p): p is { row: number; at: Point } => p.at !== null && (horizontal ? p.at.y : p.at.x) === across)
      .map(({ row, at }) => ({ row, along: horizontal ? at.x : at.y }))
      .filter((p) => p.along >= frame.along.from && p.along <= frame.along.to)
      .sort((a, b) => a.along - b.along);
    for (let i = 0; i < places.length; ) {
      let j = i + 1;
      while (j < places.length && (places[j] as Place).along - (places[i] as Place).along <= 4) j++;
      if (j - i >= 3) {
        const heap = places.slice(i, j);
        const middle = ((places[i] as Place).along + (places[j - 1] as Place).along) / 2;
        const text = `×${heap.length}`;
        const width = textWidth(text, 12, 'figures');
        // At the left edge it stands to the right: before the rail is its name.
        const right = horizontal && middle - 9 - width < frame.along.from;
        const at = horizontal ? { x: middle + (right ? 9 : -9), y: across - 9 } : { x: across - 14, y: middle + 4 };
        marks.push({
          count: heap.length,
          label: { ...at, text, anchor: right ? 'start' : 'end' },
          area: { x: at.x - (right ? 0 : width) - 3, y: at.y - 13, width: width + 6, height: 18 },
          view: around(facts, heap),
          spoken: words.texts.heapSpoken(number(heap.length, words.language)),
        });
      }
      i = j;
    }
  }
  return apart(marks, words);
}

/** Numbers that would lie over each other are one: of all rows in those places. */
function apart(marks: readonly StackMark[], words: Words): StackMark[] {
  const shown: StackMark[] = [];
  for (let mark of marks) {
    for (let before = shown.at(-1); before && touch(before.area, mark.area); before = shown.at(-1)) {
      shown.pop();
      const count = before.count + mark.count;
      const [dx, dy] = [(mark.area.x - before.area.x) / 2, (mark.area.y - before.area.y) / 2];
      const { label, area } = before;
      mark = {
        count,
        label: { ...label, x: label.x + dx, y: label.y + dy, text: `×${count}` },
        area: { ...area, x: area.x + dx, y: area.y + dy },
        view: { from: Math.min(before.view.from, mark.view.from), to: Math.max(before.view.to, mark.view.to) },
        spoken: words.texts.heapSpoken(number(count, words.language)),
      };
    }
    shown.push(mark);
  }
  return shown;
}

const touch = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height - 5 && b.y < a.y + a.height - 5;

interface Place {
  readonly row: number;
  readonly along: number;
}

/** The view in which a heap's rows lie apart. */
function around(facts: RowFacts, heap: readonly Place[]): View {
  const times = heap.flatMap(({ row }) => [facts.eventTime[row] as number, facts.arrivesAt[row] as number]);
  const known = times.filter((t) => !Number.isNaN(t));
  const from = Math.min(...known);
  const to = Math.max(...known);
  const room = Math.max((to - from) * 0.25, SECOND / 10);
  return { from: from - room, to: to + room };
}

function water(input: RailsInput, frame: Frame): WaterMark | null {
  const { reader, moment, withheld, words } = input;
  const watermark = waterOf(reader.trace, moment);
  // Each task of Kafka Streams has water of its own.
  if (reader.trace.engine === 'kafkaStreams' && lanesAt(reader.trace, moment.cursor).length > 0) return null;
  // Before the first row it stands at the epoch, which is no place on the picture.
  if (withheld.watermark || !(watermark > 0)) return null;
  const along = alongOf(frame, watermark);
  const time = placeTime(frame, watermark, words);
  const named = reader.trace.engine === 'kafkaStreams' ? words.texts.closedUpTo : words.texts.watermark;
  const before = along < frame.along.from;
  // Still before what is shown: only its name stands at the edge.
  const mark = frame.orientation === 'horizontal' ? '‹' : '↑';
  const text = before ? `${mark} ${named}` : named;
  const spoken = `${named.charAt(0).toUpperCase()}${named.slice(1)} ${time}`;
  const at = Math.max(frame.along.from, Math.min(along, frame.along.to));
  if (frame.orientation === 'horizontal') {
    const wide = textWidth(text, 13, 'bold') + textWidth(time, 13, 'figures') + 8;
    const right = at + 9 + wide < frame.width - 4;
    // The partitions' own lines take the whole height of the water; its name then stands over it.
    const y = frame.water.from + (lanesOver(input, frame) ? -4 : 15);
    const label = { x: right ? at + 9 : at - 16, y, text, anchor: right ? 'start' : 'end' } as const;
    const area = { x: (right ? label.x : label.x - wide) - 4, y: y - 15, width: wide + 8, height: 22 };
    return { watermark, along, label, time: null, timeText: time, area, plate: false, spoken };
  }
  const width = Math.max(80, textWidth(time, 13, 'figures') + 14);
  const y = Math.max(frame.along.from, Math.min(at - 21, frame.along.to - 40));
  const plate = { x: frame.water.to + 2, y, width, height: 40 };
  const x = plate.x + width / 2;
  return {
    watermark,
    along,
    label: { x, y: plate.y + 16.5, text, anchor: 'middle' },
    time: { x, y: plate.y + 33, text: time, anchor: 'middle' },
    timeText: time,
    area: plate,
    plate: true,
    spoken,
  };
}

/** Whether the water of partitions lies over that of all. Where a query joins, each input has its own. */
const lanesOver = ({ reader, moment }: RailsInput, { rails }: Frame): boolean =>
  !rails && lanesAt(reader.trace, moment.cursor).length > 0;

/** The water of each partition: thin lines across the water's height, or bands of it. */
function lanes(input: RailsInput, frame: Frame): LaneMark[] {
  const { reader, moment, withheld, words } = input;
  if (withheld.watermark) return [];
  const all = lanesAt(reader.trace, moment.cursor);
  const filled = reader.trace.engine === 'kafkaStreams';
  const { from, to } = frame.water;
  const room = (to - from) / Math.max(1, all.length);
  // More partitions than lines of text are no picture any more.
  if (room < 7) return [];
  return all.map(({ name, water, idle }, i) => {
    const middle = from + room * (i + 0.5);
    const thick = filled ? room - 2 : 3;
    const edge = frame.orientation === 'horizontal' ? frame.along.from : frame.along.from - 12;
    const along = Math.min(frame.along.to, alongOf(frame, water));
    const length = water > 0 ? Math.max(0, along - edge) : 0;
    const across = middle - thick / 2;
    const box =
      frame.orientation === 'horizontal'
        ? { x: edge, y: across, width: length, height: thick }
        : { x: across, y: edge, width: thick, height: length };
    const time = water > 0 ? placeTime(frame, water, words) : '';
    const text = filled ? words.texts.task(name) : name;
    const said = idle ? words.texts.idleLane(text) : water > 0 ? `${text} ${time}` : text;
    const right = edge + length + 5 + textWidth(said, 12, 'figures') < frame.width - 4;
    // Not on the dots of the rail, where the next line of text leaves room for that.
    const off = middle - frame.event;
    const textAt = room >= 18 && Math.abs(off) < 15 ? frame.event + (off > 0 ? 15 : -15) : middle;
    return {
      key: name,
      water: length > 0 ? box : null,
      filled,
      idle,
      label:
        frame.orientation === 'horizontal'
          ? { x: edge + length + (right ? 5 : -5), y: textAt + 4, text: said, anchor: right ? 'start' : 'end' }
          : {
              x: middle,
              y: Math.min(frame.along.to - 4, edge + length + 14),
              text: name.slice(name.lastIndexOf('-') + 1),
              anchor: 'middle',
            },
      spoken: water > 0 ? words.texts.laneSpoken(text, time, idle) : words.texts.laneDrySpoken(text),
    };
  });
}

/**
 * Spark tests rows against the watermark of the batch before: where the two differ, both are drawn. In Kafka Streams the
 * second line is the stream time, the grace ahead of the water.
 */
function tested(input: RailsInput, frame: Frame, beside: WaterMark | null): TestedMark | null {
  const { moment, withheld, words } = input;
  const { records, engine } = input.reader.trace;
  const kafka = engine === 'kafkaStreams';
  const watermark = waterOf(input.reader.trace, moment);
  const lateWatermark = kafka ? moment.watermark : moment.lateWatermark;
  // No row is tested at a tick.
  if (engine === 'flink' && records?.row[moment.batch ?? 0] === NONE) return null;
  if (withheld.watermark || input.compact || !(lateWatermark > 0) || lateWatermark === watermark) return null;
  const along = alongOf(frame, lateWatermark);
  if (along < frame.along.from || along > frame.along.to) return null;
  const line = [pointOf(frame, along, frame.water.from), pointOf(frame, along, frame.water.to)] as const;
  const text = kafka ? words.texts.streamTime : words.texts.testedAgainst;
  const time = placeTime(frame, lateWatermark, words);
  if (frame.orientation === 'horizontal') {
    const room = along - frame.along.from > 90 && frame.event - frame.water.from > 50;
    // Where the water's own label had to go to the left, these stand below it.
    const top = frame.water.from + (beside !== null && beside.label.anchor === 'end' && along < beside.along ? 31 : 15);
    // The grace is often too short for two labels side by side.
    if (kafka)
      return {
        watermark: lateWatermark,
        line,
        label: { x: along - 7, y: frame.water.from + 33, text: `${text} ${time}`, anchor: 'end' },
        time: null,
      };
    const at = (y: number, t: string) => ({ x: along - 7, y, text: t, anchor: 'end' as const });
    return {
      watermark: lateWatermark,
      line,
      label: room ? at(top, text) : null,
      time: room ? at(top + 16, time) : null,
    };
  }
  // In one line, if the water's own label leaves room for it.
  const plate = beside?.area;
  const room = along > frame.along.from + 8 && (!plate || along + 9 < plate.y || along - 9 > plate.y + plate.height);
  const label = {
    x: frame.water.to + 4,
    y: along + 4,
    text: kafka ? `${words.texts.streamTime} ${time}` : words.texts.tested(time),
    anchor: 'start',
  } as const;
  return { watermark: lateWatermark, line, label: room ? label : null, time: null };
}

const YEAR = 365 * DAY;

/** An instant beside its mark: no finer than the picture shows, with its day where there are several. */
export function placeTime(frame: Frame, at: number, { zone, language }: Words): string {
  const { view } = frame;
  // Flink's watermark stands a millisecond below a round time: that is worth its digits.
  const brief = timePerPixel(frame) > SECOND && at % SECOND !== SECOND - MILLISECOND;
  if (view.to - view.from > YEAR) return date(at, zone, language);
  const time = timeOfDay(at, zone, brief ? 0 : undefined);
  return view.to - view.from > DAY ? `${dayMonth(at, zone, language)} ${time}` : time;
}

/** The row whose drop is the newest news, as long as few rows are dropped; on a phone a callout waits to be asked for. */
function droppedLast(input: RailsInput, facts: RowFacts, frame: Frame, rows: readonly RowMark[]): number | null {
  if (frame.orientation === 'vertical' || input.compact) return null;
  const late = rows.filter((r) => r.look === 'late');
  if (late.length > 12) return null;
  let last: number | null = null;
  for (const { row } of late)
    if (last === null || (facts.decidedAt[row] as number) > (facts.decidedAt[last] as number)) last = row;
  return last;
}

/** What is said of one row beside its thread. */
export function callout(input: RailsInput, frame: Frame, row: number | null): Callout | null {
  const { reader, moment, withheld, words, held } = input;
  const facts = rowFacts(reader);
  if (held || row === null || row >= facts.count || rowsInSight(facts, input.view, null, [row]).length === 0)
    return null;
  const happened = facts.eventTime[row] as number;
  const tone = isLate(input, facts, row) ? 'late' : 'quiet';
  const [first, second] = calloutLines(reader, moment, withheld, row, tone === 'late', words);
  const width = Math.min(
    frame.width - 16,
    Math.ceil(Math.max(textWidth(first, 13.5, 'bold'), textWidth(second, 12.5)) + 22),
  );
  const to = alongOf(frame, facts.arrivesAt[row] as number);
  const from = Number.isNaN(happened) ? to : alongOf(frame, happened);
  // At the middle of the thread, where it is farthest from both rails.
  const middle = pointOf(
    frame,
    Math.max(frame.along.from, Math.min((from + to) / 2, frame.along.to)),
    (frame.event + frame.processing) / 2,
  );
  const x = Math.round(Math.max(4, Math.min(middle.x - width / 2, frame.width - width - 4)));
  const y = Math.round(
    frame.orientation === 'horizontal'
      ? // Clear of the plate of now, as far as the lower rail lets it.
        Math.max(middle.y - 20, Math.min(frame.water.to + 8, frame.processing - 61))
      : beside(water(input, frame), middle.y, frame, {
          x,
          width,
          ends: [
            { x: frame.processing, y: to },
            ...(Number.isNaN(happened) ? [] : [{ x: acrossOf(frame, { row, rail: 'event' }), y: from }]),
          ],
        }),
  );
  const left = frame.orientation === 'horizontal' ? besideNow(nowMark(frame, moment.now).tag, frame, x, y, width) : x;
  return {
    row,
    tone,
    box: { x: left, y, width, height: CALLOUT },
    lines: [
      { x: left + 12, y: y + 20, text: first, anchor: 'start' },
      { x: left + 12, y: y + 38, text: second, anchor: 'start' },
    ],
  };
}

/** Where the rails are too near each other for a callout below the plate of now, it stands beside that. */
function besideNow(plate: Box, frame: Frame, x: number, y: number, width: number): number {
  if (y >= plate.y + plate.height || x >= plate.x + plate.width + 6 || x + width + 6 <= plate.x) return x;
  const places = [plate.x - width - 6, plate.x + plate.width + 6].filter(
    (at) => at >= 4 && at + width + 4 <= frame.width,
  );
  return Math.round(places.sort((a, b) => Math.abs(a - x) - Math.abs(b - x))[0] ?? x);
}

/** Height of a callout, and what a dot and its ring take around their middle. */
const CALLOUT = 47;
const RING = 14;

/** What lies over the rails where time flows down: across, and the dots that it speaks of. */
interface Over {
  readonly x: number;
  readonly width: number;
  readonly ends: readonly Point[];
}

/**
 * Where time flows down, a callout lies over the rails: clear of what the water says, of the dots that it speaks of (of
 * two that lie side by side it would hide the thread as well), and within the picture.
 */
function beside(sea: WaterMark | null, middle: number, frame: Frame, over: Over): number {
  const lowest = frame.height - CALLOUT - 5;
  const clamped = (y: number): number => Math.max(44, Math.min(y, lowest));
  const wet = (y: number): boolean =>
    sea !== null && y + CALLOUT + 4 >= sea.area.y && y <= sea.area.y + sea.area.height + 4;
  const hides = (y: number): boolean =>
    over.ends.some(
      (end) =>
        end.x > over.x - RING &&
        end.x < over.x + over.width + RING &&
        end.y > y - RING &&
        end.y < y + CALLOUT + RING &&
        end.y >= frame.along.from &&
        end.y <= frame.along.to,
    );
  const ends = over.ends.map((end) => end.y);
  const places = [
    middle - 24,
    Math.max(...ends) + RING,
    Math.min(...ends) - CALLOUT - RING,
    ...(sea ? [sea.area.y + sea.area.height + 6, sea.area.y - CALLOUT - 6] : []),
  ];
  const inside = (y: number): boolean => y === clamped(y);
  const free = places.find((y, i) => (i === 0 || inside(y)) && !wet(clamped(y)) && !hides(clamped(y)));
  return clamped(free ?? places.find((y, i) => (i === 0 || inside(y)) && !wet(clamped(y))) ?? middle - 24);
}

/** The new time of the row in hand, beside its dot and clear of the finger. */
function tag(input: RailsInput, frame: Frame): MoveTag | null {
  const { held, words } = input;
  if (!held) return null;
  const text = timeOfDay(held.time, words.zone);
  const width = Math.ceil(textWidth(text, 13, 'figures') + 16);
  const at = pointOf(frame, alongOf(frame, held.time), acrossOf(frame, held));
  const box: Box = {
    x: Math.max(2, Math.min(at.x - width / 2, frame.width - width - 2)),
    y: Math.max(2, at.y - (frame.orientation === 'horizontal' ? 40 : 56)),
    width,
    height: 24,
  };
  return { rail: held.rail, box, label: { x: box.x + width / 2, y: box.y + 16.5, text, anchor: 'middle' } };
}

function notes(input: RailsInput, rows: readonly RowMark[], windows: string | null, heaps: boolean): string[] {
  const { texts } = input.words;
  const said: string[] = [];
  if (windows) said.push(windows);
  if (rows.some((r) => r.look === 'closing')) said.push(texts.closing);
  if (heaps && input.interactive) said.push(texts.heaps);
  if (input.reader.trace.records && !input.compact) said.push(texts.rowByRow);
  if (input.interactive && rows.length > 0) said.push(texts.drag);
  return said;
}

function emptyLabel(frame: Frame, words: Words) {
  const middle = pointOf(frame, (frame.along.from + frame.along.to) / 2, (frame.event + frame.processing) / 2);
  return { ...middle, text: words.texts.noRows, anchor: 'middle' as const };
}

/** Where now stands; at the picture's edge if it lies outside. Apart from the scene, since it moves while time flows. */
export interface NowMark {
  readonly at: number;
  /** -1: before what is shown; 1: after it. */
  readonly beyond: -1 | 0 | 1;
  readonly line: readonly [Point, Point];
  readonly tag: Box;
  readonly label: Point;
}

export function nowMark(frame: Frame, now: number): NowMark {
  const at = alongOf(frame, now);
  const beyond = at < frame.along.from - 0.5 ? -1 : at > frame.along.to + 0.5 ? 1 : 0;
  const shown = Math.max(frame.along.from, Math.min(at, frame.along.to));
  if (frame.orientation === 'horizontal') {
    const top = frame.water.to - 18;
    const x = Math.max(0, Math.min(shown - 29, frame.width - 62));
    return {
      at,
      beyond,
      line: [
        { x: shown, y: top + 18 },
        { x: shown, y: frame.blocks.to + 6 },
      ],
      tag: { x, y: top, width: 58, height: 23 },
      label: { x: x + 29, y: top + 16 },
    };
  }
  const y = shown;
  // Beside the labels of time, or before the line's beginning where the buttons that look closer stand.
  const x = y < frame.clear ? frame.water.to - (frame.rails ? -2 : 42) : frame.blocks.to + 3;
  return {
    at,
    beyond,
    line: [
      { x: frame.water.to - 2, y },
      { x: frame.blocks.to, y },
    ],
    tag: { x, y: y - 12, width: 46, height: 24 },
    label: { x: x + 23, y: y + 4.6 },
  };
}
