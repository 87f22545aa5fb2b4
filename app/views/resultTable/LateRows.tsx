/** The rows that an engine itself took out because they were late: Flink's side output, what Kafka Streams drops. */
import { useMemo, useState } from 'react';
import { lateBy } from '../../../engine/trace/lateBy';
import type { TraceReader } from '../../../engine/trace/reader';
import { NONE } from '../../../engine/trace/trace';
import { clockDuration } from '../../../i18n/format';
import { useTexts } from '../../language/language';
import { withholdsRow } from '../../trace/withheld';
import { Ask, type PanelProps } from '../panel/Panel';

/** Rows named before a person asks for more. */
const FIRST = 3;

export function LateRows({ reader, moment, withheld, labels, asking }: PanelProps) {
  const { stage } = useTexts();
  const t = stage.result;
  const [all, setAll] = useState(false);
  const rows = useMemo(
    () => takenOutBy(reader, moment.cursor).filter((row) => !withholdsRow(withheld, row)),
    [reader, moment.cursor, withheld],
  );
  const engine = reader.trace.engine === 'kafkaStreams' ? 'kafkaStreams' : 'flink';
  if (withheld.rows === 'all') return null;
  if (rows.length === 0) return <p className="late-rows none">{t.noLateRows[engine]}</p>;
  return (
    <div className="late-rows">
      <b>{t.lateRows[engine](rows.length)}</b>
      <ul>
        {rows.slice(0, all ? rows.length : FIRST).map((row, i) => {
          const happened = reader.eventTime(row);
          const time = Number.isNaN(happened) ? 'null' : labels.instant(happened);
          const by = lateness(reader, row);
          return (
            <li key={row}>
              <Ask
                subject={{ kind: 'row', row }}
                asking={asking}
                first={i === 0}
                label={stage.why(stage.batch.row(time))}
              >
                {Number.isFinite(by) ? t.lateBy(time, clockDuration(by)) : time}
              </Ask>
            </li>
          );
        })}
        {rows.length > FIRST && !all && (
          <li>
            <button type="button" className="btn" onClick={() => setAll(true)}>
              {stage.showMore(rows.length - FIRST)}
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

/** Rows taken out by a cursor, in order. */
function takenOutBy({ trace }: TraceReader, cursor: number): number[] {
  const { records, batches } = trace;
  if (!records) return [];
  const rows: number[] = [];
  records.late.row.forEach((row, i) => {
    const step = records.late.step[i] as number;
    if (row !== NONE && (batches.lastEntry[step] as number) < cursor) rows.push(row);
  });
  return rows;
}

/** From the end of the nearest window that refused it to the water that it met; NaN where there is none. */
function lateness(reader: TraceReader, row: number): number {
  const { trace } = reader;
  const { read, verdicts } = reader.rowEntries(row);
  if (read === null) return Number.NaN;
  const step = reader.entry(read).batch as number;
  const late = verdicts.flatMap((v) => {
    const { kind, group } = reader.entry(v);
    return kind === 'rowLate' && group !== null ? [lateBy(trace, group, step)] : [];
  });
  return late.length === 0 ? Number.NaN : Math.min(...late);
}
