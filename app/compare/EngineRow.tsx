/** One engine's answers on the common clock, and how it scores. */
import { type KeyboardEvent, useMemo, useRef } from 'react';
import type { Value } from '../../engine/values';
import { type CompareWords, figureName, figureText, time } from '../../i18n/compareText';
import { useTexts } from '../language/language';
import { short } from '../views/rails/frame';
import type { axisOf } from './axis';
import { Score } from './Score';
import { StripPicture } from './Strips';
import { asides, type Lane, type lanesInSight, stripOf } from './strips';
import type { Compared } from './useCompared';

export function EngineRow({
  name: shownName,
  how,
  compared,
  index,
  lanes,
  lane: high,
  axis,
  now,
  column,
  words,
  difference,
  chosen,
  onChoose,
}: {
  name: string;
  how: string;
  compared: Compared;
  index: number;
  lanes: ReturnType<typeof lanesInSight>;
  /** Pixels of a lane. */
  lane: number;
  axis: ReturnType<typeof axisOf>;
  now: number;
  column: number;
  words: CompareWords;
  difference: (typeof compared.differences)[number] | null;
  chosen: { run: number; name: string } | null;
  onChoose: (name: string) => void;
}) {
  const t = useTexts().compare;
  const run = compared.runs[index] as (typeof compared.runs)[number];
  const strip = useMemo(() => stripOf(run, lanes, column, now, axis), [run, lanes, column, now, axis]);
  const widest = Math.max(0, ...lanes.map(({ row }) => Math.min(8, row?.length ?? 0)));
  const beside = useMemo(() => asides(strip.plates, high, Math.max(22, widest * 7 + 12)), [strip, high, widest]);
  const plates = useRef<HTMLUListElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...(plates.current?.querySelectorAll('button') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const go = (to: HTMLButtonElement | undefined) => {
      event.preventDefault();
      to?.focus();
    };
    if (event.key === 'ArrowRight') go(all[at + 1]);
    else if (event.key === 'ArrowLeft') go(all[at - 1]);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const rows = [...document.querySelectorAll<HTMLUListElement>('.plates')];
      const row = rows[rows.indexOf(plates.current as HTMLUListElement) + (event.key === 'ArrowDown' ? 1 : -1)];
      const buttons = row?.querySelectorAll('button');
      go(buttons?.[Math.min(at, (buttons.length ?? 1) - 1)]);
    }
  };
  const current = difference?.sides[0].run === index ? difference : null;
  const failed = run.trace.failure;
  return (
    <>
      <div className="compare-name">
        <b>{shownName}</b>
        <span>{failed ? t.failed(shownName, failed.error) : how}</span>
      </div>
      <div className="compare-strip">
        <StripPicture strip={strip} lanes={lanes} axis={axis} now={now} difference={difference} lane={high} />
        {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: arrows go from button to button, which do the rest */}
        <ul className="plates" ref={plates} onKeyDown={onKeyDown} aria-label={t.screen.answersOf(shownName)}>
          {strip.plates.map((plate, i) => {
            const lane = lanes[plate.lane] as (typeof lanes)[number];
            const truth = lane.truth?.[column] ?? null;
            const not = lane.truth === null ? t.screen.notThere : t.screen.not(figureText(truth, column, words));
            // The words stand where no mark of a dropped row needs the place.
            const crossed = strip.dropped.some((d) => d.lane === plate.lane && d.x > plate.x && d.x < plate.x + 76);
            const isChosen = chosen?.run === index && chosen.name === plate.name;
            const name = t.screen.plate(
              figureName(lane, words),
              figureText(plate.value, column, words),
              time(plate.at, words),
              plate.kind === 'update' ? t.screen.replaced : plate.kind === 'right' ? t.screen.isRight : not,
            );
            return (
              <li
                key={plate.output}
                style={{ left: plate.x + (beside[i] ?? 0), top: `calc(${plate.lane} * var(--lane))` }}
              >
                <button
                  type="button"
                  className={`plate ${plate.kind}${plate.final ? ' final' : ''}${isChosen ? ' chosen' : ''}${current?.name === plate.name && current.at === plate.at ? ' first' : ''}`}
                  tabIndex={i === 0 ? 0 : -1}
                  aria-label={name}
                  aria-pressed={isChosen}
                  onClick={() => onChoose(plate.name)}
                >
                  {plateText(lane, plate.value, column, words)}
                </button>
                {plate.kind === 'wrong' && (
                  <span className={crossed ? 'not before' : 'not'} aria-hidden="true">
                    {not}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      </div>
      <Score run={run} compared={compared} now={now} />
    </>
  );
}

/** Of a query without groups, the row by what tells it from others, and how often it came where that is not once. */
function plateText({ row }: Lane, value: Value, column: number, words: CompareWords): string {
  const figure = figureText(value, column, words);
  if (!row) return figure;
  return value === 1 ? short(row, 8) : `${short(row, 8)} ×${figure}`;
}
