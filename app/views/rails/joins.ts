/**
 * What a query that joins draws beside the rest: a rail of event time for each input, with the water that it has come to;
 * who met whom, and which rows of the state still wait. Everything is read off the trace.
 */
import type { Subject } from '../../../engine/explain/subject';
import { type InJoin, inputsAt, type Joins, joinsOf, type Tie } from '../../../engine/trace/joins';
import type { Moment, TraceReader } from '../../../engine/trace/reader';
import { waterOf } from '../../../engine/trace/steps';
import { KIND } from '../../../engine/trace/trace';
import type { Texts } from '../../../i18n';
import { number } from '../../../i18n/format';
import { type RowFacts, rowFacts } from '../../trace/rowFacts';
import { type Streams, streamsOf } from '../../trace/streams';
import { type Withheld, withholdsRow } from '../../trace/withheld';
import { alongOf, eventOf, type Frame, type Point, pointOf, short, textWidth } from './frame';
import { placeTime, type RailsInput } from './layout';
import type { Box, InputWater, JoinMarks, JoinRowMark, LaneMark, Scene, StretchMark, TieMark } from './scene';
import { rowName, type Words } from './words';

export interface JoinOf {
  readonly reader: TraceReader;
  readonly streams: Streams;
  readonly joins: Joins;
  readonly texts: Texts['joins'];
}

/** What is asked of the joins of a run; null where it has none, or joins a source with itself alone. */
export function joinOf(reader: TraceReader, texts: Texts['joins']): JoinOf | null {
  const [joins, streams] = [joinsOf(reader), streamsOf(reader)];
  return joins && streams && { reader, joins, streams, texts };
}

/** Ties beyond this are a thicket: only those of the row that is looked at are drawn. */
export const MOST_TIES = 400;
/** Half of a tie's knob. */
export const KNOB = 4.5;
/** How far a stub goes from its row. */
const STUB = 18;

/** Rails for all inputs in the room that one rail has with its threads. */
export function joinFrame(one: Frame, { reader, streams }: JoinOf): Frame {
  const n = streams.names.length;
  const answers = reader.trace.operator?.join === undefined;
  const windows = answers && reader.trace.operator !== null;
  const spread = (first: number, last: number): number[] =>
    streams.names.map((_, i) => Math.round(first + ((last - first) * i) / (n - 1)));
  const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
  const placed = (at: readonly number[], water: readonly [before: number, behind: number], frame: Partial<Frame>) => {
    const event = at.at(-1) as number;
    const names =
      one.orientation === 'horizontal'
        ? streams.names.map((name, i) => ({ text: short(name, 20), at: at[i] as number }))
        : uprightNames(streams.names, at, windows ? WINDOW_HEAD : 8, one.processing - NEXT_HEAD);
    const rails = { of: streams.of, at, names };
    return { ...one, ...frame, rails, event, water: { from: event - water[0], to: event + water[1] } };
  };
  if (one.orientation === 'horizontal') {
    const top = windows ? one.bracket + (one.lanes - 1) * one.laneStep + 8 : 10;
    const room = one.processing - top;
    const at = spread(top + within(room * 0.15, 30, 56), one.processing - within(room * 0.36, 74, 140));
    const gap = (at[1] as number) - (at[0] as number);
    const names = Math.max(...streams.names.map((name) => textWidth(short(name, 20), 14.5, 'bold')));
    const from = one.compact ? one.along.from : within(Math.ceil(names) + 30, one.along.from, 190);
    const above = Math.min(46, gap * 0.42, (at[0] as number) - top + 8);
    return placed(at, [above, Math.min(30, gap * 0.28)], { along: { ...one.along, from } });
  }
  const first = windows ? one.bracket + 34 : 44;
  const at = spread(first, one.processing - within((one.processing - first) * 0.6, 74, 146));
  const gap = (at[1] as number) - (at[0] as number);
  return placed(at, [Math.min(32, gap * 0.4), Math.min(30, gap * 0.34)], {});
}

/** Between two names over upright rails, in pixels, and where the head of the last rail begins before it. */
const APART = 9;
const NEXT_HEAD = 67;
/** Behind the head of the windows. */
const WINDOW_HEAD = 60;

/**
 * Names over upright rails, whole where the room between what stands beside them lets them be: each over its own rail, and
 * moved along as far as the others need.
 */
