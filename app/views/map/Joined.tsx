/** The map of a query that joins: loaded for such a query alone. */
import { memo, useMemo } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import { useTexts } from '../../language/language';
import { textWidth } from '../rails/frame';
import { TieLine } from '../rails/Joined';
import { isLit, joinOf } from '../rails/joins';
import { type Asking, BoxMark, Dot, Text } from '../rails/marks';
import { joinedScene } from './joined';
import type { MapInput, MapScene } from './layout';
import '../rails/joins.css';

interface Props {
  readonly input: MapInput;
  readonly scene: MapScene;
  readonly asking: Asking;
  readonly hovered: Subject | null;
}

export default memo(function Joined({ input, scene, asking, hovered }: Props) {
  const { joins: texts } = useTexts();
  const of = useMemo(() => joinOf(input.reader, texts), [input.reader, texts]);
  const marks = useMemo(() => of && joinedScene(input, scene, of), [input, scene, of]);
  if (!marks) return null;
  return (
    <g className="joined">
      {marks.shapes.map((label, i) => (
        <g key={label.text}>
          <Dot
            at={{ x: label.x - textWidth(label.text, 13, 'bold') - 12, y: label.y - 4.5 }}
            r={6}
            input={marks.shapes.length - 1 - i}
            kind="event"
          />
          <Text at={label} className="l-event stream-name" />
        </g>
      ))}
      {marks.ranges.map((box) => (
        <BoxMark key={box.x} box={box} className="would-match" />
      ))}
      {marks.inputs.map(({ key, line, label }) => (
        <g key={key}>
          <path d={line} className="f-none own" />
          {label && <Text at={label} className="l-water input-word halo" />}
        </g>
      ))}
      {marks.rows.map(
        ({ row, at, state }) =>
          state !== 'freed' && <circle key={row} cx={at.x} cy={at.y} r={10} className={`kept ${state}`} />,
      )}
      {marks.ties.map((tie, i) => (
        <TieLine key={tie.key} tie={tie} first={i === 0} asking={asking} lit={isLit(tie, input.looked, hovered)} />
      ))}
    </g>
  );
});
