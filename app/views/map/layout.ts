/**
 * The map as geometry, after Akidau: a row stands where its two times meet, a window's answer grows upwards until it
 * comes out, and the watermark climbs in steps. A run, a moment and a size go in, plain marks come out. Pure; everything
 * is read off the trace through its reader.
 */
import type { Moment, Pane, TraceReader } from '../../../engine/trace/reader';
import { lanesAt, waterOf, writtenBySteps } from '../../../engine/trace/steps';
import { batchIdOf, NONE } from '../../../engine/trace/trace';
import type { Texts } from '../../../i18n';
import { number, timeOfDay, zoneOffset } from '../../../i18n/format';
import { firstHeld } from '../../trace/firstHeld';
import { closingRows, type RowFacts, rowFacts, rowState } from '../../trace/rowFacts';
import { type Withheld, withholdsGroup, withholdsRow } from '../../trace/withheld';
import { textWidth } from '../rails/frame';
import type { Box, Label, RowLook, WindowTone } from '../rails/scene';
import { roundTimes } from '../rails/ticks';
import type { View } from '../rails/view';
import {
  calloutLines,
  paneFigures,
  paneSays,
  stepName,
  tickText,
  toneOf,
  type Words,
  windowText,
} from '../rails/words';
import { CROWD, type Density, densityOf } from './density';
import { type Plane, planeOf, type Region, xOf, yOf } from './plane';

/** Rows in sight up to which each is a mark that can be held; beyond, they are points, and late ones still rings. */
export const SINGLE_ROWS = 300;

export interface MapInput {
  readonly reader: TraceReader;
  readonly moment: Moment;
  readonly now: number;
  readonly withheld: Withheld;
  readonly size: { readonly width: number; readonly height: number };
  readonly region: Region;
  readonly words: Words;
  readonly texts: Texts['map'];
  readonly movable: boolean;
  /** The row under the hand or in focus; null: the row that was dropped last. */
  readonly looked: number | null;
}

export interface RowDot {
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly look: RowLook;
  /** Its wait: from the dot up to the batch that read it. Null until it is read. */
  readonly readY: number | null;
  /** Of a dropped row: down to the answer that it came too late for. */
  readonly missedY: number | null;
}

/** One answer of a window: the top edge of its rectangle. */
export interface Edge {
  readonly y: number;
  readonly label: Label | null;
}

export interface PaneMark {
  readonly key: string;
  readonly groups: readonly number[];
  readonly tone: WindowTone;
  readonly box: Box;
  readonly live: boolean;
  readonly edges: readonly Edge[];
  readonly value: Label | null;
  /** Beside the value: `of 14`, or `so far`. */
  readonly beside: Label | null;
  readonly check: { readonly x: number; readonly y: number } | null;
  readonly spoken: string;
}

export interface ColumnMark {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly label: Label | null;
}

export interface BatchBlock {
  readonly batch: number;
  readonly state: 'past' | 'current' | 'coming';
  readonly box: Box;
  readonly label: Label | null;
  /** The rule across the field, where rules lie far enough apart. */
  readonly rule: number | null;
  readonly spoken: string;
}

interface Point {
  readonly x: number;
  readonly y: number;
}
type IdealLine = { readonly from: Point; readonly to: Point };

export interface MapScene {
  readonly plane: Plane;
  readonly empty: boolean;
  readonly rows: readonly RowDot[];
  /** Set where there are too many rows for single marks; `rows` then holds the late ones. */
  readonly crowd: Density | null;
  /** Even the late ones are too many for marks that can be held: they are painted, each by itself. */
  readonly manyLate: boolean;
  readonly panes: readonly PaneMark[];
  readonly columns: readonly ColumnMark[];
  readonly batches: readonly BatchBlock[];
  /** The watermark's steps up to now, and the field to the left of them; null while there is no watermark. */
  readonly water: {
    readonly line: string;
    readonly field: string;
    readonly label: Label;
    readonly spoken: string;
  } | null;
  /** From where the dotted line runs to where: a row on it arrived as it happened. */
  readonly ideal: {
    readonly from: Point;
    readonly to: Point;
    /** What it is called: turned about its place on the line by degrees, and so far above it (negative) or below. */
    readonly label: { readonly at: Point; readonly text: string; readonly turn: number; readonly off: number } | null;
  } | null;
  /** The field below the dotted line, in which no row of this run lies. */
  readonly never: { readonly path: string; readonly label: Label | null } | null;
  readonly across: readonly Label[];
  readonly up: readonly Label[];
  readonly now: { readonly y: number; readonly tag: Box; readonly text: string } | null;
  readonly callout: {
    readonly row: number;
    readonly late: boolean;
    readonly box: Box;
    readonly lines: readonly [Label, Label];
  } | null;
  readonly notes: readonly string[];
}

