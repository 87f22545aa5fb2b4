/** Edits of the settings of engines that work row by row; `edit.ts` has the others. */
import type { FlinkSettings, KafkaStreamsSettings, Scenario } from './scenario';

/** Changes some of Flink's settings. */
export function setFlink(scenario: Scenario, change: Partial<FlinkSettings>): Scenario {
  return { ...scenario, engines: { ...scenario.engines, flink: { ...scenario.engines.flink, ...change } } };
}

/** Changes some of Kafka Streams' settings. */
export function setKafkaStreams(scenario: Scenario, change: Partial<KafkaStreamsSettings>): Scenario {
  const { engines } = scenario;
  return { ...scenario, engines: { ...engines, kafkaStreams: { ...engines.kafkaStreams, ...change } } };
}
