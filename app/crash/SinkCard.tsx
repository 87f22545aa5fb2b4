/** One kind of sink and the same crash: what a reader sees of it now, and what it ends with. */
import { useMemo } from 'react';
import { countOf, sinkContent, sinkDifference } from '../../engine/measure/sinkDifference';
import type { SinkKind } from '../../engine/scenario/scenario';
import type { TraceReader } from '../../engine/trace/reader';
import { valueAt } from '../../engine/values';
import { useTexts } from '../language/language';
import type { Labels } from '../trace/labels';
import { stepName } from '../trace/steps';

/** Rows shown: the newest. */
const NEWEST = 7;

export function SinkCard({
  kind,
  chosen,
  reader,
  plain,
  cursor,
  labels,
}: {
  readonly kind: SinkKind;
  /** It is the scenario's own. */
  readonly chosen: boolean;
  /** The run with the crash, and the one without, as such a sink has them. */
  readonly reader: TraceReader;
  readonly plain: TraceReader | null;
  readonly cursor: number;
  readonly labels: Labels;
}) {
  const { crashLab: t, stage } = useTexts();
  const seen = useMemo(() => reader.at(cursor).sinkRows(), [reader, cursor]);
  const end = useMemo(() => {
    if (!plain) return null;
    const found = sinkContent(reader);
    const { lost, doubled, other } = sinkDifference(sinkContent(plain), found);
    return {
      rows: countOf([...found.values()]),
      lost: countOf(lost),
      doubled: countOf(doubled),
      other: countOf(other),
    };
  }, [reader, plain]);
  const { table } = reader.trace.output;
  const shown = seen.slice(-NEWEST);
  const wrong = end
    ? [
        ...(end.lost > 0 ? [t.ends.lost(end.lost)] : []),
        ...(end.doubled > 0 ? [t.ends.doubled(end.doubled)] : []),
        ...(end.other > 0 ? [t.ends.other(end.other)] : []),
      ]
    : [];
  return (
    <section className={`card panel sink${wrong.length > 0 ? ' bad' : ''}`} aria-labelledby={`sink-${kind}`}>
      <h2 id={`sink-${kind}`}>
        <span>
          {t.sinks[kind].name}
          {chosen && <span className="tag state">{t.chosenSink}</span>}
        </span>
        <small>{t.sinks[kind].says}</small>
      </h2>
      {seen.length === 0 ? (
        <p>{t.seenNone}</p>
      ) : (
        <div className="ledger">
          <table>
            <caption className="heard">{t.sinks[kind].name}</caption>
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
      <div className="panel-foot" aria-live="polite">
        {!end ? (
          t.comparing
        ) : wrong.length === 0 ? (
          <b className="right">✓ {t.ends.right(end.rows)}</b>
        ) : (
          <b className="wrong">⊗ {t.ends.wrong(end.rows, wrong.join(', '))}</b>
        )}
      </div>
    </section>
  );

  function cell(value: ReturnType<typeof valueAt>, type: Parameters<Labels['value']>[1]): string {
    return type === 'timestamp' && typeof value === 'number' ? labels.short(value) : labels.value(value, type);
  }
}