export function layout(input: MapInput): MapScene {
  const { reader, words, texts } = input;
  const plane = planeOf(input.size, input.region);
  const facts = rowFacts(reader);
  const seen = rowsInSight(plane, facts);
  const crowded = seen.length > SINGLE_ROWS;
  const lateRows = [...seen.filter((row) => isLate(input, facts, row))];
  const tops = new Map<number, number>();
  const panes = paneMarks(input, plane, tops);
  const manyLate = lateRows.length > SINGLE_ROWS;
  const rows = manyLate
    ? lateRows.map((row) => lateDot(plane, facts, row))
    : (crowded ? lateRows : [...seen]).map((row) => rowDot(input, plane, facts, row, tops));
  const sea = water(input, plane);
  const line = ideal(plane);
  const under = never(plane, line, facts, texts, yOf(plane, input.now));
  return {
    plane,
    empty: facts.count === 0,
    rows,
    crowd: crowded ? crowdOf(input, plane, facts, seen) : null,
    manyLate,
    panes,
    columns: columns(input, plane),
    batches: batchBlocks(input, plane),
    water: sea,
    ideal: line && { ...line, label: idealLabel(input, plane, line, facts, seen, under !== null) },
    never: under,
    across: axis(plane.event, plane.right - plane.left, true, words).map(({ at, text }) => ({
      x: xOf(plane, at),
      y: plane.bottom + 20,
      text,
      anchor: 'middle',
    })),
    up: axis(plane.processing, plane.bottom - plane.top, false, words).map(({ at, text }) => ({
      x: plane.left - (input.size.width < 600 ? 34 : 42),
      y: yOf(plane, at) + 4,
      text,
      anchor: 'end',
    })),
    now: nowMark(input, plane),
    callout: callout(
      input,
      plane,
      facts,
      input.looked ?? (lateRows.length <= 12 ? newestOf(facts, lateRows) : null),
      sea,
    ),
    notes: notes(input, facts, seen.length),
  };
}

function rowsInSight({ event, processing }: Plane, { order, eventTime, arrivesAt }: RowFacts): Uint32Array {
  const seen = new Uint32Array(order.length);
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number;
    const happened = eventTime[row] as number;
    const arrived = arrivesAt[row] as number;
    if (happened >= event.from && happened <= event.to && arrived >= processing.from && arrived <= processing.to)
      seen[count++] = row;
  }
  return seen.subarray(0, count);
}

function isLate(input: MapInput, facts: RowFacts, row: number): boolean {
  return rowState(facts, row, input.moment.cursor) === 'late' && !withholdsRow(input.withheld, row);
}

function newestOf(facts: RowFacts, rows: readonly number[]): number | null {
  let newest: number | null = null;
  for (const row of rows)
    if (newest === null || (facts.decidedAt[row] as number) > (facts.decidedAt[newest] as number)) newest = row;
  return newest;
}

function rowDot(
  input: MapInput,
  plane: Plane,
  facts: RowFacts,
  row: number,
  tops: ReadonlyMap<number, number>,
): RowDot {
  const { reader, moment, withheld } = input;
  let look: RowLook = rowState(facts, row, moment.cursor);
  const hidden = withholdsRow(withheld, row);
  if (hidden && look !== 'coming' && look !== 'waiting') look = 'counted';
  if (!hidden && look === 'counted' && !withheld.results && closingRows(reader).has(row)) look = 'closing';
  const batch = facts.batch[row] as number;
  const read = batch !== NONE && (facts.readAt[row] as number) < moment.cursor;
  const missed = look === 'late' ? reader.groupsOf(row).flatMap((g) => tops.get(g) ?? []) : [];
  return {
    row,
    look,
    x: xOf(plane, facts.eventTime[row] as number),
    y: yOf(plane, facts.arrivesAt[row] as number),
    readY: read ? yOf(plane, reader.trace.batches.startedAt[batch] as number) : null,
    missedY: missed.length > 0 ? Math.min(...missed) : null,
  };
}

