/** The run before an edit beside the new one, as a table: the same facts as the outlines on the pictures. */
import { useMemo } from 'react';
import { differencesAt, type OldFuture } from '../../../engine/measure/oldFuture';
import { useTexts } from '../../language/language';
import type { Words } from '../rails/words';
import { linesOf } from './lines';

/** Lines beyond these are counted. */
const MOST = 100;

export function OldFutureTable({ old, now, words }: { old: OldFuture; now: number; words: Words }) {
  const texts = useTexts();
  const { oldFuture: say } = texts;
  const differences = useMemo(() => differencesAt(old, now), [old, now]);
  const lines = linesOf(old, differences, words, texts);
  if (lines.length === 0) return null;
  return (
    <table className="old-future-table">
      <caption>{say.caption}</caption>
      <thead>
        <tr>
          {(['what', 'was', 'is'] as const).map((column) => (
            <th key={column} scope="col">
              {say.columns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.slice(0, MOST).map((line) => (
          <tr key={line.key}>
            <th scope="row">{line.what}</th>
            <td>{line.was}</td>
            <td>{line.is}</td>
          </tr>
        ))}
      </tbody>
      {lines.length > MOST && (
        <tfoot>
          <tr>
            <td colSpan={3}>{texts.stage.more(lines.length - MOST)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
