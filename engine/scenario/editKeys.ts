/** Edits of what a query counts for. */
import type { Scenario } from './scenario';

/** Counts for each value of these columns: the keys of the last groupBy. */
export function setKeys(scenario: Scenario, keys: readonly string[]): Scenario {
  const { steps } = scenario.query;
  const place = steps.findLastIndex((step) => step.kind === 'aggregate');
  const turned = steps.map((step, i) => (i === place && step.kind === 'aggregate' ? { ...step, keys } : step));
  return { ...scenario, query: { ...scenario.query, steps: turned } };
}
