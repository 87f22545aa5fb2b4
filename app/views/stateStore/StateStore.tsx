import { memo, useMemo, useState } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import type { ColumnType } from '../../../engine/values';
import { number } from '../../../i18n/format';
import { useTexts } from '../../language/language';
import { beside, windowDay, windowStart } from '../../trace/dated';
import { keyColumns } from '../../trace/labels';
import { stepName } from '../../trace/steps';
import { Ask, Dated, Ledger, Line, Panel, type PanelProps } from '../panel/Panel';
import { FIRST_LINES, type StateLine, stateLayout } from './layout';
import './stateStore.css';

/** What the engine remembers: a line a group, with what this batch did to it. */
export const StateStore = memo(function StateStore({ reader, moment, withheld, labels, asking }: PanelProps) {
  const { stage } = useTexts();
  const t = stage.state;
  const [limit, setLimit] = useState(FIRST_LINES);
  const layout = useMemo(() => stateLayout(reader, moment, withheld, limit), [reader, moment, withheld, limit]);
  if (!layout) {
    return (
      <Panel id="state" title={t.title}>
        <p>{reader.trace.operator ? t.job : t.stateless}</p>
      </Panel>
    );
  }
  if (withheld.state) {
    return (
      <Panel id="state" title={t.title}>
        <p className="withheld">{stage.withheld}</p>
      </Panel>
    );
  }
  const { operator } = reader.trace;
  const keys = keyColumns(reader);
  const { figures } = layout;
  return (
    <Panel
      id="state"
      title={t.title}
      aside={
        <Ask subject={{ kind: 'measure', measure: 'state' }} asking={asking} label={stage.why(t.title)}>
          {t.held(layout.held, layout.freed)}
        </Ask>
      }
      foot={
        figures && (
          <div className="figures-line">
            <dl className="figures" aria-label={t.figures}>
              {(['total', 'updated', 'removed', 'dropped'] as const).map((name) => (
                <div key={name} title={t[name]} className={name === 'dropped' && figures.dropped ? 'late' : undefined}>
                  <dt>
                    <span aria-hidden="true">{t.short[name]}</span>
                    <span className="heard">{t[name]}</span>
                  </dt>
                  <dd>
                    <Ask
                      subject={{ kind: 'batch', batch: figures.batch }}
                      asking={asking}
                      first={false}
                      label={stage.why(t[name])}
                    >
                      {figures[name] === null ? '?' : number(figures[name], labels.language)}
                    </Ask>
                  </dd>
                </div>
              ))}
            </dl>
            <Ask subject={{ kind: 'batch', batch: figures.batch }} asking={asking} label={stage.why(t.figures)}>
              {t.after(stepName(reader, figures.batch, labels, stage.step))}
            </Ask>
          </div>
        )
      }
    >
      {layout.lines.length === 0 ? (
        <p>{layout.freed > 0 ? t.emptied : t.empty}</p>
      ) : (
        <Ledger
          caption={t.caption}
          head={
            <>
              {operator?.windowed && <th scope="col">{t.window}</th>}
              {keys.map((c) => (
                <th scope="col" key={c}>
                  {operator?.groups.specs[c]?.name}
                </th>
              ))}
              {!operator?.windowed && keys.length === 0 && <th scope="col">{t.keeps}</th>}
              {layout.columns.map((c) => (
                <th scope="col" key={c.name} className={c.type === 'long' || c.type === 'double' ? 'n' : undefined}>
                  {c.name}
                </th>
              ))}
              <th scope="col">
                <span className="heard">{t.status}</span>
              </th>
            </>
          }
        >
          {layout.lines.map((line, i) => {
            const subject: Subject = { kind: 'state', group: line.group };
            const name = labels.group(line.group) ?? t.whole;
            const window = labels.window(line.group);
            const day = windowDay(reader, labels, line.group);
            const above = layout.lines[i - 1];
            const start = windowStart(reader, line.group);
            const own = day === null ? labels : beside(reader, labels, start);
            return (
              <Line
                key={line.group}
                subject={subject}
                asking={asking}
                className={line.status === 'freed' ? 'gone' : ''}
              >
                {(window !== null || keys.length === 0) && (
                  <th scope="row" className={day === null ? undefined : 'dated'}>
                    <Dated day={day} above={above ? windowDay(reader, labels, above.group) : null}>
                      {own.window(line.group) ?? t.whole}
                    </Dated>
                  </th>
                )}
                {own.keys(line.group).map((k, at) => (
                  <td key={keys[at]} className="w">
                    {k}
                  </td>
                ))}
                {layout.columns.map((c, at) => (
                  <td key={c.name} className={columnClass(c.type)}>
                    {line.values === null ? '?' : own.value(line.values[at] ?? null, c.type)}
                  </td>
                ))}
                <td className="w tagged">
                  <Ask subject={subject} asking={asking} first={i === 0} label={stage.why(t.row(name))}>
                    <Status line={line} by={stepName(reader, line.step, labels, stage.step)} />
                  </Ask>
                </td>
              </Line>
            );
          })}
          {layout.more > 0 && (
            <tr className="more">
              <td colSpan={layout.columns.length + keys.length + 2}>
                <button type="button" className="btn" onClick={() => setLimit(limit + 10 * FIRST_LINES)}>
                  {stage.showMore(Math.min(layout.more, 10 * FIRST_LINES))}
                </button>{' '}
                {stage.more(layout.more)}
              </td>
            </tr>
          )}
        </Ledger>
      )}
    </Panel>
  );
});

const columnClass = (type: ColumnType): string | undefined =>
  type === 'long' || type === 'double' ? 'n' : type === 'string' ? 'w' : undefined;

function Status({ line, by }: { line: StateLine; by: string }) {
  const t = useTexts().stage.state.statuses;
  switch (line.status) {
    case 'freed':
      return <span>{t.freed(by)}</span>;
    case 'new':
      return <span className="tag event">{t.new}</span>;
    case 'updated':
      return <span className="tag event">{t.updated}</span>;
    default:
      return <span className="tag state">{t.held}</span>;
  }
}
