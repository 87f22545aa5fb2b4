/** What Spark refuses to start, with its own condition and words (`UnsupportedOperationChecker`). */
import { type Fault, fault, type WayOut } from '../faults';
import type { SparkSettings } from '../scenario/scenario';
import type { Plan } from './plan';

export function sparkRefusals(plan: Plan, settings: SparkSettings): Fault[] {
  const { outputMode } = settings;
  const aggregate = plan.stateful?.kind === 'aggregate' ? plan.stateful : null;
  if (outputMode === 'append' && aggregate && !(aggregate.window?.onEventTime || aggregate.evictByKey))
    return [
      unsupportedMode(
        outputMode,
        'streaming aggregations without watermark',
        plan.watermark ? 'groupByEventTime' : 'addWatermark',
      ),
    ];
  if (outputMode === 'complete' && !aggregate)
    return [unsupportedMode(outputMode, 'no streaming aggregations', 'appendOrUpdate')];
  // Where nothing is late and nothing is let go (complete), Spark does not look for the event time.
  if (outputMode !== 'complete' && plan.stateful && plan.stateful.eventTimes > 1)
    return [
      fault(`query.steps[${plan.stateful.step}]`, 'refused', {
        engine: 'spark',
        condition: 'MULTIPLE_EVENT_TIME_COLUMNS',
        message:
          'More than one event time columns are available. Please ensure there is at most one event time column per stream.',
      }),
    ];
  return [];
}

function unsupportedMode(mode: string, operation: string, wayOut: WayOut): Fault {
  return fault('engines.spark.outputMode', 'refused', {
    engine: 'spark',
    condition: 'STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION',
    message: `Invalid streaming output mode: ${mode}. This output mode is not supported for ${operation} on streaming DataFrames/DataSets.`,
    wayOut,
  });
}
