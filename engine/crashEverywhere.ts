/**
 * What a reader of the sink would find if an engine crashed, once: at each place at which it can. A run each, compared
 * with the run without a crash.
 */
import { crashPlaces, type PlacedCrash, triedPlaces, withoutCrashes } from './crashPlaces';
import type { RunningEngine } from './engines/names';
import { countOf, type SinkContent, type SinkDifference, sinkContent, sinkDifference } from './measure/sinkDifference';
import { setSinkOf, sinkOf } from './scenario/editCrash';
import type { Scenario, SinkKind } from './scenario/scenario';
import { simulate } from './simulate';
import { atOnce } from './slices';
import type { Duration } from './time';
import { openTrace } from './trace/reader';
import type { Trace } from './trace/trace';

export interface CrashTrial extends SinkDifference, PlacedCrash {}

/** What came of every crash point in one kind of sink. */
export interface SinkTrials {
  readonly kind: SinkKind;
  /** Rows that a reader of it finds without a crash, and that it was given. */
  readonly seen: number;
  readonly given: number;
  readonly trials: readonly CrashTrial[];
}

/**
 * Tries the crash points of a scenario into its own sink; yields the fraction done, so that a thread can listen and stop.
 * @param scenario its own crashes are left out; a query that fails has trials of what it did before
 * @param restartAfter how long an outage is, microseconds; 0: what follows is cut into batches as it would have been
 */
export function* crashEverywhereSteps(
  scenario: Scenario,
  engine: RunningEngine,
  restartAfter: Duration,
): Generator<number, readonly CrashTrial[]> {
  const found = yield* trialsInto([sinkOf(scenario, engine)], scenario, engine, restartAfter);
  return found.flatMap(({ trials }) => trials);
}

/** The same for every kind of sink. */
export function* sinkTrialsSteps(
  scenario: Scenario,
  engine: RunningEngine,
  restartAfter: Duration,
): Generator<number, readonly SinkTrials[]> {
  // What is given to a sink hangs on its kind only where an engine that works row by row has transactions.
  const apart = engine === 'flink' || engine === 'kafkaStreams';
  const runs: readonly (readonly SinkKind[])[] = apart
    ? [['append', 'idempotent'], ['transactional']]
    : [['append', 'idempotent', 'transactional']];
  const found: SinkTrials[] = [];
  for (const [i, kinds] of runs.entries()) {
    const steps = trialsInto(kinds, scenario, engine, restartAfter);
    for (;;) {
      const step = steps.next();
      if (step.done) {
        found.push(...step.value);
        break;
      }
      yield (i + step.value) / runs.length;
    }
  }
  return found;
}

/** All trials into the scenario's own sink. */
export function crashEverywhere(
  scenario: Scenario,
  restartAfter: Duration = 0,
  engine: RunningEngine = 'spark',
): readonly CrashTrial[] {
  return atOnce(crashEverywhereSteps(scenario, engine, restartAfter));
}

/** Lets an engine die at every point, once each; each run is read as a sink of each of these kinds. Yields the fraction done. */
function* trialsInto(
  kinds: readonly SinkKind[],
  scenario: Scenario,
  engine: RunningEngine,
  restartAfter: Duration,
): Generator<number, readonly SinkTrials[]> {
  const plain = withoutCrashes(setSinkOf(scenario, engine, kinds[0] as SinkKind), engine);
  const trace = simulate(plain, engine);
  const contentOf = (of: Scenario, run: Trace, kind: SinkKind): SinkContent =>
    sinkContent(openTrace(run, setSinkOf(of, engine, kind)));
  const sinks = kinds.map((kind) => ({
    kind,
    expected: contentOf(plain, trace, kind),
    trials: [] as CrashTrial[],
  }));
  const tried = triedPlaces(crashPlaces(trace));
  for (const [n, { where, at }] of tried.entries()) {
    const crashed: Scenario = { ...plain, crashes: [{ engine, where, restartAfter, checkpoint: 'kept', place: 0 }] };
    const died = simulate(crashed, engine);
    for (const { kind, expected, trials } of sinks)
      trials.push({ where, at, ...sinkDifference(expected, contentOf(crashed, died, kind)) });
    yield (n + 1) / tried.length;
  }
  return sinks.map(({ kind, expected, trials }) => ({
    kind,
    seen: countOf([...expected.values()]),
    given: trace.output.batch.length,
    trials,
  }));
}
