/** What the same setting buys with other arrivals: three small pictures on the same axes; one of them is the page's. */
import { useMemo, useRef } from 'react';
import type { Promised, SweepPoint } from '../../engine/measure/sweep';
import type { SweptSetting } from '../../engine/scenario/knobs';
import type { EngineName } from '../../engine/scenario/scenario';
import { MINUTE } from '../../engine/time';
import { duration, percent } from '../../i18n/format';
import { useLanguage, useTexts } from '../language/language';
import { textWidth } from '../views/rails/frame';
import { useSize } from '../views/rails/useSize';
import { outcomeOf, type SmallAxes, smallAxes, smallChart } from './charts';
import { LATENESS, PATTERNS, type Pattern, PROMPT_WITHIN } from './patterns';
import { usePatterns } from './usePatterns';

interface Props {
  readonly engine: EngineName;
  readonly setting: SweptSetting;
  /** Of the setting, microseconds. */
  readonly value: number;
  readonly promised: Promised;
  readonly chosen: Pattern;
  readonly onChoose: (pattern: Pattern) => void;
}

export function Patterns({ engine, setting, value, promised, chosen, onChoose }: Props) {
  const { sweep: t } = useTexts();
  const runs = usePatterns(engine, setting, value);
  const axes = useMemo(
    () =>
      smallAxes(
        PATTERNS.flatMap((pattern) => runs[pattern]),
        promised,
      ),
    [runs, promised],
  );
  return (
    <section className="sweep-patterns" aria-labelledby="patterns">
      <h2 id="patterns">{t.patterns.title}</h2>
      {PATTERNS.map((pattern) => (
        <PatternCard
          key={pattern}
          pattern={pattern}
          points={runs[pattern]}
          value={value}
          setting={setting}
          promised={promised}
          axes={axes}
          pressed={pattern === chosen}
          onChoose={() => onChoose(pattern)}
        />
      ))}
    </section>
  );
}

function PatternCard({
  pattern,
  points,
  value,
  setting,
  promised,
  axes,
  pressed,
  onChoose,
}: {
  readonly pattern: Pattern;
  readonly points: readonly SweepPoint[];
  readonly value: number;
  readonly setting: SweptSetting;
  readonly promised: Promised;
  readonly axes: SmallAxes;
  readonly pressed: boolean;
  readonly onChoose: () => void;
}) {
  const { sweep: t } = useTexts();
  const language = useLanguage();
  const box = useRef<HTMLSpanElement>(null);
  const size = useSize(box);
  const late = LATENESS[pattern];
  const within = duration((late?.upTo ?? PROMPT_WITHIN) * MINUTE, language);
  const here = points.find((p) => p.value === value);
  return (
    <button type="button" className="card sweep-pattern" aria-pressed={pressed} aria-busy={!here} onClick={onChoose}>
      <span className="head">
        <b>{t.patterns.name[pattern]}</b>
        <small>{late ? t.patterns.late(percent(late.share, language), within) : t.patterns.within(within)}</small>
      </span>
      <span className="small-picture" ref={box}>
        {size && <Small points={points} here={here} promised={promised} axes={axes} {...size} />}
      </span>
      <span className="says">{here ? sayOutcome() : t.patterns.running}</span>
    </button>
  );

  function sayOutcome(): string {
    const outcome = outcomeOf(points, here as SweepPoint, promised);
    const said = (length: number): string => duration(length, language, 2);
    const name = t.settings[setting];
    switch (outcome.kind) {
      case 'nothing':
        return outcome.sooner > 0
          ? t.patterns.nothing(said(value), said(Math.round(outcome.sooner / 1e6) * 1e6))
          : t.patterns.nothingAtAll;
      case 'free':
        return outcome.sooner > 0
          ? t.patterns.free(said(Math.round(outcome.sooner / 1e6) * 1e6))
          : t.patterns.freeAtAll;
      case 'kept':
        return outcome.from === outcome.to
          ? t.patterns.keptAt(name, said(outcome.from))
          : t.patterns.kept(name, said(outcome.from), said(outcome.to));
      case 'never':
        return outcome.most === null
          ? t.patterns.never(name)
          : t.patterns.best(name, percent(outcome.most, language, 1));
    }
  }
}

function Small({
  points,
  here,
  promised,
  axes,
  width,
  height,
}: {
  readonly points: readonly SweepPoint[];
  readonly here: SweepPoint | undefined;
  readonly promised: Promised;
  readonly axes: SmallAxes;
  readonly width: number;
  readonly height: number;
}) {
  const language = useLanguage();
  const chart = smallChart(points, promised, axes, width, height);
  const { box } = chart;
  const { floor } = axes;
  const at = here && here.wait !== null ? { x: chart.x(here.wait), y: chart.y(here.completeness ?? 0) } : null;
  const left = at && at.x > box.x + box.width * 0.62;
  return (
    <svg width={width} height={height} className="sweep-svg" aria-hidden="true">
      <rect {...chart.promised} className="f-final-soft" />
      {[1, (1 + floor) / 2, floor].map((share) => (
        <g key={share}>
          <path d={`M${box.x},${chart.y(share)}h${box.width}`} className="s-rule" />
          <text x={box.x - 6} y={chart.y(share) + 4} textAnchor="end" className="tick">
            {percent(share, language)}
          </text>
        </g>
      ))}
      {chart.ticks.map((tick) => (
        <text
          key={tick}
          x={Math.min(chart.x(tick), width - textWidth(duration(tick, language), 12, 'figures') / 2 - 1)}
          y={height - 4}
          textAnchor="middle"
          className="tick"
        >
          {duration(tick, language)}
        </text>
      ))}
      <path d={chart.line} className="f-none s-water" strokeWidth="2.5" strokeLinejoin="round" />
      {at && here && (
        <>
          <circle cx={at.x} cy={at.y} r="6.5" className="f-card s-ink" strokeWidth="2.5" />
          <text x={at.x + (left ? -12 : 12)} y={at.y + 18} textAnchor={left ? 'end' : 'start'} className="says">
            {percent(here.completeness ?? 0, language, 1)}
          </text>
        </>
      )}
    </svg>
  );
}
