/**
 * What a reader of the sink would find if an engine crashed, once: at each point of each batch that it runs. A run each,
 * compared with the run without a crash.
 */
import type { CrashingEngine } from './engines/names';
import { type SinkContent, type SinkDifference, sinkContent, sinkDifference } from './measure/sinkDifference';
import { CRASH_POINTS } from './scenario/file';
import type { CrashPoint, Scenario } from './scenario/scenario';
import { simulate } from './simulate';
import type { Duration } from './time';
import { openTrace } from './trace/reader';

export interface CrashTrial extends SinkDifference {
  readonly batchId: number;
  readonly after: CrashPoint;
}

/**
 * Tries every crash point of every batch of a scenario; yields each trial and how many there are in all.
 * @param scenario its own crashes are left out; a query that fails has trials of the batches before
 * @param restartAfter how long an outage is, microseconds; 0: what follows is cut into batches as it would have been
 */
export function* crashTrials(
  scenario: Scenario,
  engine: CrashingEngine,
  restartAfter: Duration,
): Generator<{ readonly trial: CrashTrial; readonly of: number }> {
  const plain: Scenario = { ...scenario, crashes: [] };
  const trace = simulate(plain, engine);
  const expected = sinkContent(openTrace(trace, plain));
  const batches = trace.failure ? trace.failure.batch : trace.batches.count;
  const points: readonly CrashPoint[] = CRASH_POINTS[engine];
  for (let batchId = 0; batchId < batches; batchId++)
    for (const after of points) {
      const where = { kind: 'batch', batchId, after } as const;
      const crash = { engine, where, restartAfter, checkpoint: 'kept', place: 0 } as const;
      const found = contentOf({ ...plain, crashes: [crash] }, engine);
      yield { trial: { batchId, after, ...sinkDifference(expected, found) }, of: batches * points.length };
    }
}

const contentOf = (scenario: Scenario, engine: CrashingEngine): SinkContent =>
  sinkContent(openTrace(simulate(scenario, engine), scenario));

/** The trials alone. */
export function* crashEverywhere(
  scenario: Scenario,
  restartAfter: Duration = 0,
  engine: CrashingEngine = 'spark',
): Generator<CrashTrial> {
  for (const { trial } of crashTrials(scenario, engine, restartAfter)) yield trial;
}

/** All of them; yields the fraction done, so that a thread can listen and stop. */
export function* crashEverywhereSteps(
  scenario: Scenario,
  engine: CrashingEngine,
  restartAfter: Duration,
): Generator<number, readonly CrashTrial[]> {
  const trials: CrashTrial[] = [];
  for (const { trial, of } of crashTrials(scenario, engine, restartAfter)) {
    trials.push(trial);
    yield trials.length / of;
  }
  return trials;
}
