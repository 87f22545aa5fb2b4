/**
 * What a function of `process` that goes by the clock asks of Spark's trigger: with `TimeMode.ProcessingTime` a batch runs
 * at every tick, rows or none (`TransformWithStateExec.shouldRunAnotherBatch`), and without an interval at once again.
 */
import { at, type Fault, fault } from '../faults';
import { functionOf } from '../operators/functions/library';
import type { Scenario } from '../scenario/scenario';
import { type Logical, nodesOf } from './logical';

/** Ticks that a run may have: more would fill the memory with batches that do nothing. */
export const MOST_TICKS = 200_000;

export function clockFaults(scenario: Scenario, tree: Logical): Fault[] {
  const clocked = nodesOf(tree).find(
    (n) => n.kind === 'process' && functionOf(n.function).timeMode(n.parameters) === 'processingTime',
  );
  if (clocked?.kind !== 'process') return [];
  const { trigger } = scenario.engines.spark;
  const place = at(at('engines', 'spark'), 'trigger');
  const name = clocked.function;
  if (trigger.kind === 'once') return [];
  if (trigger.kind === 'availableNow')
    return [fault(at(place, trigger.kind), 'endlessBatches', { function: name, trigger: 'availableNow' })];
  const path = at(place, trigger.kind);
  if (trigger.interval <= 0) return [fault(path, 'endlessBatches', { function: name, trigger: 'zero' })];
  const ticks = Math.ceil((lastOf(scenario, clocked.parameters) - firstOf(scenario)) / trigger.interval);
  return ticks > MOST_TICKS ? [fault(path, 'tooManyTicks', { function: name, ticks, limit: MOST_TICKS })] : [];
}

const firstOf = (scenario: Scenario): number =>
  scenario.engines.spark.startAt ?? extreme(scenario, (a, b) => a < b, Number.POSITIVE_INFINITY);

/** When nothing is left to come: the last row, and what it keeps in the state. */
function lastOf(scenario: Scenario, parameters: object): number {
  const { ttl = 0, span = 0 } = parameters as { readonly ttl?: number; readonly span?: number };
  const last = extreme(scenario, (a, b) => a > b, Number.NEGATIVE_INFINITY) + Math.max(ttl, span);
  return Math.min(last, scenario.until ?? last);
}

function extreme(scenario: Scenario, better: (a: number, b: number) => boolean, from: number): number {
  let found = from;
  for (const { arrivesAt } of scenario.sources) for (const t of arrivesAt) if (better(t, found)) found = t;
  return found;
}
