/**
 * What a reader of the sink would find if an engine crashed, once: at each place at which it can. A run each, compared
 * with the run without a crash.
 */
import { crashPlaces, type PlacedCrash, triedPlaces, withoutCrashes } from './crashPlaces';
import type { RunningEngine } from './engines/names';
import { countOf, type SinkContent, type SinkDifference, sinkContent, sinkDifference } from './measure/sinkDifference';
import { setSinkOf } from './scenario/editCrash';
import type { Scenario, SinkKind } from './scenario/scenario';
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

/** What came of every crash point in one kind of sink. */
export interface SinkTrials {
  readonly kind: SinkKind;
  /** Rows that a reader of it finds without a crash, and that it was given. */
  readonly seen: number;
  readonly given: number;
  readonly trials: readonly CrashTrial[];
}

/**
 * The same for every kind of sink; yields the fraction done, so that a thread can listen and stop. What is given to a sink
 * hangs on its kind only where an engine that works row by row has transactions; else one run is read as each of them.
 */
export function* sinkTrialsSteps(
  scenario: Scenario,
  engine: RunningEngine,
  restartAfter: Duration,
): Generator<number, readonly SinkTrials[]> {
  const apart = engine === 'flink' || engine === 'kafkaStreams';
  const runs: readonly (readonly SinkKind[])[] = apart
    ? [['append', 'idempotent'], ['transactional']]
    : [['append', 'idempotent', 'transactional']];
  const found: SinkTrials[] = [];
  for (const [i, kinds] of runs.entries()) {
    const plain = withoutCrashes(setSinkOf(scenario, engine, kinds[0] as SinkKind), engine);
    const trace = simulate(plain, engine);
    const as = (of: Scenario, kind: SinkKind): Scenario => setSinkOf(of, engine, kind);
    const expected = kinds.map((kind) => sinkContent(openTrace(trace, as(plain, kind))));
    const trials = kinds.map((): CrashTrial[] => []);
    const tried = triedPlaces(crashPlaces(trace));
    for (const [n, { where, at }] of tried.entries()) {
      const crash = { engine, where, restartAfter, checkpoint: 'kept', place: 0 } as const;
      const crashed = { ...plain, crashes: [crash] };
      const died = simulate(crashed, engine);
      for (const [k, kind] of kinds.entries()) {
        const content = sinkContent(openTrace(died, as(crashed, kind)));
        trials[k]?.push({ where, at, ...sinkDifference(expected[k] as SinkContent, content) });
      }
      yield (i + (n + 1) / tried.length) / runs.length;
    }
    for (const [k, kind] of kinds.entries())
      found.push({
        kind,
        seen: countOf([...(expected[k] as SinkContent).values()]),
        given: trace.output.batch.length,
        trials: trials[k] as CrashTrial[],
      });
  }
  return found;
}

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
