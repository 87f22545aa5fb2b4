/** The search for "what if?" on a thread of its own, kept from one search to the next. */
import type { WhatIf } from '../../../engine/explain/whatIf';
import type { Wish } from '../../../engine/explain/wish';
import type { EngineName, Scenario } from '../../../engine/scenario/scenario';
import { sideThread } from '../../sideThread';

const thread = sideThread();

/** @returns null if it was ended. @throws if the thread broke */
export async function searchWhatIf(
  scenario: Scenario,
  engine: EngineName,
  wish: Wish,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<WhatIf | null> {
  const answer = await thread.ask((worker) => worker.whatIf(1, scenario, engine, wish), signal, onProgress);
  if (!answer && !signal.aborted) throw new Error('the search was lost');
  return answer;
}