/** A ring among hundreds: neither its wait nor what it missed can be told apart there. */
const lateDot = (plane: Plane, facts: RowFacts, row: number): RowDot => ({
  row,
  look: 'late',
  x: xOf(plane, facts.eventTime[row] as number),
  y: yOf(plane, facts.arrivesAt[row] as number),
  readY: null,
  missedY: null,
});

function crowdOf(input: MapInput, plane: Plane, facts: RowFacts, seen: Uint32Array): Density {
  const { cursor } = input.moment;
  return densityOf(plane, seen, facts.eventTime, facts.arrivesAt, (row) => {
    const state = rowState(facts, row, cursor);
    if (state === 'coming') return COMING;
    if (state === 'waiting') return WAITING;
    if (state === 'counted' || withholdsRow(input.withheld, row)) return COUNTED;
    return state === 'late' ? -1 : DIM;
  });
}
const [COMING, WAITING, DIM, COUNTED] = (['coming', 'waiting', 'dim', 'counted'] as const).map((k) =>
  CROWD.indexOf(k),
) as [number, number, number, number];

/** The windows' names above the field. */
function columns(input: MapInput, plane: Plane): ColumnMark[] {
  const { reader, moment, words } = input;
  if (!reader.trace.operator?.windowed) return [];
  const marks: ColumnMark[] = [];
  let free = Number.NEGATIVE_INFINITY;
  const starts = new Map<number, number>();
  for (const pane of moment.panes()) if (pane.start !== null && pane.end !== null) starts.set(pane.start, pane.end);
  for (const [start, end] of [...starts].sort((a, b) => a[0] - b[0])) {
    if (end <= plane.event.from || start >= plane.event.to) continue;
    const from = Math.max(plane.left, xOf(plane, start));
    // Slivers say nothing.
    if (xOf(plane, end) - xOf(plane, start) < 6) continue;
    const to = Math.min(plane.right, xOf(plane, end));
    const text = windowText(start, end, words);
    const wide = textWidth(text, 12.5, 'figures');
    const short = tickText(start, end - start, words);
    const middle = (from + to) / 2;
    const fits = wide + 14 <= to - from;
    const shown = fits ? text : textWidth(short, 12.5, 'figures') <= to - from ? short : null;
    const label =
      shown !== null && input.size.width >= 600 && middle - (fits ? wide : 40) / 2 >= free
        ? ({ x: fits ? middle : from + 2, y: plane.top - 26, text: shown, anchor: fits ? 'middle' : 'start' } as const)
        : null;
    if (label) free = middle + (fits ? wide : 40) / 2 + 4;
    marks.push({ key: String(start), from: from + 2, to: to - 2, label });
  }
  return marks;
}

/**
 * A rectangle for each window: from the batch that first held it up to now, or up to the batch that gave its last
 * answer; each answer is an edge across it. Notes in `tops` where each group's first answer lies.
 */
