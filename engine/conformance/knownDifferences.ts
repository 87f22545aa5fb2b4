/** Where a real engine is known to do what Arus does not model. Whoever looks at such a scenario is told. */
import type { EngineName, Query, Step } from '../scenario/scenario';
import type { Shape } from './shape';

/**
 * `order`: an aggregate of Spark gives its groups to the operator behind it in the order of a hash map (docs/spark-notes.md, joins 14).
 * `jump`: with the record cache off, Kafka Streams loses a closed time window that the write which closes it expires from the store.
 * `segments`: a store of windows or of a join that is kept over a crash reads its changelog in full where none of the segments of
 * the last commit is left (both docs/kafka-streams-notes.md).
 */
export type KnownDifference = 'order' | 'jump' | 'segments';

/** Those that can show in a scenario of this query and shape. */
export function knownDifferences(query: Query, engine: EngineName, shape: Shape): KnownDifference[] {
  if (engine === 'spark') return orderShows(query) ? ['order'] : [];
  if (engine !== 'kafkaStreams') return [];
  const differences: KnownDifference[] = [];
  if (/tumbling|sliding/.test(shape.steps) && shape.output.includes('onWindowClose')) differences.push('jump');
  if (/window|join/.test(shape.steps) && shape.faults === 'crash' && shape.output.includes('at_least_once'))
    differences.push('segments');
  return differences;
}

/** Whether an operator behind an aggregate decides by the order of its rows: which one came first, or what was added up last. */
function orderShows({ steps }: Query): boolean {
  const first = steps.findIndex(({ kind }) => kind === 'aggregate');
  return steps.some(
    (step, place) => ('with' in step && orderShows(step.with)) || (first >= 0 && place > first && decides(step)),
  );
}

function decides(step: Step): boolean {
  if (step.kind === 'aggregate') return step.aggregates.some(({ expression }) => /\b(sum|avg)\s*\(/i.test(expression));
  return step.kind === 'dropDuplicates' && step.columns.length > 0;
}
