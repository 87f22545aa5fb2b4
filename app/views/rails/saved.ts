/**
 * What an engine that works row by row saves, drawn on its bar: the barriers of Flink on their way from the source (the
 * processing rail) to the operator (the bar), each as slanted as it is slow, and the checkpoint where all have come; the
 * commits of Kafka Streams. Only what has happened.
 */
import type { Subject } from '../../../engine/explain/subject';
import { type CheckpointRecord, type CommitRecord, NONE, type Trace } from '../../../engine/trace/trace';
import type { Texts } from '../../../i18n';
import { duration, number } from '../../../i18n/format';
import { alongOf, type Point, pointOf, textWidth } from './frame';
import type { RailsInput } from './layout';
import type { Box, Label, Scene } from './scene';
import { instantText } from './words';

/** A checkpoint or a commit; several where they share a pixel. */
export interface SavedMark {
  readonly subject: Subject;
  /** Its barriers are on their way (or it is being flushed); it came about; a crash came before. */
  readonly state: 'underWay' | 'done' | 'failed';
  /** Across the bar; null while its barriers are on their way. */
  readonly line: readonly [Point, Point] | null;
  readonly barriers: readonly BarrierMark[];
  /** Along the bar, from the first barrier that came until all had. */
  readonly waits: Box | null;
  readonly label: Label | null;
  readonly area: Box;
  readonly spoken: string;
}

/** A barrier that takes time on its way, as far as it has come. */
export interface BarrierMark {
  readonly subject: Subject;
  readonly line: readonly [Point, Point];
  /** It has not come yet. */
  readonly travels: boolean;
  readonly area: Box;
  readonly spoken: string;
}

/** Marks nearer to each other than this are one, in pixels. */
const APART = 5;
/** Thickness of the engine's bar. */
const BAR = 9;
/** How far from a mark it can be pointed at. */
const REACH = 5;

interface Draft {
  /** First and last place. */
  readonly first: number;
  last: number;
  readonly id: number;
  readonly state: SavedMark['state'];
  /** Along the picture; null while barriers are on their way. */
  readonly at: number | null;
  /** Microseconds. */
  readonly time: number;
}
interface Span {
  readonly from: number;
  readonly to: number;
}

