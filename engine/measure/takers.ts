import { planFaults } from '../query/plan';
import type { EngineName, Scenario } from '../scenario/scenario';
import type { Refusal } from './comparison';

/** Which of some engines take a scenario, and why the others do not. */
export function takers<E extends EngineName>(
  scenario: Scenario,
  engines: readonly E[],
): { readonly runs: readonly E[]; readonly refused: readonly Refusal[] } {
  const asked = engines.map((engine) => ({ engine, faults: planFaults(scenario, engine) }));
  return {
    runs: asked.filter((a) => a.faults.length === 0).map((a) => a.engine),
    refused: asked.filter((a) => a.faults.length > 0),
  };
}
