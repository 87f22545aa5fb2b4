/** One engine's answers on the common clock, and how it scores. */
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { batchIdOf } from '../../engine/trace/trace';
import type { Value } from '../../engine/values';
import { type CompareWords, figureName, figureText, time } from '../../i18n/compareText';
import { useTexts } from '../language/language';
import { short, textWidth } from '../views/rails/frame';
import type { axisOf } from './axis';
import { Score } from './Score';
import { StripPicture } from './Strips';
import { asides, besidePlate, type Lane, type lanesInSight, type Stretch, setBacks, stripOf } from './strips';
import type { Compared } from './useCompared';

export function EngineRow({
  name: shownName,
  how,
  compared,
  index,
  lanes,
  lane: high,
  text,
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
  /** How much larger than usual the text is. */
  text: number;
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
  const { dropped: droppedWord } = t.screen;
  const placed = useMemo(() => {
    const sizes = { figure: Math.max(12, Math.min(15, (high / text) * 0.5)) * text, word: 12.5 * text };
    const wide = strip.plates.map((plate) =>
      Math.max(
        20 * text,
        textWidth(plateText(lanes[plate.lane] as Lane, plate.value, column, words), sizes.figure, 'bold') + 11,
      ),
    );
    const columns = asides(strip.plates, high / text, Math.max(22, Math.max(0, ...wide) / text)).map((by) => by * text);
    const begins = strip.plates.map((plate, i) => plate.x - BEFORE + (columns[i] as number));
    const back = setBacks(strip.plates, begins, wide, axis.width);
    const stretches = begins.map((from, i): Stretch => {
      const begin = from - (back[i] as number);
      return { from: begin, to: begin + (wide[i] as number) };
    });
    return strip.plates.map((plate, i) => {
      const own = stretches[i] as Stretch;
      const { truth } = lanes[plate.lane] as Lane;
      const not = truth === null ? t.screen.notThere : t.screen.not(figureText(truth[column] ?? null, column, words));
      if (plate.kind !== 'wrong') return { ...own, not, words: null };
      const rings = strip.dropped.filter((d) => d.lane === plate.lane);
      // Where lanes are lower than a plate, those of the lanes beside it reach into this one.
      const near = Math.ceil((LOWEST * text) / high) - 1;
      const others = {
        plates: stretches.filter(
          (_, n) => n !== i && Math.abs((strip.plates[n]?.lane ?? Infinity) - plate.lane) <= near,
        ),
        marks: rings.map(({ x }, n) => ({
          from: x - RING,
          to: x + RING + (n === rings.length - 1 ? 6 + textWidth(droppedWord, 12, 'bold') : 0),
        })),
      };
      return { ...own, not, words: besidePlate(own, textWidth(not, sizes.word, 'bold') + 4, others, axis.width) };
    });
  }, [strip, lanes, high, text, axis, column, words, t, droppedWord]);
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
  const { failure: failed, departs } = run.trace;
  const fails = failed
    ? t.failed(shownName, failed.error)
    : departs !== undefined
      ? t.departs.title(batchIdOf(run.trace, departs))
      : null;
  return (
    <>
      <div className="compare-name">
        <b>{shownName}</b>
        <span>{fails ?? how}</span>
      </div>
      <div className="compare-strip">
        <StripPicture strip={strip} lanes={lanes} axis={axis} now={now} difference={difference} lane={high} />
        {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: arrows go from button to button, which do the rest */}
        <ul className="plates" ref={plates} onKeyDown={onKeyDown} aria-label={t.screen.answersOf(shownName)}>
          {strip.plates.map((plate, i) => {
            const lane = lanes[plate.lane] as (typeof lanes)[number];
            const { from, not, words: at } = placed[i] as (typeof placed)[number];
            const isChosen = chosen?.run === index && chosen.name === plate.name;
            const name = t.screen.plate(
              figureName(lane, words),
              figureText(plate.value, column, words),
              time(plate.at, words),
              plate.kind === 'update' ? t.screen.replaced : plate.kind === 'right' ? t.screen.isRight : not,
            );
            return (
              <li key={plate.output} style={{ left: from, top: `calc(${plate.lane} * var(--lane))` }}>
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
                {at !== null && (
                  <span className="not" aria-hidden="true" style={{ left: at - from }}>
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

/** A plate begins so far before its moment, in pixels. */
const BEFORE = 10;
/** The least height of a plate; as in the style of `.plate`. */
const LOWEST = 14;
/** Half of the ring of a dropped row. */
const RING = 5;

/** Of a query without groups, the row by what tells it from others, and how often it came where that is not once. */
function plateText({ row }: Lane, value: Value, column: number, words: CompareWords): string {
  const figure = figureText(value, column, words);
  if (!row) return figure;
  return value === 1 ? short(row, 8) : `${short(row, 8)} ×${figure}`;
}
