/** A figure beside the truth, and the rows that made the difference. */
import type { Figure } from '../../engine/measure/ledger';
import type { TraceReader } from '../../engine/trace/reader';
import { type CompareWords, figureName, figureText, rowText } from '../../i18n/compareText';
import { useTexts } from '../language/language';
import { CauseLinks } from './CauseLinks';

export function WhyFigure({
  figure,
  reader,
  words,
  columns,
  onClose,
}: {
  figure: Figure;
  reader: TraceReader;
  words: CompareWords;
  columns: readonly string[];
  onClose: () => void;
}) {
  const t = useTexts().compare;
  return (
    <section className="loop-why" aria-label={t.screen.why}>
      <h2>
        {figureName(figure, words)}, {columns[figure.column]}
      </h2>
      <p>
        {t.screen.saidAndTrue(
          figureText(figure.said, figure.column, words),
          figureText(figure.truth, figure.column, words),
        )}
      </p>
      <ul>
        {figure.causes.length === 0 && <li>{t.screen.nothingWrong}</li>}
        {figure.causes.slice(0, 6).map((cause) => (
          <li key={`${cause.code} ${cause.row} ${cause.effect}`}>
            {cause.row !== null && `${rowText(cause.row, words)}: `}
            {t.cause[cause.code]} <CauseLinks cause={cause} reader={reader} words={words} />
          </li>
        ))}
      </ul>
      <button type="button" className="btn" onClick={onClose}>
        {t.loop.close}
      </button>
    </section>
  );
}
