/** Windows above the event rail: a bracket each with what it says, or a band where they are too narrow for brackets. */

import { MINUTE, SECOND } from '../../../engine/time';
import type { Pane, TraceReader } from '../../../engine/trace/reader';
import { number, zoneOffset } from '../../../i18n/format';
import { alongOf, type Frame, pointOf, textWidth } from './frame';
import type { RailsInput } from './layout';
import type { BandMark, Box, BracketMark, Label, WindowTone } from './scene';
import { windowOf } from './view';
import { groupText, keysText, paneFigures, paneSays, tickText, toneOf, windowText } from './words';

interface Window {
  readonly start: number | null;
  readonly end: number | null;
  readonly panes: Pane[];
}

/** Answers of more letters than this are written smaller. */
export const LONG = 6;
/** Narrower than this, windows are a band. */
const NARROW = 7;

export function brackets(
  input: RailsInput,
  frame: Frame,
): { brackets: BracketMark[]; bands: BandMark[]; note: string | null } {
  const { reader, moment, view, words } = input;
  if (!reader.trace.operator) return { brackets: [], bands: [], note: null };
  const windows = windowsInSight(moment.panes(), view);
  const window = windowOf(reader);
  const step = window ? window.slide : 0;
  const wide = window ? (step * (frame.along.to - frame.along.from)) / (view.to - view.from) : Number.POSITIVE_INFINITY;
  if (wide < NARROW && windows.length > 12)
    return {
      brackets: [],
      bands: bands(input, frame, windows),
      note: words.texts.manyWindows(number(windows.length, words.language)),
    };
  // Starts are named as often as there is room for them: each, or each 2nd, 5th …
  const startWidth = frame.orientation === 'horizontal' ? 50 : 22;
  const every = [1, 2, 3, 6, 12, 24, 48].find((k) => wide * k >= startWidth) ?? 96;
  const marks = windows.map((w) => {
    if (w.start === null || !window) return bracket(input, frame, w, 0, Number.POSITIVE_INFINITY, step);
    const index = Math.round((w.start - window.start) / step);
    // Counted from local midnight, so that what is named are round times for the reader.
    const local = Math.round((w.start + zoneOffset(w.start, words.zone)) / step);
    return bracket(input, frame, w, mod(index, frame.lanes), mod(local, every) === 0 ? wide * every : 0, step);
  });
  const silent = windows.length > 12 && marks.every((m) => m.value === null);
  return {
    // Groups without window that nobody has heard of yet are nothing to draw.
    brackets: marks.filter((m) => m.key !== 'all' || m.tone !== 'coming'),
    bands: [],
    note: silent ? words.texts.manyWindows(number(windows.length, words.language)) : null,
  };
}

/** A session begins when its first row happened: no finer than that says. */
const grainOf = (at: number): number => (at % MINUTE === 0 ? MINUTE : at % SECOND === 0 ? SECOND : 1);

/** How many lanes brackets need: windows that slide overlap. */
export function lanesNeeded(reader: TraceReader): number {
  const window = windowOf(reader);
  return window ? Math.max(1, Math.min(12, Math.ceil(window.size / window.slide))) : 1;
}

const mod = (n: number, m: number): number => ((n % m) + m) % m;

function windowsInSight(panes: readonly Pane[], view: { from: number; to: number }): Window[] {
  const byStart = new Map<number | null, { start: number | null; end: number | null; panes: Pane[] }>();
  for (const pane of panes) {
    if (pane.start !== null && pane.end !== null && (pane.end <= view.from || pane.start >= view.to)) continue;
    const w = byStart.get(pane.start);
    if (w) w.panes.push(pane);
    else byStart.set(pane.start, { start: pane.start, end: pane.end, panes: [pane] });
  }
  return [...byStart.values()].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
}

/** What several panes of one window are together: wrong if one is, right only if all are. */
function togetherTone(tones: readonly WindowTone[]): WindowTone {
  for (const tone of ['withheld', 'wrong', 'lost', 'open'] as const) if (tones.includes(tone)) return tone;
  return tones.includes('right') ? (tones.every((t) => t === 'right') ? 'right' : 'open') : 'coming';
}

