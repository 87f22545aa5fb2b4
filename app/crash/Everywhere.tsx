/** Every crash point of every batch, tried: which ones lose rows, and which double them. */
import { useEffect, useRef, useState } from 'react';
import type { CrashTrial } from '../../engine/crashEverywhere';
import type { CrashingEngine } from '../../engine/engines/names';
import { countOf } from '../../engine/measure/sinkDifference';
import type { CrashPoint, Scenario, SinkKind } from '../../engine/scenario/scenario';
import type { TraceReader } from '../../engine/trace/reader';
import { number, percent } from '../../i18n/format';
import { announce } from '../announce';
import { useTexts } from '../language/language';
import type { Labels } from '../trace/labels';
import { stepName } from '../trace/steps';
import { tryAll } from './tryAll';
import { pointsOf } from './where';

interface Props {
  readonly scenario: Scenario;
  readonly engine: CrashingEngine;
  readonly plain: TraceReader;
  readonly restartAfter: number;
  readonly sink: SinkKind;
  readonly labels: Labels;
  /** The crash that is shown, to be marked. */
  readonly chosen: { readonly batchId: number; readonly after: CrashPoint } | null;
  readonly onChoose: (batchId: number, after: CrashPoint) => void;
}

type Work =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly fraction: number }
  | { readonly kind: 'done'; readonly trials: readonly CrashTrial[]; readonly of: string };

export function Everywhere({ scenario, engine, plain, restartAfter, sink, labels, chosen, onChoose }: Props) {
  const { crashLab: t, stage } = useTexts();
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const [broken, setBroken] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  if (broken) throw broken;
  const points = pointsOf(engine);
  const batches = plain.trace.failure ? plain.trace.failure.batch : plain.trace.batches.count;
  const numbers = Array.from({ length: batches }, (_, batch) => batch);
  const count = batches * points.length;
  const of = JSON.stringify([engine, restartAfter, scenario.engines, scenario.query, scenario.until]);
  const sources = useRef(scenario.sources);
  const isOld = work.kind === 'done' && (work.of !== of || sources.current !== scenario.sources);

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
      (trials) => {
        if (mine.signal.aborted) return;
        setWork(trials ? { kind: 'done', trials, of } : { kind: 'idle' });
        if (trials) announce(t.everywhere.summary(trials.length, trials.filter(isBad).length));
      },
      (reason) => !mine.signal.aborted && setBroken(reason),
    );
  };
  const byCell =
    work.kind === 'done' ? new Map(work.trials.map((trial) => [`${trial.batchId} ${trial.after}`, trial])) : null;
  return (
    <section className="card panel everywhere" aria-labelledby="everywhere">
      <h2 id="everywhere">
        <span>{t.everywhere.title}</span>
        <small>{count > 0 && t.everywhere.says(count, t.sinks[sink].name)}</small>
      </h2>
      {count === 0 ? (
        <p>{t.everywhere.none}</p>
      ) : (
        <div className="everywhere-does">
          {work.kind === 'busy' ? (
            <>
              <progress value={work.fraction} max={1} aria-label={t.everywhere.title} />
              <span>{t.everywhere.progress(percent(work.fraction, labels.language))}</span>
              <button
                type="button"
                className="btn"
                onClick={() => {
                  stop.current?.abort();
                  setWork({ kind: 'idle' });
                }}
              >
                {t.everywhere.stop}
              </button>
            </>
          ) : (
            <button type="button" className={work.kind === 'idle' || isOld ? 'btn solid' : 'btn'} onClick={start}>
              {work.kind === 'done' ? t.everywhere.again : t.everywhere.go}
            </button>
          )}
          {work.kind === 'done' && (
            <p>
              {isOld ? t.everywhere.old : t.everywhere.summary(work.trials.length, work.trials.filter(isBad).length)}
            </p>
          )}
        </div>
      )}
      {byCell && !isOld && (
        <>
          <div className="trials">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t.everywhere.after}</th>
                  {numbers.map((b) => (
                    <th key={b} scope="col">
                      <span className="heard">{stepName(plain, b, labels, stage.step)}</span>
                      <span aria-hidden="true">{number(b, labels.language)}</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {points.map((after) => (
                  <tr key={after}>
                    <th scope="row">{t.points[after]}</th>
                    {numbers.map((b) => {
                      const trial = byCell.get(`${b} ${after}`);
                      if (!trial) return <td key={`${after} ${b}`} />;
                      const is = chosen?.batchId === b && chosen.after === after;
                      const says = spoken(trial);
                      return (
                        <td key={`${after} ${b}`}>
                          <button
                            type="button"
                            className={`trial ${toneOf(trial)}`}
                            aria-pressed={is}
                            aria-label={t.everywhere.cell(
                              stepName(plain, b, labels, stage.step),
                              t.points[after],
                              says,
                            )}
                            title={says}
                            onClick={() => onChoose(b, after)}
                          >
                            {signOf(trial)}
                          </button>
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="legend">
            {t.everywhere.legend}. {t.everywhere.outage}
          </p>
        </>
      )}
    </section>
  );

  function spoken({ lost, doubled, other }: CrashTrial): string {
    const parts = [
      ...(lost.length > 0 ? [t.ends.lost(countOf(lost))] : []),
      ...(doubled.length > 0 ? [t.ends.doubled(countOf(doubled))] : []),
      ...(other.length > 0 ? [t.ends.other(countOf(other))] : []),
    ];
    return parts.length === 0 ? t.everywhere.fine : parts.join(', ');
  }
}

const isBad = ({ lost, doubled, other }: CrashTrial): boolean => lost.length + doubled.length + other.length > 0;

const toneOf = (trial: CrashTrial): string =>
  trial.lost.length > 0 ? 'lost' : trial.doubled.length > 0 ? 'doubled' : trial.other.length > 0 ? 'other' : 'fine';

function signOf({ lost, doubled, other }: CrashTrial): string {
  if (lost.length > 0) return `−${countOf(lost)}`;
  if (doubled.length > 0) return `+${countOf(doubled)}`;
  return other.length > 0 ? `≠${countOf(other)}` : '✓';
}
