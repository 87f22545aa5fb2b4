/**
 * The map: event time to the right, processing time up, a row where its two times meet. Draws a scene that `layout.ts`
 * computes, and takes hands and keys. Its table twin is that of the rails, which has the same facts.
 */

import { memo, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import type { OldFuture } from '../../../engine/measure/oldFuture';
import type { Moment, TraceReader } from '../../../engine/trace/reader';
import { timeOfDay } from '../../../i18n/format';
import { announce } from '../../announce';
import { Part, part } from '../../frame/Part';
import { ALL_KEYS } from '../../keys/allKeys';
import { actionOf } from '../../keys/keys';
import { useLanguage, useTexts, withTexts } from '../../language/language';
import { useTheme } from '../../language/theme';
import type { WouldRow } from '../../stores/contract';
import { noted, takeLook } from '../../stores/look';
import { rowFacts } from '../../trace/rowFacts';
import { type Streams, streamsOf } from '../../trace/streams';
import type { Withheld } from '../../trace/withheld';
import { inHand } from '../rails/inHand';
import { Askable, type Asking, BoxMark, Dot, LETTER, Ring, STROKE, Text } from '../rails/marks';
import { FAVOUR } from '../rails/pick';
import { finer, snapped, stepFor } from '../rails/step';
import { CLOSER, useLook } from '../rails/useLook';
import { type Size, useSize } from '../rails/useSize';
import { rowName, rowSpoken, wordsOf } from '../rails/words';
import { CELL, CROWD, type CrowdKind } from './density';
import { clearOfNow, isSmall, layout, type MapScene, type PaneMark } from './layout';
import { wouldPlace } from './mapGhost';
import {
  eventAt,
  pannedRegion,
  processingAt,
  type Region,
  regionAt,
  wholeRegion,
  xOf,
  yOf,
  zoomedRegion,
} from './plane';
import { useMapHand } from './useMapHand';
import './map.css';

export interface MapViewProps {
  readonly reader: TraceReader;
  readonly moment: Moment;
  readonly now: number;
  readonly withheld: Withheld;
  /** A row is moved to another pair of times; calls with one `gesture` are one edit. */
  readonly onMoveTo: (row: number, happened: number, arrived: number, gesture: string) => void;
  /** What the gesture has moved is to be as if it had never been; false: something came after it. */
  readonly onTakeBack: (gesture: string) => boolean;
  readonly ask: (subject: Subject) => void;
  readonly hover: (subject: Subject | null) => void;
  readonly hovered: Subject | null;
  /** The run before the newest edit, to be outlined. */
  readonly old: OldFuture | null;
  /** Rows that were found, the others step back; null: nothing is sought. */
  readonly matching: ReadonlySet<number> | null;
  /** A row as it would have to be for things to be otherwise. */
  readonly would?: WouldRow | null;
}

/** Only after an edit. */
const MapOutlines = part(async () => ({
  default: (await withTexts('all', import('../oldFuture/MapOutlines'))).MapOutlines,
}));

/** Only where "what if?" has found another time for a row. */
const Ghost = part(async () => ({ default: (await import('./Ghost')).Ghost }));

/** Only where the query joins. */
const Joined = part(() => withTexts('saves', import('./Joined')));

export function MapView(props: MapViewProps) {
  const root = useRef<HTMLDivElement>(null);
  const size = useSize(root);
  const texts = useTexts().map;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div ref={root} className="map rails" role="group" aria-label={texts.title}>
      {size && <Field {...props} size={size} />}
    </div>
  );
}

const sameRegion = (a: Region, b: Region): boolean =>
  a.event.from === b.event.from &&
  a.event.to === b.event.to &&
  a.processing.from === b.processing.from &&
  a.processing.to === b.processing.to;

let keyGestures = 0;

/** To the right and up, in steps. */
const WAYS = { earlier: [-1, 0], later: [1, 0], arriveLater: [0, 1], arriveEarlier: [0, -1] } as const;