function paneMarks(input: MapInput, plane: Plane, tops: Map<number, number>): PaneMark[] {
  const { reader, moment, withheld, now, words } = input;
  const { trace } = reader;
  if (!trace.operator?.windowed) return [];
  const answers = new Map<number, readonly number[]>();
  for (const r of moment.results()) if (r.group !== null) answers.set(r.group, r.outputs);
  const byWindow = new Map<string, Pane[]>();
  for (const pane of moment.panes()) {
    if (pane.start === null || pane.end === null || pane.status === 'coming') continue;
    if (pane.end <= plane.event.from || pane.start >= plane.event.to) continue;
    const key = `${pane.start} ${pane.end}`;
    const others = byWindow.get(key);
    if (others) others.push(pane);
    else byWindow.set(key, [pane]);
  }
  const marks: PaneMark[] = [];
  for (const [key, panes] of byWindow) {
    const first = panes[0] as Pane;
    const begins = Math.min(...panes.map((p) => firstHeld(reader, p.group, moment.cursor)));
    if (!Number.isFinite(begins)) continue;
    const written = panes.flatMap((p) => (withheld.results ? [] : (answers.get(p.group) ?? [])));
    const times = [...new Set(written.map((o) => trace.batches.endedAt[trace.output.batch[o] as number] as number))];
    const live = panes.some((p) => p.status === 'open');
    const tones = panes.map((p) => toneOf(p, withheld));
    const tone = (['withheld', 'wrong', 'lost', 'open'] as const).find((t) => tones.includes(t)) ?? 'right';
    const top = live || times.length === 0 ? Math.min(now, plane.processing.to) : Math.max(...times);
    const x = Math.max(plane.left, xOf(plane, first.start as number)) + 2;
    const right = Math.min(plane.right, xOf(plane, first.end as number)) - 2;
    const y = Math.max(plane.top, yOf(plane, top));
    const bottom = Math.min(plane.bottom, yOf(plane, begins));
    if (bottom <= plane.top || y >= plane.bottom || right <= x) continue;
    const box = { x, y, width: right - x, height: Math.max(1, bottom - y) };
    for (const p of panes) {
      const outs = answers.get(p.group);
      const o = outs?.[0];
      if (o !== undefined)
        tops.set(p.group, yOf(plane, trace.batches.endedAt[trace.output.batch[o] as number] as number));
    }
    marks.push({
      key,
      groups: panes.map((p) => p.group),
      tone,
      box,
      live,
      edges: times
        .sort((a, b) => a - b)
        .filter((t) => yOf(plane, t) >= plane.top && yOf(plane, t) <= plane.bottom)
        .map((t) => ({ y: yOf(plane, t), label: edgeLabel(input, t, yOf(plane, t), box) })),
      ...figures(input, panes, tone, box, live),
      spoken: words.texts.windowSpoken(
        windowText(first.start as number, first.end as number, words),
        panes.length === 1
          ? paneSays(reader, first, tone, words)
          : words.texts.groups(number(panes.length, words.language)),
      ),
    });
  }
  return marks.sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
}

function edgeLabel(input: MapInput, at: number, y: number, box: Box): Label | null {
  const { reader, words } = input;
  const { endedAt, count } = reader.trace.batches;
  let batch = 0;
  while (batch < count && (endedAt[batch] as number) < at) batch++;
  // Row by row an edge says by its height when it came out; the row is asked for there.
  if (reader.trace.records) return null;
  const text = words.block.name(number(batchIdOf(reader.trace, batch), words.language));
  // Below the edge, if its rectangle is high enough to be written in.
  if (box.width < textWidth(text, 12) + 46 || box.y + box.height - y < 18) return null;
  return { x: box.x + box.width - 6, y: y + 15, text, anchor: 'end' };
}

/** A number of groups, and a figure as long as a word, is written small. */
export const isSmall = (groups: number, text: string): boolean => groups > 1 || text.length > 8;

function figures(input: MapInput, panes: readonly Pane[], tone: WindowTone, box: Box, live: boolean) {
  const { reader, withheld, words, texts } = input;
  const none = { value: null, beside: null, check: null };
  const shown = panes.filter((p) => !withholdsGroup(withheld, p.group));
  if (tone === 'withheld' || shown.length === 0 || box.height < 24) return none;
  const one = panes.length === 1 ? panes[0] : undefined;
  let text: string;
  let more = '';
  if (one) {
    const { answer, truth } = paneFigures(reader, one, words);
    text = answer;
    if (tone === 'wrong') more = texts.ofTruth(truth);
    else if (live) more = texts.soFar;
  } else text = words.texts.groups(number(panes.length, words.language));
  const size = isSmall(panes.length, text) ? 13 : 22;
  if (textWidth(text, size, 'bold') + 16 > box.width) return none;
  const y = box.y + Math.min(one ? 32 : 20, box.height - 4);
  const value = { x: box.x + 10, y, text, anchor: 'start' } as const;
  const after = value.x + textWidth(text, size, 'bold') + 7;
  const fits = after + textWidth(more, 13, 'bold') < box.x + box.width - 4;
  return {
    value,
    beside: more !== '' && fits ? ({ x: after, y, text: more, anchor: 'start' } as const) : null,
    check: tone === 'right' && !live ? { x: after, y: y - 6 } : null,
  };
}

