/** The contents page of the engine: a scenario goes in, a trace comes out. Same scenario, same trace, byte for byte. */
import { runBatchLoop } from './engines/batchLoop';
import { runDailyBatch } from './engines/dailyBatch';
import { runFlink } from './engines/flink';
import { runKafkaStreams } from './engines/kafkaStreams';
import type { RunningEngine } from './engines/names';
import { runSpark } from './engines/spark';
import type { EngineName, Scenario } from './scenario/scenario';
import { type Scheduler, scheduled } from './scheduler';
import { atOnce } from './slices';
import type { Trace } from './trace/trace';

export { ENGINES, type RunningEngine } from './engines/names';

const SCHEDULERS: Record<RunningEngine, Scheduler> = {
  spark: runSpark,
  flink: runFlink,
  kafkaStreams: runKafkaStreams,
  batchLoop: runBatchLoop,
  dailyBatch: runDailyBatch,
};

/**
 * Runs a scenario in slices; yields the fraction done (0 to 1) between them and returns the trace.
 * @throws if the engine refuses the scenario: ask `planFaults` first
 */
export function simulateSteps(scenario: Scenario, engine: EngineName): Generator<number, Trace> {
  return scheduled(SCHEDULERS[engine as RunningEngine], scenario, engine);
}

/** Runs a scenario to its end. */
export function simulate(scenario: Scenario, engine: EngineName): Trace {
  return atOnce(simulateSteps(scenario, engine));
}