function Field({
  reader,
  moment,
  now,
  withheld,
  onMoveTo,
  onTakeBack,
  ask,
  hover,
  hovered,
  old,
  matching,
  would = null,
  size,
}: MapViewProps & { readonly size: Size }) {
  const surface = useRef<HTMLDivElement>(null);
  const name = useId();
  const language = useLanguage();
  const { rails: texts, map } = useTexts();
  const zone = reader.scenario.timeZone;
  const words = useMemo(() => wordsOf(reader, language, texts), [reader, language, texts]);
  const facts = rowFacts(reader);
  const [active, setActive] = useState<number | null>(inHand.row);
  const [focused, setFocused] = useState(false);

  const whole = wholeRegion(reader);
  const [own, setOwn] = useState<{ readonly of: string; readonly region: Region } | null>(null);
  const chosen = own?.of === reader.scenario.name ? own.region : null;
  // Under a hand that moves a row the field stays as it was.
  const still = useRef<Region | null>(null);
  // Equal fields are one object, so that what is drawn from it is drawn once.
  const before = useRef(whole);
  const around = regionAt(reader, size, now);
  if (!sameRegion(before.current, around)) before.current = around;
  const region = still.current ?? chosen ?? before.current;
  const choose = (next: Region) => setOwn({ of: reader.scenario.name, region: next });

  useEffect(() => {
    const given = takeLook(reader.scenario.name, 'region');
    if (given) setOwn({ of: reader.scenario.name, region: pannedRegion(wholeRegion(reader), given, 0, 0) });
  }, [reader]);
  noted.region = chosen;

  // Time that flows out of a chosen field takes it along.
  const last = useRef(now);
  useEffect(() => {
    const was = last.current;
    last.current = now;
    if (!chosen) return;
    const { from, to } = chosen.processing;
    if (was >= from && was <= to && now > to) {
      const by = now - from - 0.4 * (to - from);
      setOwn({ of: reader.scenario.name, region: pannedRegion(whole, chosen, by, by) });
    }
  }, [now, chosen, whole, reader]);

  const looked = hovered?.kind === 'row' ? hovered.row : focused ? active : null;
  const input = useMemo(
    () => ({ reader, moment, now, withheld, size, region, words, texts: map, movable: true, looked }),
    [reader, moment, now, withheld, size, region, words, map, looked],
  );
  const scene = useMemo(() => layout(input), [input]);
  const streams = streamsOf(reader);
  const latest = useRef({ scene, reader, region });
  latest.current = { scene, reader, region };

  const times = (row: number) => ({
    happened: facts.eventTime[row] as number,
    arrived: facts.arrivesAt[row] as number,
  });
  const steps = () => {
    const { plane } = latest.current.scene;
    return {
      event: stepFor((plane.event.to - plane.event.from) / (plane.right - plane.left)),
      processing: stepFor((plane.processing.to - plane.processing.from) / (plane.bottom - plane.top)),
    };
  };
  const said = (row: number, happened: number, arrived: number) =>
    map.movedTo(rowName(reader, row, words), timeOfDay(happened, zone), timeOfDay(arrived, zone));

  /** What is pressed is the row as it would be. */
  const asWould = useRef<WouldRow | null>(null);
  const hand = useMapHand({
    root: surface,
    movable: true,
    pick: (at, reach) => {
      const place = would && wouldPlace(latest.current.scene, would);
      asWould.current = place && Math.hypot(at.x - place.x, at.y - place.y) <= Math.min(reach, 20) ? would : null;
      return asWould.current?.row ?? nearest(latest.current.scene, at, reach, row);
    },
    placeOf: (row) => {
      still.current = latest.current.region;
      if (asWould.current) return wouldPlace(latest.current.scene, asWould.current);
      const { happened, arrived } = times(row);
      return Number.isNaN(happened)
        ? null
        : { x: xOf(latest.current.scene.plane, happened), y: yOf(latest.current.scene.plane, arrived) };
    },
    hover: (row) => hover(row === null ? null : { kind: 'row', row }),
    choose: (row) => {
      setActive(row);
      if (!asWould.current) return ask({ kind: 'row', row });
      const { eventTime, arrivesAt } = asWould.current;
      onMoveTo(row, eventTime, arrivesAt, `map-would-${++keyGestures}`);
      announce(said(row, eventTime, arrivesAt));
    },
    move: (row, to, gesture) => {
      setActive(row);
      const { plane } = latest.current.scene;
      const x = Math.max(plane.left, Math.min(to.x, plane.right));
      const y = Math.max(plane.top, Math.min(to.y, plane.bottom));
      const step = steps();
      onMoveTo(row, snapped(eventAt(plane, x), step.event), snapped(processingAt(plane, y), step.processing), gesture);
    },
    end: (row, gesture, cancelled) => {
      still.current = null;
      if (cancelled) onTakeBack(gesture);
      const { reader } = latest.current;
      const f = rowFacts(reader);
      announce(
        cancelled
          ? texts.restored(rowName(reader, row, words))
          : said(row, f.eventTime[row] as number, f.arrivesAt[row] as number),
      );
    },
    pan: (by) => {
      if (region === whole) return;
      const { plane } = latest.current.scene;
      choose(
        pannedRegion(
          whole,
          latest.current.region,
          (-by.x * (plane.event.to - plane.event.from)) / (plane.right - plane.left),
          (by.y * (plane.processing.to - plane.processing.from)) / (plane.bottom - plane.top),
        ),
      );
    },
    zoom: (factor, about) => zoom(factor, about.x, about.y),
  });
  function zoom(factor: number, x: number, y: number): void {
    const { plane } = latest.current.scene;
    choose(zoomedRegion(whole, latest.current.region, factor, eventAt(plane, x), processingAt(plane, y)));
  }
  /** Buttons look closer at the row in focus, or where the water meets now, or at the middle. */
  function zoomHere(factor: number): void {
    const { plane, water, now: line } = latest.current.scene;
    const dot = active !== null ? latest.current.scene.rows.find((r) => r.row === active) : undefined;
    if (dot) zoom(factor, dot.x, dot.y);
    else if (water && line) zoom(factor, water.label.x, line.y);
    else zoom(factor, (plane.left + plane.right) / 2, (plane.top + plane.bottom) / 2);
  }

  useLook({
    zoom: (factor) => (factor > 1 || chosen) && zoomHere(factor),
    // The newest rows go up the slope: on in both times at once.
    pan: (share) => {
      const { event, processing } = latest.current.scene.plane;
      if (chosen)
        choose(
          pannedRegion(
            whole,
            latest.current.region,
            share * (event.to - event.from),
            share * (processing.to - processing.from),
          ),
        );
    },
    fit: () => setOwn(null),
  });

  const onMap = (row: number | null): row is number => row !== null && !Number.isNaN(facts.eventTime[row]);
  const row = facts.count === 0 ? null : (active ?? newest(moment, facts.order));
  const keyGesture = useRef<{
    id: string;
    row: number;
    from: { happened: number; arrived: number };
    at: { happened: number; arrived: number };
    /** No key has come for a while: the next one begins an edit of its own, while Escape still takes this one back. */
    rested: boolean;
    timer?: ReturnType<typeof setTimeout>;
  } | null>(null);
  function endKeys(): void {
    clearTimeout(keyGesture.current?.timer);
    keyGesture.current = null;
  }
  function onRowKey(e: React.KeyboardEvent): void {
    const action = actionOf(ALL_KEYS.mapRow, e);
    if (!onMap(row) || action === null) return;
    const way = action in WAYS ? WAYS[action as keyof typeof WAYS] : null;
    if (way) {
      const { happened, arrived } = times(row);
      if (keyGesture.current?.row !== row || keyGesture.current.rested) {
        endKeys();
        keyGesture.current = {
          id: `map-keys-${++keyGestures}`,
          row,
          from: { happened, arrived },
          at: { happened, arrived },
          rested: false,
        };
      }
      const g = keyGesture.current as NonNullable<typeof keyGesture.current>;
      clearTimeout(g.timer);
      // Steps in one go are one edit, and one step of undo.
      g.timer = setTimeout(() => {
        g.rested = true;
      }, 1200);
      const step = steps();
      const by = (whole: number) => (e.shiftKey ? finer(whole) : whole);
      // From where the last key put it: a hand may be faster than the run that shows it.
      const to = [g.at.happened + way[0] * by(step.event), g.at.arrived + way[1] * by(step.processing)] as const;
      g.at = { happened: to[0], arrived: to[1] };
      // A reader says the slider's own new value.
      onMoveTo(row, to[0], to[1], g.id);
    } else if (action === 'before' || action === 'after') {
      const next = facts.order[(facts.place[row] as number) + (action === 'after' ? 1 : -1)];
      if (next === undefined) return;
      endKeys();
      setActive(next);
      hover({ kind: 'row', row: next });
    } else if (action === 'ask') ask({ kind: 'row', row });
    else if (action === 'restore' && keyGesture.current) {
      const g = keyGesture.current;
      if (!onTakeBack(g.id)) onMoveTo(g.row, g.from.happened, g.from.arrived, g.id);
      endKeys();
      announce(texts.restored(rowName(reader, row, words)));
    } else return;
    e.preventDefault();
    e.stopPropagation();
  }

  const asking = useMemo<Asking>(() => ({ ask, hover }), [ask, hover]);
  const dot = row === null ? undefined : scene.rows.find((r) => r.row === row);
  const { plane } = scene;
  return (
    <>
      <div ref={surface} className="surface" data-held={hand.held !== null || undefined} {...hand.handlers}>
        <svg className="layer marks" width={size.width} height={size.height} role="presentation">
          <Ground scene={scene} name={name} />
          {scene.panes.map((p, i) => (
            <PaneBox key={p.key} pane={p} name={name} asking={asking} roving={i === 0 ? 0 : -1} />
          ))}
          {scene.water && (
            <path d={scene.water.line} clipPath={`url(#${name}-field)`} className="f-none s-water crest" />
          )}
          <Batches scene={scene} asking={asking} />
          {streams && (
            <Part>
              <Joined {...{ input, scene, asking, hovered }} />
            </Part>
          )}
        </svg>
        {scene.crowd && <Crowd scene={scene} size={size} />}
        <svg className="layer marks" width={size.width} height={size.height} aria-hidden="true">
          {!scene.manyLate && <Rows scene={scene} matching={matching} streams={streams} would={would?.row ?? null} />}
          {scene.now && (
            <g className="now">
              <path
                d={`M${plane.left},${scene.now.y}H${plane.right}V${Math.min(scene.now.y, scene.now.tag.y + 12)}`}
                className="f-none s-ink"
                strokeWidth="1.6"
              />
              <BoxMark box={scene.now.tag} rx={5} className="f-ink" />
              <text x={scene.now.tag.x + 26} y={scene.now.tag.y + 16.6} textAnchor="middle" className="l-onink">
                {scene.now.text}
              </text>
            </g>
          )}
          {matching && scene.crowd && <FoundRows scene={scene} rows={matching} facts={facts} />}
          {old && hand.held === null && (
            <Part>
              <MapOutlines plane={plane} old={old} now={now} words={words} />
            </Part>
          )}
          {would && (
            <Part>
              <Ghost scene={scene} reader={reader} would={would} />
            </Part>
          )}
          {dot && focused && <circle cx={dot.x} cy={dot.y} r={11} className="lit-end" />}
          {/* A row with a place where it would be says that. */}
          {scene.callout && scene.callout.row !== would?.row && (
            <g className="callout">
              <BoxMark
                box={scene.callout.box}
                rx={7}
                className={`f-card ${scene.callout.late ? 's-late' : 's-rule2'}`}
              />
              <Text at={scene.callout.lines[0]} className={`first ${scene.callout.late ? 'l-late' : 'l-ink'}`} />
              <Text at={scene.callout.lines[1]} className="second l-ink2" />
            </g>
          )}
        </svg>
        {scene.water && (
          <svg className="layer marks" width={size.width} height={size.height} role="presentation">
            <Askable
              subject={{ kind: 'watermark' }}
              spoken={scene.water.spoken}
              area={{ x: scene.water.label.x - 84, y: scene.water.label.y - 16, width: 168, height: 22 }}
              asking={asking}
              roving={0}
              group="water"
              className="watermark"
            >
              <Text at={scene.water.label} className="l-water water-word halo" />
            </Askable>
          </svg>
        )}
        {onMap(row) && (
          <div
            className="row-handle"
            data-row={row}
            role="slider"
            tabIndex={0}
            aria-label={`${rowName(reader, row, words)}. ${map.onMap}`}
            aria-valuemin={whole.processing.from}
            aria-valuemax={whole.processing.to}
            aria-valuenow={facts.arrivesAt[row] as number}
            aria-valuetext={rowSpoken(reader, moment, withheld, row, words)}
            aria-describedby={`${name}-keys`}
            style={{ left: (dot?.x ?? plane.left) - 11, top: (dot?.y ?? plane.bottom) - 11 }}
            onKeyDown={onRowKey}
            onFocus={() => {
              setFocused(true);
              if (active === null) setActive(row);
              hover({ kind: 'row', row });
            }}
            onBlur={() => {
              setFocused(false);
              endKeys();
              hover(null);
            }}
          />
        )}
        <span id={`${name}-keys`} hidden>
          {map.keys}
        </span>
        {!scene.empty && (
          <div className="scale" data-beside="">
            <button
              type="button"
              className="btn"
              onClick={() => zoomHere(1 / CLOSER)}
              aria-label={texts.wider}
              disabled={!chosen}
            >
              −
            </button>
            <button type="button" className="btn" onClick={() => zoomHere(CLOSER)} aria-label={texts.closer}>
              +
            </button>
            {chosen && (
              <button type="button" className="btn" onClick={() => setOwn(null)} title={texts.fitAll}>
                {texts.fit}
              </button>
            )}
          </div>
        )}
      </div>
      {scene.empty && <p className="map-empty">{texts.noRows}</p>}
      <p className="notes">{scene.notes.join(' ')}</p>
    </>
  );
}

