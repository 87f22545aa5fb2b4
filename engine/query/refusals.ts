/** What Spark refuses to start, with its own condition and words (`UnsupportedOperationChecker`). */
import { type Fault, fault, type WayOut } from '../faults';
import type { SparkSettings } from '../scenario/scenario';
import { children, eventTimesOf, type Logical, outputOf } from './logical';

export function sparkRefusals(tree: Logical, settings: SparkSettings): Fault[] {
  const { outputMode } = settings;
  const nodes = nodesOf(tree);
  const aggregates = nodes.filter((n) => n.kind === 'aggregate');
  if (outputMode === 'append' && aggregates.some((n) => !outputOf(n).some((a) => eventTimesOf(n).has(a.id)))) {
    const wayOut = nodes.some((n) => n.kind === 'watermark') ? 'groupByEventTime' : 'addWatermark';
    return [unsupportedMode(outputMode, 'streaming aggregations without watermark', wayOut)];
  }
  if (outputMode === 'complete' && aggregates.length === 0)
    return [unsupportedMode(outputMode, 'no streaming aggregations', 'appendOrUpdate')];
  return [];
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
