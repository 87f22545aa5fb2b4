/**
 * What a reader of the sink would find if an engine crashed, once: at each place at which it can. A run each, compared
 * with the run without a crash.
 */
import { crashPlaces, type PlacedCrash, triedPlaces, withoutCrashes } from './crashPlaces';
import type { RunningEngine } from './engines/names';
import { type SinkContent, type SinkDifference, sinkContent, sinkDifference } from './measure/sinkDifference';
import type { Scenario } from './scenario/scenario';
import { simulate } from './simulate';
import type { Duration } from './time';
import { openTrace } from './trace/reader';

export interface CrashTrial extends SinkDifference, PlacedCrash {}

/**
 * Tries the crash points of a scenario; yields each trial and how many there are in all.
 * @param scenario its own crashes are left out; a query that fails has trials of what it did before
 * @param restartAfter how long an outage is, microseconds; 0: what follows is cut into batches as it would have been
 */
export function* crashTrials(
  scenario: Scenario,
  engine: RunningEngine,
  restartAfter: Duration,
): Generator<{ readonly trial: CrashTrial; readonly of: number }> {
  const plain = withoutCrashes(scenario, engine);
  const trace = simulate(plain, engine);
  const expected = sinkContent(openTrace(trace, plain));
  const tried = triedPlaces(crashPlaces(trace));
  for (const { where, at } of tried) {
    const crash = { engine, where, restartAfter, checkpoint: 'kept', place: 0 } as const;
    const found = contentOf({ ...plain, crashes: [crash] }, engine);
    yield { trial: { where, at, ...sinkDifference(expected, found) }, of: tried.length };
  }
}

const contentOf = (scenario: Scenario, engine: RunningEngine): SinkContent =>
  sinkContent(openTrace(simulate(scenario, engine), scenario));

/** The trials alone. */
export function* crashEverywhere(
  scenario: Scenario,
  restartAfter: Duration = 0,
  engine: RunningEngine = 'spark',
): Generator<CrashTrial> {
  for (const { trial } of crashTrials(scenario, engine, restartAfter)) yield trial;
}

/** All of them; yields the fraction done, so that a thread can listen and stop. */
export function* crashEverywhereSteps(
  scenario: Scenario,
  engine: RunningEngine,
  restartAfter: Duration,
): Generator<number, readonly CrashTrial[]> {
  const trials: CrashTrial[] = [];
  for (const { trial, of } of crashTrials(scenario, engine, restartAfter)) {
    trials.push(trial);
    yield trials.length / of;
  }
  return trials;
}