function batchBlocks(input: MapInput, plane: Plane): BatchBlock[] {
  const { reader, moment, words } = input;
  if (reader.trace.records) return stepBlocks(input, plane);
  const { startedAt, endedAt, firstEntry, numInputRows, count } = reader.trace.batches;
  const marks: BatchBlock[] = [];
  const wide = 27;
  const x = plane.left - (input.size.width < 600 ? 30 : 36);
  let lastRule = Number.POSITIVE_INFINITY;
  for (let b = 0; b < count; b++) {
    const at = startedAt[b] as number;
    const since = b > 0 ? (startedAt[b - 1] as number) : plane.processing.from;
    if (at < plane.processing.from || since > plane.processing.to) continue;
    const y = Math.max(plane.top, yOf(plane, at));
    const from = Math.min(plane.bottom, yOf(plane, Math.max(since, plane.processing.from)));
    const state = (firstEntry[b] as number) >= moment.cursor ? 'coming' : b === moment.batch ? 'current' : 'past';
    const height = from - y - 2;
    // Rules and blocks nearer than this would be a grey field.
    const apart = lastRule - y >= 12;
    if (apart) lastRule = y;
    const inField = at <= plane.processing.to && apart;
    const text = number(batchIdOf(reader.trace, b), words.language);
    marks.push({
      batch: b,
      state,
      box: { x, y: y + 1, width: wide, height: Math.max(1, height) },
      label:
        height >= 13 && textWidth(text, 12, 'figures') <= wide
          ? { x: x + wide / 2, y: (y + from) / 2 + 4.5, text, anchor: 'middle' }
          : null,
      rule: inField ? y : null,
      spoken: words.block.spoken(
        text,
        timeOfDay(endedAt[b] as number, words.zone, 0),
        words.texts.rows(numInputRows[b] as number),
      ),
    });
  }
  return marks;
}

/** Row by row there are no batches: the step at hand, and the steps at which rows came out. */
function stepBlocks(input: MapInput, plane: Plane): BatchBlock[] {
  const { reader, moment, words, withheld } = input;
  const { startedAt, firstEntry, lastEntry, count } = reader.trace.batches;
  const written = writtenBySteps(reader.trace);
  const marks: BatchBlock[] = [];
  const x = plane.left - (input.size.width < 600 ? 12 : 14);
  for (let step = 0; step < count; step++) {
    if ((firstEntry[step] as number) >= moment.cursor) break;
    const at = startedAt[step] as number;
    const rows = withheld.results || (lastEntry[step] as number) >= moment.cursor ? 0 : (written[step] as number);
    if (at < plane.processing.from || at > plane.processing.to || (rows === 0 && step !== moment.batch)) continue;
    const y = yOf(plane, at);
    const said = [stepName(reader, step, words), timeOfDay(at, words.zone)] as const;
    marks.push({
      batch: step,
      state: step === moment.batch ? 'current' : 'past',
      box: { x, y: y - 1.5, width: 9, height: 3 },
      label: null,
      rule: null,
      spoken: rows > 0 ? words.texts.stepSpoken(...said, words.texts.rows(rows)) : words.texts.quietStepSpoken(...said),
    });
  }
  return marks;
}

/** What the water is called, and where it stands after a step. */
const waterColumn = ({ trace }: TraceReader): Float64Array =>
  trace.batches[trace.engine === 'kafkaStreams' ? 'lateWatermark' : 'nextWatermark'];

/** How far below the water's name it is said which input decides, where it has several. */
export const UNDER_WATER_NAME = 16;

