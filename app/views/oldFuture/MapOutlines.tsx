/** The run before an edit as outlines on the map: where rows were, the answers that came out, the watermark's steps. */
import { memo, useMemo } from 'react';
import { differencesAt, type OldFuture } from '../../../engine/measure/oldFuture';
import { useTexts } from '../../language/language';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { water } from '../map/layout';
import { type Plane, xOf, yOf } from '../map/plane';
import { Text } from '../rails/marks';
import type { Words } from '../rails/words';
import { emissionText } from './lines';
import { OldDot } from './RailsOutlines';
import './oldFuture.css';

interface Props {
  readonly plane: Plane;
  readonly old: OldFuture;
  readonly now: number;
  readonly words: Words;
}

const MOST = 60;

export const MapOutlines = memo(function MapOutlines({ plane, old, now, words }: Props) {
  const { oldFuture: say } = useTexts();
  const differences = useMemo(() => differencesAt(old, now), [old, now]);
  const sea = useMemo(() => {
    if (!differences.water) return null;
    const reader = old.was;
    return water({ reader, moment: reader.at(reader.cursorAt(now)), withheld: NOTHING_WITHHELD, now, words }, plane);
  }, [differences, old, now, plane, words]);
  const inField = (x: number, y: number): boolean =>
    x >= plane.left && x <= plane.right && y >= plane.top && y <= plane.bottom;
  return (
    <svg className="old-future" aria-hidden="true" overflow="visible">
      {sea && <path d={sea.line} className="f-none s-water outline" />}
      {differences.emissions.slice(0, MOST).map((e) => {
        const y = yOf(plane, e.at);
        const from = Math.max(plane.left, e.start === null ? plane.left : xOf(plane, e.start));
        const to = Math.min(plane.right, e.end === null ? plane.right : xOf(plane, e.end));
        if (y < plane.top || y > plane.bottom || to <= from) return null;
        return (
          <g key={`${e.start} ${e.at} ${e.values.join()}`}>
            <line x1={from} x2={to} y1={y} y2={y} className="outline" />
            <Text
              at={{ x: to - 4, y: y - 4, text: say.was(emissionText(old, e.values, words)), anchor: 'end' }}
              className="l-ink2 halo said"
            />
          </g>
        );
      })}
      {differences.rows.slice(0, MOST).map(({ was, is }) => {
        if (!was || Number.isNaN(was.eventTime)) return null;
        const [x, y] = [xOf(plane, was.eventTime), yOf(plane, was.arrivesAt)];
        if (!inField(x, y)) return null;
        const late = was.status === 'late';
        return (
          <g key={was.row} className={late ? 'late' : undefined}>
            <OldDot x={x} y={y} late={late} />
            {is && is.status !== was.status && (
              <Text
                at={{ x, y: y - 15, text: say.was(words.texts.verdicts[was.status]), anchor: 'middle' }}
                className={`${late ? 'l-late' : 'l-ink2'} halo said`}
              />
            )}
          </g>
        );
      })}
    </svg>
  );
});
