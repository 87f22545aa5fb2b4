import { eventTimeColumn, moveArrival, moveEvent } from '../../engine/scenario/edit';
import type { Scenario } from '../../engine/scenario/scenario';

/**
 * Moves a row along one of its rails. Rows are numbered over all sources in the order of the file. The scenario stays
 * as it is if the row is in no source, or happened at no time of its own (its event time is computed).
 */
export function moveRow(scenario: Scenario, row: number, rail: 'event' | 'arrival', time: number): Scenario {
  let place = row;
  const source = scenario.sources.findIndex((s) => {
    if (place < s.rows.count) return true;
    place -= s.rows.count;
    return false;
  });
  if (source < 0) return scenario;
  if (rail === 'arrival') return moveArrival(scenario, source, place, time);
  const column = scenario.sources[source]?.name === scenario.query.from ? eventTimeColumn(scenario) : null;
  return column === null ? scenario : moveEvent(scenario, source, place, column, time);
}
