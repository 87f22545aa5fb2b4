import { memo, useMemo, useState } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import type { ColumnType } from '../../../engine/values';
import { number } from '../../../i18n/format';
import { useTexts } from '../../language/language';
import { beside, windowDay, windowStart } from '../../trace/dated';
import { stepName } from '../../trace/steps';
import { Ask, ColumnName, Dated, Ledger, Line, Panel, type PanelProps } from '../panel/Panel';
import { FIRST_LINES, type StateLayout, type StateLine, type StateTable, stateLayout } from './layout';
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
  const { figures, climb, tables } = layout;
  const empty = tables.every(({ lines }) => lines.length === 0);
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
      {tables.map(({ place, merged }) => merged > 0 && <p key={place}>{t.merged(merged)}</p>)}
      {climb && <Climb climb={climb} label={t.climb(number(climb.peak, labels.language))} />}
      {empty ? (
        <p>{layout.freed > 0 ? t.emptied : t.empty}</p>
      ) : (
        <Stores
          tables={tables}
          reader={reader}
          labels={labels}
          asking={asking}
          onMore={() => setLimit(limit + 10 * FIRST_LINES)}
        />
      )}
    </Panel>
  );
});

type StoreProps = { onMore: () => void } & Pick<PanelProps, 'reader' | 'labels' | 'asking'>;

/** What each operator holds; several scroll as one, for there is no room in which each had its own lines in sight. */
function Stores({ tables, ...shown }: { tables: readonly StateTable[] } & StoreProps) {
  const [one, ...others] = tables;
  if (one && others.length === 0) return <Held table={one} several={false} {...shown} />;
  return (
    <div className="stores">
      {tables.map((table) => (
        <Held key={table.place} table={table} several {...shown} />
      ))}
    </div>
  );
}

/** What one operator holds: a line a group. */
function Held({
  table,
  several,
  reader,
  labels,
  asking,
  onMore,
}: { table: StateTable; several: boolean } & StoreProps) {
  const { stage } = useTexts();
  const t = stage.state;
  const { keys, columns } = table;
  const by = table.joined ? t.joined(table.joined) : t.by([...(table.windowed ? [t.window] : []), ...keys]);
  const name = several ? by : '';
  const heading = several && (
    <p className="held-by">
      {name} <b>{number(table.held, labels.language)}</b>
    </p>
  );
  if (table.lines.length === 0) return heading;
  return (
    <>
      {heading}
      <Ledger
        caption={several ? `${t.caption}, ${name}` : t.caption}
        head={
          <>
            {table.windowed && <th scope="col">{t.window}</th>}
            {keys.map((key) => (
              <th scope="col" key={key}>
                {key}
              </th>
            ))}
            {!table.windowed && keys.length === 0 && <th scope="col">{t.keeps}</th>}
            {columns.map((c) => (
              <th scope="col" key={c.name} className={c.type === 'long' || c.type === 'double' ? 'n' : undefined}>
                <ColumnName>{c.name}</ColumnName>
              </th>
            ))}
            <th scope="col">
              <span className="heard">{t.status}</span>
            </th>
          </>
        }
      >
        {table.lines.map((line, i) => {
          const subject: Subject = { kind: 'state', group: line.group };
          const window = labels.window(line.group);
          const day = windowDay(reader, labels, line.group);
          const above = table.lines[i - 1];
          const start = windowStart(reader, line.group);
          const own = day === null ? labels : beside(reader, labels, start);
          return (
            <Line key={line.group} subject={subject} asking={asking} className={line.status === 'freed' ? 'gone' : ''}>
              {(window !== null || keys.length === 0) && (
                <th scope="row">
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
              {columns.map((c, at) => (
                <td key={c.name} className={columnClass(c.type)}>
                  {line.values === null ? '?' : own.value(line.values[at] ?? null, c.type)}
                </td>
              ))}
              <td className="w tagged">
                <Ask
                  subject={subject}
                  asking={asking}
                  first={i === 0}
                  label={stage.why(t.row(labels.group(line.group) ?? t.whole))}
                >
                  <Status line={line} by={stepName(reader, line.step, labels, stage.step)} />
                </Ask>
              </td>
            </Line>
          );
        })}
        {table.more > 0 && (
          <tr className="more">
            <td colSpan={columns.length + keys.length + 2}>
              <button type="button" className="btn" onClick={onMore}>
                {stage.showMore(Math.min(table.more, 10 * FIRST_LINES))}
              </button>{' '}
              {stage.more(table.more)}
            </td>
          </tr>
        )}
      </Ledger>
    </>
  );
}

const CLIMB = { width: 300, height: 46 };

/** How much was held after each batch, from the run's beginning: what it does from here on is not drawn. */
function Climb({ climb, label }: { climb: NonNullable<StateLayout['climb']>; label: string }) {
  const { width, height } = CLIMB;
  const x = (batch: number) => ((batch + 1) / Math.max(1, climb.of)) * width;
  const y = (held: number) => height - (held / climb.peak) * (height - 2);
  const line = climb.held.map((held, batch) => `${x(batch).toFixed(1)},${y(held).toFixed(1)}`).join('L');
  return (
    <figure className="climb">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <path d={`M0,${height}L${line}V${height}Z`} className="f-state" fillOpacity="0.22" />
        <path
          d={`M0,${height}L${line}`}
          className="f-none s-state"
          strokeWidth="1.8"
          vectorEffect="non-scaling-stroke"
          strokeLinejoin="round"
        />
      </svg>
      <figcaption aria-hidden="true">{label}</figcaption>
    </figure>
  );
}

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