function bracket(
  input: RailsInput,
  frame: Frame,
  w: Window,
  lane: number,
  /** Pixels that there are for the window's start; 0: it is not named. */
  startRoom: number,
  step: number,
): BracketMark {
  const { reader, withheld, words, keys } = input;
  const { texts, language } = words;
  const chosen = keys === null ? undefined : w.panes.find((p) => keysText(p.keys, words) === keys);
  const panes = chosen ? [chosen] : w.panes;
  const tones = panes.map((p) => toneOf(p, withheld));
  const tone = togetherTone(tones);
  const one = panes.length === 1 ? panes[0] : undefined;
  let says = '';
  /** The same where there is little room. */
  let short = '';
  let spoken: string;
  if (one) {
    const { answer, truth } = paneFigures(reader, one, words);
    if (tone === 'wrong') {
      says = texts.of(answer, truth);
      short = `${answer}/${truth}`;
    } else if (tone === 'lost') {
      says = texts.noAnswer;
      short = `–/${truth}`;
    } else if (tone === 'open' || tone === 'right') says = answer;
    spoken = paneSays(reader, one, tone, words);
    if (keys !== null && one.keys.length > 0) spoken = texts.groupValue(keysText(one.keys, words), spoken);
  } else {
    const wrong = tones.filter((t) => t === 'wrong' || t === 'lost').length;
    const live = tones.filter((t) => t !== 'coming').length;
    const groups = number(live, language);
    if (tone === 'withheld') spoken = texts.saysWithheld;
    else {
      says = wrong > 0 ? texts.wrongOf(number(wrong, language), groups) : live > 0 ? texts.groups(groups) : '';
      spoken = says || texts.saysComing;
    }
  }
  const horizontal = frame.orientation === 'horizontal';
  const line = frame.bracket + lane * frame.laneStep;
  const from = w.start === null ? frame.along.from : alongOf(frame, w.start);
  const to = w.end === null ? frame.along.to : alongOf(frame, w.end);
  const a = Math.max(from, frame.along.from - (horizontal ? 0 : 12)) + 2;
  const b = Math.min(to, frame.along.to) - 2;
  const startsHere = w.start !== null && from >= frame.along.from - 0.5;
  const endsHere = w.end !== null && to <= frame.along.to + 0.5;
  const leg = frame.laneStep < 10 ? 3 : frame.lanes > 1 ? 5 : 8;
  const p = (along: number, across: number): string => {
    const at = pointOf(frame, along, across);
    return `${at.x},${at.y}`;
  };
  let path = startsHere ? `M${p(a, line + leg)}L${p(a, line)}` : `M${p(a, line)}`;
  path += `L${p(b, line)}`;
  if (endsHere) path += `L${p(b, line + leg)}`;
  const length = b - a;
  let start: Label | null = null;
  let value: Label | null = null;
  let status: Label | null = null;
  let check = null;
  const many = frame.lanes > 3;
  if (horizontal) {
    const time =
      w.start === null ? texts.noWindow : startsHere && !many ? tickText(w.start, step || grainOf(w.start), words) : '';
    const timeWide = time === '' ? 0 : textWidth(time, 13, w.start === null ? 'words' : 'figures') + 6;
    if (time !== '' && timeWide <= startRoom + 8) start = { x: a, y: line - 10, text: time, anchor: 'start' };
    if (short !== '' && textWidth(says, says.length > LONG ? 14 : 16, 'bold') > length + 4) says = short;
    const size = says.length > LONG ? 14 : 16;
    const text = textWidth(says, size, 'bold');
    const wide = text + (tone === 'right' ? 16 : 0);
    if (says !== '' && !many) {
      const named = start !== null && wide <= length - timeWide;
      const fits = wide <= length;
      // The answer goes before the window's start, where there is room for one only.
      if (fits && !named) start = null;
      if (fits) {
        const middle = named ? Math.max((a + b) / 2 + 10, a + timeWide + wide / 2) : (a + b) / 2;
        value = { x: middle - (tone === 'right' ? 6 : 0), y: line - 9, text: says, anchor: 'middle' };
        if (tone === 'right') check = { x: middle - 6 + text / 2 + 5, y: line - 15 };
      }
    }
  } else {
    const x = frame.bracket - 9;
    const top = Math.max(a, frame.along.from);
    // Of windows that overlap each has what lies before the next one's start: there are no words of another.
    const foot = Math.min(
      b,
      frame.along.to,
      frame.lanes > 1 && w.start !== null ? alongOf(frame, w.start + step) - 2 : b,
    );
    const room = foot - top;
    const middle = (top + foot) / 2;
    if (startsHere && startRoom > 14 && w.start !== null && !many)
      start = { x: 10, y: a + 13, text: tickText(w.start, step || grainOf(w.start), words), anchor: 'start' };
    const tall = room > 74;
    if (says !== '' && room > 30 && textWidth(says, says.length > LONG || tone === 'wrong' ? 17 : 21, 'bold') < x + 4) {
      value = { x, y: middle + (tall ? 4 : start ? 16 : 8), text: says, anchor: 'end' };
      const word = tone === 'right' ? texts.final : tone === 'wrong' ? texts.wrong : tone === 'open' ? texts.open : '';
      if (tall && word !== '') status = { x, y: middle + 21, text: word, anchor: 'end' };
    }
  }
  const drop =
    startsHere && length > 22
      ? ([
          pointOf(frame, from, horizontal ? line + 11 : 10),
          pointOf(frame, from, horizontal ? frame.event + 22 : frame.water.to),
        ] as const)
      : null;
  const corner = pointOf(frame, a, horizontal ? line - Math.max(24, frame.laneStep - 2) : 0);
  const area: Box = horizontal
    ? { ...corner, width: Math.max(length, 4), height: frame.laneStep < 10 ? 8 : 34 }
    : { x: 0, y: a, width: frame.bracket + 10, height: Math.max(length, 4) };
  return {
    key: w.start === null ? 'all' : String(w.start),
    groups: panes.map((pane) => pane.group),
    tone,
    path,
    start,
    value,
    status,
    check,
    drop,
    area,
    spoken:
      w.start === null || w.end === null
        ? one && one.keys.length > 0
          ? texts.groupValue(groupText(reader, one.group, words), spoken)
          : texts.allTimeSpoken(spoken)
        : texts.windowSpoken(windowText(w.start, w.end, words), spoken),
  };
}