/** The watermark's steps up to now; of another run too, on the same plane. */
export function water(
  input: Pick<MapInput, 'reader' | 'moment' | 'withheld' | 'now' | 'words'>,
  plane: Plane,
): MapScene['water'] {
  const { reader, moment, withheld, now, words } = input;
  const current = waterOf(reader.trace, moment);
  // Each task of Kafka Streams has water of its own: the rails show them beside each other.
  if (reader.trace.engine === 'kafkaStreams' && lanesAt(reader.trace, moment.cursor).length > 0) return null;
  if (withheld.watermark || !(current > 0)) return null;
  const { endedAt, lastEntry, count } = reader.trace.batches;
  const nextWatermark = waterColumn(reader);
  const clampX = (t: number) => Math.min(plane.right, Math.max(plane.left, xOf(plane, t)));
  const clampY = (t: number) => Math.min(plane.bottom, Math.max(plane.top, yOf(plane, t)));
  let line = '';
  let x = plane.left;
  let from = plane.bottom;
  for (let b = 0; b < count; b++) {
    if ((lastEntry[b] as number) + 1 >= moment.cursor && (nextWatermark[b] as number) > current) break;
    const w = nextWatermark[b] as number;
    if (!(w > 0) || (endedAt[b] as number) > now) continue;
    const next = clampX(w);
    const y = clampY(endedAt[b] as number);
    if (line === '') {
      from = y;
      line = `M${plane.left},${y}`;
    }
    if (next !== x) {
      line += `L${x},${y}L${next},${y}`;
      x = next;
    }
  }
  if (line === '') return null;
  const top = clampY(now);
  line += `L${x},${top}`;
  const named = reader.trace.engine === 'kafkaStreams' ? words.texts.closedUpTo : words.texts.watermark;
  const text = `${named} ${timeOfDay(current, words.zone)}`;
  const half = textWidth(text, 13, 'bold') / 2 + 6;
  // Where the plate of now lies in the field, the water's name ends before it.
  const end = tagAt(plane) < plane.right - 2 ? tagAt(plane) : plane.right;
  const above = top - 9 - (reader.trace.inputs ? UNDER_WATER_NAME : 0);
  const spoken = `${named.charAt(0).toUpperCase()}${text.slice(1)}`;
  return {
    line,
    field: `${line}L${plane.left},${top}L${plane.left},${from}Z`,
    label: {
      x: Math.min(end - half, Math.max(plane.left + half, x)),
      y: above < plane.top + 8 ? top + 18 : above,
      text,
      anchor: 'middle',
    },
    spoken,
  };
}

/** The line on which a row lies that arrives as it happens. */
function ideal(plane: Plane): IdealLine | null {
  const from = Math.max(plane.event.from, plane.processing.from);
  const to = Math.min(plane.event.to, plane.processing.to);
  if (to <= from) return null;
  return {
    from: { x: xOf(plane, from), y: yOf(plane, from) },
    to: { x: xOf(plane, to), y: yOf(plane, to) },
  };
}

/**
 * Its name stands above the line, or, where rows or what hangs on them would cross it, below, where nothing can lie.
 * @param free nothing lies below the line
 */
function idealLabel(
  { reader, texts, size }: MapInput,
  plane: Plane,
  { from, to }: IdealLine,
  facts: RowFacts,
  seen: Uint32Array,
  free: boolean,
): NonNullable<MapScene['ideal']>['label'] {
  if (size.width < 600) return null;
  const along = Math.atan2(to.y - from.y, to.x - from.x);
  const at = { x: from.x + (to.x - from.x) * 0.62, y: from.y + (to.y - from.y) * 0.62 };
  const reach = textWidth(texts.ideal, 12) / 2 + 12;
  // What waits goes up from its row, and two rows that met have a line from one to the other.
  const isCrossed = (row: number): boolean => {
    const x = xOf(plane, facts.eventTime[row] as number) - at.x;
    const y = yOf(plane, facts.arrivesAt[row] as number) - at.y;
    return (
      Math.abs(x * Math.cos(along) + y * Math.sin(along)) < reach && y * Math.cos(along) - x * Math.sin(along) > -30
    );
  };
  const below = free && (reader.trace.operator?.join !== undefined || seen.some(isCrossed));
  return { at, text: texts.ideal, turn: (along * 180) / Math.PI, off: below ? 20 : -6 };
}

/** Where a text that stands at y stands for the line of now not to strike it through. */
export const clearOfNow = (y: number, nowY: number): number => (nowY > y - 14 && nowY < y + 4 ? nowY - 8 : y);

/** @param nowY where the line of now lies */
function never(
  plane: Plane,
  line: IdealLine | null,
  facts: RowFacts,
  texts: Texts['map'],
  nowY: number,
): MapScene['never'] {
  if (!line) return null;
  for (let row = 0; row < facts.count; row++)
    if ((facts.eventTime[row] as number) > (facts.arrivesAt[row] as number)) return null;
  const { from, to } = line;
  const field = [`${from.x},${from.y}`, `${to.x},${to.y}`];
  if (to.x < plane.right) field.push(`${plane.right},${to.y}`);
  if (to.y > plane.top || to.x >= plane.right) field.push(`${plane.right},${Math.max(plane.top, to.y)}`);
  field.push(`${plane.right},${plane.bottom}`, `${from.x},${plane.bottom}`);
  const text = texts.nothingBefore;
  const wide = textWidth(text, 12);
  const room = plane.right - from.x;
  const y = plane.bottom - 12;
  return {
    path: `M${field.join('L')}Z`,
    label:
      room > wide * 2 && plane.bottom - to.y > 60
        ? { x: plane.right - 12, y: clearOfNow(y, nowY), text, anchor: 'end' }
        : null,
  };
}

