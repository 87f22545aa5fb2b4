/**
 * Flink: each row is processed as it arrives; a watermark, told by a timer or after every row, makes windows come out and
 * lets state go. Measured rules stand in `engine/conformance`, those of checkpoints and crashes too; when a checkpoint
 * begins follows Flink's documentation (`CheckpointCoordinator`): see docs/flink-notes.md for what is simplified.
 */
import type { Plan } from '../query/plan';
import type { Scenario } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import { FlinkJob } from './flink/job';

/** Instants between two looks at the messages of whoever runs the engine. */
const INSTANTS_A_SLICE = 20_000;

/** Runs a scenario in slices; yields the fraction done, so that a worker can listen and stop. */
export function* runFlink(scenario: Scenario, plan: Plan): Generator<number, Trace> {
  const job = new FlinkJob(scenario, plan);
  for (let n = 1; job.goOn(); n++) if (n % INSTANTS_A_SLICE === 0) yield job.fractionDone;
  return job.finish();
}