function newest(moment: Moment, order: Uint32Array): number | null {
  return order[Math.max(0, moment.arrived - 1)] ?? null;
}

/** @param prefers as on the rails */
function nearest(scene: MapScene, at: { x: number; y: number }, reach: number, prefers: number | null): number | null {
  let best: number | null = null;
  let far = reach;
  for (const r of scene.rows) {
    const d = Math.hypot(r.x - at.x, r.y - at.y) - (r.row === prefers ? FAVOUR : 0);
    if (d <= far) {
      far = d;
      best = r.row;
    }
  }
  return best;
}

/** The field, its axes, the water, the line of rows that arrive as they happen. */
const Ground = memo(function Ground({ scene, name }: { scene: MapScene; name: string }) {
  const { plane, never, ideal, water } = scene;
  const texts = useTexts().rails;
  const { left, right, top, bottom } = plane;
  const narrow = plane.width < 600;
  const called = ideal?.label;
  // In a narrow picture it stands in the field, and goes out of the way of now and its plate.
  const nameY = clearOfNow(bottom - 6, scene.now?.y ?? top);
  return (
    <>
      <defs>
        <clipPath id={`${name}-field`}>
          <rect x={left} y={top} width={right - left} height={bottom - top} />
        </clipPath>
        <pattern id={`${name}-hatch`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0,0V8" className="s-rule" strokeWidth="1.2" />
        </pattern>
        <pattern id={`${name}-live`} width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <path d="M0,0V9" className="s-state" strokeWidth="1" opacity="0.45" />
        </pattern>
      </defs>
      {never && <path d={never.path} fill={`url(#${name}-hatch)`} />}
      {never?.label && <Text at={never.label} className="l-ink2 halo small" />}
      {scene.columns.map((c) => (
        <g key={c.key}>
          <path
            d={`M${c.from},${top - 12}V${top - 18}H${c.to}V${top - 12}`}
            className="f-none s-mark3"
            strokeWidth="1.6"
          />
          <path d={`M${c.from - 2},${top}V${bottom}`} className="s-rule drop" />
          {c.label && <Text at={c.label} className="l-ink2 mono tick" />}
        </g>
      ))}
      {water && (
        <g clipPath={`url(#${name}-field)`}>
          <path d={water.field} className="sea-field" />
        </g>
      )}
      {scene.batches.map(
        (b) =>
          b.rule !== null && (
            <path key={b.batch} d={`M${left},${b.rule}H${right}`} className={`rule-across ${b.state}`} />
          ),
      )}
      {ideal && (
        <>
          <path d={`M${ideal.from.x},${ideal.from.y}L${ideal.to.x},${ideal.to.y}`} className="f-none s-ink2 ideal" />
          {called && (
            <text
              textAnchor="middle"
              className="l-ink2 halo small"
              transform={`translate(${called.at.x},${called.at.y}) rotate(${called.turn}) translate(0,${called.off})`}
            >
              {called.text}
            </text>
          )}
        </>
      )}
      <path d={`M${left},${bottom}H${right}`} className="s-event rail" />
      <path d={`M${left},${bottom}V${top}`} className="s-proc rail" />
      {scene.across.map((t) => (
        <Text key={t.x} at={t} className="l-ink2 mono tick" />
      ))}
      {scene.up.map((t) => (
        <Text key={t.y} at={t} className="l-ink2 mono tick" />
      ))}
      <text x={narrow ? 10 : 16} y={20} className="l-proc name">
        {texts.processing}
      </text>
      <text x={narrow ? 10 : 16} y={36} className="l-ink2 under">
        {texts.arrived}
      </text>
      {narrow ? (
        <text
          x={nameY < bottom - 6 ? plane.width - 62 : right}
          y={nameY}
          textAnchor="end"
          className="l-event name halo"
        >
          {texts.eventTime}
        </text>
      ) : (
        <>
          <text x={right + 8} y={bottom - 14} className="l-event name">
            {texts.eventTime}
          </text>
          <text x={right + 8} y={bottom + 2} className="l-ink2 under">
            {texts.happened}
          </text>
        </>
      )}
    </>
  );
});

function PaneBox({ pane, name, asking, roving }: { pane: PaneMark; name: string; asking: Asking; roving: 0 | -1 }) {
  const { box, tone, live } = pane;
  const first = pane.groups[0];
  return (
    <Askable
      subject={first === undefined ? null : { kind: 'group', group: first }}
      spoken={pane.spoken}
      area={box}
      asking={asking}
      roving={roving}
      group="windows"
      className={`pane ${tone}${live ? ' live' : ''}`}
    >
      <BoxMark box={box} className="body" />
      {live && <rect x={box.x} y={box.y} width={box.width} height={box.height} fill={`url(#${name}-live)`} />}
      {pane.edges.map((e) => (
        <g key={e.y}>
          <path d={`M${box.x},${e.y}H${box.x + box.width}`} className={`${STROKE[live ? 'open' : tone]} edge`} />
          {e.label && <Text at={e.label} className={`${LETTER[tone]} small edge-label`} />}
        </g>
      ))}
      {pane.value && (
        <Text
          at={pane.value}
          className={`${LETTER[tone]} ${isSmall(pane.groups.length, pane.value.text) ? 'small' : 'value'}`}
        />
      )}
      {pane.beside && <Text at={pane.beside} className={`${LETTER[tone]} beside`} />}
      {pane.check && (
        <path
          d={`M${pane.check.x},${pane.check.y}l4.500,4.500l9,-10`}
          className="f-none s-final"
          strokeWidth="2.2"
          strokeLinecap="round"
        />
      )}
    </Askable>
  );
}

function Batches({ scene, asking }: { scene: MapScene; asking: Asking }) {
  return (
    <>
      {scene.batches.map((b, i) => (
        <Askable
          key={b.batch}
          subject={{ kind: 'batch', batch: b.batch }}
          spoken={b.spoken}
          area={b.box}
          asking={asking}
          roving={i === 0 ? 0 : -1}
          group="batches"
          className={`batch ${b.state}`}
        >
          <BoxMark box={b.box} rx={4} className="block" />
          {b.label && <Text at={b.label} className="label" />}
        </Askable>
      ))}
    </>
  );
}

function Rows({
  scene,
  matching,
  streams,
  would,
}: {
  scene: MapScene;
  matching: ReadonlySet<number> | null;
  streams: Streams | null;
  /** The row that is drawn as it would be, too: no second line goes out from it. */
  would: number | null;
}) {
  return (
    <>
      {scene.rows.map((r) => (
        <g key={r.row} className={`row ${r.look}${matching && !matching.has(r.row) ? ' aside' : ''}`} data-of={r.row}>
          {r.readY !== null && r.look !== 'late' && <path d={`M${r.x},${r.y}V${r.readY}`} className="stem s-proc" />}
          {r.missedY !== null && r.row !== would && (
            <path d={`M${r.x},${r.y + 9}V${r.missedY}`} className="missed s-late" />
          )}
          {r.look === 'late' ? (
            <Ring x={r.x} y={r.y} r={8} />
          ) : (
            <Dot at={r} r={6} input={streams?.of[r.row] ?? 0} kind="event" />
          )}
        </g>
      ))}
    </>
  );
}

/** At most so many rows are ringed: more would be a colour, not a mark. */
const MOST_RINGED = 120;

/** Found rows among those too many for marks of their own. */
function FoundRows({
  scene: { plane },
  rows,
  facts,
}: {
  scene: MapScene;
  rows: ReadonlySet<number>;
  facts: ReturnType<typeof rowFacts>;
}) {
  return [...rows].slice(0, MOST_RINGED).map((row) => {
    const x = xOf(plane, facts.eventTime[row] as number);
    const y = yOf(plane, facts.arrivesAt[row] as number);
    const inSight = x >= plane.left && x <= plane.right && y >= plane.top && y <= plane.bottom;
    return inSight && <circle key={row} cx={x} cy={y} r={8} className="lit-end" />;
  });
}

const COLOURS: Readonly<Record<CrowdKind, string>> = {
  coming: '--event-line',
  waiting: '--event-line',
  counted: '--event',
  dim: '--mark-3',
};

/** Each late row by itself: a small crossed ring. Those that coincide to a pixel are one on the screen. */
function paintLate(context: CanvasRenderingContext2D, scene: MapScene, late: string, card: string): void {
  const rings = new Path2D();
  const crosses = new Path2D();
  const drawn = new Set<number>();
  const [radius, arm] = [3.4, 1.5];
  for (const { x, y } of scene.rows) {
    const key = Math.round(x) * 8192 + Math.round(y);
    if (drawn.has(key)) continue;
    drawn.add(key);
    rings.moveTo(x + radius, y);
    rings.arc(x, y, radius, 0, 2 * Math.PI);
    crosses.moveTo(x - arm, y - arm);
    crosses.lineTo(x + arm, y + arm);
    crosses.moveTo(x + arm, y - arm);
    crosses.lineTo(x - arm, y + arm);
  }
  context.fillStyle = card;
  context.globalAlpha = 0.6;
  context.fill(rings);
  context.globalAlpha = 1;
  context.strokeStyle = late;
  context.lineWidth = 1;
  context.stroke(rings);
  context.stroke(crosses);
}

/** Too many rows for marks of their own: cells on a canvas, in the tokens' colours. */
function Crowd({ scene, size }: { scene: MapScene; size: Size }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { theme } = useTheme();
  const scale = Math.min(2, window.devicePixelRatio || 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a theme changes the colours that are read
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    const { crowd, plane } = scene;
    if (!element || !context || !crowd) return;
    const style = getComputedStyle(element);
    const token = (t: string) => style.getPropertyValue(t).trim();
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    context.save();
    context.beginPath();
    context.rect(plane.left, plane.top, plane.right - plane.left, plane.bottom - plane.top);
    context.clip();
    const colours = CROWD.map((kind) => token(COLOURS[kind]));
    let kind = -1;
    for (let i = 0; i < crowd.kind.length; i++) {
      const own = crowd.kind[i] as number;
      if (own !== kind) context.fillStyle = colours[own] as string;
      kind = own;
      context.globalAlpha = 0.4 + 0.6 * (crowd.weight[i] as number);
      context.fillRect(crowd.x[i] as number, crowd.y[i] as number, CELL, CELL);
    }
    context.globalAlpha = 1;
    if (scene.manyLate) paintLate(context, scene, token('--late'), token('--card'));
    context.restore();
  }, [scene, size, scale, theme]);
  return (
    <canvas
      ref={canvas}
      className="layer"
      width={Math.round(size.width * scale)}
      height={Math.round(size.height * scale)}
      style={{ width: size.width, height: size.height }}
    />
  );
}
