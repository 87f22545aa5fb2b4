/**
 * Below the processing rail of an engine that works row by row there are no batches: a bar that runs on for as long as
 * the engine does, and a mark on it wherever rows came out.
 */
import { writtenBySteps } from '../../../engine/trace/steps';
import { number } from '../../../i18n/format';
import { alongOf, type Frame, textWidth } from './frame';
import type { RailsInput } from './layout';
import type { BatchMark, Box, LiveMark } from './scene';
import { instantText, stepName } from './words';

/** Thickness of the bar, in pixels. */
const BAR = 9;

/** Marks nearer to each other than this are one. */
const APART = 4;

interface Draft {
  first: number;
  last: number;
  current: boolean;
  emits: boolean;
  from: number;
  to: number;
}

/** The step at hand, and the steps by now at which rows came out. What is to come is not told. */
export function stepMarks(input: RailsInput, frame: Frame): BatchMark[] {
  const { reader, moment, view, withheld } = input;
  const { batches } = reader.trace;
  const written = writtenBySteps(reader.trace);
  const drafts: Draft[] = [];
  for (let step = 0; step < batches.count; step++) {
    if ((batches.firstEntry[step] as number) >= moment.cursor) break;
    const at = batches.startedAt[step] as number;
    if (at < view.from || at > view.to) continue;
    const current = step === moment.batch;
    const done = (batches.lastEntry[step] as number) < moment.cursor;
    const emits = done && !withheld.results && (written[step] as number) > 0;
    if (!current && !emits) continue;
    const place = alongOf(frame, at);
    const last = drafts.at(-1);
    if (last && !current && place - last.to < APART) {
      last.last = step;
      last.to = place;
    } else {
      // The step at hand takes the place of a mark that it would cover.
      if (last && current && place - last.to < APART) drafts.pop();
      drafts.push({ first: step, last: step, current, emits, from: place, to: place });
    }
  }
  return drafts.map((d) => {
    const at = batches.startedAt[d.last] as number;
    return {
      first: d.first,
      last: d.last,
      state: d.current ? 'current' : 'past',
      fate: null,
      shape: 'thin',
      emits: d.emits,
      area: areaOf(frame, d),
      label: d.current ? labelOf(input, frame, d) : null,
      at,
      spoken: spokenOf(input, d, at),
    } satisfies BatchMark;
  });
}

function areaOf({ blocks, orientation }: Frame, { from, to }: Draft): Box {
  const across = blocks.to - blocks.from;
  return orientation === 'horizontal'
    ? { x: from - 2, y: blocks.from, width: to - from + 4, height: across }
    : { x: blocks.from, y: from - 2, width: across, height: to - from + 4 };
}

/** The name of the step at hand, beside the line of now. */
function labelOf(input: RailsInput, frame: Frame, { from, last }: Draft): BatchMark['label'] {
  const text = stepName(input.reader, last, input.words);
  if (frame.orientation === 'vertical') return null;
  const wide = textWidth(text, 12.5, 'bold') + 8;
  const y = frame.blocks.from + 23;
  return from - wide < frame.along.from
    ? { x: from + 8, y, text, anchor: 'start' }
    : { x: from - 8, y, text, anchor: 'end' };
}

function spokenOf({ reader, words }: RailsInput, { first, last, emits }: Draft, at: number): string {
  const { texts, language } = words;
  const written = writtenBySteps(reader.trace);
  let rows = 0;
  for (let step = first; step <= last; step++) rows += written[step] as number;
  if (last > first)
    return texts.stepsSpoken(number(last - first + 1, language), instantText(at, words), texts.rows(rows));
  const name = stepName(reader, last, words);
  return emits
    ? texts.stepSpoken(name, instantText(at, words), texts.rows(rows))
    : texts.quietStepSpoken(name, instantText(at, words));
}

/** The bar; null for an engine that works in batches. */
export function liveMark(
  { reader, moment, view, now }: RailsInput & { readonly now: number },
  frame: Frame,
): LiveMark | null {
  const { trace } = reader;
  if (!trace.records || trace.batches.count === 0) return null;
  const begun = trace.batches.startedAt[0] as number;
  const stretch = (from: number, to: number): Box | null => {
    const a = alongOf(frame, Math.max(from, view.from));
    const b = alongOf(frame, Math.min(to, view.to));
    if (!(b > a)) return null;
    return frame.orientation === 'horizontal'
      ? { x: a, y: frame.blocks.from, width: b - a, height: BAR }
      : { x: frame.blocks.from, y: a, width: BAR, height: b - a };
  };
  const past: Box[] = [];
  let since = begun;
  let down = false;
  for (const { entry, at, restarted, restartsAt } of trace.crashes) {
    if (entry >= moment.cursor) break;
    push(since, at);
    since = restartsAt;
    down = restarted >= moment.cursor;
  }
  if (!down) push(since, now);
  return { past, coming: down ? null : stretch(Math.max(begun, now), trace.endsAt) };

  function push(from: number, to: number): void {
    const box = stretch(from, to);
    if (box) past.push(box);
  }
}
