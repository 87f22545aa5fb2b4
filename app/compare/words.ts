/** What sentences must know of the scenario that is compared. */
import { useMemo } from 'react';
import type { TraceReader } from '../../engine/trace/reader';
import type { Language, Texts } from '../../i18n';
import type { CompareWords } from '../../i18n/compareText';
import { useLanguage, useTexts } from '../language/language';
import type { Compared } from './useCompared';

export function useWords(compared: Compared | null): CompareWords | null {
  const language = useLanguage();
  const texts = useTexts().compare;
  return useMemo(() => {
    const answers = compared?.runs[0]?.answers;
    return answers
      ? { ...wordsOf(answers.reader, answers.instants, language, texts), rowInstants: answers.rowInstants }
      : null;
  }, [compared, language, texts]);
}

/** @param instants which columns of an answer hold instants */
export function wordsOf(
  reader: TraceReader,
  instants: readonly boolean[],
  language: Language,
  texts: Texts['compare'],
): CompareWords {
  // The day is named only where the arrivals themselves span more than one.
  const last = reader.trace.arrivalOrder.at(-1);
  return {
    language,
    texts,
    zone: reader.scenario.timeZone,
    span: [reader.timeAt(0), last === undefined ? reader.timeAt(0) : reader.arrivesAt(last)],
    instants,
    eventTime: (row) => reader.eventTime(row),
    arrivesAt: (row) => reader.arrivesAt(row),
  };
}
