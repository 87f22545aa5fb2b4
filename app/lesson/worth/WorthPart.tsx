/**
 * What an answer is worth by its age, and what each way to it costs: a model, with everything that it assumes on sliders.
 * The learner places the cheapest way that keeps enough of the value; moving an assumption may move it.
 */
import { useEffect, useId, useMemo, useState } from 'react';
import { duration, number, percent, rupiah } from '../../../i18n/format';
import type { Language } from '../../../i18n/languages';
import {
  ageAt,
  cheapestWay,
  costADay,
  oldestKeeping,
  PRICES,
  type Prices,
  shareOf,
  WAYS,
  type Way,
} from '../../../lessons/money';
import type { Step } from '../../../lessons/schema';
import type { Spans } from '../../../lessons/text';
import { type Assumption, assumedAtFirst, type Worth } from '../../../lessons/worth';
import { announce } from '../../announce';
import { Slide } from '../../controls/Slide';
import { useLanguage, useTexts } from '../../language/language';
import { useLearner } from '../../stores/learner';
import { compare } from '../answerMoves';
import { plainWords, type Quoted, Words } from '../Prose';
import type { LessonRun } from '../useLessonRun';
import { AGES, BILL, HEIGHT, VALUE, WIDTH, type WorthChart, worthChart, xOf } from './chart';
import './worth.css';

const SECOND = 1e6;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The bill's own assumptions. */
const BILL_SLIDERS: Readonly<Record<Exclude<keyof Prices, 'record'>, Omit<Assumption, 'start'>>> = {
  machine: { min: 1_000, max: 50_000, unit: 'rupiah' },
  start: { min: 5 * SECOND, max: 10 * MINUTE, unit: 'duration' },
  work: { min: SECOND, max: 12 * HOUR, unit: 'duration' },
  always: { min: 0.05, max: 1, unit: 'share' },
};

/** Lengths and amounts of many sizes move in ratio, the rest in difference. */
const inRatio = ({ min, max }: Omit<Assumption, 'start'>): boolean => min > 0 && max / min >= 20;
const positionOf = (value: number, a: Omit<Assumption, 'start'>): number =>
  inRatio(a) ? Math.log(value / a.min) / Math.log(a.max / a.min) : (value - a.min) / (a.max - a.min);
const valueAt = (position: number, a: Omit<Assumption, 'start'>): number =>
  roundly(inRatio(a) ? a.min * (a.max / a.min) ** position : a.min + position * (a.max - a.min), a.unit);

/** Two figures are enough for something assumed; a length of time is whole seconds from one second on. */
function roundly(value: number, unit: Assumption['unit']): number {
  if (value === 0) return 0;
  if (unit === 'count') return Math.round(value);
  if (unit === 'duration') {
    const step =
      value >= HOUR
        ? 5 * MINUTE
        : value >= 10 * MINUTE
          ? MINUTE
          : value >= MINUTE
            ? 5 * SECOND
            : value >= 10 * SECOND
              ? SECOND
              : SECOND / 10;
    return Math.max(SECOND / 10, Math.round(value / step) * step);
  }
  const size = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
  return Math.round(value / size) * size;
}

function said(value: number, unit: Assumption['unit'], language: Language): string {
  switch (unit) {
    case 'duration':
      return duration(value, language, 2);
    case 'share':
      return percent(value, language);
    case 'rupiah':
      return rupiah(Math.round(value), language);
    case 'dollars':
      return `$${number(Math.round(value), language)}`;
    case 'count':
      return number(value, language);
  }
}

/** An age as one says it: two units at most, and no parts of a second from a second on. */
const ageSaid = (age: number, language: Language): string =>
  duration(
    age < SECOND ? Math.round(age / (SECOND / 100)) * (SECOND / 100) : Math.round(age / SECOND) * SECOND,
    language,
    2,
  );

interface WorthPartProps {
  readonly slug: string;
  readonly step: Step & { readonly worth: Worth };
  /** Of the runs that are marked, by name. */
  readonly labels: Readonly<Record<string, Spans>>;
  /** What an answer's worth is (`value`), and the name of each assumption. */
  readonly text: Readonly<Record<string, Spans>>;
  readonly run: LessonRun;
  readonly quoted: Quoted;
}

