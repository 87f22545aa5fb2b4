/**
 * Batches below the processing rail. A micro-batch reads at the end of its interval, so its block spans the time before
 * its start. Where an interval is too short to be a block, a batch is a thin mark at its instant, and batches that share
 * a pixel share a mark.
 */
import type { TraceReader } from '../../../engine/trace/reader';
import { batchIdOf } from '../../../engine/trace/trace';
import { number } from '../../../i18n/format';
import { rowFacts } from '../../trace/rowFacts';
import { alongOf, type Frame, textWidth } from './frame';
import type { RailsInput } from './layout';
import type { BatchMark, Box, Label } from './scene';
import { stepMarks } from './steps';
import { batchInterval, type View } from './view';
import { instantText } from './words';

/** Blocks narrower than this are thin marks. */
const THIN = 15;

interface Draft {
  first: number;
  last: number;
  state: BatchMark['state'];
  fate: BatchMark['fate'];
  shape: BatchMark['shape'];
  from: number;
  to: number;
  at: number;
}

export function batchMarks(input: RailsInput, frame: Frame): BatchMark[] {
  const { reader, moment, view } = input;
  if (reader.trace.records) return stepMarks(input, frame);
  const { batches } = reader.trace;
  const interval = batchInterval(reader);
  const drafts: Draft[] = [];
  const pixel = (frame.along.to - frame.along.from) / (view.to - view.from);
  const edge = edgeOf(frame);
  for (let b = 0; b < batches.count; b++) {
    const at = batches.startedAt[b] as number;
    const since = blockSince(reader, b);
    if (at < view.from || since > view.to) continue;
    const state =
      b === moment.batch ? 'current' : (batches.firstEntry[b] as number) < moment.cursor ? 'past' : 'coming';
    const fate = fateOf(input, b);
    // That a batch will be run again is not told before the crash.
    if (fate === 'again' && isUntold(input, b)) continue;
    if ((at - since) * pixel >= THIN)
      drafts.push({
        first: b,
        last: b,
        state,
        fate,
        shape: 'block',
        from: Math.max(alongOf(frame, since), edge.from),
        to: Math.min(alongOf(frame, at), edge.to),
        at,
      });
    else if (at <= view.to) addThin(drafts, b, state, alongOf(frame, at), at, fate);
  }
  if (interval !== null && interval * pixel >= THIN) addEmpty(input, frame, interval, drafts);
  const labels = labelled(input, frame, drafts);
  return drafts.map((d, i) => ({
    first: d.first,
    last: d.last,
    state: d.state,
    fate: d.fate,
    shape: d.shape,
    area: areaOf(frame, d),
    label: labels[i] ?? null,
    at: d.at,
    spoken: spokenOf(input, d),
  }));
}

/** Where the block of a batch begins: with its interval, or where the batch before it ends. */
export function blockSince(reader: TraceReader, batch: number): number {
  const { startedAt } = reader.trace.batches;
  const interval = batchInterval(reader);
  const before = startedAt[batch - 1];
  if (interval !== null) return Math.max((startedAt[batch] as number) - interval, before ?? Number.NEGATIVE_INFINITY);
  if (before !== undefined) return before;
  const { order, arrivesAt } = rowFacts(reader);
  // Without a row nothing runs.
  return arrivesAt[order[0] as number] as number;
}

/** The crash after which a batch is run again is still to come. */
export function isUntold({ reader, moment }: Pick<RailsInput, 'reader' | 'moment'>, batch: number): boolean {
  const { batches, crashes } = reader.trace;
  const first = batches.firstEntry[batch] as number;
  return (crashes.findLast((crash) => crash.entry < first)?.entry ?? 0) >= moment.cursor;
}

/** What a crash has made of a batch by now. */
export function fateOf({ reader, moment }: Pick<RailsInput, 'reader' | 'moment'>, batch: number): BatchMark['fate'] {
  const { batches, crashes } = reader.trace;
  if ((batches.attempt[batch] as number) > 0) return 'again';
  const crash = crashes[batches.crash[batch] as number];
  return crash && crash.entry < moment.cursor ? 'cut' : null;
}

/** Where time flows down, blocks slide out under the head and the lower edge. */
const edgeOf = ({ along, orientation }: Frame) =>
  orientation === 'horizontal' ? along : { from: along.from - 12, to: along.to + 8 };

/** A thin mark, or one more batch in the mark before it if they touch. The current batch always has its own. */
function addThin(
  drafts: Draft[],
  batch: number,
  state: Draft['state'],
  place: number,
  at: number,
  fate: Draft['fate'],
): void {
  const last = drafts[drafts.length - 1];
  const alike = last && last.shape === 'thin' && last.state === state && last.fate === fate;
  if (alike && state !== 'current' && place - last.to < 4) {
    last.last = batch;
    last.to = place;
    return;
  }
  drafts.push({ first: batch, last: batch, state, fate, shape: 'thin', from: place, to: place, at });
}

const EVER = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** Ticks between the first batch and the last at which none ran: nothing was there to read. Microseconds, ascending. */
export function emptyTicks({ trace }: TraceReader, interval: number, within: View = EVER): number[] {
  const { batches, crashes } = trace;
  const ticks: number[] = [];
  if (batches.count === 0) return ticks;
  const tickOf = (batch: number): number => Math.ceil((batches.startedAt[batch] as number) / interval);
  const ran = new Set<number>();
  for (let b = 0; b < batches.count; b++) ran.add(tickOf(b));
  const from = Math.max(tickOf(0), Math.ceil(within.from / interval));
  const to = Math.min(tickOf(batches.count - 1), Math.floor(within.to / interval) + 1);
  for (let tick = from; tick <= to; tick++) {
    const at = tick * interval;
    // While the query is down there are no ticks.
    if (!ran.has(tick) && !crashes.some((c) => c.at < at && at < c.restartsAt)) ticks.push(at);
  }
  return ticks;
}

