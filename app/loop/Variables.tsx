import type { TraceReader } from '../../engine/trace/reader';
import { valueAt } from '../../engine/values';
import { type CompareWords, time, valueText } from '../../i18n/compareText';
import { useTexts } from '../language/language';

/** What the loop holds in its hands: the rows read, the answer, the place it will read on from. */
export function Variables({ reader, cursor, words }: { reader: TraceReader; cursor: number; words: CompareWords }) {
  const t = useTexts().compare.loop;
  const { trace, scenario } = reader;
  const moment = reader.at(cursor);
  const run = moment.batch;
  const rows: string[] = [];
  const results: string[] = [];
  let done = false;
  if (run !== null) {
    for (
      let i = trace.batches.firstEntry[run] as number;
      i < cursor && i <= (trace.batches.lastEntry[run] as number);
      i++
    ) {
      const entry = reader.entry(i);
      if (entry.kind === 'rowRead' && entry.row !== null) rows.push(time(reader.arrivesAt(entry.row), words));
      if (entry.kind === 'outputWritten' && entry.version !== null) {
        const { specs, columns } = trace.operator?.versions ?? { specs: [], columns: [] };
        const version = entry.version;
        results.push(
          specs
            .map(({ name, type }, c) => {
              const value = valueAt(columns[c] as never, version);
              const said =
                type === 'timestamp' && typeof value === 'number'
                  ? time(value, words)
                  : valueText(value, words.language);
              return `${said} ${name}`;
            })
            .join(', '),
        );
      }
      if (entry.kind === 'batchCommitted') done = true;
    }
  }
  const saves = scenario.engines.batchLoop.remember !== 'nothing';
  return (
    <dl className="loop-variables">
      <div>
        <dt>data</dt>
        <dd className="mono">
          {rows.length === 0 ? '–' : `[${rows.slice(0, 4).join(', ')}${rows.length > 4 ? `, … ${rows.length}` : ''}]`}
        </dd>
      </div>
      <div>
        <dt>result</dt>
        <dd className="mono">{results.length === 0 ? '–' : results.slice(0, 3).join(' · ')}</dd>
      </div>
      <div>
        <dt>{t.remembers}</dt>
        <dd>{saves && run !== null && done ? time(trace.batches.readTo?.[run] as number, words) : t.nothing}</dd>
      </div>
    </dl>
  );
}
