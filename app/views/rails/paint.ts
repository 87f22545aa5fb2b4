/**
 * Draws the crowd on a canvas: threads by cell, rails thick where rows are many, and each late row by itself. Colours
 * come from the tokens, read when the theme changes and not for each picture.
 */
import { BY_ITSELF, CROWDS, type Crowd, type CrowdMark } from './crowds';
import { densityOf, type RailCell, type ThreadCell } from './density';
import type { Point } from './frame';
import type { RowMark, Scene } from './scene';

export interface Palette {
  readonly thread: string;
  readonly threadLate: string;
  readonly rule: string;
  readonly event: string;
  readonly eventLine: string;
  readonly processing: string;
  readonly processingLine: string;
  readonly late: string;
  readonly card: string;
}

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    thread: token('--thread'),
    threadLate: token('--thread-late'),
    rule: token('--rule'),
    event: token('--event'),
    eventLine: token('--event-line'),
    processing: token('--proc'),
    processingLine: token('--proc-line'),
    late: token('--late'),
    card: token('--card'),
  };
}

/** Rings this large while late rows are few; smaller, uncrossed by card, when they are many. */
const FEW_LATE = 250;
/** Beyond, threads of late rows would be one red field. */
const MANY_LATE = 2_000;
const LATE_DEPTHS = [0.1, 0.3, 0.7];

/** The thread of a late row: from its place on an event rail to that on the processing rail. */
interface LateThread {
  readonly event: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Threads of late rows, those that coincide to a pixel once. Where late rows are very many they are told apart by how many
 * run where a thread does, by the fullest place: few, some, most.
 */
function lateThreads({ rows }: Scene, horizontal: boolean): LateThread[][] {
  const threads = new Map<number, LateThread>();
  const many = rows.length > MANY_LATE;
  const counts = new Map<number, number>();
  const placeOf = ({ from, to }: LateThread, pixels: number): number =>
    Math.round(from / pixels) * 65_536 + Math.round(to / pixels);
  let fullest = 1;
  for (const { look, event, processing } of rows) {
    if (look !== 'late' || !event) continue;
    const thread = horizontal
      ? { event: event.y, from: event.x, to: processing.x }
      : { event: event.x, from: event.y, to: processing.y };
    threads.set(placeOf(thread, 1) + thread.event * 2 ** 32, thread);
    if (!many) continue;
    const place = placeOf(thread, 2);
    const n = (counts.get(place) ?? 0) + 1;
    counts.set(place, n);
    fullest = Math.max(fullest, n);
  }
  if (!many) return [[...threads.values()]];
  const deep: LateThread[][] = [[], [], []];
  for (const thread of threads.values()) {
    const n = counts.get(placeOf(thread, 2)) ?? 0;
    deep[n > fullest / 3 ? 2 : n > fullest / 12 ? 1 : 0]?.push(thread);
  }
  return deep;
}

/** Whether two crowds are the same rows in the same places: what is painted of one is what is painted of the other. */
function areAlike(a: CrowdMark, b: CrowdMark): boolean {
  if (a === b) return true;
  const { rows } = a;
  if (rows.length !== b.rows.length) return false;
  for (let i = 0; i < rows.length; i++) if (rows[i] !== b.rows[i] || a.kinds[i] !== b.kinds[i]) return false;
  const isInCrowd = (row: number): boolean => {
    const at = rows.indexOf(row);
    return at >= 0 && a.kinds[at] !== BY_ITSELF;
  };
  // In the order of the file, and not in that of the crowd: that would be to and fro through the memory.
  for (let row = 0; row < a.arrivesAt.length; row++)
    if ((a.arrivesAt[row] !== b.arrivesAt[row] || !Object.is(a.eventTime[row], b.eventTime[row])) && isInCrowd(row))
      return false;
  return true;
}

/** Whether the crowd of two scenes is painted the same, so that the one need not be painted over the other. */
export function paintsAlike(a: Scene, b: Scene): boolean {
  const ofFrame = ({ frame: { rails, ...frame } }: Scene): string => JSON.stringify({ ...frame, at: rails?.at });
  const late = ({ rows }: Scene): RowMark[] => rows.filter(({ look }) => look === 'late');
  const [lateOfA, lateOfB] = [late(a), late(b)];
  const same = (p: Point | null, q: Point | null | undefined): boolean => p?.x === q?.x && p?.y === q?.y;
  return (
    a.frame.rails?.of === b.frame.rails?.of &&
    ofFrame(a) === ofFrame(b) &&
    lateOfA.length === lateOfB.length &&
    lateOfA.every(
      ({ event, processing }, i) => same(event, lateOfB[i]?.event) && same(processing, lateOfB[i]?.processing),
    ) &&
    (a.crowd === b.crowd || (a.crowd !== null && b.crowd !== null && areAlike(a.crowd, b.crowd)))
  );
}

export function paintCrowd(context: CanvasRenderingContext2D, scene: Scene, palette: Palette, scale: number): void {
  const { frame, crowd: gathered } = scene;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, frame.width, frame.height);
  if (!gathered) return;
  const horizontal = frame.orientation === 'horizontal';
  context.save();
  context.beginPath();
  if (horizontal) context.rect(frame.along.from - 8, 0, frame.along.to - frame.along.from + 16, frame.height);
  else context.rect(0, frame.along.from - 8, frame.width, frame.along.to - frame.along.from + 16);
  context.clip();

