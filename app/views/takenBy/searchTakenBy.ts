/** Runs a scenario once for each batch that may have read a row, on a thread of its own: another search goes on beside it. */
import type { Trial } from '../../../engine/explain/batchesBy';
import type { Taken } from '../../../engine/explain/takenBy';
import type { EngineName, Scenario } from '../../../engine/scenario/scenario';
import { sideThread } from '../../sideThread';

const thread = sideThread();

/** @returns null if it was ended. @throws if the thread broke */
export async function searchTakenBy(
  scenario: Scenario,
  engine: EngineName,
  row: number,
  trials: readonly Trial[],
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<readonly Taken[] | null> {
  const answer = await thread.ask((worker) => worker.takenBy(1, scenario, engine, row, trials), signal, onProgress);
  if (!answer && !signal.aborted) throw new Error('the search was lost');
  return answer;
}
