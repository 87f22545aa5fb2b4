/** The curves as a table: a line for each instant at which another number of rows waits. */
import { useMemo } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import { number } from '../../../i18n/format';
import { useLanguage, useTexts } from '../../language/language';
import { Paged } from '../rails/Paged';
import { instantText, wordsOf } from '../rails/words';
import { backlogFor } from './layout';

/** @param now microseconds of processing time; what is behind it is still to come, as in the picture */
export function BacklogTable({ reader, now }: { readonly reader: TraceReader; readonly now: number }) {
  const { backlog: t, rails } = useTexts();
  const language = useLanguage();
  const words = useMemo(() => wordsOf(reader, language, rails), [reader, language, rails]);
  const { at, peak, waiting, partitions, names } = backlogFor(reader);
  const places = useMemo(() => Array.from(at.keys()), [at]);
  // One partition is all of it.
  const lags = names.length === 1 ? [] : partitions;
  const heads = [t.columns.at, t.columns.peak, t.columns.waiting, ...(names.length === 1 ? [] : names)];
  return (
    <div className="rails-table">
      <Paged
        caption={t.table}
        items={places}
        words={words}
        heads={heads.map((text, i) => ({ column: text, text, figures: i > 0 }))}
        line={(i) => {
          const coming = (at[i] as number) > now;
          return (
            <tr key={i} className={coming ? 'coming' : undefined}>
              <th scope="row">
                <span className="mono">{instantText(at[i] as number, words)}</span>
                {coming && <small> {rails.verdicts.coming}</small>}
              </th>
              {[peak, waiting, ...lags].map((rows, column) => (
                <td key={heads[column + 1]} className="mono n">
                  {number(rows[i] as number, language)}
                </td>
              ))}
            </tr>
          );
        }}
      />
    </div>
  );
}