export function WorthPart({ slug, step, labels, text, run, quoted }: WorthPartProps) {
  const { worth } = step;
  const { worth: say } = useTexts();
  const language = useLanguage();
  const heading = useId();
  const group = useId();
  const first = useMemo(
    () => ({ assumed: assumedAtFirst(worth), prices: { ...PRICES, ...worth.prices }, keep: worth.keep }),
    [worth],
  );
  const [{ assumed, prices, keep }, setModel] = useState(first);
  const [age, setAge] = useState(MINUTE);
  const [placed, setPlaced] = useState<Way | null>(null);

  const alone = worth.valueAlone === true;
  const bottom = alone ? VALUE.bottom : BILL.bottom;
  const value = (at: number): number => worth.value(at, assumed, run.runs);
  const all = value(0);
  const oldest = oldestKeeping(keep, value);
  const cheapest = cheapestWay(oldest, prices);
  const chart = worthChart(value, { value: keep * all, age: oldest }, prices);
  const marks = worth.marks.flatMap((name) => {
    const facts = run.runs[name];
    if (!facts) return [];
    const old = worth.age(facts);
    return [{ name, age: old, value: Number.isFinite(old) ? value(old) : 0 }];
  });
  const cost = (way: Way, at: number): string => {
    const c = costADay(way, at, prices);
    return c === null ? say.notSoFresh : say.aDay(rupiah(Math.round(c), language));
  };
  const kept = percent(value(age) / (all || 1), language);
  const readout = say.readout(
    ageSaid(age, language),
    // A value that is a share itself is said once.
    worth.unit === 'share' ? kept : `${kept}, ${said(value(age), worth.unit, language)}`,
  );
  const verdict = placed && verdictOf(placed);

  function verdictOf(way: Way): string {
    const [share, old] = [percent(keep, language), ageSaid(oldest, language)];
    if (way === cheapest) return say.verdict.right(share, old);
    const reason = costADay(way, oldest, prices) === null ? say.verdict.stale : say.verdict.dear;
    return reason(say.ways[cheapest], share, old);
  }

  useEffect(() => {
    if (placed !== null && placed === cheapest) useLearner.getState().doTask(slug, step.id);
  }, [placed, cheapest, slug, step.id]);

  const changed = assumed !== first.assumed || prices !== first.prices || keep !== first.keep;
  const valueName = plainWords(text.value ?? []);

  return (
    <section className="worth" aria-labelledby={heading}>
      <h2 id={heading}>{alone ? say.titleAlone : say.title}</h2>
      <svg
        viewBox={`0 0 ${WIDTH} ${bottom + HEIGHT - BILL.bottom}`}
        role="img"
        aria-label={alone ? say.pictureAlone(readout) : say.picture(readout)}
      >
        <text x={10} y={14} className="l-final" fontSize="13" fontWeight="620">
          {worth.unit === 'share' ? valueName : say.valueOf(valueName, said(all, worth.unit, language))}
        </text>
        <path d={chart.area} className="f-final-soft" />
        <path d={chart.value} className="f-none s-final" strokeWidth="2.2" />
        <path d={`M10,${VALUE.bottom}H${WIDTH - 10}`} className="s-rule2" strokeWidth="1.2" />
        {!alone && (
          <path
            d={`M10,${chart.enough.y}H${chart.enough.x}V${VALUE.bottom}`}
            className="f-none s-ink2"
            strokeDasharray="3 3"
          />
        )}
        {marks
          .filter((m) => Number.isFinite(m.age))
          .map((m, i) => (
            <g key={m.name}>
              <circle
                cx={xOf(m.age)}
                cy={chart.valueY(m.value)}
                r="8.500"
                className="f-proc s-card"
                strokeWidth="1.5"
              />
              <text
                x={xOf(m.age)}
                y={chart.valueY(m.value) + 4.2}
                className="l-on"
                fontSize="12"
                fontWeight="700"
                textAnchor="middle"
              >
                {i + 1}
              </text>
            </g>
          ))}

        {!alone && <BillPicture chart={chart} prices={prices} />}
        <path d={`M${xOf(age)},${VALUE.top - 4}V${bottom}`} className="s-ink" strokeWidth="1.4" />
        {AGES.map((at) => (
          <text
            key={at}
            x={xOf(at)}
            y={bottom + 17}
            className="l-ink2"
            fontSize="12"
            textAnchor={at === AGES[0] ? 'start' : at === AGES.at(-1) ? 'end' : 'middle'}
          >
            {at < SECOND
              ? duration(SECOND, language).replace('1', number(at / SECOND, language))
              : duration(at, language)}
          </text>
        ))}
      </svg>
      <input
        type="range"
        className="worth-age"
        min={0}
        max={1}
        step={0.0025}
        value={shareOf(age)}
        aria-label={say.age}
        aria-valuetext={readout}
        onChange={(e) => setAge(ageAt(Number(e.target.value)))}
      />
      <p className="worth-says" aria-hidden="true">
        {readout}
      </p>

      {marks.length > 0 && (
        <ol className="worth-marks">
          {marks.map((m) => (
            <li key={m.name}>
              <button
                type="button"
                onClick={() => {
                  const ran = run.ran[m.name];
                  if (Number.isFinite(m.age)) setAge(Math.min(ageAt(1), Math.max(ageAt(0), m.age)));
                  if (ran) void compare(ran);
                }}
              >
                <Words spans={labels[m.name] ?? []} quoted={quoted} />
              </button>
              <span>
                {Number.isFinite(m.age)
                  ? say.mark(duration(m.age, language, 2), said(m.value, worth.unit, language))
                  : say.never}
              </span>
            </li>
          ))}
        </ol>
      )}

      {!alone && (
        <>
          <fieldset className="worth-place">
            <legend>{say.place(percent(keep, language))}</legend>
            <div className="worth-ways">
              {WAYS.map((way) => (
                <label key={way}>
                  <input
                    type="radio"
                    name={group}
                    checked={placed === way}
                    onChange={() => {
                      setPlaced(way);
                      announce(way === cheapest ? say.yes : say.no);
                    }}
                  />
                  <span>{say.ways[way]}</span>
                  {placed && <small>{cost(way, way === 'daily' ? ageAt(1) : oldest)}</small>}
                </label>
              ))}
            </div>
            {placed && <p className={placed === cheapest ? 'worth-verdict kept' : 'worth-verdict'}>{verdict}</p>}
          </fieldset>

          <div className="worth-assumed">
            <h3>{say.assumed}</h3>
            <p>{say.model}</p>
            <AssumptionSlide
              label={say.keep}
              value={keep}
              of={{ min: 0.5, max: 1, unit: 'share' }}
              onChange={(v) => setModel((m) => ({ ...m, keep: v }))}
            />
            {Object.entries(worth.assumptions).map(([name, a]) => (
              <AssumptionSlide
                key={name}
                label={plainWords(text[name] ?? [])}
                value={assumed[name] as number}
                of={a}
                onChange={(v) => setModel((m) => ({ ...m, assumed: { ...m.assumed, [name]: v } }))}
              />
            ))}
            {(Object.keys(BILL_SLIDERS) as (keyof typeof BILL_SLIDERS)[]).map((name) => (
              <AssumptionSlide
                key={name}
                label={say.prices[name]}
                value={prices[name]}
                of={BILL_SLIDERS[name]}
                onChange={(v) => setModel((m) => ({ ...m, prices: { ...m.prices, [name]: v } }))}
              />
            ))}
            {changed && (
              <button type="button" className="why" onClick={() => setModel(first)}>
                {say.reset}
              </button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

/** What a day of each way costs, below what an answer is worth. */
function BillPicture({ chart, prices }: { chart: WorthChart; prices: Prices }) {
  const { worth: say } = useTexts();
  const language = useLanguage();
  return (
    <>
      <text x={10} y={142} className="l-ink" fontSize="13" fontWeight="620">
        {say.bill}
      </text>
      <path d={`M10,${BILL.bottom}H${WIDTH - 10}`} className="s-rule2" strokeWidth="1.2" />
      <rect
        x={10}
        y={BILL.top}
        width={Math.max(0, chart.jobsFrom - 10)}
        height={BILL.bottom - BILL.top}
        className="f-sunk"
        opacity="0.7"
      />
      <path d={`M${chart.recordTo},${chart.alwaysY}H${WIDTH - 10}`} className="s-water" strokeWidth="2.6" />
      <path d={`M10,${chart.recordY}H${chart.recordTo}`} className="s-water" strokeWidth="2.6" strokeDasharray="6 4" />
      {chart.jobs && <path d={chart.jobs} className="f-none s-ink" strokeWidth="2.4" />}
      <text x={WIDTH - 12} y={chart.alwaysY - 7} className="l-water" fontSize="12" fontWeight="620" textAnchor="end">
        {say.alwaysOn(rupiah(Math.round(costADay('microBatch', MINUTE, prices) ?? 0), language))}
      </text>
      <text x={chart.jobsFrom + 9} y={BILL.top + 11} className="l-ink" fontSize="12" fontWeight="620">
        {say.jobs}
      </text>
      <text x={14} y={BILL.bottom - 8} className="l-ink2" fontSize="12">
        {say.noJob}
      </text>
      {chart.crossing && (
        <>
          <circle cx={chart.crossing.x} cy={chart.alwaysY} r="4.500" className="f-ink" />
          <text
            x={chart.crossing.x + (chart.crossing.x > WIDTH / 2 + 60 ? -9 : 9)}
            y={chart.alwaysY + 17}
            className="l-ink halo"
            fontSize="12"
            textAnchor={chart.crossing.x > WIDTH / 2 + 60 ? 'end' : 'start'}
          >
            {say.jobsFrom(crossingSaid(chart.crossing.age, language))}
          </text>
        </>
      )}
    </>
  );
}

/** `3.2 min`: where the two bills meet is no round figure. */
function crossingSaid(age: number, language: Language): string {
  if (age < MINUTE || age >= HOUR) return ageSaid(age, language);
  const tenths = Math.round((age / MINUTE) * 10) / 10;
  return `${number(tenths, language, 1)} ${duration(MINUTE, language).replace(/^\S+\s/, '')}`;
}

function AssumptionSlide({
  label,
  value,
  of,
  onChange,
}: {
  label: string;
  value: number;
  of: Omit<Assumption, 'start'>;
  onChange: (value: number) => void;
}) {
  const language = useLanguage();
  return (
    <Slide
      label={label}
      says={said(value, of.unit, language)}
      value={positionOf(value, of)}
      max={1}
      step={0.01}
      onChange={(position) => onChange(valueAt(position, of))}
    />
  );
}
