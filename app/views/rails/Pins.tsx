/**
 * Numbered causes on the picture, and the row as it would have to be. What they say stands in the inspector, so they are
 * not spoken here.
 */
import { memo, type RefObject, useLayoutEffect } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import type { WouldRow } from '../../stores/contract';
import { GhostEnd, GhostWay } from './GhostRow';
import { ghostMark, ghostPath } from './ghost';
import type { NowMark } from './layout';
import type { WouldEnd } from './pick';
import { type Asked, PIN, pinMarks } from './pins';
import type { Scene } from './scene';
import './pins.css';

interface Props {
  readonly scene: Scene;
  readonly reader: TraceReader;
  readonly asked: Asked;
  readonly now: NowMark;
  /** Told where a hand can take the row as it would be; null: nothing can be moved. */
  readonly grip: RefObject<WouldEnd | null> | null;
}

export const Pins = memo(function Pins({ scene, reader, asked, now, grip }: Props) {
  const { would = null, rows: playing } = asked;
  const pinned = pinMarks(scene, reader, asked.pins, now.tag);
  const { pins, levels, lessDelay } = pinned;
  const ghost = would && ghostMark(scene, reader, would, playing, pinned, now);
  const end = ghost?.end ?? null;
  useLayoutEffect(() => {
    if (!grip) return;
    grip.current = end;
    return () => {
      grip.current = null;
    };
  });
  return (
    <svg className="pins" aria-hidden="true" overflow="visible">
      {levels.map(([a, b]) => (
        <line key={`${a.x} ${a.y}`} x1={a.x} y1={a.y} x2={b.x} y2={b.y} className="s-water tested" />
      ))}
      {lessDelay.map((m) => (
        <g key={m.path} className="less-delay">
          <path d={m.path} className="f-none s-water" />
          <path d={m.head} className="f-water" />
          {m.label && (
            <text x={m.label.x} y={m.label.y} textAnchor={m.label.anchor} className="l-water halo">
              {m.label.text}
            </text>
          )}
        </g>
      ))}
      {ghost && <GhostEnd {...ghost} tone={would.tone} movable={grip !== null} />}
      {pins.map((p) => (
        <g key={p.key} className={`pin ${p.tone}`}>
          {p.stem && <path d={p.stem} className="stem" />}
          {p.here && <circle cx={p.x} cy={p.y} r={PIN + 3.5} className="here" />}
          <circle cx={p.x} cy={p.y} r={PIN} className="disc" />
          <text x={p.x} y={p.y + 4.5} textAnchor="middle">
            {p.sign}
          </text>
        </g>
      ))}
    </svg>
  );
});

/** The thread of the row as it would be. */
export const WouldThread = memo(function WouldThread({ scene, would }: { scene: Scene; would: WouldRow }) {
  const { frame } = scene;
  const { from, to } = frame.along;
  const clip =
    frame.orientation === 'horizontal'
      ? { x: from - 10, y: 0, width: to - from + 20, height: frame.height }
      : { x: 0, y: 30, width: frame.width, height: frame.height - 30 };
  const path = ghostPath(scene, would);
  return path && <GhostWay path={path} clip={clip} tone={would.tone} />;
});
