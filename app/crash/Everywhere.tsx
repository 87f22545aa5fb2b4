/** Every place at which the engine can crash, tried: which ones lose rows, and which double them. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CrashTrial, SinkTrials } from '../../engine/crashEverywhere';
import { type CrashPlace, isSamePlace, triedPlaces } from '../../engine/crashPlaces';
import type { RunningEngine } from '../../engine/engines/names';
import type { Scenario, SinkKind } from '../../engine/scenario/scenario';
import type { TraceReader } from '../../engine/trace/reader';
import { number, percent } from '../../i18n/format';
import { announce } from '../announce';
import { useTexts } from '../language/language';
import type { Labels } from '../trace/labels';
import { Sums } from './Sums';
import { differenceText, isBad, signOf, type TrialTable, tablesOf, toneOf } from './trials';
import { tryAll } from './tryAll';
import { sinkTexts } from './useSinks';
import { placeName, placesOf, pointsOf } from './where';

interface Props {
  readonly scenario: Scenario;
  readonly engine: RunningEngine;
  readonly plain: TraceReader;
  readonly restartAfter: number;
  /** The scenario's own. */
  readonly sink: SinkKind;
  readonly labels: Labels;
  /** The crash that is shown, to be marked. */
  readonly chosen: CrashPlace | null;
  readonly onChoose: (where: CrashPlace) => void;
  /** What is known of this scenario and its sink: null while nothing is, or no more. */
  readonly onTried: (trials: readonly CrashTrial[] | null) => void;
}

type Work =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly fraction: number }
  | { readonly kind: 'done'; readonly sinks: readonly SinkTrials[]; readonly of: string };

