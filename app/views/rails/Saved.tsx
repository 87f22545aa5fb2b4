/** Barriers, checkpoints and commits on the bar of an engine that works row by row. */
import { memo, useMemo } from 'react';
import { useTexts } from '../../language/language';
import type { RailsInput } from './layout';
import { Askable, type Asking, BoxMark, Text } from './marks';
import { savedMarks } from './saved';
import type { Scene } from './scene';
import './saved.css';

interface Props extends Pick<RailsInput, 'reader' | 'moment' | 'view' | 'words'> {
  readonly scene: Scene;
  /** Microseconds of processing time; may lie between two entries while time flows. */
  readonly now: number;
  readonly asking: Asking | null;
}

export default memo(function Saved({ reader, moment, view, words, scene, now, asking }: Props) {
  const { saves } = useTexts();
  const marks = useMemo(
    () => savedMarks({ reader, moment, view, words }, scene, now, saves),
    [reader, moment, view, words, scene, now, saves],
  );
  return (
    <g className="saves">
      {marks.map((m, i) => (
        <Askable
          key={`${m.area.x} ${m.area.y}`}
          subject={m.subject}
          spoken={m.spoken}
          area={m.area}
          asking={asking}
          roving={i === 0 ? 0 : -1}
          group="saves"
          className={`saved ${m.state} ${m.subject.kind}`}
        >
          {m.waits && <BoxMark box={m.waits} className="waits" />}
          {m.line && <line x1={m.line[0].x} y1={m.line[0].y} x2={m.line[1].x} y2={m.line[1].y} className="line" />}
          {m.label && <Text at={m.label} className="label" />}
        </Askable>
      ))}
      {marks.flatMap((m) =>
        m.barriers.map((b, i) => (
          <Askable
            key={`${m.spoken} ${b.spoken}`}
            subject={b.subject}
            spoken={b.spoken}
            area={b.area}
            asking={asking}
            roving={i === 0 ? 0 : -1}
            group="barriers"
            className={`barrier ${m.state}${b.travels ? ' travels' : ''}`}
          >
            <line x1={b.line[0].x} y1={b.line[0].y} x2={b.line[1].x} y2={b.line[1].y} className="line" />
            <circle cx={b.line[1].x} cy={b.line[1].y} r={b.travels ? 3.5 : 2.5} className="front" />
          </Askable>
        )),
      )}
    </g>
  );
});
