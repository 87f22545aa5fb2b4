/** Numbered causes on the picture. What they say stands in the inspector, so they are not spoken here. */
import { memo } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import { type Asked, PIN, pinMarks } from './pins';
import type { Box, Scene } from './scene';
import './pins.css';

interface Props {
  readonly scene: Scene;
  readonly reader: TraceReader;
  readonly asked: Asked;
  /** Where something else is written. */
  readonly written: Box;
}

export const Pins = memo(function Pins({ scene, reader, asked, written }: Props) {
  const { pins, levels, lessDelay } = pinMarks(scene, reader, asked.pins, written);
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
