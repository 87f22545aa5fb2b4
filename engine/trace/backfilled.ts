/** Which day a run of the nightly job was over, where it was a backfill. */
import { localDate } from '../localTime';
import type { Scenario } from '../scenario/scenario';
import type { Trace } from './trace';

/** The local date in the job's zone, as `2026-03-02`; null: it read everything, or it is another engine's batch. */
export function backfilledDay({ engine, batches }: Trace, scenario: Scenario, batch: number): string | null {
  const from = batches.readFrom?.[batch];
  if (engine !== 'dailyBatch' || from === undefined || !Number.isFinite(from)) return null;
  return localDate(from, scenario.engines.dailyBatch.timeZone);
}
