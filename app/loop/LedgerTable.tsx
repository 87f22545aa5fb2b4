/** The ledger as a table: every figure, the truth, and what made it wrong. */
import type { Ledger } from '../../engine/measure/ledger';
import type { TraceReader } from '../../engine/trace/reader';
import { type CompareWords, figureName, figureText, rowText } from '../../i18n/compareText';
import { useTexts } from '../language/language';
import { CauseLinks } from './CauseLinks';

export function LedgerTable({ ledger, reader, words }: { ledger: Ledger; reader: TraceReader; words: CompareWords }) {
  const t = useTexts().compare;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <section className="loop-table" aria-label={t.loop.ledger} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.screen.figure}</th>
            <th scope="col">{t.loop.theLoop}</th>
            <th scope="col">{t.truth}</th>
            <th scope="col">{t.screen.why}</th>
          </tr>
        </thead>
        <tbody>
          {ledger.figures
            .filter((f) => !f.open)
            .map((f) => (
              <tr key={`${f.name} ${f.column}`}>
                <th scope="row">
                  {figureName(f, words)}, {ledger.columns[f.column]}
                </th>
                <td className={f.right ? 'good' : 'wrong'}>
                  {f.parts.length > 1
                    ? f.parts.map((p) => figureText(p, f.column, words)).join('+')
                    : f.silent
                      ? '–'
                      : figureText(f.said, f.column, words)}{' '}
                  {f.right ? '✓' : '⊗'}
                </td>
                <td>{figureText(f.truth, f.column, words)}</td>
                <td>
                  {f.causes.map((c) => (
                    <p key={`${c.code} ${c.row} ${c.effect}`}>
                      {c.row !== null && `${rowText(c.row, words)}: `}
                      {t.cause[c.code]} <CauseLinks cause={c} reader={reader} words={words} />
                    </p>
                  ))}
                </td>
              </tr>
            ))}
          {ledger.totals.map((total) => (
            <tr key={total.column}>
              <th scope="row">
                {t.total}, {ledger.columns[total.column]}
              </th>
              <td className={total.right ? 'good' : 'wrong'}>
                {figureText(total.said, total.column, words)} {total.right ? '✓' : '⊗'}
              </td>
              <td>{figureText(total.truth, total.column, words)}</td>
              <td>{total.causes.some((c) => c.code === 'distinctSummed') && t.cause.distinctSummed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