export function savedMarks(
  { reader, moment, view, words }: Pick<RailsInput, 'reader' | 'moment' | 'view' | 'words'>,
  { frame, batches }: Pick<Scene, 'frame' | 'batches'>,
  now: number,
  texts: Texts['saves'],
): SavedMark[] {
  const { trace } = reader;
  const { records } = trace;
  const { language } = words;
  const all: readonly (CheckpointRecord | CommitRecord)[] = records?.checkpoints ?? records?.commits ?? [];
  const drafts: Draft[] = [];
  for (const [place, saved] of all.entries()) {
    const state = savedState(trace, saved, moment.cursor);
    if (state === null) break;
    const died = state === 'failed' ? diedAt(trace, saved) : Number.POSITIVE_INFINITY;
    const time = Math.min('alignedAt' in saved ? saved.alignedAt : saved.at, died);
    if (saved.at > view.to || time < view.from) continue;
    const isOut = 'alignedAt' in saved && (state === 'underWay' || died < saved.alignedAt);
    const at = isOut ? null : alongOf(frame, time);
    const before = drafts.at(-1);
    if (before && before.at !== null && at !== null && at - before.at < APART && state === before.state)
      before.last = place;
    else drafts.push({ first: place, last: place, id: saved.id, state, at, time });
  }
  const horizontal = frame.orientation === 'horizontal';
  const taken: Span[] = batches.flatMap(({ label }) => (label && horizontal ? [spanOf(label)] : []));
  return drafts.map((d): SavedMark => {
    const checkpoint = records?.checkpoints?.[d.last];
    const place = d.at ?? alongOf(frame, Math.min(now, d.time));
    const { blocks, processing } = frame;
    return {
      subject: checkpoint ? { kind: 'checkpoint', checkpoint: d.last } : { kind: 'commit', commit: d.last },
      state: d.state,
      line:
        d.at === null
          ? null
          : [
              pointOf(frame, d.at, checkpoint && !travels(checkpoint) ? processing : blocks.from - 2),
              pointOf(frame, d.at, blocks.from + BAR + 3),
            ],
      barriers: checkpoint && d.first === d.last ? barriersOf(d, checkpoint) : [],
      waits: checkpoint && d.at !== null && travels(checkpoint) ? waitOf(checkpoint, d.at) : null,
      label: labelOf(d, place),
      area: around(place, blocks.from, blocks.to),
      spoken: spokenOf(d, checkpoint),
    };
  });

  /** The barriers of a checkpoint; those that take no time are the checkpoint's own line. */
  function barriersOf(d: Draft, { barriers, at, id }: CheckpointRecord): BarrierMark[] {
    // A job that died sends no barrier further.
    const until = d.state === 'failed' ? Math.min(now, d.time) : now;
    return barriers.flatMap(({ partition, arrivesAt }): BarrierMark[] => {
      if (arrivesAt === at) return [];
      const gone = Math.min(1, Math.max(0, (until - at) / (arrivesAt - at)));
      const far = frame.blocks.from + BAR - frame.processing;
      const end = alongOf(frame, at + gone * (arrivesAt - at));
      return [
        {
          subject: { kind: 'barrier', checkpoint: d.last, partition },
          line: [
            pointOf(frame, alongOf(frame, at), frame.processing),
            pointOf(frame, end, frame.processing + gone * far),
          ],
          travels: gone < 1,
          area: around(end, frame.processing + gone * far - REACH, frame.processing + gone * far + REACH),
          spoken: texts.barrierSpoken(
            number(id, language),
            trace.batches.partitionNames[partition] ?? '',
            gone < 1 ? null : instantText(arrivesAt, words),
          ),
        },
      ];
    });
  }

  function waitOf({ barriers }: CheckpointRecord, to: number): Box {
    const from = alongOf(frame, Math.min(...barriers.map((b) => b.arrivesAt)));
    return horizontal
      ? { x: from, y: frame.blocks.from, width: Math.max(0, to - from), height: BAR }
      : { x: frame.blocks.from, y: from, width: BAR, height: Math.max(0, to - from) };
  }

  function around(place: number, from: number, to: number): Box {
    return horizontal
      ? { x: place - REACH, y: from, width: 2 * REACH, height: to - from }
      : { x: from, y: place - REACH, width: to - from, height: 2 * REACH };
  }

  /** Its number below the bar, where nothing else is written. */
  function labelOf(d: Draft, place: number): Label | null {
    if (!horizontal) return null;
    const id = number(d.id, language);
    const text = d.last > d.first ? texts.several(number(d.last - d.first + 1, language)) : id;
    const label: Label = { x: place, y: frame.blocks.from + 23, text, anchor: 'middle' };
    const span = spanOf(label);
    if (taken.some((t) => t.from < span.to && t.to > span.from)) return null;
    taken.push(span);
    return label;
  }

  function spokenOf(d: Draft, checkpoint: CheckpointRecord | undefined): string {
    const at = instantText(d.time, words);
    const kind = checkpoint ? 'checkpoint' : 'commit';
    if (d.last > d.first) return texts.savedSeveral[kind](number(d.last - d.first + 1, language), at);
    return texts.savedSpoken[kind](
      number(d.id, language),
      at,
      d.state,
      checkpoint && d.state === 'done' && checkpoint.alignedAt > checkpoint.at
        ? duration(checkpoint.alignedAt - checkpoint.at, language)
        : null,
    );
  }
}

const travels = ({ at, alignedAt }: CheckpointRecord): boolean => alignedAt > at;

/** How far it has come by a cursor; null: it has not begun. */
export function savedState(
  trace: Trace,
  saved: CheckpointRecord | CommitRecord,
  cursor: number,
): SavedMark['state'] | null {
  const [begun, done] =
    'injected' in saved ? [saved.injected, saved.completed] : ([saved.flushed, saved.committed] as const);
  if (begun >= cursor) return null;
  if (done !== NONE && done < cursor) return 'done';
  return done === NONE && trace.crashes.some((c) => c.entry > begun && c.entry < cursor) ? 'failed' : 'underWay';
}

function diedAt({ crashes }: Trace, saved: CheckpointRecord | CommitRecord): number {
  const begun = 'injected' in saved ? saved.injected : saved.flushed;
  return crashes.find((c) => c.entry > begun)?.at ?? Number.POSITIVE_INFINITY;
}

function spanOf({ x, text, anchor }: Label): Span {
  const wide = textWidth(text, 12, 'bold');
  const from = anchor === 'middle' ? x - wide / 2 : anchor === 'start' ? x : x - wide;
  return { from: from - 3, to: from + wide + 3 };
}