function addEmpty(input: RailsInput, frame: Frame, interval: number, drafts: Draft[]): void {
  const edge = edgeOf(frame);
  for (const at of emptyTicks(input.reader, interval, input.view)) {
    const a = Math.max(alongOf(frame, at - interval), edge.from);
    const b = Math.min(alongOf(frame, at), edge.to);
    // A batch that overran its interval starts later and covers the tick that it missed.
    if (b - a < 6 || drafts.some((d) => d.state !== 'empty' && d.shape === 'block' && d.from < b - 2 && d.to > a + 2))
      continue;
    drafts.push({ first: -1, last: -1, state: 'empty', fate: null, shape: 'block', from: a, to: b, at });
  }
}

function areaOf(frame: Frame, d: Draft): Box {
  const { blocks } = frame;
  const across = blocks.to - blocks.from;
  const from = d.shape === 'block' ? d.from + 1.5 : d.from - 1.5;
  const long = d.shape === 'block' ? Math.max(1, d.to - d.from - 3) : d.to - d.from + 3;
  return frame.orientation === 'horizontal'
    ? { x: from, y: blocks.from, width: long, height: across }
    : { x: blocks.from, y: from, width: across, height: long };
}

/** Labels where they do not meet: the current batch first, then in order. */
function labelled(input: RailsInput, frame: Frame, drafts: readonly Draft[]): (Label | null)[] {
  const { words } = input;
  const { texts, block, language } = words;
  const horizontal = frame.orientation === 'horizontal';
  const labels: (Label | null)[] = drafts.map(() => null);
  const taken: { from: number; to: number }[] = [];
  const order = drafts.map((_, i) => i).sort((a, b) => rank(drafts[a] as Draft) - rank(drafts[b] as Draft) || a - b);
  for (const i of order) {
    const d = drafts[i] as Draft;
    if (d.state === 'empty') continue;
    const id = number(batchIdOf(input.reader.trace, d.first), language);
    const width = d.to - d.from;
    let text = d.last > d.first ? severalText(d, width, input, horizontal) : id;
    const again = texts.again(id);
    if (d.fate === 'again' && d.shape === 'block' && horizontal && textWidth(again, 12.5, 'bold') + 6 <= width)
      text = again;
    if (d.shape === 'block') {
      // A batch that reads the whole picture and runs long after it says when.
      const long = block.later(id, instantText(d.at, words));
      if (d.at > input.view.to && width > 400 && horizontal) text = long;
      else if (
        d.fate === null &&
        d.state === 'current' &&
        horizontal &&
        textWidth(block.name(id), 12.5, 'bold') + 6 <= width
      )
        text = block.name(id);
    }
    const half = horizontal ? textWidth(text, 12.5, d.state === 'current' ? 'bold' : 'words') / 2 : 8;
    const thin = d.shape === 'thin';
    // The number of a thin mark stands beside the line of now, which would strike it through.
    const clear = thin && d.state === 'current' ? half + 5 : 0;
    const middle = (d.from + d.to) / 2 + (horizontal ? clear : -clear);
    if (!thin && !horizontal && width < 16) continue;
    const span = { from: middle - half - (thin ? 6 : 2), to: middle + half + (thin ? 6 : 2) };
    if (d.shape === 'block' && horizontal && half * 2 > width - 2 && half * 2 > 24) continue;
    if (taken.some((t) => t.from < span.to && t.to > span.from)) continue;
    // The number of a thin mark lies in the row of the blocks.
    const covered = (o: Draft): boolean => o.shape === 'block' && o.from < middle + half && o.to > middle - half;
    if (thin && horizontal && d.state !== 'current' && drafts.some(covered)) continue;
    taken.push(span);
    labels[i] = horizontal
      ? { x: middle, y: thin ? frame.blocks.from + 22 : frame.blocks.from + 16.5, text, anchor: 'middle' }
      : thin
        ? { x: frame.blocks.from + 13, y: middle + 4.5, text, anchor: 'start' }
        : { x: (frame.blocks.from + frame.blocks.to) / 2, y: middle + 4.5, text, anchor: 'middle' };
  }
  return labels;
}

/** `14–16` where there is room, else `×3`; a long stretch in words. Beside upright rails there is room for a number. */
function severalText(d: Draft, width: number, { reader, words }: RailsInput, horizontal: boolean): string {
  const { block, language } = words;
  const count = number(d.last - d.first + 1, language);
  if (!horizontal) return `×${count}`;
  if (width >= 70) return block.several(count);
  const id = (batch: number): string => number(batchIdOf(reader.trace, batch), language);
  return d.last - d.first < 10 ? `${id(d.first)}–${id(d.last)}` : `×${count}`;
}

const rank = (d: Draft): number => (d.state === 'current' ? 0 : 1);

function spokenOf(input: RailsInput, d: Draft): string {
  const { words, reader } = input;
  const { texts, block, language } = words;
  const at = instantText(d.at, words);
  if (d.state === 'empty') return texts.noBatchSpoken(at);
  const { batches } = reader.trace;
  if (d.last > d.first)
    return block.severalSpoken(
      number(d.last - d.first + 1, language),
      at,
      instantText(batches.startedAt[d.last] as number, words),
    );
  const rows = batches.numInputRows[d.first] as number;
  const read = rows === 0 ? texts.noRowsRead : texts.rows(rows);
  const name = number(batchIdOf(reader.trace, d.first), language);
  if (d.fate === 'cut') return block.cutSpoken(name, at, read);
  if (d.fate === 'again') return block.againSpoken(name, at, read);
  return block.spoken(name, at, read);
}
