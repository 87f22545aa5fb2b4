/**
 * Where Spark's own order of rows shows that Arus does not know: the order in which an aggregate gives its groups to the
 * operator behind it is that of a hash map (docs/spark-notes.md, joins 9).
 */
import type { Query, Step } from '../scenario/scenario';

/** Whether an operator behind an aggregate decides by the order of its rows: which one came first, or what was added up last. */
export function orderShows({ steps }: Query): boolean {
  const first = steps.findIndex(({ kind }) => kind === 'aggregate');
  return steps.some(
    (step, place) => ('with' in step && orderShows(step.with)) || (first >= 0 && place > first && decides(step)),
  );
}

function decides(step: Step): boolean {
  if (step.kind === 'aggregate') return step.aggregates.some(({ expression }) => /\b(sum|avg)\s*\(/i.test(expression));
  return step.kind === 'dropDuplicates' && step.columns.length > 0;
}
