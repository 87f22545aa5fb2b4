/** One kind of sink and the same crash: what a reader sees of it now, and what it ends with. */
import { useMemo } from 'react';
import type { RunningEngine } from '../../engine/engines/names';
import { countOf, sinkContent, sinkDifference } from '../../engine/measure/sinkDifference';
import type { SinkKind } from '../../engine/scenario/scenario';
import type { TraceReader } from '../../engine/trace/reader';
import { valueAt } from '../../engine/values';
import { useTexts } from '../language/language';
import type { Labels } from '../trace/labels';
import { stepName } from '../trace/steps';
import { differenceText } from './trials';
import { sinkTexts } from './useSinks';

/** Rows shown: the newest. */
const NEWEST = 6;

interface Props {
  readonly kind: SinkKind;
  readonly engine: RunningEngine;
  /** It is the scenario's own. */
  readonly chosen: boolean;
  /** The run with the crash, and the one without, as such a sink has them. */
  readonly reader: TraceReader;
  readonly plain: TraceReader | null;
  /** With this sink the engine never comes to the point at which the crash is. */
  readonly hasNoSuchPoint: boolean;
  /** Processing time; for a run that is the picture's, its own place in that. */
  readonly now: number;
  readonly cursor: number | null;
  readonly labels: Labels;
}

/** The same, while its run is made. */
export function SinkCardToCome({ kind, engine }: Pick<Props, 'kind' | 'engine'>) {
  const { crashLab: t } = useTexts();
  const { name, says } = sinkTexts(t, engine, kind);
  return (
    <section className="card panel sink" aria-label={name} aria-busy="true">
      <h2>
        <span>{name}</span>
        <small>{says}</small>
      </h2>
      <p>{t.comparing}</p>
    </section>
  );
}

export function SinkCard({ kind, engine, chosen, reader, plain, hasNoSuchPoint, now, cursor, labels }: Props) {
  const { crashLab: t, stage } = useTexts();
  const { name, says } = sinkTexts(t, engine, kind);
  const seen = useMemo(() => reader.at(cursor ?? reader.cursorAt(now)).sinkRows(), [reader, cursor, now]);
  const end = useMemo(() => {
    if (!plain) return null;
    const [expected, found] = [sinkContent(plain), sinkContent(reader)];
    const wrong = differenceText(sinkDifference(expected, found), t);
    return { rows: countOf([...found.values()]), wrong, without: countOf([...expected.values()]) };
  }, [reader, plain, t]);
  const given = plain?.trace.output.batch.length ?? 0;
  const takesCheckpoints = reader.scenario.engines.flink.checkpointInterval !== null;
  // What a reader of transactions does not see yet at the end of the run.
  const waiting = kind === 'transactional' && engine === 'flink' ? given - (end?.without ?? 0) : 0;
  const { table } = reader.trace.output;
  const shown = seen.slice(-NEWEST);
  return (
    <section className={`card panel sink${end?.wrong ? ' bad' : ''}`} aria-labelledby={`sink-${kind}`}>
      <h2 id={`sink-${kind}`}>
        <span>
          {end && (end.wrong !== '' || end.without > 0) && !hasNoSuchPoint && (
            <span aria-hidden="true" className={end.wrong === '' ? 'right' : 'wrong'}>
              {end.wrong === '' ? '✓ ' : '⊗ '}
            </span>
          )}
          {name}
          {chosen && <span className="tag state">{t.chosenSink}</span>}
        </span>
        <small>{says}</small>
      </h2>
      <div className="sink-ends" aria-live="polite">
        {hasNoSuchPoint ? (
          t.noSuchPoint
        ) : !end ? (
          t.comparing
        ) : end.wrong !== '' ? (
          <b className="wrong">⊗ {t.ends.wrong(end.rows, end.wrong)}</b>
        ) : end.without === 0 ? (
          // Nothing can be lost or doubled where nothing comes: no tick for that.
          <b>{given === 0 ? t.ends.none : t.ends.blind(given, takesCheckpoints)}</b>
        ) : (
          <>
            <b className="right">✓ {t.ends.right(end.rows)}</b>
            {waiting > 0 && ` ${t.ends.waiting(waiting)}`}
          </>
        )}
      </div>
      {seen.length === 0 ? (
        <p>{t.seenNone}</p>
      ) : (
        <div className="ledger">
          <table>
            <caption className="heard">{name}</caption>
            <thead>
              <tr>
                {table.specs.map((s) => (
                  <th scope="col" key={s.name} className={s.type === 'long' || s.type === 'double' ? 'n' : undefined}>
                    {s.name}
                  </th>
                ))}
                <th scope="col">
                  <span className="heard">{t.writtenBy}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {seen.length > NEWEST && (
                <tr className="gone">
                  <td colSpan={table.specs.length + 1}>{t.earlier(seen.length - NEWEST)}</td>
                </tr>
              )}
              {shown.map(({ output, batch, again }) => (
                <tr key={output} className={again ? 'late' : undefined}>
                  {table.specs.map((s, i) => {
                    const column = table.columns[i];
                    const figure = s.type === 'long' || s.type === 'double';
                    return (
                      <td key={s.name} className={figure ? 'n' : undefined}>
                        {column ? cell(valueAt(column, output), s.type) : ''}
                      </td>
                    );
                  })}
                  <td className="w">
                    {stepName(reader, batch, labels, stage.step)}
                    {(reader.trace.batches.attempt[batch] as number) > 0 && ` ${t.again}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );

  function cell(value: ReturnType<typeof valueAt>, type: Parameters<Labels['value']>[1]): string {
    return type === 'timestamp' && typeof value === 'number' ? labels.short(value) : labels.value(value, type);
  }
}
