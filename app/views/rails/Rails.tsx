/**
 * The rails: event time above, processing time below, a thread for each row; windows, water and batches around them.
 * Draws a scene that `layout.ts` computes, and takes hands and keys. See `RailsTable.tsx` for the same facts as a table.
 */

import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import type { OldFuture } from '../../../engine/measure/oldFuture';
import type { Moment, TraceReader } from '../../../engine/trace/reader';
import { KIND } from '../../../engine/trace/trace';
import { timeOfDay } from '../../../i18n/format';
import { announce } from '../../announce';
import { Part, part } from '../../frame/Part';
import { actionOf, KEYS } from '../../keys/keys';
import { useLanguage, useTexts, withTexts } from '../../language/language';
import { rowFacts } from '../../trace/rowFacts';
import type { Withheld } from '../../trace/withheld';
import { acrossOf, alongOf, eventOf, type Orientation, type Point, pointOf, timeOf, timePerPixel } from './frame';
import { inHand } from './inHand';
import { callout, type Held, layout, layoutHeld, nowMark, type RailsInput, threadPath } from './layout';
import {
  type Asking,
  Batches,
  Brackets,
  CalloutMark,
  Ground,
  Lit,
  NowLine,
  RailNames,
  Rows,
  Stacks,
  TagMark,
  Ticks,
  WaterLabel,
} from './marks';
import { endOf, type Pick, pickRow, type WouldEnd } from './pick';
import type { Asked } from './pins';
import type { BracketMark, Joined, Scene } from './scene';
import { finer, snapped, stepFor } from './step';
import { useHand } from './useHand';
import { CLOSER, useLook } from './useLook';
import { type Size, useSize } from './useSize';
import { useView } from './useView';
import type { View } from './view';
import { rowName, rowSpoken, wordsOf } from './words';
import './rails.css';

export interface RailsProps {
  readonly reader: TraceReader;
  readonly moment: Moment;
  /** Microseconds of processing time; may lie between two entries while time flows. */
  readonly now: number;
  readonly withheld: Withheld;
  /** A row is moved to another time on one of the rails; calls with one `gesture` are one edit. */
  readonly onMove?: (row: number, rail: 'event' | 'arrival', time: number, gesture: string) => void;
  /** What the gesture has moved is to be as if it had never been; false: something came after it. */
  readonly onTakeBack?: (gesture: string) => boolean;
  readonly ask?: (subject: Subject) => void;
  readonly hover?: (subject: Subject | null) => void;
  readonly hovered?: Subject | null;
  /** Rows that are pointed at: ringed, whatever became of them. */
  readonly marked?: readonly number[];
  /** What is asked about: its causes are numbered, and rows that play no part are dimmed. */
  readonly asked?: Asked | null;
  /** The run before the newest edit, to be outlined. */
  readonly old?: OldFuture | null;
  /** Without names of the rails, notes and buttons: for a small picture that stands by itself. */
  readonly compact?: boolean;
  /** False: nothing can be moved. */
  readonly interactive?: boolean;
  /** Nothing glides to its new place: steps come faster than that takes. */
  readonly hurried?: boolean;
  /** Time flows down where the picture is narrow, unless said otherwise. */
  readonly orientation?: Orientation;
}

export interface PictureProps extends RailsProps {
  readonly size: Size;
  readonly orientation: Orientation;
  readonly joined?: Joined;
}

/** Only when something is asked. */
const Pins = part(async () => ({ default: (await import('./Pins')).Pins }));
const WouldThread = part(async () => ({ default: (await import('./Pins')).WouldThread }));
/** Only after an edit. */
const RailsOutlines = part(async () => ({
  default: (await withTexts('all', import('../oldFuture/RailsOutlines'))).RailsOutlines,
}));
/** Only where rows are too many to be drawn one by one. */
const Crowd = part(async () => ({ default: (await import('./Crowd')).Crowd }));
/** Only where windows have several groups. */
const GroupChoice = part(async () => ({ default: (await import('./GroupChoice')).GroupChoice }));

/** Only where the query joins. */
const JoinedPicture = part(() => withTexts('saves', import('./Joined')));

/** Only where the query dies. */
const Outages = part(() => withTexts('saves', import('./Outages')));

