/** What Spark refuses to start, with its own condition and words (`UnsupportedOperationChecker`). */
import { type Fault, fault, type WayOut } from '../faults';
import type { SparkSettings } from '../scenario/scenario';
import { children, eventTimesOf, isEventTime, type Logical, outputOf } from './logical';

export function sparkRefusals(tree: Logical, settings: SparkSettings): Fault[] {
  const { outputMode } = settings;
  const nodes = nodesOf(tree);
  const aggregates = nodes.filter((n) => n.kind === 'aggregate');
  if (outputMode === 'append' && aggregates.some((n) => !outputOf(n).some((a) => eventTimesOf(n).has(a.id)))) {
    const wayOut = nodes.some((n) => n.kind === 'watermark') ? 'groupByEventTime' : 'addWatermark';
    return [unsupportedMode(outputMode, 'streaming aggregations without watermark', wayOut)];
  }
  // Where nothing is late and nothing is let go (complete), Spark does not look for the event time.
  const crowded = outputMode === 'complete' ? null : nodes.find((n) => eventTimesUsed(n) > 1);
  if (crowded && 'step' in crowded)
    return [
      fault(crowded.step, 'refused', {
        engine: 'spark',
        condition: 'MULTIPLE_EVENT_TIME_COLUMNS',
        message:
          'More than one event time columns are available. Please ensure there is at most one event time column per stream.',
      }),
    ];
  if (outputMode === 'complete' && aggregates.length === 0)
    return [unsupportedMode(outputMode, 'no streaming aggregations', 'appendOrUpdate')];
  return [];
}

/** How many columns that an operator groups or works by are event times. Spark needs at most one. */
function eventTimesUsed(node: Logical): number {
  if (node.kind === 'aggregate') {
    const times = eventTimesOf(node.child);
    const keys = new Set(
      node.keys.flatMap((k) => (k.made.kind === 'column' && times.has(k.made.name) ? [k.made.name] : [])),
    );
    return keys.size + (node.window && isEventTime(node.window.time, times) ? 1 : 0);
  }
  return node.kind === 'process' ? eventTimesOf(node.child).size : 0;
}

/** A tree's nodes, each before what it reads. */
export function nodesOf(tree: Logical): Logical[] {
  return [tree, ...children(tree).flatMap(nodesOf)];
}

function unsupportedMode(mode: string, operation: string, wayOut: WayOut): Fault {
  return fault('engines.spark.outputMode', 'refused', {
    engine: 'spark',
    condition: 'STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION',
    message: `Invalid streaming output mode: ${mode}. This output mode is not supported for ${operation} on streaming DataFrames/DataSets.`,
    wayOut,
  });
}