function uprightNames(names: readonly string[], at: readonly number[], from: number, to: number) {
  for (let most = 20; ; most--) {
    const texts = names.map((name) => short(name, most));
    const half = texts.map((text) => textWidth(text, 14, 'bold') / 2);
    const places = besideEachOther(at, half, from, to);
    const fits = places?.every((place, i) => Math.abs(place - (at[i] as number)) <= (half[i] as number));
    if (fits || most === 4) return texts.map((text, i) => ({ text, at: (places ?? at)[i] as number }));
  }
}

/** Middles of texts beside each other, as near to where each is wanted as the others let it be; null: there is no room. */
function besideEachOther(
  wanted: readonly number[],
  half: readonly number[],
  from: number,
  to: number,
): readonly number[] | null {
  // How far each is from the first where they stand close; those that would meet share how far they are from their places.
  const close = [0];
  for (let i = 1; i < half.length; i++)
    close.push((close[i - 1] as number) + (half[i - 1] as number) + APART + (half[i] as number));
  const runs: { sum: number; count: number }[] = [];
  wanted.forEach((place, i) => {
    let run = { sum: place - (close[i] as number), count: 1 };
    for (let last = runs.at(-1); last && last.sum / last.count > run.sum / run.count; last = runs.at(-1)) {
      runs.pop();
      run = { sum: last.sum + run.sum, count: last.count + run.count };
    }
    runs.push(run);
  });
  const least = from + (half[0] as number);
  const most = to - (half.at(-1) as number) - (close.at(-1) as number);
  if (most < least) return null;
  const moved = runs.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return moved.map((by, i) => Math.min(most, Math.max(least, by)) + (close[i] as number));
}

/** The scene with its marks where the rails are, and those that only a join has. */
export function joinScene(scene: Scene, input: RailsInput, of: JoinOf): Scene {
  const { frame } = scene;
  const waters = inputWaters(input, scene, of);
  const isLast = input.reader.trace.operator?.join !== undefined;
  const join: JoinMarks = { waters, ...tiesAndRows(scene, input, of) };
  const water = scene.water && decides(scene.water, frame, waters, of);
  return {
    ...scene,
    ...(isLast && { brackets: [], bands: [] }),
    water,
    // An input of one partition has no other water than its own.
    lanes: partitionLanes(scene, of),
    tested: scene.tested && across(scene.tested, frame, input, [water?.area, ...waters.map(areaOf)]),
    join,
    notes: [...scene.notes.filter((note) => note !== input.words.texts.rowByRow), ...noteOf(join, input, of)],
  };
}

const noteOf = ({ ties, rows }: JoinMarks, { compact }: RailsInput, { texts }: JoinOf): string[] =>
  !compact && (ties.length > 0 || rows.length > 0) ? [texts.note] : [];

/** Across a rail: from where to where its water lies. */
export function bandOf(frame: Frame, rail: number): { readonly from: number; readonly to: number } {
  const by = (frame.rails?.at[rail] ?? frame.event) - frame.event;
  return { from: frame.water.from + by, to: frame.water.to + by };
}

