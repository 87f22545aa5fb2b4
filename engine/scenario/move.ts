/** Rows by their number over all sources (in the order of the file), as traces and views number them: found, and moved. */
import { eventTimeColumn, moveArrival, moveEvent } from './edit';
import type { Scenario } from './scenario';

/** Where a row stands: its source and its place there; null if there is no such row. */
export function placeOfRow(
  scenario: Scenario,
  row: number,
): { readonly source: number; readonly place: number } | null {
  let place = row;
  for (const [source, { rows }] of scenario.sources.entries()) {
    if (place < rows.count) return { source, place };
    place -= rows.count;
  }
  return null;
}

/**
 * Moves a row along one of its rails (microseconds). The scenario stays as it is if the row is in no source, or happened
 * at no time of its own (its event time is computed).
 */
export function moveRow(scenario: Scenario, row: number, rail: 'event' | 'arrival', time: number): Scenario {
  const at = placeOfRow(scenario, row);
  if (!at) return scenario;
  if (rail === 'arrival') return moveArrival(scenario, at.source, at.place, time);
  const column = scenario.sources[at.source]?.name === scenario.query.from ? eventTimeColumn(scenario) : null;
  return column === null ? scenario : moveEvent(scenario, at.source, at.place, column, time);
}
