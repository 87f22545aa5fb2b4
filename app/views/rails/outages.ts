/** Crashes on the processing rail: a tear where the query died, and a gap until it is back. Only what has happened. */

import { stepKindOf } from '../../../engine/trace/steps';
import type { CrashRecord } from '../../../engine/trace/trace';
import { batchIdOf, NONE } from '../../../engine/trace/trace';
import type { Texts } from '../../../i18n';
import { duration, number } from '../../../i18n/format';
import { alongOf, type Frame, pointOf, textWidth } from './frame';
import type { RailsInput } from './layout';
import type { OutageMark } from './scene';
import { batchInterval } from './view';
import { instantText } from './words';

/** How far a tear swings to each side, and how far from one turn to the next, in pixels. */
const SWING = 3.5;
const TURN = 6;
/** How far from the tear it can be pointed at. */
const REACH = 6;

type Input = Pick<RailsInput, 'reader' | 'moment' | 'view' | 'words'>;

export function outageMarks(input: Input, frame: Frame, texts: Texts['saves']): OutageMark[] {
  const { reader, moment, view, words } = input;
  const { language } = words;
  return reader.trace.crashes.flatMap((crash, i): OutageMark[] => {
    if (crash.entry >= moment.cursor) return [];
    const isBack = crash.restarted < moment.cursor;
    // Until it is back nobody knows for how long.
    const end = isBack ? crash.restartsAt : Math.max(crash.at, moment.now);
    if (end < view.from || crash.at > view.to) return [];
    const { along, blocks, processing, orientation } = frame;
    const clip = (at: number): number => Math.min(along.to, Math.max(along.from, at));
    const [from, to] = [clip(alongOf(frame, crash.at)), clip(alongOf(frame, end))];
    const text = texts.down(duration(end - crash.at, language));
    const horizontal = orientation === 'horizontal';
    // Where the batch that is run again has its block there is no room.
    const free = isRepeated(input, crash) ? clip(alongOf(frame, end - (batchInterval(reader) ?? 0))) : to;
    const fits = horizontal && textWidth(text, 12.5, 'bold') + 14 <= free - from;
    const across = (blocks.from + blocks.to) / 2;
    const label = { x: (from + free) / 2, y: across + 4.5, text, anchor: 'middle' } as const;
    // Where blocks meet: rows on the rail and the blocks beside it are to be reached too.
    const wide = blocks.to - blocks.from;
    const area = horizontal
      ? { x: from - REACH, y: blocks.from, width: 2 * REACH, height: wide }
      : { x: blocks.from, y: from - REACH, width: wide, height: 2 * REACH };
    return [
      {
        crash: i,
        tear: crash.at < view.from || crash.at > view.to ? null : tearPath(frame, from),
        gap: to > from ? [pointOf(frame, from, processing), pointOf(frame, to, processing)] : null,
        label: fits ? label : null,
        area,
        spoken: spokenOf(input, crash, isBack, texts),
      },
    ];
  });
}

function isRepeated({ reader, moment }: Input, crash: CrashRecord): boolean {
  const { batches } = reader.trace;
  if (!(crash.restarted < moment.cursor)) return false;
  const next = batches.firstEntry.findIndex((first) => first > crash.restarted);
  return next >= 0 && (batches.attempt[next] as number) > 0;
}

/** A jagged line across the rail and the blocks. */
function tearPath(frame: Frame, at: number): string {
  const { processing, blocks } = frame;
  const points: string[] = [];
  for (let across = processing - 12, side = -1; across <= blocks.to + 2; across += TURN, side = -side) {
    const { x, y } = pointOf(frame, at + side * SWING, across);
    points.push(`${x},${y}`);
  }
  return `M${points.join('L')}`;
}

function spokenOf({ reader, words }: Input, crash: CrashRecord, isBack: boolean, texts: Texts['saves']): string {
  const { language } = words;
  const id = crash.batch === NONE ? null : number(batchIdOf(reader.trace, crash.batch), language);
  return texts.crashSpoken(
    instantText(crash.at, words),
    id,
    crash.after,
    isBack ? instantText(crash.restartsAt, words) : null,
    crash.checkpoint,
    stepKindOf(reader.trace),
  );
}
