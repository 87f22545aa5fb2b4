import type { Duration } from '../time';
import type { Scenario } from './scenario';

/** From the first arrival to the last, over all sources, microseconds; 0 without rows. */
export function arrivalSpan({ sources }: Pick<Scenario, 'sources'>): Duration {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { arrivesAt } of sources) {
    for (const at of arrivesAt) {
      if (at < from) from = at;
      if (at > to) to = at;
    }
  }
  return to > from ? to - from : 0;
}