/** Only where an engine takes checkpoints, or commits. */
const Saved = part(() => withTexts('saves', import('./Saved')));

const NARROW = 600;

/** On upright rails time goes down, and the event rail is the left one. */
const UPRIGHT = {
  ...KEYS.row,
  earlier: ['ArrowUp'],
  later: ['ArrowDown'],
  eventEnd: ['ArrowLeft'],
  arrivalEnd: ['ArrowRight'],
};

export function Rails(props: RailsProps) {
  const root = useRef<HTMLDivElement>(null);
  const size = useSize(root);
  const orientation = props.orientation ?? (size && size.width <= NARROW ? 'vertical' : 'horizontal');
  const texts = useTexts().rails;
  const joins = props.reader.scenario.query.steps.some((step) => step.kind === 'join');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={root}
      className="rails"
      role="group"
      aria-label={texts.title}
      data-orientation={orientation}
      data-compact={props.compact || undefined}
    >
      {size &&
        (joins ? (
          <Part>
            <JoinedPicture {...props} size={size} orientation={orientation} />
          </Part>
        ) : (
          <Picture {...props} size={size} orientation={orientation} />
        ))}
    </div>
  );
}

export function Picture({
  reader,
  moment,
  now,
  withheld,
  onMove,
  onTakeBack,
  ask,
  hover,
  hovered = null,
  marked = NO_ROWS,
  asked = null,
  old = null,
  compact = false,
  interactive = true,
  hurried = false,
  size,
  orientation,
  joined,
}: PictureProps) {
  const surface = useRef<HTMLDivElement>(null);
  const name = useId();
  const language = useLanguage();
  // The home page draws rails before other rooms' sentences are loaded, so all that they say is in this one.
  const texts = useTexts().rails;
  const zone = reader.scenario.timeZone;
  const words = useMemo(
    () => ({ ...wordsOf(reader, language, texts), fate: joined?.fate }),
    [reader, language, texts, joined],
  );
  const facts = rowFacts(reader);
  const movable = interactive && onMove !== undefined;

  const [keys, setKeys] = useState<string | null>(null);
  const [choosing, setChoosing] = useState<BracketMark | null>(null);
  const [active, setActive] = useState<{ readonly row: number; readonly rail: 'event' | 'arrival' } | null>(() =>
    inHand.row !== null ? { row: inHand.row, rail: 'arrival' } : null,
  );
  const [focused, setFocused] = useState(false);
  const [holding, setHolding] = useState(false);
  /** Where the row in question would have to be, if that is drawn and can be taken. */
  const grip = useRef<WouldEnd | null>(null);

  const length = orientation === 'horizontal' ? size.width - 120 : size.height - 50;
  const views = useView(reader, now, orientation, length, holding);
  const { view, own } = views;

  const hand = useHand({
    root: surface,
    interactive: movable,
    pick: (at, touch, onMark) => pickAt(at, touch, onMark),
    timeOfEnd: (row, rail) => (rail === 'event' ? facts.eventTime[row] : facts.arrivesAt[row]) ?? Number.NaN,
    timeAt: (at, offset, fine) => {
      const { frame } = latest.current.scene;
      const along = (orientation === 'horizontal' ? at.x : at.y) - offset;
      const step = stepFor(timePerPixel(frame));
      const time = snapped(
        timeOf(frame, Math.max(frame.along.from, Math.min(along, frame.along.to))),
        fine ? finer(step) : step,
      );
      return Math.max(
        Math.ceil(frame.view.from / 1000) * 1000,
        Math.min(time, Math.floor(frame.view.to / 1000) * 1000),
      );
    },
    offsetTo: (pick, rail, at) => {
      const end = 'time' in pick ? pick : endOf(latest.current.scene.frame, facts, pick.row, rail);
      return end ? (orientation === 'horizontal' ? at.x - end.x : at.y - end.y) : 0;
    },
    hover: (row) => hover?.(row === null ? null : { kind: 'row', row }),
    choose: (pick) => {
      setActive({ row: pick.row, rail: pick.rail ?? 'arrival' });
      if (!('time' in pick)) return ask?.({ kind: 'row', row: pick.row });
      onMove?.(pick.row, pick.rail, pick.time, `would-${++keyGestures}`);
      announce(texts.moved(rowName(reader, pick.row, words), timeOfDay(pick.time, zone)));
    },
    move: (held, gesture) => {
      if (active?.row !== held.row || active.rail !== held.rail) setActive({ row: held.row, rail: held.rail });
      crossing(held);
      onMove?.(held.row, held.rail, held.time, gesture);
    },
    end: (held, gesture, cancelled) => {
      setHolding(false);
      const row = rowName(latest.current.reader, held.row, words);
      if (cancelled) onTakeBack?.(gesture);
      announce(cancelled ? texts.restored(row) : texts.moved(row, timeOfDay(held.time, zone)));
    },
    pan: (pixels) => {
      if (compact) return;
      const fit = views.own || orientation === 'vertical';
      if (fit) views.pan(pixels * timePerPixel(latest.current.scene.frame));
    },
    zoom: (factor, about) => {
      if (!compact)
        views.zoom(factor, timeOf(latest.current.scene.frame, orientation === 'horizontal' ? about.x : about.y));
    },
  });
  const { held } = hand;
  if ((held !== null) !== holding) setHolding(held !== null);

  const rowInHand = held?.row ?? null;
  const still: RailsInput = useMemo(
    () => ({
      reader,
      moment,
      withheld,
      size,
      orientation,
      compact,
      interactive: movable,
      view,
      own,
      words,
      keys,
      held: null,
      hand: rowInHand,
      looked: null,
      joined,
    }),
    [reader, moment, withheld, size, orientation, compact, movable, view, own, words, keys, rowInHand, joined],
  );
  // What a hand moves is drawn with each of its moves; all else when its run has come.
  const base = useMemo(() => layout(still), [still]);
  const input = useMemo(() => (held ? { ...still, held } : still), [still, held]);
  const scene = useMemo(() => layoutHeld(base, input), [base, input]);
  const latest = useRef({ scene, reader });
  latest.current = { scene, reader };

  const lookedAt = hovered?.kind === 'row' ? hovered.row : focused && active ? active.row : null;
  const shown = useMemo(
    // What is asked says itself beside the picture, and a row with a place where it would be says that.
    () =>
      lookedAt !== null && lookedAt !== asked?.would?.row
        ? { callout: callout(input, scene.frame, lookedAt) }
        : asked
          ? { callout: null }
          : { callout: scene.callout },
    [input, scene, lookedAt, asked],
  );

  function pickAt(at: Point, touch: boolean, onMark: boolean): Pick | WouldEnd | null {
    const current = latest.current.scene;
    const rows = current.crowd ? allRows(facts.count) : current.rows.map((r) => r.row);
    // Under a finger that lies on a block or a bracket, the row must be nearer than the mark.
    const reach = touch ? (onMark ? 12 : 24) : 12;
    const would = movable && grip.current;
    if (would && Math.hypot(at.x - would.x, at.y - would.y) <= Math.min(reach, 20)) return would;
    return pickRow(current.frame, facts, rows, at, reach, current.crowd ? 0 : touch ? 10 : 5, row);
  }

  /** A finger feels the edges of batches. */
  const lastBatch = useRef(-1);
  function crossing(held: Held): void {
    if (held.rail !== 'arrival') return;
    const { startedAt, count } = reader.trace.batches;
    let b = 0;
    while (b < count && (startedAt[b] as number) < held.time) b++;
    if (lastBatch.current >= 0 && b !== lastBatch.current && matchMedia('(pointer: coarse)').matches)
      navigator.vibrate?.(6);
    lastBatch.current = b;
  }

  const asking = useMemo<Asking | null>(
    () => (ask ? { ask, hover: (subject) => hover?.(subject) } : null),
    [ask, hover],
  );
  const openGroups = useCallback((b: BracketMark) => setChoosing(b), []);

  // The keyboard's row: the one chosen, else the one that was pointed at (by a lesson, before the focus on its way here
  // lights other marks), else the newest that has arrived.
  const pointed = useRef({ row: 0, at: -1 });
  if (hovered?.kind === 'row') pointed.current = { row: hovered.row, at: moment.cursor };
  const { row: lit, at } = pointed.current;
  const row =
    facts.count === 0
      ? null
      : Math.min(active?.row ?? (at === moment.cursor ? lit : newest(moment, facts.order)), facts.count - 1);
  const rail = row !== null && Number.isNaN(facts.eventTime[row]) ? 'arrival' : (active?.rail ?? 'arrival');

  const keyGesture = useRef<{
    id: string;
    row: number;
    rail: string;
    from: number;
    at: number;
    /** No key has come for a while: the next one begins an edit of its own, while Escape still takes this one back. */
    rested: boolean;
    timer?: ReturnType<typeof setTimeout>;
  } | null>(null);
  function endKeys(): void {
    clearTimeout(keyGesture.current?.timer);
    keyGesture.current = null;
  }
  function moveByKey(by: number): void {
    if (row === null || !movable) return;
    let g = keyGesture.current;
    if (!g || g.rested || g.row !== row || g.rail !== rail) {
      endKeys();
      const from = (rail === 'event' ? facts.eventTime[row] : facts.arrivesAt[row]) as number;
      g = { id: `keys-${++keyGestures}`, row, rail, from, at: from, rested: false };
      keyGesture.current = g;
    }
    clearTimeout(g.timer);
    // Steps in one go are one edit, and one step of undo.
    const moving = g;
    g.timer = setTimeout(() => {
      moving.rested = true;
    }, 1200);
    // From where the last key put it: a hand may be faster than the run that shows it.
    const time = Math.round(g.at + by);
    g.at = time;
    // A reader says the slider's own new value; to announce it as well would say it twice.
    onMove?.(row, rail, time, g.id);
    views.reveal(time);
  }
  function onRowKey(e: React.KeyboardEvent): void {
    const action = actionOf(orientation === 'horizontal' ? KEYS.row : UPRIGHT, e);
    if (row === null) return;
    const small = stepFor(timePerPixel(scene.frame));
    const by = e.shiftKey ? small : small * 10;
    switch (action) {
      case 'earlier':
        moveByKey(-by);
        break;
      case 'later':
        moveByKey(by);
        break;
      case 'eventEnd':
        if (!Number.isNaN(facts.eventTime[row])) setActive({ row, rail: 'event' });
        break;
      case 'arrivalEnd':
        setActive({ row, rail: 'arrival' });
        break;
      case 'before':
      case 'after': {
        const place = (facts.place[row] as number) + (action === 'after' ? 1 : -1);
        const next = facts.order[place];
        if (next === undefined) return;
        endKeys();
        setActive({ row: next, rail });
        hover?.({ kind: 'row', row: next });
        views.reveal((rail === 'event' ? facts.eventTime[next] : facts.arrivesAt[next]) as number);
        break;
      }
      case 'ask':
        ask?.({ kind: 'row', row });
        break;
      case 'restore': {
        const g = keyGesture.current;
        if (!g) return;
        if (!onTakeBack?.(g.id)) onMove?.(g.row, g.rail as 'event' | 'arrival', g.from, g.id);
        endKeys();
        announce(texts.restored(rowName(reader, row, words)));
        break;
      }
      default:
        return;
    }
    e.preventDefault();
    e.stopPropagation();
  }

  /** Arrows walk among the windows, among the batches; Tab goes from group to group. */
  function onRovingKey(e: React.KeyboardEvent): void {
    const from = (e.target as Element).closest<SVGGElement>('[data-roving]');
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (!from || !step) return;
    const group = [...(surface.current?.querySelectorAll<SVGGElement>(`[data-roving="${from.dataset.roving}"]`) ?? [])];
    const next = group[group.indexOf(from) + step];
    if (!next) return;
    e.preventDefault();
    e.stopPropagation();
    next.focus();
  }

  useLook(
    compact || !interactive
      ? null
      : {
          zoom: (factor) => (factor > 1 || views.own || orientation === 'vertical') && views.zoom(factor, zoomCentre()),
          pan: (share) => (views.own || orientation === 'vertical') && views.pan(share * (view.to - view.from)),
          fit: views.fit,
        },
  );

  const end = row === null ? null : endOf(scene.frame, facts, row, rail);
  const heldEnd = held && pointOf(scene.frame, alongOf(scene.frame, held.time), acrossOf(scene.frame, held));
  const focusAt = heldEnd ?? end;
  const inSight = focusAt !== null && within(scene, focusAt);
  const mark = nowMark(scene.frame, now);
  const ends = litEnds(scene, reader, held ? [held.row] : litRows(reader, hovered), held);
  const atRest = useStill(held !== null || hurried, view, size);
  const travellers = useTravellers(reader, moment, scene, atRest);
  const crowded = scene.crowd !== null;
  const beside = { scene, input, asking, hovered, looked: held?.row ?? lookedAt, playing: asked?.rows ?? null, name };
  // Among thousands the rows that play a part are ringed, since they have no dot of their own to stay bright.
  const among = crowded && asked?.rows ? litEnds(scene, reader, [...asked.rows].slice(0, MOST_LIT), null) : NO_ENDS;

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: rows, windows and batches within carry the roles */}
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: as above */}
      <div
        ref={surface}
        className="surface"
        data-orientation={orientation}
        data-still={atRest || undefined}
        data-held={held ? '' : undefined}
        data-movable={movable || undefined}
        data-asked={asked?.rows ? '' : undefined}
        onKeyDown={onRovingKey}
        onDoubleClick={(e) => {
          if (orientation === 'vertical' && !(e.target as Element).closest('[data-beside], .askable')) views.fit();
        }}
        {...hand.handlers}
      >
        {joined && (
          <svg className="layer" width={size.width} height={size.height} aria-hidden="true">
            <joined.Under {...beside} />
          </svg>
        )}
        <svg className="layer" width={size.width} height={size.height} aria-hidden="true">
          <Ground scene={base} asking={asking} batch={moment.batch} name={name} />
        </svg>
        {crowded && (
          <Part>
            <Crowd scene={base} />
          </Part>
        )}
        {/* Its marks carry names; a title would be a tooltip over all. */}
        <svg className="layer marks" width={size.width} height={size.height} role="presentation">
          <Brackets
            scene={base}
            asking={asking}
            open={openGroups}
            lit={hovered?.kind === 'group' || hovered?.kind === 'state' ? hovered.group : null}
            asked={asked?.groups ?? null}
          />
          <Ticks scene={base} />
          <Batches
            scene={base}
            asking={asking}
            lit={hovered?.kind === 'batch' ? hovered.batch : null}
            asked={asked?.batches ?? null}
          />
          {(reader.trace.records?.checkpoints ?? reader.trace.records?.commits) && (
            <Part>
              <Saved {...{ reader, moment, view, words, scene, now, asking }} />
            </Part>
          )}
          <g className="outages">
            {reader.trace.crashes.length > 0 && (
              <Part>
                <Outages {...{ reader, moment, view, words, scene: base, asking }} />
              </Part>
            )}
          </g>
          {joined && <joined.Between {...beside} />}
          {!crowded && <Rows scene={base} name={name} hand={held?.row ?? null} playing={asked?.rows ?? null} />}
          {asked?.would && (
            <Part>
              <WouldThread scene={scene} would={asked.would} />
            </Part>
          )}
          {travellers}
          <Lit ends={among} />
          {marked.length > 0 && <Lit ends={litEnds(scene, reader, marked, held)} />}
          {!held && <Lit ends={ends} />}
          <Stacks scene={scene} asking={compact ? null : asking} show={views.show} />
          <WaterLabel scene={base} asking={asking} lit={hovered?.kind === 'watermark'} />
          <RailNames scene={base} words={words} />
          {joined && <joined.Above {...beside} />}
          {!scene.empty && <NowLine mark={mark} text={texts.now} down={orientation === 'vertical'} />}
          {old && !held && (
            <Part>
              <RailsOutlines scene={scene} old={old} now={now} words={words} />
            </Part>
          )}
          {asked && (
            <Part>
              <Pins scene={scene} reader={reader} asked={asked} now={mark} grip={movable ? grip : null} />
            </Part>
          )}
          <CalloutMark scene={shown} />
        </svg>
        {held && (
          <svg className="layer marks hand" width={size.width} height={size.height} aria-hidden="true">
            <Rows scene={scene} name={`${name}-hand`} hand={held.row} held playing={asked?.rows ?? null} />
            <Lit ends={ends} />
            <TagMark scene={scene} />
          </svg>
        )}
        {row !== null && (
          <RowHandle
            at={focusAt && inSight ? focusAt : null}
            row={row}
            name={`${rowName(reader, row, words)}. ${rail === 'event' ? texts.onEventRail : texts.onArrivalRail}`}
            spoken={rowSpoken(reader, moment, withheld, row, words)}
            keys={`${name}-keys`}
            range={
              movable
                ? { at: (rail === 'event' ? facts.eventTime[row] : facts.arrivesAt[row]) as number, view, orientation }
                : null
            }
            onKeyDown={onRowKey}
            onFocus={() => {
              setFocused(true);
              if (!active) setActive({ row, rail });
              hover?.({ kind: 'row', row });
            }}
            onBlur={() => {
              setFocused(false);
              endKeys();
              hover?.(null);
            }}
          />
        )}
        <span id={`${name}-keys`} hidden>
          {movable ? texts.keys : texts.keysFixed}
        </span>
        {!compact && !scene.empty && (
          <div className="scale" data-beside="">
            <button
              type="button"
              className="btn"
              onClick={() => views.zoom(1 / CLOSER, zoomCentre())}
              aria-label={texts.wider}
              disabled={!views.own && orientation === 'horizontal'}
            >
              −
            </button>
            <button
              type="button"
              className="btn"
              onClick={() => views.zoom(CLOSER, zoomCentre())}
              aria-label={texts.closer}
            >
              +
            </button>
            {views.own && (
              <button
                type="button"
                className="btn"
                onClick={views.fit}
                title={orientation === 'vertical' ? texts.toNow : texts.fitAll}
              >
                {orientation === 'vertical' ? texts.now : texts.fit}
              </button>
            )}
          </div>
        )}
      </div>
      {!compact && orientation === 'horizontal' && (
        <p className="notes">{asked ? asked.rows && texts.dimmed : scene.notes.join(' ')}</p>
      )}
      {keys !== null && (
        <button type="button" className="btn keys" onClick={() => setKeys(null)}>
          {keys} <span aria-hidden="true">×</span>
          <span className="heard">{texts.allGroups}</span>
        </button>
      )}
      {choosing && (
        <Part>
          <GroupChoice
            bracket={choosing}
            reader={reader}
            moment={moment}
            withheld={withheld}
            words={words}
            onClose={() => setChoosing(null)}
            onChoose={(group, chosen) => {
              setKeys(chosen);
              setChoosing(null);
              ask?.({ kind: 'group', group });
            }}
          />
        </Part>
      )}
    </>
  );

  /** Buttons look closer at the row in focus, or at now, or at the middle. */
  function zoomCentre(): number {
    if (active && row !== null && inSight)
      return (rail === 'event' ? facts.eventTime[row] : facts.arrivesAt[row]) as number;
    if (now >= view.from && now <= view.to) return now;
    return (view.from + view.to) / 2;
  }
}

