/** Why an engine refuses what is on the stage; its words are loaded with the first refusal. */
import { useEffect } from 'react';
import type { Fault } from '../../engine/faults';
import { announce } from '../announce';
import { told } from '../frame/notLoaded';
import { currentTexts, useTexts, withTexts } from '../language/language';
import { useRun } from '../stores/run';
import { useLoaded } from '../useLoaded';

const loadVerdict = told(() => withTexts('all', import('./verdict')));
const NO_FAULTS: readonly never[] = [];

/** Also heard, once. */
export function useVerdict(): { readonly faults: readonly Fault[]; readonly verdict: string | null } {
  const texts = useTexts();
  const faults = useRun((s) => (s.status.kind === 'refused' ? s.status.faults : NO_FAULTS));
  const words = useLoaded(faults.length > 0 ? loadVerdict : null, false);
  const verdict = faults.length > 0 && words ? words.verdictOfAll(texts, faults) : null;
  useEffect(() => {
    if (verdict !== null) announce(currentTexts().stage.said.refused(verdict));
  }, [verdict]);
  return { faults, verdict };
}
