/**
 * Lengths and amounts that are no setting of an engine but stand in the query: how long a session waits for its next row,
 * and what the functions of `process` are told.
 */
import { formatInterval, lengthOf, parseInterval } from '../interval';
import type { Duration } from '../time';
import { setParameter } from './edit';
import type { Scenario, SessionSpec, Step } from './scenario';

export const QUERY_LENGTHS = ['sessionGap', 'within', 'gap', 'span', 'ttl'] as const;
export type QueryLength = (typeof QUERY_LENGTHS)[number];

type Sessions = Extract<Step, { kind: 'aggregate' }> & { readonly window: SessionSpec };
const isSessions = (step: Step): step is Sessions =>
  step.kind === 'aggregate' && step.window !== null && 'gap' in step.window;

/** What it is at, microseconds; null where the query has none. */
export function queryLength({ query }: Scenario, name: QueryLength): Duration | null {
  if (name === 'sessionGap') return query.steps.find(isSessions)?.window.gap ?? null;
  const step = query.steps.find((s) => s.kind === 'process');
  const written = step?.kind === 'process' ? step.parameters[name] : undefined;
  const interval = written === undefined ? null : parseInterval(String(written));
  return interval ? lengthOf(interval) : null;
}

/** The scenario with the length turned; as it is where the query has none. */
export function turnQueryLength(scenario: Scenario, name: QueryLength, value: Duration): Scenario {
  if (name !== 'sessionGap') return setParameter(scenario, name, formatInterval(value));
  const steps = scenario.query.steps.map((step) =>
    isSessions(step) ? { ...step, window: { ...step.window, gap: value } } : step,
  );
  return { ...scenario, query: { ...scenario.query, steps } };
}

/** The sum that `thresholdAlert` lets pass; null for another query. */
export function thresholdOf({ query }: Scenario): number | null {
  const step = query.steps.find((s) => s.kind === 'process');
  const above = step?.kind === 'process' && step.function === 'thresholdAlert' ? step.parameters.above : undefined;
  return typeof above === 'number' ? above : null;
}