/** The row that keys work on: a slider along its rail, or, where nothing can be moved, a button that asks why. */
function RowHandle({
  at,
  row,
  name,
  spoken,
  keys,
  range,
  ...events
}: {
  /** Null: out of sight. */
  at: Point | null;
  row: number;
  name: string;
  spoken: string;
  /** Id of the text that says which keys do what. */
  keys: string;
  range: { readonly at: number; readonly view: View; readonly orientation: Orientation } | null;
  onKeyDown: (e: React.KeyboardEvent) => void;
  onFocus: () => void;
  onBlur: () => void;
}) {
  const style = at ? { transform: `translate(${at.x}px, ${at.y}px)` } : { opacity: 0 };
  if (!range)
    return (
      <button
        type="button"
        className="row-handle"
        data-row={row}
        style={style}
        aria-label={spoken}
        aria-describedby={keys}
        {...events}
      />
    );
  return (
    <div
      className="row-handle"
      data-row={row}
      role="slider"
      tabIndex={0}
      style={style}
      aria-label={name}
      aria-valuenow={Math.round(range.at / 1000)}
      aria-valuemin={Math.round(range.view.from / 1000)}
      aria-valuemax={Math.round(range.view.to / 1000)}
      aria-valuetext={spoken}
      aria-orientation={range.orientation}
      aria-describedby={keys}
      {...events}
    />
  );
}

