/** A batch a column: under its block of the rails, or else evenly spaced. */
import { type CSSProperties, useEffect, useRef } from 'react';
import { useTexts } from '../../language/language';
import type { Stretch } from '../rails/frame';
import { BatchButton, Breaking, Verdict } from './cells';
import type { BatchFacts } from './facts';
import type { Strip } from './useTakenBy';

interface StripTableProps {
  readonly strip: Strip;
  /** Pixels from the left edge of the card; null: evenly spaced. */
  readonly columns: readonly Stretch[] | null;
}

export function StripTable({ strip, columns }: StripTableProps) {
  const { takenBy: say } = useTexts();
  const { batches, windows, spans, search } = strip;
  const scroller = useRef<HTMLDivElement>(null);
  // Of many batches the one that read the row is in sight first.
  useEffect(() => {
    const box = scroller.current;
    const head = box?.querySelector<HTMLElement>('th.own');
    if (box && head) box.scrollLeft = head.offsetLeft - box.clientWidth + 3 * head.offsetWidth;
  }, []);
  const cell = (b: BatchFacts, look: string): string => `${look}${b.own ? ' own' : ''}`;
  return (
    <div className="taken-table" ref={scroller} data-under={columns ? '' : undefined}>
      <table
        aria-label={say.title}
        aria-busy={search.kind === 'runs'}
        style={columns ? { width: columns.at(-1)?.to } : ({ '--batches': batches.length } as CSSProperties)}
      >
        <colgroup>
          <col style={columns ? { width: columns[0]?.from } : undefined} />
          {batches.map((b, i) => (
            <col key={b.batch} style={columns ? widthOf(columns, i) : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{say.batch}</th>
            {batches.map((b, i) => (
              <th key={b.batch} scope="col" className={cell(b, 'head')} style={insetOf(columns, i)}>
                <BatchButton {...b} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{say.water}</th>
            {batches.map((b, i) => (
              <td key={b.batch} className={cell(b, `water ${b.water.look}`)} style={insetOf(columns, i)}>
                <Breaking>{b.water.text}</Breaking>
              </td>
            ))}
          </tr>
          {windows.map((name, w) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {batches.map((b, i) => (
                <td key={b.batch} className={cell(b, `then ${b.windows[w]?.look}`)} style={insetOf(columns, i)}>
                  {b.windows[w]?.text}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{say.row}</th>
            {batches.map((b, i) => (
              <td key={b.batch} className={cell(b, `sign ${b.verdict.look}`)} style={insetOf(columns, i)}>
                <Verdict sign={b.sign} cell={b.verdict} words={false} />
              </td>
            ))}
          </tr>
          <tr className="spans">
            <td />
            {spans.map((span, i) => {
              const first = spans.slice(0, i).reduce((n, s) => n + s.batches, 0);
              return (
                <td
                  key={first}
                  colSpan={span.batches}
                  className={span.look ?? undefined}
                  style={insetOf(columns, first)}
                >
                  {span.text && <span>{span.text}</span>}
                </td>
              );
            })}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** A column goes from the end of the block before it to the end of its own, so that the gap between the two is its padding. */
const startOf = (columns: readonly Stretch[], i: number): number =>
  i === 0 ? (columns[0]?.from ?? 0) : (columns[i - 1]?.to ?? 0);
const widthOf = (columns: readonly Stretch[], i: number): CSSProperties => ({
  width: (columns[i]?.to ?? 0) - startOf(columns, i),
});
function insetOf(columns: readonly Stretch[] | null, i: number): CSSProperties | undefined {
  const gap = columns ? (columns[i]?.from ?? 0) - startOf(columns, i) : 0;
  return gap > 1 ? ({ '--gap': `${gap}px` } as CSSProperties) : undefined;
}