/** Neighbours that look alike are one stretch; wrong and lost windows stay visible however thin. */
function bands(input: RailsInput, frame: Frame, windows: readonly Window[]): BandMark[] {
  const { withheld } = input;
  const horizontal = frame.orientation === 'horizontal';
  const marks: BandMark[] = [];
  let run: { tone: WindowTone; from: number; to: number; windows: number } | null = null;
  const close = (): void => {
    if (!run) return;
    const long = Math.max(run.to - run.from, run.tone === 'wrong' || run.tone === 'lost' ? 2 : 0.5);
    marks.push({
      tone: run.tone,
      area: horizontal
        ? { x: run.from, y: frame.bracket - 4, width: long, height: 10 }
        : { x: frame.bracket - 4, y: run.from, width: 10, height: long },
      windows: run.windows,
    });
  };
  for (const w of windows) {
    const tone = togetherTone(w.panes.map((p) => toneOf(p, withheld)));
    const from = Math.max(frame.along.from, alongOf(frame, w.start ?? input.view.from));
    const to = Math.min(frame.along.to, alongOf(frame, w.end ?? input.view.to));
    if (run && run.tone === tone && from <= run.to + 1) {
      run.to = Math.max(run.to, to);
      run.windows++;
    } else {
      close();
      run = { tone, from, to, windows: 1 };
    }
  }
  close();
  // What is wrong lies above what is not.
  const weight = (t: WindowTone): number => (t === 'wrong' || t === 'lost' ? 1 : 0);
  return marks.sort((a, b) => weight(a.tone) - weight(b.tone));
}
