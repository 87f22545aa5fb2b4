import { Fragment, memo, useMemo, useState } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import { duration, percent } from '../../../i18n/format';
import { Part, part } from '../../frame/Part';
import { useTexts } from '../../language/language';
import { beside, windowDay, windowStart } from '../../trace/dated';
import { keyColumns, type Labels } from '../../trace/labels';
import { stepName } from '../../trace/steps';
import { Ask, type Asking, ColumnName, Dated, Ledger, Line, Panel, type PanelProps } from '../panel/Panel';
import { FIRST_LINES, type ResultLayout, type ResultLine, resultLayout } from './layout';
import './resultTable.css';

/** Only of engines that work row by row. */
const LateRows = part(async () => ({ default: (await import('./LateRows')).LateRows }));

/** What has been written, beside what would be right, and the three measures. */
export const ResultTable = memo(function ResultTable({ reader, moment, withheld, labels, asking }: PanelProps) {
  const { stage } = useTexts();
  const t = stage.result;
  const [limit, setLimit] = useState(FIRST_LINES);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const layout = useMemo(() => resultLayout(reader, moment, withheld, limit), [reader, moment, withheld, limit]);
  const job = reader.trace.batches.readFrom !== undefined;
  const { engine } = reader.trace;
  const { engines } = reader.scenario;
  const aside = job
    ? t.job
    : engine === 'flink'
      ? t.flink
      : engine === 'kafkaStreams'
        ? t.emit[engines.kafkaStreams.emit]
        : t.mode[engines.spark.outputMode];
  const by = (step: number | null) => (step === null ? t.never : stepName(reader, step, labels, stage.step));
  if (withheld.results) {
    return (
      <Panel id="result" title={t.title} aside={aside}>
        <p className="withheld">{stage.withheld}</p>
      </Panel>
    );
  }
  const { operator } = reader.trace;
  // Output that is made from single rows (alerts, a query without state) names its columns itself.
  const grouped = operator !== null && layout.lines.every((l) => l.group !== null) && layout.hasTruth;
  const keys = grouped ? keyColumns(reader) : [];
  const windowed = grouped && operator.windowed;
  const columns = layout.columns;
  const oneTruth = layout.hasTruth && columns.length === 1;
  const width = keys.length + columns.length + 3;
  return (
    <Panel
      id="result"
      title={t.title}
      aside={aside}
      foot={
        <MeasureLine
          layout={layout}
          labels={labels}
          asking={asking}
          job={job}
          records={reader.trace.records !== undefined}
        />
      }
    >
      {layout.lines.length === 0 ? (
        <p>{t.empty}</p>
      ) : (
        <Ledger
          caption={t.caption}
          head={
            <>
              {windowed && <th scope="col">{stage.state.window}</th>}
              {keys.map((c) => (
                <th scope="col" key={c}>
                  {operator?.groups.specs[c]?.name}
                </th>
              ))}
              {grouped && !windowed && keys.length === 0 && (
                <th scope="col">
                  <span className="heard">{stage.state.keeps}</span>
                </th>
              )}
              {columns.map((c) => (
                <th scope="col" key={c.name} className={isFigure(c.type) ? 'n' : undefined}>
                  <ColumnName>{c.name}</ColumnName>
                </th>
              ))}
              {oneTruth && (
                <th scope="col" className="n">
                  {t.truth}
                </th>
              )}
              <th scope="col">
                <span className="heard">{t.wrote}</span>
              </th>
            </>
          }
        >
          {layout.lines.map((line, i) => {
            const subject = subjectOf(line);
            const name = nameOf(line, labels, stage.state.whole);
            const isOpen = opened.has(line.key);
            const day = line.group === null ? null : windowDay(reader, labels, line.group);
            const above = layout.lines[i - 1]?.group ?? null;
            const own =
              day === null || line.group === null ? labels : beside(reader, labels, windowStart(reader, line.group));
            return (
              <Fragment key={line.key}>
                <Line subject={subject} asking={asking} className={line.status === 'lost' ? 'lost' : ''}>
                  {windowed && (
                    <th scope="row">
                      <Dated day={day} above={above === null ? null : windowDay(reader, labels, above)}>
                        {line.group !== null && own.window(line.group)}
                      </Dated>
                    </th>
                  )}
                  {keys.length > 0 &&
                    line.group !== null &&
                    own.keys(line.group).map((k, at) => (
                      <td key={keys[at]} className="w">
                        {k}
                      </td>
                    ))}
                  {grouped && !windowed && keys.length === 0 && <th scope="row">{stage.state.whole}</th>}
                  {columns.map((c, at) => (
                    <td
                      key={c.name}
                      className={`${isFigure(c.type) ? 'n' : c.type === 'string' ? 'w' : ''}${!oneTruth && line.status === 'wrong' && line.differs[at] ? ' wrong' : ''}`}
                    >
                      {valueText(line, at, c.type, own)}
                      {!oneTruth && line.truth && line.differs[at] && (
                        <span className="beside">
                          <span className="heard">{t.truth} </span>
                          <span aria-hidden="true">≠ </span>
                          {own.value(line.truth[at] ?? null, c.type)}
                        </span>
                      )}
                    </td>
                  ))}
                  {oneTruth && (
                    <td className={`n${line.status === 'wrong' || line.status === 'lost' ? ' wrong' : ''}`}>
                      {line.truth === null ? '?' : labels.value(line.truth[0] ?? null, columns[0]?.type ?? 'long')}
                    </td>
                  )}
                  <td className="w tagged">
                    <Ask subject={subject} asking={asking} first={i === 0} label={stage.why(t.row(name))}>
                      <Written line={line} by={by(line.step)} />
                    </Ask>
                    {line.history.length > 0 && (
                      <button
                        type="button"
                        className="history"
                        aria-expanded={isOpen}
                        aria-label={`${t.history(line.history.length + 1)}. ${t.showHistory(name)}`}
                        title={t.history(line.history.length + 1)}
                        onClick={() => {
                          const next = new Set(opened);
                          if (!next.delete(line.key)) next.add(line.key);
                          setOpened(next);
                        }}
                      >
                        {line.history.length + 1}×
                      </button>
                    )}
                  </td>
                </Line>
                {isOpen &&
                  line.history.map((answer) => {
                    const earlier: Subject = { kind: 'output', output: answer.output };
                    return (
                      <Line key={answer.output} subject={earlier} asking={asking} className="gone earlier">
                        {windowed && <th scope="row" />}
                        {keys.map((k) => (
                          <td key={k} />
                        ))}
                        {grouped && !windowed && keys.length === 0 && <th scope="row" />}
                        {columns.map((c, at) => (
                          <td key={c.name} className={isFigure(c.type) ? 'n' : undefined}>
                            {labels.value(answer.values[at] ?? null, c.type)}
                          </td>
                        ))}
                        {oneTruth && <td />}
                        <td className="w tagged">
                          <Ask subject={earlier} asking={asking} first={false} label={stage.why(t.row(name))}>
                            {by(answer.step)}
                          </Ask>
                        </td>
                      </Line>
                    );
                  })}
              </Fragment>
            );
          })}
          {layout.more > 0 && (
            <tr className="more">
              <td colSpan={width}>
                <button type="button" className="btn" onClick={() => setLimit(limit + 10 * FIRST_LINES)}>
                  {stage.showMore(Math.min(layout.more, 10 * FIRST_LINES))}
                </button>{' '}
                {stage.more(layout.more)}
              </td>
            </tr>
          )}
        </Ledger>
      )}
      {reader.trace.records && (
        <Part>
          <LateRows reader={reader} moment={moment} withheld={withheld} labels={labels} asking={asking} />
        </Part>
      )}
    </Panel>
  );
});