/** What each input has come to by itself, where the watermark is decided from several. */
function inputWaters(input: RailsInput, { frame, water }: Scene, { reader, streams, texts }: JoinOf): InputWater[] {
  const { moment, withheld, words } = input;
  if (withheld.watermark) return [];
  const { trace } = reader;
  const inputs = inputsAt(trace, moment.cursor);
  const global = waterOf(trace, moment);
  const horizontal = frame.orientation === 'horizontal';
  /** Below what the water of all says, which stands beside the last rail. */
  const beside = (rail: number): number =>
    water && rail === streams.names.length - 1 ? water.area.y + water.area.height + 14 : 0;
  const roomBeside = (rail: number): boolean =>
    rail === streams.names.length - 1 || bandOf(frame, rail + 1).from - bandOf(frame, rail).to > 34;
  return streams.sources.flatMap((sources, rail): InputWater[] => {
    const own = inputs.filter((i) => i.sources.some((s) => sources.includes(s)));
    const [one] = own;
    // A stream of several inputs (a union) has no watermark of its own.
    if (!one || own.length > 1) return [];
    // One that has come to nothing holds back all others: that is said where there is something to hold back.
    if (!(one.clock > 0 || one.idle) && !inputs.some((i) => i.clock > 0)) return [];
    const name = streams.names[rail] as string;
    const known = one.clock > 0;
    const time = known ? placeTime(frame, one.clock, words) : '';
    const crest = alongOf(frame, one.clock);
    const inSight = known && crest >= frame.along.from && crest <= frame.along.to;
    const at = known ? Math.max(frame.along.from, Math.min(crest, frame.along.to)) : frame.along.from;
    const band = bandOf(frame, rail);
    const begin = Math.max(
      frame.along.from - (horizontal ? 0 : 12),
      Math.min(at, alongOf(frame, global > 0 ? global : Number.NEGATIVE_INFINITY)),
    );
    const isWater = known && one.clock === global;
    const stretch = pointOf(frame, Number.isFinite(begin) ? begin : frame.along.from, band.from);
    const long = at - stretch[horizontal ? 'x' : 'y'];
    const said = one.idle ? texts.idle(name) : known ? `${short(name, 14)} ${time}` : texts.none(short(name, 14));
    const wide = textWidth(said, 13, 'bold') + 12;
    const right = at + 8 + wide < frame.width - 4;
    return [
      {
        rail,
        isWater,
        idle: one.idle,
        further:
          long > 0.5
            ? {
                ...stretch,
                width: horizontal ? long : band.to - band.from,
                height: horizontal ? band.to - band.from : long,
              }
            : null,
        line: inSight && !isWater ? [pointOf(frame, at, band.from), pointOf(frame, at, band.to)] : null,
        label:
          (isWater && !one.idle) || frame.compact || (!horizontal && !roomBeside(rail))
            ? null
            : horizontal
              ? { x: right ? at + 7 : at - 7, y: band.from + 13, text: said, anchor: right ? 'start' : 'end' }
              : {
                  x: band.to + 4,
                  y: Math.max(beside(rail), Math.min(frame.along.to - 4, at + 4)),
                  text: one.idle ? texts.idleShort : known ? time : texts.noneShort,
                  anchor: 'start',
                },
        spoken: one.idle ? texts.idle(name) : known ? texts.inputSpoken(name, time) : texts.none(name),
      },
    ];
  });
}

/** What an input says takes this much. */
function areaOf({ label }: InputWater): Box | null {
  if (!label) return null;
  const width = textWidth(label.text, 13, 'bold');
  return { x: label.anchor === 'end' ? label.x - width : label.x, y: label.y - 12, width, height: 16 };
}

/** What rows are tested against goes for all rails; it is named on the upper one, before the line. */
function across(
  tested: NonNullable<Scene['tested']>,
  frame: Frame,
  { words, compact }: RailsInput,
  written: readonly (Box | null | undefined)[],
): Scene['tested'] {
  const along = alongOf(frame, tested.watermark);
  const { from, to } = bandOf(frame, 0);
  const line = [pointOf(frame, along, from), tested.line[1]] as const;
  if (frame.orientation === 'vertical' || compact) return { ...tested, line };
  // In Kafka Streams it is the stream time, which has its label already.
  const text = tested.time || !tested.label ? words.texts.testedAgainst : words.texts.streamTime;
  const said = `${text} ${placeTime(frame, tested.watermark, words)}`;
  const wide = textWidth(said, 13, 'bold');
  const before = along - 7 - wide > frame.along.from;
  const x = along + (before ? -7 : 7);
  const start = before ? x - wide : x;
  // Where something else is written it stands below the band.
  const meets = written.some((box) => box && box.y < from + 20 && box.x < start + wide && box.x + box.width > start);
  const label = { x, y: meets ? to + 13 : from + 15, text: said, anchor: before ? 'end' : 'start' } as const;
  return { ...tested, line, label, time: null };
}

/** The label of the water stands at the input that decides it, and says so. */
function decides(
  water: NonNullable<Scene['water']>,
  frame: Frame,
  waters: readonly InputWater[],
  { reader, streams, texts }: JoinOf,
): NonNullable<Scene['water']> {
  const deciding = waters.filter((w) => w.isWater);
  const [one] = deciding;
  const max = reader.trace.engine === 'spark' && reader.scenario.engines.spark.multipleWatermarkPolicy === 'max';
  const name = one && streams.names[one.rail];
  const others = waters.filter((w) => !w.isWater).map((w) => w.spoken);
  const spoken = [name ? texts.waterSpoken(water.spoken, name, max) : water.spoken, ...others].join('; ');
  if (!one || frame.orientation === 'vertical') return { ...water, spoken };
  const by = (frame.rails?.at[one.rail] ?? frame.event) - frame.event;
  const text = (deciding.length > 1 ? texts.both : max ? texts.larger : texts.smaller)(water.label.text);
  const wide = textWidth(text, 13, 'bold') + textWidth(water.timeText, 13, 'figures') + 8;
  const at = Math.max(frame.along.from, Math.min(water.along, frame.along.to));
  const right = at + 9 + wide < frame.width - 4;
  const label = {
    ...water.label,
    text,
    x: right ? at + 9 : at - 16,
    y: water.label.y + by,
    anchor: right ? 'start' : 'end',
  } as const;
  const area = { ...water.area, x: (right ? label.x : label.x - wide) - 4, y: water.area.y + by, width: wide + 8 };
  return { ...water, spoken, label, area };
}

