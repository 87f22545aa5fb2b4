/** The rails of a query that joins: loaded for such a query alone. `joins.ts` says what is drawn. */
import { memo, useMemo } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import type { Texts } from '../../../i18n';
import { useTexts } from '../../language/language';
import { bandOf, isLit, joinFate, joinFrame, joinOf, joinScene, KNOB, stretchesOf, tiesOfRow } from './joins';
import { Askable, BoxMark, Text, Water } from './marks';
import { Picture, type PictureProps } from './Rails';
import type { InputWater, Joined, JoinedProps, JoinRowMark, TieMark } from './scene';
import './joins.css';

export default function JoinedPicture(props: PictureProps) {
  const { joins: texts } = useTexts();
  const { reader } = props;
  const joined = useMemo(() => joinedOf(reader, texts), [reader, texts]);
  return <Picture {...props} {...(joined && { joined })} />;
}

/** Null: a source that is joined with itself has one rail, like every other. */
export function joinedOf(reader: TraceReader, texts: Texts['joins']): Joined | null {
  const of = joinOf(reader, texts);
  if (!of) return null;
  return {
    frame: (frame) => joinFrame(frame, of),
    scene: (scene, input) => joinScene(scene, input, of),
    fate: (moment, withheld, row, words) => joinFate(of, moment, withheld, row, words),
    Under: memo(function Under({ scene, name }: JoinedProps) {
      return (
        <g className="joined">
          <Waters scene={scene} name={name} />
        </g>
      );
    }),
    Between: memo(function Between({ scene, input, asking, hovered, looked, playing }: JoinedProps) {
      const { join } = scene;
      if (!join) return null;
      // Among thousands only the row that is looked at has its ties.
      const ties = scene.crowd && looked !== null ? tiesOfRow(looked, scene.frame, input, of) : join.ties;
      const stretches = looked === null ? [] : stretchesOf(looked, scene.frame, of, input.words);
      const isAside = (rows: readonly number[]): boolean => playing !== null && !rows.some((row) => playing.has(row));
      return (
        <g className="joined">
          {asking && <Seas scene={scene} ask={() => asking.ask({ kind: 'watermark' })} />}
          {stretches.map(({ rail, area }) => (
            <BoxMark key={rail} box={area} rx={12} className="would-match" />
          ))}
          {join.rows.map((mark) => (
            <Kept key={mark.row} mark={mark} aside={isAside([mark.row])} />
          ))}
          {ties.map((tie, i) => (
            <TieLine
              key={tie.key}
              tie={tie}
              first={i === 0}
              aside={isAside(tie.rows)}
              asking={asking}
              lit={isLit(tie, looked, hovered)}
            />
          ))}
        </g>
      );
    }),
    Above: memo(function Above({ scene, input, looked }: JoinedProps) {
      return (
        <svg aria-hidden="true" overflow="visible">
          {scene.join?.waters.map(
            ({ rail, label }) => label && <Text key={rail} at={label} className="l-water input-word halo" />,
          )}
          {(looked === null ? [] : stretchesOf(looked, scene.frame, of, input.words)).map(
            ({ rail, label }) => label && <Text key={rail} at={label} className="l-event would-match-word halo" />,
          )}
        </svg>
      );
    }),
  };
}

/** The water of all on every rail but the lowest, which has it already; and what each input has come to beyond it. */
function Waters({ scene, name }: { scene: JoinedProps['scene']; name: string }) {
  const { frame, water, join } = scene;
  const { event, rails } = frame;
  return (
    <g clipPath={`url(#${name}-sea)`}>
      {join?.waters.map((w: InputWater) => (
        <g key={w.rail} className={w.idle ? 'input idle' : 'input'}>
          {w.further && <BoxMark box={w.further} className="further" />}
          {w.line && <line x1={w.line[0].x} y1={w.line[0].y} x2={w.line[1].x} y2={w.line[1].y} className="own" />}
        </g>
      ))}
      {water &&
        rails?.at.slice(0, -1).map((at) => {
          const band = { from: frame.water.from + at - event, to: frame.water.to + at - event };
          return <Water key={at} frame={{ ...frame, water: band }} along={water.along} fill={`url(#${name}-water)`} />;
        })}
    </g>
  );
}

/** The water takes pointers on every rail; the lowest has its own, and the label takes keys. */
function Seas({ scene: { frame, water }, ask }: { scene: JoinedProps['scene']; ask: () => void }) {
  if (!water) return null;
  const { along, orientation, rails } = frame;
  const long = Math.max(0, Math.min(water.along, along.to) - along.from);
  return rails?.at.slice(0, -1).map((at, rail) => {
    const { from, to } = bandOf(frame, rail);
    const wide = to - from;
    const box =
      orientation === 'horizontal'
        ? { x: along.from, y: from, width: long, height: wide }
        : { x: from, y: along.from, width: wide, height: long };
    // biome-ignore lint/a11y/noStaticElementInteractions: see WaterLabel
    return <rect key={at} {...box} className="area sea" fill="none" onClick={ask} />;
  });
}

/** What the state keeps is ringed; what it let go without a match has its stub. */
function Kept({ mark: { at, state, end }, aside }: { mark: JoinRowMark; aside: boolean }) {
  const part = aside ? ' aside' : '';
  if (state !== 'freed') return <circle cx={at.x} cy={at.y} r={10.5} className={`kept ${state}${part}`} />;
  // The bar stands across the stub.
  const [x, y] = [(end.x - at.x) / 4, (end.y - at.y) / 4];
  return (
    <path
      d={`M${at.x},${at.y}L${end.x},${end.y}M${end.x - y},${end.y + x}L${end.x + y},${end.y - x}`}
      className={`let-go${part}`}
    />
  );
}

export function TieLine({
  tie,
  first,
  asking,
  lit,
  aside = false,
}: {
  tie: TieMark;
  first: boolean;
  asking: JoinedProps['asking'];
  lit: boolean;
  aside?: boolean;
}) {
  const { x, y } = tie.knob;
  return (
    <Askable
      subject={tie.subject}
      spoken={tie.spoken}
      area={tie.area}
      asking={asking}
      roving={first ? 0 : -1}
      group="ties"
      className={`tie ${tie.tone}${tie.alone ? ' alone' : ''}${lit ? ' lit' : ''}${aside ? ' aside' : ''}`}
    >
      <path d={tie.path} className="line" />
      <path d={`M${x - KNOB},${y}L${x},${y - KNOB}L${x + KNOB},${y}L${x},${y + KNOB}Z`} className="knob" />
    </Askable>
  );
}