let keyGestures = 0;

const newest = (moment: Moment, order: Uint32Array): number => order[Math.max(0, moment.arrived - 1)] ?? 0;

function* allRows(count: number): Iterable<number> {
  for (let row = 0; row < count; row++) yield row;
}

function within(scene: Scene, p: Point): boolean {
  const { along, orientation } = scene.frame;
  const at = orientation === 'horizontal' ? p.x : p.y;
  return at >= along.from - 12 && at <= along.to + 12;
}

/** At most so many rows are lit at once: more would be a colour, not a mark. */
const MOST_LIT = 120;

const NO_ROWS: readonly number[] = [];
const NO_ENDS: ReturnType<typeof litEnds> = [];

/** The ends and threads of some rows. */
function litEnds(scene: Scene, reader: TraceReader, rows: readonly number[], held: Held | null) {
  const facts = rowFacts(reader);
  const { frame } = scene;
  return rows.flatMap((row) => {
    let happened = facts.eventTime[row] as number;
    let arrived = facts.arrivesAt[row] as number;
    if (Number.isNaN(arrived) || arrived === undefined) return [];
    if (held?.rail === 'event') happened = held.time;
    if (held?.rail === 'arrival') arrived = held.time;
    const a = Number.isNaN(happened) ? null : pointOf(frame, alongOf(frame, happened), eventOf(frame, row));
    const b = pointOf(frame, alongOf(frame, arrived), frame.processing);
    const path = a && rows.length <= 12 ? threadPath(frame, a, b) : null;
    const list = [];
    if (a && within(scene, a)) list.push({ key: `e${row}`, ...a, path });
    if (within(scene, b)) list.push({ key: `p${row}`, ...b, path: list.length === 0 ? path : null });
    return list;
  });
}

