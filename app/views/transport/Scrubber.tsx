import { type KeyboardEvent, memo, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import { OWN_DRAG } from '../../controls/ownDrag';
import { actionOf, KEYS } from '../../keys/keys';
import { useTexts } from '../../language/language';
import { paceFor } from '../../stores/pace';
import { pinsOf, usePins } from '../../stores/pins';
import { usePlayback } from '../../stores/playback';
import type { Labels } from '../../trace/labels';
import type { Withheld } from '../../trace/withheld';
import type { StepTo } from './jump';
import {
  isLateBy,
  type ScrubberLayout,
  type ScrubberMark,
  type ScrubberPin,
  scrubberLayout,
  scrubberPins,
} from './layout';

interface Props {
  readonly reader: TraceReader;
  readonly withheld: Withheld;
  readonly labels: Labels;
  readonly onJump: (to: StepTo, direction: 1 | -1) => void;
  /** Causes of what is asked about, which stand here instead of the marks of rows; null: nothing is asked. */
  readonly pins: readonly ScrubberPin[] | null;
}

/** Half the thumb: the line begins and ends where the thumb's middle can be. */
const INSET = 9;

/** A slider over the run. Pointer moves count once a frame. */
export function Scrubber({ reader, withheld, labels, onJump, pins }: Props) {
  const { stage } = useTexts();
  const t = stage.transport;
  const pace = paceFor(reader);
  const layout = useMemo(() => scrubberLayout(reader, pace, withheld), [reader, pace, withheld]);
  const pinned = useMemo(() => pins && scrubberPins(reader, pace, pins), [reader, pace, pins]);
  const kept = usePins((s) => pinsOf(s.byScenario, reader.scenario.name));
  const cursor = usePlayback((s) => s.cursor);
  const now = usePlayback((s) => s.now);
  const line = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; frame: number | null; resume: boolean } | null>(null);
  useEffect(() => () => void (drag.current?.frame != null && cancelAnimationFrame(drag.current.frame)), []);

  const share = pace.seconds > 0 ? Math.min(1, pace.secondsOf({ cursor, now }) / pace.seconds) : 0;

  const goToPointer = () => {
    const held = drag.current;
    const box = line.current?.getBoundingClientRect();
    if (!held || !box) return;
    held.frame = null;
    const at = Math.min(1, Math.max(0, (held.x - box.left - INSET) / (box.width - 2 * INSET)));
    const place = pace.at(at * pace.seconds);
    const { seek, seekTime } = usePlayback.getState();
    if (reader.timeAt(place.cursor) === place.now) seek(place.cursor);
    else seekTime(place.now);
  };
  const onDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { playing, pause } = usePlayback.getState();
    pause();
    drag.current = { x: event.clientX, frame: null, resume: playing };
    goToPointer();
  };
  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    const held = drag.current;
    if (!held) return;
    held.x = event.clientX;
    held.frame ??= requestAnimationFrame(goToPointer);
  };
  const onUp = () => {
    const held = drag.current;
    if (!held) return;
    if (held.frame !== null) {
      cancelAnimationFrame(held.frame);
      goToPointer();
    }
    drag.current = null;
    if (held.resume) usePlayback.getState().play();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const { seek, pause } = usePlayback.getState();
    const action = actionOf(KEYS.scrubber, event);
    if (action === null) return;
    if (action === 'start' || action === 'end') {
      pause();
      // The end of the run on the stage, which may be newer than what is drawn here.
      seek(action === 'start' ? 0 : Number.POSITIVE_INFINITY);
    } else {
      const to = action === 'row' || action === 'rowBack' ? 'row' : 'batch';
      onJump(to, action === to ? 1 : -1);
    }
    event.preventDefault();
  };
  const arrived = reader.at(cursor).arrived;

  return (
    <div
      ref={line}
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label={t.scrubber}
      aria-valuemin={0}
      aria-valuemax={reader.length}
      aria-valuenow={cursor}
      aria-valuetext={t.at(labels.instant(now), arrived, reader.trace.arrivalOrder.length)}
      {...OWN_DRAG}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={onUp}
      onKeyDown={onKeyDown}
    >
      <div className="along">
        <Marks
          layout={layout}
          late={layout.marks.filter((m) => isLateBy(m, cursor)).length}
          cursor={cursor}
          plain={pinned !== null}
        />
        {pinned && <PinMarks pins={pinned} />}
        {kept.length > 0 && <KeptMarks reader={reader} times={kept} />}
        <div className="track" />
        <div className="passed" style={{ width: `${share * 100}%` }} />
        <div className="thumb" style={{ left: `${share * 100}%` }} />
      </div>
    </div>
  );
}

