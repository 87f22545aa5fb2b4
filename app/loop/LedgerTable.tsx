/** The ledger as a table: every figure, the truth, and what made it wrong. */
import type { Ledger } from '../../engine/measure/ledger';
import { type CompareWords, figureName, rowText, valueText } from '../../i18n/compareText';
import { useTexts } from '../language/language';

export function LedgerTable({ ledger, words }: { ledger: Ledger; words: CompareWords }) {
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
                    ? f.parts.map((p) => valueText(p, words.language)).join('+')
                    : f.silent
                      ? '–'
                      : valueText(f.said, words.language)}{' '}
                  {f.right ? '✓' : '⊗'}
                </td>
                <td>{valueText(f.truth, words.language)}</td>
                <td>
                  {f.causes.map((c) => (
                    <p key={`${c.code} ${c.row} ${c.effect}`}>
                      {c.row !== null && `${rowText(c.row, words)}: `}
                      {t.cause[c.code]}
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
                {valueText(total.said, words.language)} {total.right ? '✓' : '⊗'}
              </td>
              <td>{valueText(total.truth, words.language)}</td>
              <td>{total.causes.some((c) => c.code === 'distinctSummed') && t.cause.distinctSummed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