function litRows(reader: TraceReader, hovered: Subject | null): readonly number[] {
  switch (hovered?.kind) {
    case 'row':
      return [hovered.row];
    case 'group':
    case 'state':
      return reader.rowsOf(hovered.group).slice(0, MOST_LIT);
    case 'batch': {
      const { firstEntry, lastEntry, count } = reader.trace.batches;
      if (hovered.batch >= count) return [];
      const rows: number[] = [];
      const last = lastEntry[hovered.batch] as number;
      for (let at = firstEntry[hovered.batch] as number; at <= last && rows.length < MOST_LIT; at++)
        if (reader.trace.kinds[at] === KIND.rowRead) rows.push(reader.trace.refs[at] as number);
      return rows;
    }
    default:
      return [];
  }
}

/** True while what is drawn must not glide: under a hand, and when the scale or the size has just changed. */
function useStill(held: boolean, view: unknown, size: Size): boolean {
  const last = useRef({ view, size });
  const changed = last.current.view !== view || last.current.size !== size;
  useLayoutEffect(() => {
    last.current = { view, size };
  });
  return held || changed;
}

/** Rows that have just arrived travel their thread; when they are there, nothing is left of the journey. */
function useTravellers(reader: TraceReader, moment: Moment, scene: Scene, still: boolean) {
  const before = useRef({ reader, arrived: moment.arrived });
  const [rows, setRows] = useState(NO_ROWS);
  useEffect(() => {
    const last = before.current;
    const fresh = moment.arrived - last.arrived;
    const { order } = rowFacts(reader);
    const moves = last.reader === reader && fresh > 0 && fresh <= 3 && !still && !scene.crowd;
    before.current = { reader, arrived: moment.arrived };
    const travel = moves && !matchMedia('(prefers-reduced-motion: reduce)').matches;
    setRows(travel ? [...order.slice(last.arrived, moment.arrived)] : NO_ROWS);
  }, [reader, moment, scene.crowd, still]);
  if (rows.length === 0) return null;
  return (
    <svg className="travellers" aria-hidden="true" overflow="visible">
      {rows.map((row) => {
        const mark = scene.rows.find((r) => r.row === row);
        if (!mark?.path) return null;
        return (
          <circle
            key={`${row} ${moment.cursor}`}
            r={4.5}
            style={{ offsetPath: `path("${mark.path}")` }}
            onAnimationEnd={() => setRows(NO_ROWS)}
          />
        );
      })}
    </svg>
  );
}
