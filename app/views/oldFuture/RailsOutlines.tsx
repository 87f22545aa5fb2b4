/** The run before an edit as outlines on the rails. The table twin and the bar say the same, so they are not spoken here. */
import { memo, useMemo } from 'react';
import { differencesAt, type OldFuture } from '../../../engine/measure/oldFuture';
import { useTexts } from '../../language/language';
import { Text } from '../rails/marks';
import type { Scene } from '../rails/scene';
import type { Words } from '../rails/words';
import { outlinesOf } from './outlines';
import './oldFuture.css';

interface Props {
  readonly scene: Scene;
  readonly old: OldFuture;
  readonly now: number;
  readonly words: Words;
}

export const RailsOutlines = memo(function RailsOutlines({ scene, old, now, words }: Props) {
  const { oldFuture: say } = useTexts();
  const differences = useMemo(() => differencesAt(old, now), [old, now]);
  const { rows, water, windows } = outlinesOf(scene, old, differences, words, say.was, say.differ);
  return (
    <svg className="old-future" aria-hidden="true" overflow="visible">
      {water && (
        <>
          <line
            x1={water.line[0].x}
            y1={water.line[0].y}
            x2={water.line[1].x}
            y2={water.line[1].y}
            className="s-water outline"
          />
          <Text at={water.label} className="l-water halo said" />
        </>
      )}
      {windows.map((w) => (
        <Text key={w.key} at={w} className="l-ink2 halo said" />
      ))}
      {rows.map((r) => (
        <g key={r.key} className={r.late ? 'late' : undefined}>
          {r.thread && <path d={r.thread} className="f-none outline" />}
          {r.ends.map((p) => (
            <OldDot key={`${p.x} ${p.y}`} x={p.x} y={p.y} late={r.late} />
          ))}
          {r.label && <Text at={r.label} className={`${r.late ? 'l-late' : 'l-ink2'} halo said`} />}
        </g>
      ))}
    </svg>
  );
});

/** A ring where a row was; crossed if it was dropped. */
export function OldDot({ x, y, late }: { x: number; y: number; late: boolean }) {
  const c = 3.4;
  return (
    <>
      <circle cx={x} cy={y} r={10} className="f-none outline" />
      {late && <path d={`M${x - c},${y - c}l${2 * c},${2 * c}m0,${-2 * c}l${-2 * c},${2 * c}`} className="cross" />}
    </>
  );
}
