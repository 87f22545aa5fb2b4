/** Where the query died, and the rail until it is back: loaded where there is a crash. */
import { memo, useMemo } from 'react';
import { useTexts } from '../../language/language';
import type { RailsInput } from './layout';
import { Askable, type Asking, Text } from './marks';
import { outageMarks } from './outages';
import type { Scene } from './scene';

interface Props extends Pick<RailsInput, 'reader' | 'moment' | 'view' | 'words'> {
  readonly scene: Scene;
  readonly asking: Asking | null;
}

export default memo(function Outages({ reader, moment, view, words, scene: { frame }, asking }: Props) {
  const { saves } = useTexts();
  const marks = useMemo(
    () => outageMarks({ reader, moment, view, words }, frame, saves),
    [reader, moment, view, words, frame, saves],
  );
  return marks.map((o, i) => (
    <Askable
      key={o.crash}
      subject={{ kind: 'crash', crash: o.crash }}
      spoken={o.spoken}
      area={o.area}
      asking={asking}
      roving={i === 0 ? 0 : -1}
      group="outages"
      className="outage"
    >
      {o.gap && <line className="gap" x1={o.gap[0].x} y1={o.gap[0].y} x2={o.gap[1].x} y2={o.gap[1].y} />}
      {o.tear && <path className="tear" d={o.tear} />}
      {o.label && <Text at={o.label} className="label" />}
    </Askable>
  ));
});
