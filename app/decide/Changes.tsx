/** Which one answer, given otherwise, would move the verdict; each can be tried. */
import { useMemo } from 'react';
import { rupiah } from '../../i18n/format';
import { changesOf, type Verdict } from '../../lessons/decide/verdict';
import { announce } from '../announce';
import { useLanguage, useTexts } from '../language/language';
import { useDecide } from './useDecide';
import { changeWords } from './words';

export function Changes({ verdict }: { readonly verdict: Verdict }) {
  const { decide: t } = useTexts();
  const language = useLanguage();
  const { answers, prices, lines } = useDecide();
  const changes = useMemo(() => changesOf(answers, prices, lines), [answers, prices, lines]);
  if (verdict.kind === 'open') return null;
  return (
    <section className="decide-changes">
      <h2>{verdict.kind === 'way' ? t.changes.title : t.changes.mend}</h2>
      {changes.length === 0 ? (
        <p>{t.changes.none}</p>
      ) : (
        <ul>
          {changes.map((change) => {
            const words = changeWords(change, answers, language, t);
            return (
              <li key={`${change.question} ${change.way}`}>
                <span>{words}</span>
                <span className="to">
                  {t.way[change.way]}, {rupiah(Math.round(change.cost), language)}
                </span>
                <button
                  type="button"
                  className="btn"
                  onClick={() => {
                    useDecide.getState().answer(change.answers);
                    announce(t.changes.tried(words, t.verdict[change.way]));
                  }}
                >
                  {t.changes.try}
                  <span className="heard">: {words}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
