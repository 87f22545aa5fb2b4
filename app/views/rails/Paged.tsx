/** What the tables of the rails have in common: pages, heads that sort, and lines that can be asked about. */
import { useState } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import type { Language } from '../../../i18n';
import { number } from '../../../i18n/format';
import { useTexts } from '../../language/language';
import './paged.css';

/** Lines on one page. */
const PAGE = 100;

/** A line of a table lights up what it is about. */
export const hovering = (subject: Subject, hover: ((subject: Subject | null) => void) | undefined) => ({
  onPointerEnter: () => hover?.(subject),
  onPointerLeave: () => hover?.(null),
  onFocus: () => hover?.(subject),
  onBlur: () => hover?.(null),
});

export function Ask({ subject, ask, text }: { subject: Subject; ask?: (subject: Subject) => void; text: string }) {
  if (!ask) return text;
  return (
    <button type="button" className="asks" onClick={() => ask(subject)}>
      {text}
    </button>
  );
}

export interface Head {
  readonly column: string;
  readonly text: string;
  /** Where lines stand in the order of this column. */
  readonly sorted?: 'ascending' | 'descending' | null;
  /** Absent: this column is no order. */
  readonly sort?: () => void;
  /** Its cells are figures, which stand at the right. */
  readonly figures?: boolean;
}

/** A table in pages: a run may have a hundred thousand rows, a document should not. */
export function Paged<T>({
  caption,
  items,
  heads,
  line,
  words,
}: {
  caption: string;
  items: readonly T[];
  heads: readonly Head[];
  line: (item: T) => React.ReactNode;
  words: { readonly language: Language };
}) {
  const [page, setPage] = useState(0);
  const { language } = words;
  const { railsTable: texts } = useTexts();
  const pages = Math.max(1, Math.ceil(items.length / PAGE));
  const current = Math.min(page, pages - 1);
  const from = current * PAGE;
  const shown = items.slice(from, from + PAGE);
  return (
    <div className="paged">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((h) => (
              <th key={h.column} scope="col" className={h.figures ? 'n' : undefined} aria-sort={h.sorted ?? undefined}>
                {h.sort ? (
                  <button type="button" className="sorts" onClick={h.sort} title={texts.sortedBy(h.text)}>
                    {h.text}
                    <span aria-hidden="true">{h.sorted ? (h.sorted === 'ascending' ? ' ↑' : ' ↓') : ''}</span>
                  </button>
                ) : (
                  h.text
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{shown.map(line)}</tbody>
      </table>
      {pages > 1 && (
        <div className="pages">
          <button type="button" className="btn" disabled={current === 0} onClick={() => setPage(current - 1)}>
            {texts.earlierPage}
          </button>
          <span>
            {texts.page(
              number(from + 1, language),
              number(from + shown.length, language),
              number(items.length, language),
            )}
          </span>
          <button type="button" className="btn" disabled={current === pages - 1} onClick={() => setPage(current + 1)}>
            {texts.laterPage}
          </button>
        </div>
      )}
    </div>
  );
}
