/** How many of the crash points change what a sink ends with: a line each point of the engine, a column each kind of sink. */
import type { SinkTrials } from '../../engine/crashEverywhere';
import type { RunningEngine } from '../../engine/engines/names';
import type { CrashPoint, SinkKind } from '../../engine/scenario/scenario';
import { useTexts } from '../language/language';
import { TONES, toneOf } from './trials';
import { sinkTexts } from './useSinks';
import { pointsOf } from './where';

interface Props {
  readonly sinks: readonly SinkTrials[];
  readonly engine: RunningEngine;
  /** The scenario's own. */
  readonly own: SinkKind;
  /** Whose trials stand one by one below. */
  readonly shown: SinkKind;
  readonly onShow: (kind: SinkKind) => void;
}

export function Sums({ sinks, engine, own, shown, onShow }: Props) {
  const { crashLab: t } = useTexts();
  const points = pointsOf(engine).filter((point) =>
    sinks.some(({ trials }) => trials.some(({ where }) => where.after === point)),
  );
  return (
    <div className="sums">
      <table>
        <caption className="heard">{t.everywhere.sums}</caption>
        <thead>
          <tr>
            <th scope="col">{t.everywhere.after}</th>
            {sinks.map(({ kind }) => (
              <th scope="col" key={kind}>
                <button type="button" aria-pressed={kind === shown} onClick={() => onShow(kind)}>
                  {sinkTexts(t, engine, kind).name}
                  {kind === own && <small>{t.chosenSink}</small>}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point, row) => (
            <tr key={point}>
              <th scope="row">{t.points[point]}</th>
              {sinks.map((sink) => (
                <Cell key={sink.kind} sink={sink} point={point} row={row} rows={points.length} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ sink, point, row, rows }: { sink: SinkTrials; point: CrashPoint; row: number; rows: number }) {
  const t = useTexts().crashLab.everywhere;
  // A sink that never shows a row loses none, and that is no praise.
  if (sink.seen === 0 && sink.given > 0)
    return row > 0 ? null : (
      <td rowSpan={rows} className="blind">
        {t.nothingSeen}
      </td>
    );
  const trials = sink.trials.filter(({ where }) => where.after === point);
  if (trials.length === 0) return <td className="never">{t.neverThere}</td>;
  const bad = TONES.flatMap((tone) => {
    const count = trials.filter((trial) => toneOf(trial) === tone).length;
    return count > 0 ? [{ tone, says: t.sum[tone](count, trials.length) }] : [];
  });
  const [worst] = bad;
  return (
    <td className={worst ? worst.tone : 'fine'}>
      {worst ? bad.map(({ tone, says }) => <span key={tone}>{says}</span>) : t.sumFine(trials.length)}
    </td>
  );
}
