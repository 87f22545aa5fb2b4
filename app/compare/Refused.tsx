import { faultSentence } from '../../i18n/faultText';
import { useLanguage, useTexts } from '../language/language';
import type { Compared } from './useCompared';

/** Why engines do not take the scenario, and where a real one fails in what Arus runs to its end. */
export function Refused({ compared }: { compared: Compared }) {
  const t = useTexts().compare;
  const language = useLanguage();
  const departs = compared.runs.some(({ trace }) => trace.departs !== undefined);
  if (compared.refused.length === 0 && !departs) return null;
  return (
    <ul className="compare-refused">
      {compared.refused.map(({ engine, faults }) => (
        <li key={engine}>
          <b>{t.cannotRun(t.engine[engine])}</b>{' '}
          {[...new Set(faults.map((fault) => faultSentence(fault, language)))].join(' ')}
        </li>
      ))}
      {departs && <li>{t.departs.text}</li>}
    </ul>
  );
}