/** Where an input has several partitions, each one's own water: thin lines in the band of its rail. */
function partitionLanes({ frame, lanes }: Scene, { reader, streams }: JoinOf): LaneMark[] {
  // A task of Kafka Streams has no water here: a join has none, and its stream time has a line of its own.
  if (reader.trace.engine !== 'flink') return [];
  const { sources } = reader.scenario;
  return streams.sources.flatMap((places, rail) => {
    const names = places.flatMap((s) => {
      const { name = '', partitions = 1 } = sources[s] ?? {};
      return Array.from({ length: partitions }, (_, p) => `${name}-${p}`);
    });
    const own = names.length > 1 ? lanes.filter((lane) => names.includes(lane.key)) : [];
    const band = bandOf(frame, rail);
    // Below what is said of the input itself.
    const begin = band.from + (frame.orientation === 'horizontal' ? 18 : 0);
    const room = (band.to - begin) / Math.max(1, own.length);
    return own.map((lane, i) => {
      const across = begin + room * (i + 0.5);
      const horizontal = frame.orientation === 'horizontal';
      return {
        ...lane,
        water: lane.water && { ...lane.water, [horizontal ? 'y' : 'x']: across - 1.5 },
        label: { ...lane.label, ...(horizontal ? { y: across + 4 } : { x: across }) },
      };
    });
  });
}

/** All rows that met, through earlier joins too. */
export const rowsOf = ({ made }: Tie): number[] => [...made.left, ...made.right];

/** The rows between which a tie is drawn: of several on a side, the one whose rail is next to the other side's. */
export const endsOf = ({ made }: Tie): [left: number | undefined, right: number | undefined] => [
  made.left.at(-1),
  made.right[0],
];

function tiesAndRows(
  { frame, rows: marks, crowd }: Scene,
  { moment, withheld, words, view, held }: RailsInput,
  of: JoinOf,
): Pick<JoinMarks, 'ties' | 'rows'> {
  const { reader, joins, streams } = of;
  const { eventTime } = rowFacts(reader);
  const stubs = new Map<number, Tie>();
  const ties: TieMark[] = [];
  if (!withheld.results && !crowd) {
    for (const tie of eachOnce(joins.tiesAt(moment.cursor))) {
      if (rowsOf(tie).some((row) => withholdsRow(withheld, row))) continue;
      const [left, right] = endsOf(tie);
      if (left === undefined || right === undefined) {
        const one = left ?? right;
        if (one !== undefined) stubs.set(one, tie);
        continue;
      }
      const [a, b] = [eventTime[left] as number, eventTime[right] as number];
      if (Number.isNaN(a) || Number.isNaN(b) || Math.max(a, b) < view.from || Math.min(a, b) > view.to) continue;
      // A row in hand leaves its ties until its new run has come.
      if (held && rowsOf(tie).includes(held.row)) continue;
      if (ties.length < MOST_TIES) ties.push(tieMark(tie, frame, words, of));
    }
  }
  const rows = withheld.state || crowd ? [] : marks.flatMap((mark) => rowMark(mark.row, mark.event));
  return { ties, rows };

  function rowMark(row: number, at: Point | null): JoinRowMark[] {
    if (!at || withholdsRow(withheld, row)) return [];
    const inJoins = joins.of(row, moment.cursor);
    if (inJoins.length === 0) return [];
    const state = ringOf(inJoins);
    const tie = stubs.get(row);
    if (tie && !withheld.results) {
      const rail = streams.of[row] as number;
      // Towards the rail where its match would have been.
      const to = stubOf(frame, at, rail === streams.names.length - 1);
      ties.push(markOf(tie, `M${at.x},${at.y}L${to.x},${to.y}`, to, of, words));
    }
    if (state === null) return [];
    return [{ row, at, state, end: stubOf(frame, at, streams.of[row] === streams.names.length - 1) }];
  }
}