  /** A thread from an event rail down. */
  const curve = (event: number, from: number, to: number): void => {
    const middle = (event + frame.processing) / 2;
    if (horizontal) {
      context.moveTo(from, event);
      context.bezierCurveTo(from, middle, to, middle, to, frame.processing);
    } else {
      context.moveTo(event, from);
      context.bezierCurveTo(middle, from, middle, to, frame.processing, to);
    }
  };
  const strokes: Record<Crowd, string> = {
    coming: palette.rule,
    waiting: palette.thread,
    dim: palette.rule,
    counted: palette.thread,
    outOfOrder: palette.threadLate,
  };
  const crowds = byRail(frame, gathered).map((own) => ({ ...own, density: densityOf(frame, own.crowd) }));
  // Hairlines, solid: a wider or a dashed line costs five times as much. What holds more rows is darker instead.
  context.lineWidth = 1;
  for (const { event, density } of crowds)
    for (const crowd of CROWDS) {
      const cells = density.threads[crowd];
      if (cells.length === 0) continue;
      context.strokeStyle = strokes[crowd];
      for (const [least, most, alpha] of depthsOf(cells)) {
        context.beginPath();
        let any = false;
        for (const cell of cells) {
          if (cell.count < least || cell.count > most) continue;
          any = true;
          curve(event, cell.from, cell.to);
        }
        if (!any) continue;
        context.globalAlpha = cells.length > 150 ? alpha : Math.min(1, alpha + 0.25);
        context.stroke();
      }
    }
  context.globalAlpha = 1;
  for (const { event, density } of crowds)
    paintRail(context, density.event, event, horizontal, palette.event, palette.eventLine, 13);
  const all = crowds.length === 1 ? crowds[0]?.density : densityOf(frame, gathered);
  const arrivals = all?.processing ?? [];
  paintRail(context, arrivals, frame.processing, horizontal, palette.processing, palette.processingLine, 11);

  // Late rows, one by one; where they are thousands, those that lie on one another are darker.
  const many = scene.rows.length > FEW_LATE;
  context.strokeStyle = palette.late;
  context.lineWidth = many ? 1 : 1.8;
  const late = lateThreads(scene, horizontal);
  late.forEach((threads, depth) => {
    context.globalAlpha = late.length > 1 ? (LATE_DEPTHS[depth] as number) : many ? 0.55 : 1;
    context.beginPath();
    for (const { event, from, to } of threads) curve(event, from, to);
    context.stroke();
  });
  context.globalAlpha = 1;
  const radius = many ? 4 : 6.5;
  const arm = radius * 0.45;
  const rings = new Path2D();
  const drawn = new Set<number>();
  for (const row of scene.rows) {
    if (row.look !== 'late') continue;
    for (const p of row.event ? [row.event, row.processing] : [row.processing]) {
      // Rings that coincide to a pixel are one ring on the screen.
      const key = Math.round(p.x) * 8192 + Math.round(p.y);
      if (drawn.has(key)) continue;
      drawn.add(key);
      rings.moveTo(p.x + radius, p.y);
      rings.arc(p.x, p.y, radius, 0, 2 * Math.PI);
    }
  }
  context.fillStyle = palette.card;
  context.fill(rings);
  const crosses = new Path2D(rings);
  for (const key of drawn) {
    const x = Math.floor(key / 8192);
    const y = key - x * 8192;
    crosses.moveTo(x - arm, y - arm);
    crosses.lineTo(x + arm, y + arm);
    crosses.moveTo(x + arm, y - arm);
    crosses.lineTo(x - arm, y + arm);
  }
  context.lineWidth = many ? 1.2 : 1.8;
  context.stroke(crosses);
  context.restore();
}

/** The rows of each event rail. */
function byRail({ event, rails }: Scene['frame'], crowd: CrowdMark): { event: number; crowd: CrowdMark }[] {
  if (!rails) return [{ event, crowd }];
  return rails.at.map((at, rail) => {
    const own = crowd.rows.map((row, i) => (rails.of[row] === rail ? i : -1)).filter((i) => i >= 0);
    return {
      event: at,
      crowd: {
        ...crowd,
        rows: own.map((i) => crowd.rows[i] as number),
        kinds: Int8Array.from(own, (i) => crowd.kinds[i] as number),
      },
    };
  });
}

/** Rows in a cell, from and to, and how dark its thread is: by the fullest cell, so that a crowd of any size has depth. */
function depthsOf(cells: readonly ThreadCell[]): readonly (readonly [number, number, number])[] {
  let fullest = 1;
  for (const { count } of cells) fullest = Math.max(fullest, count);
  const few = Math.max(1, Math.round(fullest / 40));
  const some = Math.max(4, Math.round(fullest / 6));
  return [
    [1, few, 0.5],
    [few + 1, some, 0.75],
    [some + 1, Number.POSITIVE_INFINITY, 1],
  ];
}

/** A rail as thick as its rows are many; those to come are pale. */
function paintRail(
  context: CanvasRenderingContext2D,
  cells: readonly RailCell[],
  across: number,
  horizontal: boolean,
  solid: string,
  pale: string,
  most: number,
): void {
  // Each doubling adds as much, so that two rows differ from one; where cells are fuller than fits, each adds less.
  let fullest = 1;
  for (const cell of cells) fullest = Math.max(fullest, cell.there + cell.coming);
  const doubling = Math.min(1.6, (most - 2.5) / Math.max(1, Math.log2(fullest)));
  const half = (n: number): number => 2.5 + doubling * Math.log2(n);
  // One by one: rectangles gathered into a path cost six times as much.
  const bar = (at: number, h: number): void => {
    if (horizontal) context.fillRect(at - 1, across - h, 2, 2 * h);
    else context.fillRect(across - h, at - 1, 2 * h, 2);
  };
  context.fillStyle = pale;
  for (const cell of cells) if (cell.coming > 0) bar(cell.at, half(cell.there + cell.coming));
  context.fillStyle = solid;
  for (const cell of cells) if (cell.there > 0) bar(cell.at, half(cell.there));
}
