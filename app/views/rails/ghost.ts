/**
 * A row as it would have to be: its thread from the end that stays to the end that another time would move, and what would
 * be so then. Drawn beside the row itself, while "what if?" has found it.
 */
import type { TraceReader } from '../../../engine/trace/reader';
import type { WouldRow } from '../../stores/contract';
import { rowFacts } from '../../trace/rowFacts';
import { acrossOf, alongOf, eventOf, type Frame, type Point, pointOf } from './frame';
import { type NowMark, threadPath } from './layout';
import { onThread, type WouldEnd } from './pick';
import { PIN, type Pinned } from './pins';
import { around, boxOf, type Plate, plateBeside } from './plate';
import type { Box, Scene } from './scene';

export interface GhostMark {
  /** Null: out of sight. */
  readonly end: WouldEnd | null;
  readonly plate: Plate;
}

/** Pixels around the middle of a ring that nothing is written in. */
const RING = 13;
/** Dots of so many rows that play a part are spared like words. */
const MOST_SPARED = 12;
/** Places of a thread that a plate would rather not lie over. */
const SAMPLES = 16;

/** The thread as it would be; null: a row without event time has none. */
export function ghostPath({ frame }: Scene, { row, eventTime, arrivesAt }: WouldRow): string | null {
  if (Number.isNaN(eventTime)) return null;
  const event = pointOf(frame, alongOf(frame, eventTime), eventOf(frame, row));
  return threadPath(frame, event, pointOf(frame, alongOf(frame, arrivesAt), frame.processing));
}

/**
 * @param playing rows that play a part in what is asked; null: none does more than another
 * @param now where now stands
 */
export function ghostMark(
  scene: Scene,
  reader: TraceReader,
  would: WouldRow,
  playing: ReadonlySet<number> | null,
  { pins, lessDelay }: Pinned,
  now: NowMark,
): GhostMark | null {
  const { frame } = scene;
  const { row, eventTime, arrivesAt } = would;
  const facts = rowFacts(reader);
  if (row >= facts.count) return null;
  const rail = arrivesAt === facts.arrivesAt[row] ? 'event' : 'arrival';
  const time = rail === 'event' ? eventTime : arrivesAt;
  const along = alongOf(frame, time);
  const { from, to } = frame.along;
  const beyond = along < from - 2 ? -1 : along > to + 2 ? 1 : 0;
  const by = pointOf(frame, Math.max(from, Math.min(along, to)), acrossOf(frame, { row, rail }));
  const ends = scene.rows.flatMap((r) => {
    const spared = r.row === row || (playing !== null && playing.size <= MOST_SPARED && playing.has(r.row));
    return [r.event, r.processing].flatMap((at) => (at ? [{ at, spared }] : []));
  });
  return {
    end: beyond === 0 ? { row, rail, time, ...by } : null,
    plate: plateBeside(pointing(would.says, beyond, frame), {
      field: fieldOf(frame, row),
      by,
      said: [
        now.tag,
        ...(now.beyond === 0 ? [between(...now.line)] : []),
        ...(beyond === 0 ? [around(by, RING)] : []),
        ...ends.flatMap(({ at, spared }) => (spared ? [around(at, RING)] : [])),
        ...pins.map((p) => around(p, PIN + 2)),
        ...lessDelay.flatMap((m) => (m.label ? [boxOf(m.label, 13, 'bold')] : [])),
        ...saidIn(scene),
      ],
      dots: ends.map(({ at }) => at),
      lines: threadPoints(frame, row, facts.eventTime[row] as number, facts.arrivesAt[row] as number),
      own: threadPoints(frame, row, eventTime, arrivesAt),
    }),
  };
}

const between = (a: Point, b: Point): Box => ({ x: a.x, y: a.y, width: b.x - a.x, height: b.y - a.y });

/** Where the change is not in sight, it says where it is. */
function pointing([what, change]: WouldRow['says'], beyond: -1 | 0 | 1, { orientation }: Frame): readonly string[] {
  const [before, after] = orientation === 'horizontal' ? ['‹', '›'] : ['↑', '↓'];
  return [what, beyond < 0 ? `${before} ${change}` : beyond > 0 ? `${change} ${after}` : change];
}

function threadPoints(frame: Frame, row: number, happened: number, arrived: number): readonly Point[] {
  if (Number.isNaN(happened)) return [];
  const [from, to] = [alongOf(frame, happened), alongOf(frame, arrived)];
  return Array.from({ length: SAMPLES + 1 }, (_, i) =>
    pointOf(frame, ...onThread(frame, eventOf(frame, row), from, to, i / SAMPLES)),
  );
}

/** Between the rails; where time flows down, over them. */
function fieldOf(frame: Frame, row: number): Box {
  if (frame.orientation === 'vertical') return { x: 4, y: 34, width: frame.width - 8, height: frame.height - 40 };
  const y = eventOf(frame, row) + RING;
  const { from, to } = frame.along;
  return { x: from - 8, y, width: to - from + 24, height: frame.processing - RING - y };
}

/** What is written between the rails; where time flows down, anywhere. */
function saidIn({ frame, brackets, batches, ticks, stacks, water, tested, lanes, join }: Scene): Box[] {
  const said = [
    ...stacks.map((s) => s.area),
    ...(water ? [water.area] : []),
    ...[tested?.label, tested?.time, ...lanes.map((l) => l.label), ...(join?.waters.map((w) => w.label) ?? [])].flatMap(
      (label) => (label ? [boxOf(label, 13, 'bold')] : []),
    ),
  ];
  if (frame.orientation === 'horizontal')
    // A rail that lies between is not to be cut in two.
    return [
      ...said,
      ...(frame.rails?.at.slice(1) ?? []).map((at) => ({ x: 0, y: at - RING, width: frame.width, height: 2 * RING })),
    ];
  return [
    ...said,
    ...ticks.map((t) => boxOf(t.label, 12, 'figures')),
    ...batches.flatMap((b) => (b.label ? [b.area] : [])),
    ...brackets.flatMap(({ start, value, status }) => [
      ...(start ? [boxOf(start, 12, 'figures')] : []),
      ...(value ? [boxOf(value, 21, 'bold')] : []),
      ...(status ? [boxOf(status, 12.5)] : []),
    ]),
    // The line of the windows, and the buttons that look closer.
    ...(brackets.length > 0 ? [{ x: frame.bracket - 2, y: 0, width: 10, height: frame.height }] : []),
    { x: frame.width - 52, y: 30, width: 52, height: frame.clear - 30 },
  ];
}
