/** The way out of the loop: the same rows and the same question with event time, state and a watermark. */
import { eventTimeColumn, setSpark } from '../../engine/scenario/edit';
import type { Scenario, Step } from '../../engine/scenario/scenario';
import { MINUTE } from '../../engine/time';
import type { TraceReader } from '../../engine/trace/reader';

export interface Mended {
  readonly scenario: Scenario;
  /** Of its watermark, microseconds. */
  readonly delay: number;
}

/** A stream has no exact count of distinct values; this is what Spark has in its stead. */
const exactDistinct = /\bcount\s*\(\s*distinct\s+/gi;

/**
 * The scenario as Spark answers it: with a watermark as long as the longest that a row was on its way, and a result for
 * each change. Null where nothing says when a row happened.
 */
export function mended(scenario: Scenario, reader: TraceReader): Mended | null {
  const column = eventTimeColumn(scenario);
  if (column === null) return null;
  const known = scenario.query.steps.find((step) => step.kind === 'watermark');
  const delay = known?.kind === 'watermark' ? known.delay : longest(reader);
  const steps = scenario.query.steps.map(
    (step): Step =>
      step.kind !== 'aggregate'
        ? step
        : {
            ...step,
            aggregates: step.aggregates.map((a) => ({
              ...a,
              expression: a.expression.replace(exactDistinct, 'approx_count_distinct('),
            })),
          },
  );
  const watermark: readonly Step[] = known ? [] : [{ kind: 'watermark', column, delay }];
  const of = { ...scenario, query: { ...scenario.query, steps: [...watermark, ...steps] } };
  return {
    scenario: setSpark(of, { trigger: { kind: 'processingTime', interval: MINUTE }, outputMode: 'update' }),
    delay,
  };
}

/** The longest that a row was on its way, in whole minutes. */
function longest(reader: TraceReader): number {
  let delay = 0;
  for (const row of reader.trace.arrivalOrder) {
    const happened = reader.eventTime(row);
    if (!Number.isNaN(happened)) delay = Math.max(delay, reader.arrivesAt(row) - happened);
  }
  return Math.ceil(delay / MINUTE) * MINUTE;
}
