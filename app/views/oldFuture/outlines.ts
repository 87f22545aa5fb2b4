/** Where the run before an edit differs, as outlines on the rails: pure geometry over the scene that is drawn. */
import type { Differences, OldFuture } from '../../../engine/measure/oldFuture';
import { number } from '../../../i18n/format';
import { alongOf, eventOf, type Frame, type Point, pointOf, textWidth } from '../rails/frame';
import { threadPath } from '../rails/layout';
import type { Label, Scene } from '../rails/scene';
import { instantText, type Words } from '../rails/words';
import { windowWas } from './lines';

/** More outlines would be a texture and no marks. */
const MOST = 60;
/** Rows that say in words what they were. */
const MOST_SAID = 4;

export interface RowOutline {
  readonly key: string;
  /** Where it was; ends that are where they were are left out. */
  readonly ends: readonly Point[];
  /** Null: its thread is where it was. */
  readonly thread: string | null;
  readonly late: boolean;
  /** Another thing became of it. */
  readonly label: Label | null;
}

export interface Outlines {
  readonly rows: readonly RowOutline[];
  readonly water: { readonly line: readonly [Point, Point]; readonly label: Label } | null;
  readonly windows: readonly (Label & { readonly key: string })[];
}

/** @param was a text that says what was */
export function outlinesOf(
  scene: Scene,
  old: OldFuture,
  { rows, windows, water }: Differences,
  words: Words,
  was: (what: string) => string,
  differ: (n: string) => string,
): Outlines {
  const { frame } = scene;
  return {
    rows: rows.slice(0, MOST).flatMap((pair, i): RowOutline[] => {
      const side = pair.was;
      if (!side) return [];
      const event = Number.isNaN(side.eventTime)
        ? null
        : pointOf(frame, alongOf(frame, side.eventTime), eventOf(frame, side.row));
      const arrival = pointOf(frame, alongOf(frame, side.arrivesAt), frame.processing);
      const other = pair.is;
      const moved = { event: other?.eventTime !== side.eventTime, arrival: other?.arrivesAt !== side.arrivesAt };
      const verdict = other !== null && other.status !== side.status;
      const ends = [
        ...(event && (moved.event || !pair.moved) ? [event] : []),
        ...(moved.arrival || !pair.moved ? [arrival] : []),
      ].filter((p) => inSight(frame, p));
      if (ends.length === 0 && !(pair.moved && inSight(frame, arrival))) return [];
      return [
        {
          key: `${side.row}`,
          ends,
          thread: event && pair.moved ? threadPath(frame, event, arrival) : null,
          late: side.status === 'late',
          label:
            verdict && i < MOST_SAID && inSight(frame, arrival)
              ? besideArrival(frame, arrival, was(words.texts.verdicts[side.status]))
              : null,
        },
      ];
    }),
    water: waterOutline(frame, water, words, was),
    windows: windowLabels(scene, old, windows, words, was, differ),
  };
}

const horizontal = ({ orientation }: Frame): boolean => orientation === 'horizontal';
const along = (frame: Frame, { x, y }: Point): number => (horizontal(frame) ? x : y);
const inSight = (frame: Frame, p: Point): boolean =>
  along(frame, p) >= frame.along.from - 2 && along(frame, p) <= frame.along.to + 2;

function besideArrival(frame: Frame, p: Point, text: string): Label {
  if (!horizontal(frame)) return { x: p.x - 12, y: p.y - 10, text, anchor: 'end' };
  const half = textWidth(text, 12) / 2;
  const x = Math.min(frame.along.to - half, Math.max(frame.along.from + half, p.x));
  return { x, y: p.y - 16, text, anchor: 'middle' };
}

/** From the last event rail to the first, where there are several. */
const highest = ({ rails, event }: Frame): number => (rails?.at[0] ?? event) - event;

function waterOutline(
  frame: Frame,
  water: Differences['water'],
  words: Words,
  was: (what: string) => string,
): Outlines['water'] {
  if (!water) return null;
  const at = alongOf(frame, water.was);
  if (at < frame.along.from || at > frame.along.to) return null;
  const text = was(instantText(water.was, words));
  const right = at + 8 + textWidth(text, 12) < frame.along.to;
  return {
    line: [pointOf(frame, at, frame.water.from + highest(frame)), pointOf(frame, at, frame.water.to)],
    label: horizontal(frame)
      ? { x: at + (right ? 6 : -6), y: frame.water.to - 5, text, anchor: right ? 'start' : 'end' }
      : { x: frame.water.from + 4, y: at - 5, text, anchor: 'start' },
  };
}

/** Under the bracket of a window, what it said; several in one bracket are counted. */
function windowLabels(
  scene: Scene,
  old: OldFuture,
  windows: Differences['windows'],
  words: Words,
  was: (what: string) => string,
  differ: (n: string) => string,
): Outlines['windows'] {
  const { frame } = scene;
  return scene.brackets.flatMap((bracket) => {
    const inIt = windows.filter(({ is }) => is !== null && bracket.groups.includes(is.pane.group));
    const [first] = inIt;
    if (!first) return [];
    const text =
      bracket.groups.length > 1
        ? differ(number(inIt.length, words.language))
        : was(windowWas(old, first.was, first.is, words));
    const { area } = bracket;
    const wide = textWidth(text, 12);
    if (horizontal(frame) && wide > area.width + 8) return [];
    const at = horizontal(frame)
      ? { x: area.x + area.width / 2, y: area.y + 24 + 18, anchor: 'middle' as const }
      : { x: area.x + 2, y: area.y + area.height - 5, anchor: 'start' as const };
    return [{ key: bracket.key, text, ...at }];
  });
}
