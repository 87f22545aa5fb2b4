/** What sentences must know of the scenario that is compared. */
import { useMemo } from 'react';
import type { CompareWords } from '../../i18n/compareText';
import { useLanguage, useTexts } from '../language/language';
import type { Compared } from './useCompared';

export function useWords(compared: Compared | null): CompareWords | null {
  const language = useLanguage();
  const texts = useTexts().compare;
  return useMemo(() => {
    const reader = compared?.runs[0]?.answers.reader;
    if (!compared || !reader) return null;
    // The day is named only where the arrivals themselves span more than one.
    const order = reader.trace.arrivalOrder;
    const last = order[order.length - 1];
    return {
      language,
      texts,
      zone: compared.scenario.timeZone,
      span: [reader.timeAt(0), last === undefined ? reader.timeAt(0) : reader.arrivesAt(last)],
      instants: compared.runs[0]?.answers.instants ?? [],
      eventTime: (row) => reader.eventTime(row),
      arrivesAt: (row) => reader.arrivesAt(row),
    };
  }, [compared, language, texts]);
}
