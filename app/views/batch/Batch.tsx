import { memo, useMemo, useState } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import { SECOND } from '../../../engine/time';
import { backfilledDay } from '../../../engine/trace/backfilled';
import type { TraceReader } from '../../../engine/trace/reader';
import { operatorAt } from '../../../engine/trace/trace';
import type { Language } from '../../../i18n';
import { clockDuration, dayName, duration, number, timeOfDay } from '../../../i18n/format';
import { Part, part } from '../../frame/Part';
import { useTexts } from '../../language/language';
import { beside, dayOf } from '../../trace/dated';
import { type Labels, labelsOf } from '../../trace/labels';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { Ask, type Asking, Dated, Ledger, Line, Panel, type PanelProps } from '../panel/Panel';
import { short } from '../rails/frame';
import { WrittenButton } from '../written/WrittenButton';
import { type BatchLayout, type BatchRow, batchLayout, FIRST_ROWS, type StageMark } from './layout';
import './batch.css';

interface Props extends PanelProps {
  /** Moves the stage to a place in the run. */
  readonly onGo: (cursor: number) => void;
}

/** Only of engines that work row by row. */
const Record = part(async () => ({ default: (await import('./Record')).Record }));

/** The micro-batch that runs or ran last: its six stages, its rows and what became of each, and how the water rises. */
export const Batch = memo(function Batch({ reader, moment, withheld, labels, asking, onGo }: Props) {
  const { stage } = useTexts();
  const t = stage.batch;
  const [shown, setShown] = useState({ batch: moment.batch, limit: FIRST_ROWS });
  const limit = shown.batch === moment.batch ? shown.limit : FIRST_ROWS;
  const { records } = reader.trace;
  const layout = useMemo(() => batchLayout(reader, moment, withheld, limit), [reader, moment, withheld, limit]);
  const job = reader.trace.batches.readFrom !== undefined;
  if (records)
    return (
      <Part
        fallback={
          <Panel id="batch" title={stage.record.title}>
            {null}
          </Panel>
        }
      >
        <Record {...{ reader, moment, withheld, labels, asking, onGo }} layout={layout} />
      </Part>
    );
  if (!layout) {
    const { count, startedAt } = reader.trace.batches;
    return (
      <Panel id="batch" title={job ? t.jobTitle : t.title}>
        <p>
          {count === 0
            ? job
              ? t.jobNoneEver
              : t.noneEver
            : (job ? t.jobNone : t.none)(labels.instant(startedAt[0] as number))}
        </p>
      </Panel>
    );
  }
  const { batchTime } = reader.scenario.engines.spark;
  const day = moment.batch === null ? null : backfilledDay(reader.trace, reader.scenario, moment.batch);
  // The head has the day of the batch.
  const besideBatch = beside(reader, labels, layout.startedAt);
  const modelled = !job && (batchTime.fixed > 0 || batchTime.perRow > 0);
  return (
    <Panel
      id="batch"
      title={
        day !== null
          ? t.jobDay(layout.batchId, dayName(day, labels.language))
          : job
            ? t.job(layout.batchId)
            : (layout.again ? t.again : t.name)(layout.batchId)
      }
      aside={<When reader={reader} layout={layout} labels={labels} asking={asking} job={job} />}
      foot={
        <>
          <Water reader={reader} layout={layout} labels={besideBatch} asking={asking} />
          {!job && withheld === NOTHING_WITHHELD && <WrittenButton reader={reader} moment={moment} onGo={onGo} />}
          {modelled && (
            <div className="model">{t.model(duration(layout.endedAt - layout.startedAt, labels.language))}</div>
          )}
        </>
      }
    >
      <Stages marks={layout.stages} job={job} labels={labels} onGo={onGo} />
      {layout.cut && <p className="cut">{job ? t.jobCut : t.cut}</p>}
      {layout.planned === 0 ? (
        <p>
          {job
            ? t.jobNoData
            : layout.stages.some((m) => m.stage === 'state' && m.figure === 0) && layout.done
              ? t.noDataKept
              : t.noData}
        </p>
      ) : (
        <Ledger
          caption={job ? t.jobCaption : t.caption}
          head={
            <>
              {layout.hasEventTime && <th scope="col">{t.eventTime}</th>}
              {layout.showsArrival && <th scope="col">{t.arrived}</th>}
              {layout.columns.map((c) => (
                <th scope="col" key={c.name} className={c.type === 'long' || c.type === 'double' ? 'n' : undefined}>
                  {c.name}
                </th>
              ))}
              <th scope="col">{t.verdict}</th>
            </>
          }
        >
          {layout.rows.map((row, i) => (
            <Row
              key={row.row}
              reader={reader}
              row={row}
              above={layout.rows[i - 1]}
              layout={layout}
              labels={labels}
              asking={asking}
              first={i === 0}
            />
          ))}
          {layout.more > 0 && (
            <tr className="more">
              <td colSpan={layout.columns.length + 3}>
                <button
                  type="button"
                  className="btn"
                  onClick={() => setShown({ batch: moment.batch, limit: limit + 10 * FIRST_ROWS })}
                >
                  {stage.showMore(Math.min(layout.more, 10 * FIRST_ROWS))}
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

function When({
  reader,
  layout,
  labels,
  asking,
  job,
}: {
  reader: TraceReader;
  layout: BatchLayout;
  labels: Labels;
  asking: Asking;
  job: boolean;
}) {
  const { stage } = useTexts();
  const t = stage.batch;
  const { startedAt, endedAt, planned, since } = layout;
  const inSeconds = startedAt % SECOND === 0 && endedAt % SECOND === 0;
  const text =
    endedAt > startedAt
      ? inSeconds
        ? t.lasting(labels.instant(startedAt), timeOfDay(endedAt, labels.zone, 0), planned)
        : t.took(labels.instant(startedAt), duration(endedAt - startedAt, labels.language, 2), planned)
      : since !== null
        ? t.between(labels.short(since), beside(reader, labels, since).short(startedAt), planned)
        : t.at(labels.instant(startedAt), planned);
  return (
    <Ask
      subject={{ kind: 'batch', batch: layout.batch }}
      asking={asking}
      label={stage.why((job ? t.job : t.name)(layout.batchId))}
    >
      {text}
    </Ask>
  );
}

function Stages({
  marks,
  job,
  labels,
  onGo,
}: {
  marks: readonly StageMark[];
  job: boolean;
  labels: Labels;
  onGo: (cursor: number) => void;
}) {
  const { stage } = useTexts();
  const t = stage.batch;
  // A job over everything that has arrived has no offset log and drops nothing.
  const shown = job ? marks.filter((m) => m.stage !== 'offsets' && m.stage !== 'late') : marks;
  const current = shown.findIndex((m) => m.status === 'on');
  return (
    <ol className="stages" aria-label={job ? t.jobStages : t.stages}>
      {shown.map((m, i) => {
        const name = (job ? t.jobStage : t.stage)[m.stage];
        const sayings = m.computes ? t.computed[m.computes] : t.stageSays[m.stage];
        const says = m.figure === null ? stage.withheld.replace(/\.$/, '') : sayings(m.figure);
        return (
          <li key={m.stage} className={m.status} aria-current={i === current ? 'step' : undefined}>
            <button type="button" title={says} onClick={() => onGo(m.cursor)}>
              {name}
              <span aria-hidden="true" className={`figure${m.stage === 'late' && m.figure ? ' some-late' : ''}`}>
                {figureOf(m, labels.language)}
              </span>
              <span className="heard">{t.goTo(says)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** What a batch did at a stage; a dot where it has not come to it. */
function figureOf(mark: StageMark, language: Language): string {
  if (mark.status === 'coming') return '·';
  if (mark.figure === null) return '?';
  if (mark.stage === 'commit') return mark.figure === 1 ? '✓' : '·';
  return number(mark.figure, language);
}

/** The time by which a line is known: when its row happened, or else when it arrived. */
const timeOf = (row: BatchRow): number => (Number.isNaN(row.eventTime) ? row.arrivesAt : row.eventTime);

export function Row({
  reader,
  row,
  above,
  layout,
  labels,
  asking,
  first,
}: {
  reader: TraceReader;
  row: BatchRow;
  /** The line above it. */
  above?: BatchRow | undefined;
  layout: BatchLayout;
  labels: Labels;
  asking: Asking;
  first: boolean;
}) {
  const { stage } = useTexts();
  const t = stage.batch;
  const subject: Subject = { kind: 'row', row: row.row };
  const happened = Number.isNaN(row.eventTime) ? 'null' : labels.instant(row.eventTime);
  const { verdict } = row;
  const time = timeOf(row);
  const day = dayOf(labels, time);
  const own = day === null ? labels : beside(reader, labels, time);
  const withDay = (text: string) => (
    <Dated day={day} above={above ? dayOf(labels, timeOf(above)) : null}>
      {text}
    </Dated>
  );
  return (
    <Line
      subject={subject}
      asking={asking}
      className={verdict.kind === 'late' ? 'late' : verdict.kind === 'waiting' ? 'gone' : ''}
    >
      {layout.hasEventTime && (
        <th scope="row">{Number.isNaN(row.eventTime) ? 'null' : withDay(own.instant(row.eventTime))}</th>
      )}
      {layout.showsArrival && (
        <td>
          {layout.hasEventTime && !Number.isNaN(row.eventTime)
            ? arrivedText(row, own, t.atOnce)
            : withDay(own.instant(row.arrivesAt))}
        </td>
      )}
      {row.values.map((value, i) => {
        const column = layout.columns[i];
        const figure = column?.type === 'long' || column?.type === 'double';
        return (
          <td key={column?.name} className={figure ? 'n' : 'w'}>
            {value !== undefined && own.value(value, column?.type ?? 'string')}
          </td>
        );
      })}
      <td className="w tagged">
        <Ask
          subject={subject}
          asking={asking}
          first={first}
          label={stage.why(t.row(layout.hasEventTime ? happened : labels.instant(row.arrivesAt)))}
        >
          <VerdictTags reader={reader} row={row} labels={own} />
        </Ask>
      </td>
    </Line>
  );
}

/** Beside an event time of milliseconds, what matters is how long a row was on its way. */
function arrivedText(row: BatchRow, labels: Labels, atOnce: string): string {
  const wait = row.arrivesAt - row.eventTime;
  const fine = row.arrivesAt % SECOND !== 0;
  if (!fine || Number.isNaN(wait)) return labels.instant(row.arrivesAt);
  if (wait === 0) return atOnce;
  return wait < 0 ? duration(wait, labels.language, 2) : `+${duration(wait, labels.language, 2)}`;
}

function VerdictTags({ reader, row, labels }: { reader: TraceReader; row: BatchRow; labels: Labels }) {
  const t = useTexts().stage.batch.verdicts;
  const { verdict } = row;
  const by = (length: number | null) => (length === null ? '–' : clockDuration(length));
  switch (verdict.kind) {
    case 'late':
      return <span className="tag late">⊗ {t.late(by(verdict.late.by))}</span>;
    case 'counted': {
      const names = verdict.groups.map((g) => shortGroup(reader, g, labels)).filter((n) => n !== null);
      return (
        <>
          <span className="tag event">
            {verdict.groups.length > 2
              ? t.intoMany(verdict.groups.length)
              : names.length > 0
                ? t.into(names.join(', '))
                : t.counted}
          </span>
          {verdict.late && (
            <span className="tag late"> ⊗ {t.lateFor(verdict.late.groups.length, by(verdict.late.by))}</span>
          )}
          {verdict.alert && <span className="tag processing">{t.alert}</span>}
        </>
      );
    }
    default:
      return <span className="tag">{t[verdict.kind]}</span>;
  }
}

/** Letters of a key that a tag has room for, beside the other columns of the row. */
const KEY = 14;

/**
 * A window by its start, as the brackets have it; its keys stand in the line already. Of a join the side and its key: the
 * last column of its groups is the row's own time, which stands there, too.
 */
function shortGroup(reader: TraceReader, group: number, labels: Labels): string | null {
  if (operatorAt(reader.trace, group)?.join) {
    const [side, ...keys] = labels.keys(group).slice(0, -1);
    return [side, ...keys.map((key) => short(key, KEY))].join(', ');
  }
  const window = labels.window(group);
  if (window !== null) return window.split(' – ')[0] ?? window;
  return labels.group(group);
}

/** Which water this batch works with, and how the next comes about. */
function Water({
  reader,
  layout,
  labels,
  asking,
}: {
  reader: TraceReader;
  layout: BatchLayout;
  labels: Labels;
  asking: Asking;
}) {
  const { stage } = useTexts();
  const t = stage.batch;
  const { watermark, next } = layout;
  if (!watermark && !next) return null;
  const subject: Subject = { kind: 'watermark' };
  const ask = stage.why(t.next);
  // A day that stands before it is not said again: the rows above need the room.
  const after = (before: number, at: number): string =>
    labelsOf(reader, labels.language, before > 0 ? before : Number.NaN).instant(at);
  return (
    <>
      {watermark && (
        <div className="water-used">
          <Ask
            subject={{ kind: 'batch', batch: layout.batch }}
            asking={asking}
            label={stage.why(t.name(layout.batchId))}
          >
            {watermark.closes > 0 ? (
              watermark.late === watermark.closes ? (
                <>
                  {t.dropsAndCloses} <b>{labels.instant(watermark.closes)}</b>
                </>
              ) : (
                <>
                  {t.drops} <b>{watermark.late > 0 ? labels.instant(watermark.late) : '–'}</b>, {t.closes}{' '}
                  <b>{after(watermark.late, watermark.closes)}</b>
                </>
              )
            ) : (
              t.noWatermark
            )}
          </Ask>
        </div>
      )}
      {next && (
        <Ask subject={subject} asking={asking} label={ask} className="arithmetic">
          {next.rose ? (
            <>
              {t.next} {labels.instant(next.newest)} {t.minus(duration(next.delay, labels.language))} ={' '}
              <b className="t watermark">{after(next.newest, next.watermark)}</b>
            </>
          ) : (
            <>
              {t.stays} <b className="t watermark">{labels.instant(next.watermark)}</b>
            </>
          )}
        </Ask>
      )}
    </>
  );
}