function tieMark(tie: Tie, frame: Frame, words: Words, of: JoinOf): TieMark {
  const { eventTime } = rowFacts(of.reader);
  const end = (row: number): Point => pointOf(frame, alongOf(frame, eventTime[row] as number), eventOf(frame, row));
  const [left, right] = endsOf(tie) as [number, number];
  const [a, b] = [end(left), end(right)];
  // Of one rail, the knob stands beside it.
  const beside = of.streams.of[left] === of.streams.of[right] ? 14 : 0;
  return markOf(tie, `M${a.x},${a.y}L${b.x},${b.y}`, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - beside }, of, words);
}

/** A tie as a mark, wherever a picture draws its line and its knob. */
export function markOf(tie: Tie, path: string, knob: Point, { reader, texts }: JoinOf, words: Words): TieMark {
  const names = (rows: readonly number[]): string => texts.and(rows.map((row) => rowName(reader, row, words)));
  const [left, right] = [names(tie.made.left), names(tie.made.right)];
  const isOut = tie.output !== null;
  return {
    key: `${tie.place} ${tie.number}`,
    rows: rowsOf(tie),
    subject: tieSubject(tie, rowFacts(reader)),
    tone: isOut ? 'final' : 'state',
    path,
    knob,
    alone: tie.alone,
    area: { x: knob.x - 10, y: knob.y - 10, width: 20, height: 20 },
    spoken: tie.alone
      ? texts.aloneSpoken(left || right)
      : texts.tieSpoken(left || texts.ofOperator, right || texts.ofOperator, isOut),
  };
}

/** A tie of the row that is looked at, or that gave out what is pointed at. */
export const isLit = ({ rows, subject }: TieMark, looked: number | null, hovered: Subject | null): boolean =>
  (looked !== null && rows.includes(looked)) ||
  (hovered?.kind === 'output' && subject.kind === 'output' && hovered.output === subject.output);

/** The ties of one row, where there are too many rows for all. */
export function tiesOfRow(row: number, frame: Frame, { moment, withheld, words }: RailsInput, of: JoinOf): TieMark[] {
  if (withheld.results) return [];
  const { eventTime } = rowFacts(of.reader);
  return of.joins
    .of(row, moment.cursor)
    .flatMap((j) => [...eachOnce(j.ties)])
    .filter(
      (tie) =>
        endsOf(tie).every((r) => r !== undefined && !Number.isNaN(eventTime[r])) &&
        !rowsOf(tie).some((r) => withholdsRow(withheld, r)),
    )
    .map((tie) => tieMark(tie, frame, words, of));
}

/** Pairs that came out again, as those of a job that reads everything anew at each run, stand once: as they did last. */
export function eachOnce(ties: readonly Tie[]): Iterable<Tie> {
  return new Map(
    ties.map((tie) => [
      `${tie.place} ${tie.made.left} ${tie.made.right} ${rowsOf(tie).length === 0 ? tie.number : ''}`,
      tie,
    ]),
  ).values();
}

/** What a tie answers: the row that came out, else what became of the later of the two. */
export function tieSubject(tie: Tie, { place }: RowFacts): Subject {
  if (tie.output !== null) return { kind: 'output', output: tie.output };
  const last = rowsOf(tie).reduce((a, b) => ((place[a] as number) > (place[b] as number) ? a : b));
  return { kind: 'row', row: last };
}

/** When a match of a row happens, by the condition of each of its joins; infinite where nothing bounds it. */
export function partnerRange(row: number, { reader, joins, streams }: JoinOf) {
  const time = rowFacts(reader).eventTime[row] as number;
  if (Number.isNaN(time)) return [];
  return joins.of(row, reader.length).flatMap(({ join: { lower, upper }, side, place }) => {
    if (!Number.isFinite(lower) && !Number.isFinite(upper)) return [];
    const [from, to] = side === 'left' ? [time + lower, time + upper] : [time - upper, time - lower];
    return [{ from, to, rails: joins.streamsOf(place, side === 'left' ? 'right' : 'left', streams.of, true) }];
  });
}

