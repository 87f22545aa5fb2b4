/** The line along which a crash is dragged: processing time, with a mark wherever one can be put by name. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { SECOND } from '../../engine/time';
import type { TraceReader } from '../../engine/trace/reader';
import { OWN_DRAG } from '../controls/ownDrag';
import { ALL_KEYS } from '../keys/allKeys';
import { actionOf } from '../keys/keys';
import { useTexts } from '../language/language';
import type { Labels } from '../trace/labels';
import { fitView } from '../views/rails/view';
import type { TrialTone } from './trials';
import { snapped } from './where';

interface Props {
  readonly plain: TraceReader;
  readonly labels: Labels;
  /** Where the crash is; null: there is none. */
  readonly at: number | null;
  /** Where the others are; NaN: nowhere. */
  readonly others?: readonly number[];
  /** What is said of it. */
  readonly says: string;
  /** Instants that stand for the engine's own steps: batches, rows, checkpoints. In order. */
  readonly marks: readonly number[];
  /** What came of crashes that were tried, by instant; null: none was. */
  readonly tried: ReadonlyMap<number, TrialTone> | null;
  readonly onMove: (at: number, gesture: string) => void;
  /** What a gesture has moved is to be as if it had never been. */
  readonly onTakeBack: (gesture: string) => void;
  readonly onStep: (direction: 1 | -1) => void;
}

/** More marks than this are no marks any more. */
const MOST = 160;

let drags = 0;

export function CrashStrip({
  plain,
  labels,
  at,
  others = [],
  says,
  marks: all,
  tried,
  onMove,
  onTakeBack,
  onStep,
}: Props) {
  const t = useTexts().crashLab;
  const line = useRef<HTMLDivElement>(null);
  const gesture = useRef<string | null>(null);
  const fit = fitView(plain);
  const { from } = fit;
  // A job can run long after the last row.
  const last = all.at(-1) ?? fit.to;
  const to = last > fit.to ? last + (last - from) / 30 : fit.to;
  const span = to - from;
  const share = (time: number): string => `${Math.min(100, Math.max(0, ((time - from) / span) * 100))}%`;
  const every = Math.max(1, Math.ceil(all.length / MOST));
  const marks = all.filter((_, i) => i % every === 0);
  const goTo = (event: PointerEvent<HTMLDivElement>): void => {
    const box = line.current?.getBoundingClientRect();
    if (!box || gesture.current === null) return;
    const place = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    onMove(snapped(from + place * span, span), gesture.current);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'Escape' && gesture.current !== null) {
      onTakeBack(gesture.current);
      gesture.current = null;
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const action = actionOf(ALL_KEYS.crash, event);
    if (action === 'earlier' || action === 'later') {
      const step = event.shiftKey ? span / 1000 : span / 60;
      const next = (at ?? from + span / 2) + (action === 'later' ? step : -step);
      onMove(snapped(Math.min(to, Math.max(from, next)), span), 'crash keys');
    } else if (action === 'batch' || action === 'batchBack') onStep(action === 'batch' ? 1 : -1);
    else return;
    event.preventDefault();
  };
  return (
    <div className="crash-strip">
      <p className="gutter" aria-hidden="true">
        <b>{t.drag}</b>
        <small>{t.dragKeys}</small>
      </p>
      <div
        ref={line}
        className="line"
        role="slider"
        tabIndex={0}
        aria-label={t.strip}
        aria-describedby="crash-strip-says"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={at === null ? 50 : Math.round(((at - from) / span) * 100)}
        aria-valuetext={at === null ? t.noCrash : says}
        title={t.keys}
        {...OWN_DRAG}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          gesture.current = `crash drag ${++drags}`;
          goTo(event);
        }}
        onPointerMove={goTo}
        onPointerUp={() => {
          gesture.current = null;
        }}
        onPointerCancel={() => {
          gesture.current = null;
        }}
        onKeyDown={onKeyDown}
      >
        <span className="rail" />
        {marks.map((mark) => (
          <span key={mark} className="mark" style={{ left: share(mark) }} />
        ))}
        {tried && (
          <span className="verdicts" aria-hidden="true">
            {[...tried].map(([when, tone]) => (
              <span key={when} className={tone} style={{ left: share(when) }} />
            ))}
          </span>
        )}
        {others.map((other) =>
          Number.isNaN(other) ? null : (
            <span
              key={other}
              className="other-crash"
              style={{ left: share(other) }}
              title={t.earlierCrash(labels.instant(other))}
            />
          ),
        )}
        {at !== null && (
          <span className="handle" style={{ left: share(at) }}>
            <svg width="16" height="18" viewBox="0 0 16 18" aria-hidden="true">
              <path d="M9 1L2 10h5l-1 7 8-10H9z" />
            </svg>
          </span>
        )}
      </div>
      <span className="ends" aria-hidden="true">
        <span>{labels.short(Math.ceil(from / SECOND) * SECOND)}</span>
        <span>{labels.short(Math.floor(to / SECOND) * SECOND)}</span>
      </span>
    </div>
  );
}