const isFigure = (type: string): boolean => type === 'long' || type === 'double';

function subjectOf(line: ResultLine): Subject {
  if (line.group !== null && line.output === null) return { kind: 'group', group: line.group };
  return { kind: 'output', output: line.output as number };
}

const nameOf = (line: ResultLine, labels: Labels, whole: string): string =>
  line.group === null ? '' : (labels.group(line.group) ?? whole);

function valueText(line: ResultLine, at: number, type: never | string, labels: Labels): string {
  // Its tag says that nothing was ever written.
  if (line.status === 'lost') return '–';
  if (line.values === null) return '?';
  return labels.value(line.values[at] ?? null, type as never);
}

function Written({ line, by }: { line: ResultLine; by: string }) {
  const t = useTexts().stage.result;
  switch (line.status) {
    case 'final':
      return (
        <span className="tag final">
          {by}
          <span className="heard">, {t.final}</span>
        </span>
      );
    case 'wrong':
      return (
        <span className="tag late">
          {by}
          <span className="heard">, {t.wrong}</span>
        </span>
      );
    case 'lost':
      return <span className="tag late">{by}</span>;
    default:
      return <span className="tag state">{by}</span>;
  }
}

function MeasureLine({
  layout,
  labels,
  asking,
  job,
  records,
}: {
  layout: ResultLayout;
  labels: Labels;
  asking: Asking;
  job: boolean;
  /** The engine works row by row. */
  records: boolean;
}) {
  const { stage } = useTexts();
  const t = stage.result;
  const m = layout.measures;
  const { language } = labels;
  const wait = m.medianWait;
  const hidden = layout.withholdsMeasures;
  return (
    <fieldset className="measures">
      <legend className="heard">{t.measures}</legend>
      <Ask
        subject={{ kind: 'measure', measure: 'completeness' }}
        asking={asking}
        label={hidden ? stage.withheld : stage.why(t.completeSays(m.counted, m.due))}
      >
        {t.complete} <b>{hidden ? '?' : m.completeness === null ? t.notYet : percent(m.completeness, language)}</b>
      </Ask>
      <Ask
        subject={{ kind: 'measure', measure: 'wait' }}
        asking={asking}
        label={
          hidden ? stage.withheld : stage.why(m.worstWait === null ? '' : t.waitSays(duration(m.worstWait, language)))
        }
      >
        {t.wait}{' '}
        <b className={!hidden && wait === Number.POSITIVE_INFINITY ? 'never' : undefined}>
          {hidden ? '?' : wait === null ? t.notYet : duration(wait, language, 2)}
        </b>
        {!hidden && m.neverRight > 0 && wait !== null && Number.isFinite(wait) && (
          <b className="never"> {t.neverRight(m.neverRight)}</b>
        )}
      </Ask>
      {!job && (
        <Ask
          subject={{ kind: 'measure', measure: 'state' }}
          asking={asking}
          label={stage.why(t.stateSays(m.peakDuringBatch, records ? null : m.peakAfterBatch))}
        >
          {t.state} <b>{t.stateRows(m.stateRows)}</b>
        </Ask>
      )}
    </fieldset>
  );
}