/** Round times along an axis, as many as there is room for. */
function axis(view: View, pixels: number, across: boolean, words: Words): { at: number; text: string }[] {
  const offset = zoneOffset((view.from + view.to) / 2, words.zone);
  const wanted = Math.max(2, Math.floor(pixels / (across ? 86 : 54)));
  const ticks = roundTimes(view.from + offset, view.to + offset, wanted).map((t) => t - offset);
  const step = ticks.length > 1 ? (ticks[1] as number) - (ticks[0] as number) : view.to - view.from;
  const within = ticks.filter((at) => at >= view.from && at <= view.to);
  const gap = (step * pixels) / (view.to - view.from);
  const text = (at: number) => tickText(at, step, words);
  // Where each has no room, every second has, or every third.
  const every = Math.max(1, Math.ceil((across ? textWidth(text(view.from), 12.5, 'figures') + 12 : 0) / gap));
  return within.filter((at) => Math.round((at + offset) / step) % every === 0).map((at) => ({ at, text: text(at) }));
}

/** Where the plate of now begins, across. */
const tagAt = (plane: Plane): number => Math.min(plane.right - 2, plane.width - 56);

function nowMark({ now, words }: MapInput, plane: Plane): MapScene['now'] {
  if (now < plane.processing.from || now > plane.processing.to) return null;
  const y = yOf(plane, now);
  // Near the begin of a run it stands above what the axis of event time is called.
  const lowest = plane.bottom - (plane.width < 600 ? 48 : 58);
  const tag = { x: tagAt(plane), y: Math.min(y - 12, lowest), width: 52, height: 24 };
  return { y, tag, text: words.texts.now };
}

function callout(
  input: MapInput,
  plane: Plane,
  facts: RowFacts,
  row: number | null,
  sea: MapScene['water'],
): MapScene['callout'] {
  const { reader, moment, withheld, words } = input;
  if (row === null || row >= facts.count) return null;
  const happened = facts.eventTime[row] as number;
  const arrived = facts.arrivesAt[row] as number;
  if (Number.isNaN(happened)) return null;
  if (happened < plane.event.from || happened > plane.event.to) return null;
  if (arrived < plane.processing.from || arrived > plane.processing.to) return null;
  const late = isLate(input, facts, row);
  const [first, second] = calloutLines(reader, moment, withheld, row, late, words);
  const width = Math.min(
    plane.width - 16,
    Math.ceil(Math.max(textWidth(first, 13.5, 'bold'), textWidth(second, 12.5)) + 22),
  );
  const at = { x: xOf(plane, happened), y: yOf(plane, arrived) };
  const x = at.x + 22 + width <= plane.right + 60 ? at.x + 20 : at.x - 20 - width;
  let y = Math.round(Math.min(plane.bottom - 50, Math.max(plane.top + 2, at.y - 23)));
  const left = Math.round(Math.max(4, Math.min(x, plane.width - width - 4)));
  // Clear of what the water says.
  const crest = sea?.label;
  const meets =
    crest && Math.abs(crest.x - (left + width / 2)) < (width + 170) / 2 && crest.y > y - 4 && crest.y < y + 62;
  if (crest && meets) y = Math.round(Math.min(plane.bottom - 50, crest.y + 14));
  return {
    row,
    late,
    box: { x: left, y, width, height: 47 },
    lines: [
      { x: left + 12, y: y + 20, text: first, anchor: 'start' },
      { x: left + 12, y: y + 38, text: second, anchor: 'start' },
    ],
  };
}

function notes({ words, texts, movable }: MapInput, facts: RowFacts, seen: number): string[] {
  const said: string[] = [];
  let without = 0;
  for (let row = 0; row < facts.count; row++) if (Number.isNaN(facts.eventTime[row])) without++;
  if (without > 0) said.push(texts.notOnMap(words.texts.rows(without)));
  if (movable && seen > 0 && seen <= SINGLE_ROWS) said.push(texts.drag);
  return said;
}
