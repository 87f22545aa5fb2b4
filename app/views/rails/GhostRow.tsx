/**
 * A row as it would have to be, on any picture: its way there lies among the ways of rows, its end and what would be so
 * above. What it says stands in the inspector, so it is not spoken here.
 */
import { useId } from 'react';
import type { WouldRow } from '../../stores/contract';
import type { Point } from './frame';
import { BoxMark, Text } from './marks';
import type { Plate } from './plate';
import type { Box } from './scene';

/** @param clip where it is in sight */
export function GhostWay({ path, clip, tone }: { path: string; clip: Box; tone: WouldRow['tone'] }) {
  const name = useId();
  return (
    <g className="ghost">
      <clipPath id={name}>
        <rect {...clip} />
      </clipPath>
      <path d={path} clipPath={`url(#${name})`} className={`f-none s-${tone} way`} />
    </g>
  );
}

interface EndProps {
  /** Null: out of sight. */
  readonly end: Point | null;
  readonly plate: Plate;
  readonly tone: WouldRow['tone'];
  /** A hand can take it. */
  readonly movable: boolean;
}

export function GhostEnd({ end, plate, tone, movable }: EndProps) {
  return (
    <g className={`ghost ${tone}`}>
      {end && <circle cx={end.x} cy={end.y} r={9.5} className={`f-card s-${tone} end${movable ? ' movable' : ''}`} />}
      <BoxMark box={plate.box} rx={7} className="f-card plate" />
      {plate.lines.map((line) => (
        <Text key={line.y} at={line} className={`l-${tone}`} />
      ))}
    </g>
  );
}
