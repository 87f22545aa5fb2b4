import { faultSentence } from '../../i18n/faultText';
import { useLanguage, useTexts } from '../language/language';
import type { Compared } from './useCompared';

/** Why engines do not take the scenario. */
export function Refused({ compared }: { compared: Compared }) {
  const t = useTexts().compare;
  const language = useLanguage();
  if (compared.refused.length === 0) return null;
  return (
    <ul className="compare-refused">
      {compared.refused.map(({ engine, faults }) => (
        <li key={engine}>
          <b>{t.cannotRun(t.engine[engine])}</b>{' '}
          {[...new Set(faults.map((fault) => faultSentence(fault, language)))].join(' ')}
        </li>
      ))}
    </ul>
  );
}