interface MarksProps {
  readonly layout: ScrubberLayout;
  /** How many marks are late by now: only that changes them. */
  readonly late: number;
  readonly cursor: number;
  /** Ticks only. */
  readonly plain: boolean;
}

/** Units of a scale along the line: a hundredth of a percent, which is finer than a pixel. */
const WHOLE = 10_000;
/** A path through places along the line: a hand that drags moves thousands of them, and moves one element. */
const through = (places: readonly number[], mark: string): string =>
  places.map((at) => `M${Math.round(at * WHOLE)},${mark}`).join('');

const places = (marks: readonly ScrubberMark[]): number[] => marks.map((m) => m.at);

const Marks = memo(
  function Marks({ layout, cursor, plain }: MarksProps) {
    const marks = plain ? [] : layout.marks;
    const late = marks.filter((m) => isLateBy(m, cursor));
    const others = marks.filter((m) => !isLateBy(m, cursor));
    return (
      <>
        <svg
          className="marks"
          aria-hidden="true"
          width="100%"
          height="48"
          viewBox={`0 0 ${WHOLE} 48`}
          preserveAspectRatio="none"
        >
          <path d={through(layout.ticks, '17V32')} className="f-none s-mark3 tick" />
          <path d={through(places(others), '8h0')} className="out-of-order" data-dense={layout.dense || undefined} />
          {layout.dense && <path d={through(places(late), '3V13')} className="f-none s-late many-late" />}
        </svg>
        {!layout.dense && (
          <svg className="marks" aria-hidden="true" width="100%" height="48">
            {late.map((m) => (
              <svg key={m.row} aria-hidden="true" x={`${m.at * 100}%`} y="8" overflow="visible">
                <circle r="5.5" className="f-card s-late" strokeWidth="2" />
                <path d="M-2.5,-2.5l5,5m0,-5l-5,5" className="f-none s-late" strokeWidth="1.8" strokeLinecap="round" />
              </svg>
            ))}
          </svg>
        )}
      </>
    );
  },
  (a, b) => a.layout === b.layout && a.late === b.late && a.plain === b.plain,
);

/** The numbers of causes at their moments; they are told and reached in the inspector. */
function PinMarks({ pins }: { pins: ReturnType<typeof scrubberPins> }) {
  return (
    <svg className="marks scrubber-pins" aria-hidden="true" width="100%" height="48">
      {pins.map((p) => (
        <svg key={p.at} aria-hidden="true" x={`${p.at * 100}%`} y="7" overflow="visible" className={p.tone}>
          <path d="M0,9V16" />
          <circle r="9.5" />
          <text y="4.200" textAnchor="middle">
            {p.sign}
          </text>
        </svg>
      ))}
    </svg>
  );
}

/** Moments that the person has pinned, under the line; they are told and reached in the menu beside it. */
function KeptMarks({ reader, times }: { reader: TraceReader; times: readonly number[] }) {
  const pace = paceFor(reader);
  return (
    <svg className="marks kept-pins" aria-hidden="true" width="100%" height="48">
      {times.map((time, i) => {
        const seconds = pace.secondsOf({ cursor: reader.cursorAt(time), now: time });
        const at = pace.seconds > 0 ? Math.min(1, Math.max(0, seconds / pace.seconds)) : 0;
        return (
          <svg key={time} aria-hidden="true" x={`${at * 100}%`} y="33" overflow="visible">
            <path d="M0,-1L4,4H-4Z" />
            <text y="13.500" textAnchor="middle">
              {i + 1}
            </text>
          </svg>
        );
      })}
    </svg>
  );
}