/** Towards the rail where a match would have been, beside the row's own thread. */
function stubOf({ orientation }: Frame, { x, y }: Point, isLast: boolean): Point {
  const by = isLast ? -STUB : STUB;
  return orientation === 'horizontal' ? { x: x + 10, y: y + by } : { x: x + by, y: y + 10 };
}

/** How a row stands in its joins; null where none took it in. */
function stateOf(inJoins: readonly InJoin[]): JoinRowMark['state'] | 'met' | null {
  if (inJoins.length === 0) return null;
  const met = inJoins.some((j) => j.ties.length > 0);
  const held = inJoins.some((j) => j.held);
  if (held) return met ? 'held' : inJoins.some((j) => j.alone) ? 'alone' : 'waits';
  if (met) return 'met';
  if (inJoins.some((j) => j.alone)) return 'alone';
  return inJoins.some((j) => j.freed !== null) ? 'freed' : null;
}

/** The sign at a row; null: none. What came out beside nulls has one only where it is kept all the same (Kafka Streams). */
export function ringOf(inJoins: readonly InJoin[]): JoinRowMark['state'] | null {
  const state = stateOf(inJoins);
  return state === 'met' || (state === 'alone' && !inJoins[0]?.held) ? null : state;
}

/** How a row stands in its joins, in words. */
export function joinFate(
  { reader, joins, texts }: JoinOf,
  moment: Moment,
  withheld: Withheld,
  row: number,
  words: Words,
): string | null {
  const inJoins = joins.of(row, moment.cursor);
  const state = stateOf(inJoins);
  if (inJoins.length === 0 || withheld.state || withheld.results) return null;
  const partners = new Set(
    inJoins.flatMap(({ ties, side }) => ties.flatMap((t) => t.made[side === 'left' ? 'right' : 'left'])),
  );
  const named = [...partners];
  const who =
    named.length > 2
      ? texts.several(number(named.length, words.language))
      : texts.and(named.map((p) => rowName(reader, p, words)));
  switch (state) {
    case 'waits':
      return texts.waits;
    case 'held':
      return named.length > 0 ? texts.matchedHeld(who) : texts.matchedOther;
    case 'met':
      return named.length > 0 ? texts.matched(who) : texts.matchedOther;
    case 'alone':
      return texts.alone;
    case 'freed':
      return texts.freed;
    default:
      // Before its batch is done it may still be kept.
      return isUnderway(reader, moment, row) ? null : texts.notKept;
  }
}

/** The batch that read a row is not done. */
function isUnderway({ trace }: TraceReader, { batch, cursor }: Moment, row: number): boolean {
  if (batch === null || cursor > (trace.batches.lastEntry[batch] as number)) return false;
  const begin = trace.batches.firstEntry[batch] as number;
  return trace.refs.subarray(begin, cursor).some((ref, i) => ref === row && trace.kinds[begin + i] === KIND.rowRead);
}

/** The stretch of the other rails in which a match of a row lies, by the condition. */
export function stretchesOf(row: number, frame: Frame, of: JoinOf, words: Words): StretchMark[] {
  const horizontal = frame.orientation === 'horizontal';
  return partnerRange(row, of).flatMap(({ from, to, rails }) =>
    [...rails].flatMap((rail): StretchMark[] => {
      const across = frame.rails?.at[rail] ?? frame.event;
      const clip = (at: number): number => Math.max(frame.along.from - 6, Math.min(at, frame.along.to + 6));
      const a = clip(Number.isFinite(from) ? alongOf(frame, from) : Number.NEGATIVE_INFINITY);
      const b = clip(Number.isFinite(to) ? alongOf(frame, to) : Number.POSITIVE_INFINITY);
      if (b <= frame.along.from - 6 || a >= frame.along.to + 6) return [];
      const start = pointOf(frame, a - 1, across - 12);
      const long = Math.max(2, b - a + 2);
      const said = (at: number): string => (Number.isFinite(at) ? placeTime(frame, at, words) : '');
      const text = of.texts.wouldMatch(said(from), said(to));
      const middle = Math.max(
        frame.along.from + textWidth(text, 12.5) / 2,
        Math.min((a + b) / 2, frame.along.to - textWidth(text, 12.5) / 2),
      );
      return [
        {
          rail,
          area: { ...start, width: horizontal ? long : 24, height: horizontal ? 24 : long },
          label: frame.compact || !horizontal ? null : { x: middle, y: across - 17, text, anchor: 'middle' },
          spoken: text,
        },
      ];
    }),
  );
}
