import { useMemo } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import { told } from '../../frame/notLoaded';
import { useTexts, withTexts } from '../../language/language';
import type { Place, WouldRow } from '../../stores/contract';
import { useFocus } from '../../stores/focus';
import type { Labels } from '../../trace/labels';
import type { Withheld } from '../../trace/withheld';
import { useLoaded } from '../../useLoaded';
import type { Asked } from '../rails/pins';
import type { ScrubberPin } from '../transport/layout';
import type { Answer } from './answer';

/** What finds answers and says them, loaded with the first question. */
const load = () => withTexts('all', import('./answer'));
/** Without it nothing is asked: the question is taken back. */
const loadOrTell = told(load, () => useFocus.getState().ask(null));

/** The answer to what is asked, for the inspector and for the picture beside it; null if nothing is. */
export function useAnswer(reader: TraceReader, withheld: Withheld, labels: Labels): Answer | null {
  const subject = useFocus((s) => s.subject);
  const answer = useLoaded(subject ? loadOrTell : null, false)?.answer;
  const asOf = useFocus((s) => s.asOf);
  const texts = useTexts();
  return useMemo(
    () => (subject && answer ? answer(reader, subject, asOf, withheld, labels, texts) : null),
    [answer, reader, subject, asOf, withheld, labels, texts],
  );
}

/** What a person looks at might be asked about next. */
export const prepareAnswers = (): void => void load().catch(() => {});

/** Whether the stage stands at the moment of a cause. */
export function standsAt(go: Place | null, at: { readonly cursor: number; readonly now: number }): boolean {
  if (go === null) return false;
  return 'cursor' in go ? go.cursor === at.cursor : go.time === at.now;
}

/** What the scrubber shows of an answer. */
export const scrubberPinsOf = (answer: Answer | null): readonly ScrubberPin[] | null =>
  answer ? answer.steps.flatMap(({ sign, tone, go }) => (go ? [{ sign, tone, go }] : [])) : null;

/** What the picture shows of an answer while the stage stands somewhere. */
export function askedOf(
  answer: Answer | null,
  at: { readonly cursor: number; readonly now: number },
  would: WouldRow | null = null,
): Asked | null {
  if (!answer) return null;
  const pins = answer.steps.flatMap(({ sign, tone, pin, go }) =>
    pin ? [{ sign, tone, place: pin, here: standsAt(go, at) }] : [],
  );
  return {
    pins,
    rows: answer.rows.size > 0 ? answer.rows : null,
    batches: answer.batches,
    groups: answer.groups,
    would,
  };
}
