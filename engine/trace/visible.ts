/** When a reader of the sink sees what was given to it: at once, or with the commit that covers it. */
import type { KafkaStreamsSettings, Scenario } from '../scenario/scenario';
import { seenFrom } from './flinkSink';
import { readableFrom } from './kafkaSink';
import type { Trace } from './trace';

export const isExactlyOnce = ({ processingGuarantee }: KafkaStreamsSettings): boolean =>
  processingGuarantee === 'exactly_once_v2';

/**
 * The entry from which on a reader of the sink can see an output row; NONE if that never comes.
 * @param entry that wrote the row
 */
export function visibleFrom(trace: Trace, { engines }: Scenario, entry: number): number {
  if (trace.engine === 'flink') return seenFrom(trace, engines.flink.sink, entry);
  if (trace.engine === 'kafkaStreams') return readableFrom(trace, isExactlyOnce(engines.kafkaStreams), entry);
  return entry;
}
