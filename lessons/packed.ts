/**
 * What scenarios are unpacked with that were read while the app was built (`scripts/lessonPlugin.ts`): written out whole
 * they would be as heavy as the code that runs them.
 */
import {
  BATCH_LOOP_DEFAULTS,
  dailyBatchDefaults,
  FLINK_DEFAULTS,
  KAFKA_STREAMS_DEFAULTS,
  SPARK_DEFAULTS,
} from '../engine/scenario/defaults';
import type { Scenario } from '../engine/scenario/scenario';

/** Whole numbers, from their first, a unit, and how many units each next one is further on: `100 5 1 -2` is 100, 105, 95. */
export function numbers(text: string): Float64Array {
  const [first = 0, unit = 0, ...steps] = text.split(' ').map(Number);
  let at = first;
  return Float64Array.of(first, ...steps.map((step) => (at += step * unit)));
}

/** What the engines do that the scenario says nothing of, and what it says. */
export const engines = (
  timeZone: string,
  own: { readonly [E in keyof Scenario['engines']]?: Partial<Scenario['engines'][E]> },
): Scenario['engines'] => ({
  spark: { ...SPARK_DEFAULTS, ...own.spark },
  flink: { ...FLINK_DEFAULTS, ...own.flink },
  kafkaStreams: { ...KAFKA_STREAMS_DEFAULTS, ...own.kafkaStreams },
  batchLoop: { ...BATCH_LOOP_DEFAULTS, ...own.batchLoop },
  dailyBatch: { ...dailyBatchDefaults(timeZone), ...own.dailyBatch },
});