export function Everywhere(props: Props) {
  const { scenario, engine, plain, restartAfter, sink, labels, chosen, onChoose, onTried } = props;
  const texts = useTexts();
  const t = texts.crashLab.everywhere;
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const [broken, setBroken] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  if (broken) throw broken;
  const all = placesOf(plain);
  const tried = useMemo(() => triedPlaces(all), [all]);
  const [chosenSink, chooseSink] = useState<SinkKind | null>(null);
  const shown = chosenSink ?? sink;
  const of = JSON.stringify([engine, restartAfter, settingsApart(scenario), scenario.query, scenario.until]);
  const sources = useRef(scenario.sources);
  const isOld = work.kind === 'done' && (work.of !== of || sources.current !== scenario.sources);
  const sinks = work.kind === 'done' && !isOld ? work.sinks : null;
  const own = sinks?.find(({ kind }) => kind === sink)?.trials ?? null;
  useEffect(() => onTried(own), [own, onTried]);

  const name = (kind: SinkKind): string => sinkTexts(texts.crashLab, engine, kind).name;
  const start = (): void => {
    const mine = new AbortController();
    stop.current = mine;
    sources.current = scenario.sources;
    setWork({ kind: 'busy', fraction: 0 });
    tryAll(
      scenario,
      engine,
      restartAfter,
      (fraction) => !mine.signal.aborted && setWork({ kind: 'busy', fraction }),
      mine.signal,
    ).then(
      (found) => {
        if (mine.signal.aborted) return;
        setWork(found ? { kind: 'done', sinks: found, of } : { kind: 'idle' });
        const tried = found?.find(({ kind }) => kind === sink)?.trials;
        if (tried) announce(t.summary(tried.length, tried.filter(isBad).length, name(sink)));
      },
      (reason) => !mine.signal.aborted && setBroken(reason),
    );
  };
  const trials = sinks?.find(({ kind }) => kind === shown)?.trials ?? null;
  const tables = trials && tablesOf(trials, pointsOf(engine));
  return (
    <section className="card panel everywhere" aria-labelledby="everywhere">
      <h2 id="everywhere">
        <span>{t.title}</span>
        <small>
          {tried.length > 0 &&
            t.says(
              number(tried.length, labels.language),
              tried.length < all.length ? number(all.length, labels.language) : null,
            )}
        </small>
      </h2>
      {tried.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <div className="everywhere-does">
          {work.kind === 'busy' ? (
            <>
              <progress value={work.fraction} max={1} aria-label={t.title} />
              <span>{t.progress(percent(work.fraction, labels.language))}</span>
              <button
                type="button"
                className="btn"
                onClick={() => {
                  stop.current?.abort();
                  setWork({ kind: 'idle' });
                }}
              >
                {t.stop}
              </button>
            </>
          ) : (
            <button type="button" className={work.kind === 'idle' || isOld ? 'btn solid' : 'btn'} onClick={start}>
              {work.kind === 'done' ? t.again : t.go}
            </button>
          )}
          {work.kind === 'done' && (
            <p className="said">
              {isOld || !own ? t.old : t.summary(own.length, own.filter(isBad).length, name(sink))}
            </p>
          )}
        </div>
      )}
      {sinks && <Sums {...{ sinks, engine, own: sink, shown, onShow: chooseSink }} />}
      {tables?.map((table) =>
        table.points.length === 1 ? (
          <div className="trial-list" key={table.kind}>
            {list(table)}
          </div>
        ) : (
          <div className="trials" key={table.kind}>
            {grid(table)}
          </div>
        ),
      )}
      {tables && (
        <p className="legend">
          {t.legend}. {t.outage} {engine === 'spark' && trials?.some(({ lost }) => lost.length > 0) && t.heldBack}
        </p>
      )}
    </section>
  );

  function grid({ kind, points, subjects }: TrialTable<CrashTrial>) {
    return (
      <table>
        <caption>{t.each(t.kinds[kind], name(shown))}</caption>
        <thead>
          <tr>
            <th scope="col">{t.after}</th>
            {subjects.map(({ subject, byPoint }) => {
              const [first] = byPoint.values();
              return (
                <th key={subject} scope="col">
                  <span className="heard">{first && nameOf(first)}</span>
                  <span aria-hidden="true">{number(subject, labels.language)}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {points.map((after) => (
            <tr key={after}>
              <th scope="row">{texts.crashLab.points[after]}</th>
              {subjects.map(({ subject, byPoint }) => {
                const trial = byPoint.get(after);
                return <td key={subject}>{trial && cell(trial)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    );
  }

  /** Places with one point only need no table. */
  function list({ kind, subjects }: TrialTable<CrashTrial>) {
    return (
      <>
        <h3>{t.each(t.kinds[kind], name(shown))}</h3>
        <ul>
          {subjects.flatMap(({ subject, byPoint }) =>
            [...byPoint.values()].map((trial) => (
              <li key={subject}>
                <small aria-hidden="true">{shortName(trial)}</small>
                {cell(trial)}
              </li>
            )),
          )}
        </ul>
      </>
    );
  }

  function cell(trial: CrashTrial) {
    const says = spoken(trial);
    return (
      <button
        type="button"
        className={`trial ${toneOf(trial)}`}
        aria-pressed={chosen !== null && isSamePlace(chosen, trial.where)}
        aria-label={t.cell(nameOf(trial), texts.crashLab.points[trial.where.after], says)}
        title={says}
        onClick={() => onChoose(trial.where)}
      >
        {signOf(trial)}
      </button>
    );
  }

  function nameOf({ where }: CrashTrial): string {
    return placeName(where, plain, labels, texts);
  }

  /** A row as it is counted in the file; with several sources its arrival. */
  function shortName(trial: CrashTrial): string {
    const name = nameOf(trial);
    return name.slice(name.lastIndexOf(' ') + 1);
  }

  function spoken(trial: CrashTrial): string {
    return differenceText(trial, texts.crashLab) || t.fine;
  }
}

/** Settings without those that tell kinds of sink apart: all kinds are tried. */
const settingsApart = ({ engines }: Scenario): unknown =>
  Object.values(engines).map((settings) => ({ ...settings, sink: null, processingGuarantee: null }));
