import type { ProcessingTime } from '../time';
import { setDailyBatch } from './edit';
import type { Scenario } from './scenario';

/** Lets the nightly job run a day again at an instant (microseconds), or no more: the same again takes it out. */
export function toggleBackfill(scenario: Scenario, day: string, at: ProcessingTime): Scenario {
  const { backfill } = scenario.engines.dailyBatch;
  const others = backfill.filter((b) => b.day !== day || b.at !== at);
  return setDailyBatch(scenario, { backfill: others.length < backfill.length ? others : [...others, { day, at }] });
}
