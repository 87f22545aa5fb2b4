/** One scenario on several engines: what each answered, against the truth and against each other. */
import type { Fault } from '../faults';
import type { EngineName, Scenario } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import { type Answers, answersOf } from './answers';
import { type Difference, differencesOf } from './difference';
import { type Ledger, ledgerOf } from './ledger';
import { hasNoTruth, type Reference, referenceFrom, type TruthRuns } from './reference';
import { type Score, scoreOf } from './score';

export interface ComparedRun {
  readonly engine: EngineName;
  readonly trace: Trace;
  readonly answers: Answers;
  /** Null where there is no truth to compare with: the query failed. */
  readonly ledger: Ledger | null;
  readonly score: Score | null;
}

export interface Refusal {
  readonly engine: EngineName;
  readonly faults: readonly Fault[];
}

export interface Comparison {
  readonly scenario: Scenario;
  readonly reference: Reference | null;
  /** In the order of the traces given. */
  readonly runs: readonly ComparedRun[];
  /** The first in time first. */
  readonly differences: readonly Difference[];
}

/**
 * Compares finished runs of one scenario. A run that failed is shown, and says nothing for good.
 * @param truth null where the query fails at the truth too
 */
export const compare = (scenario: Scenario, traces: readonly Trace[], truth: TruthRuns | null): Comparison =>
  compareRuns(
    scenario,
    traces.map((trace) => ({ trace, scenario })),
    truth,
  );

/**
 * Compares finished runs over the same rows, each of a scenario of its own (another engine, or another setting).
 * @param scenario what the truth is of: the settings of the runs must not ask for another one (other windows would)
 */
export function compareRuns(
  scenario: Scenario,
  finished: readonly { readonly trace: Trace; readonly scenario: Scenario }[],
  truth: TruthRuns | null,
): Comparison {
  const reference = truth && referenceFrom(scenario, truth);
  const runs = finished.map(({ trace, scenario: own }): ComparedRun => {
    const answers = answersOf(trace, own);
    return {
      engine: trace.engine,
      trace,
      answers,
      ledger: reference && ledgerOf(answers, reference, own),
      score: reference && scoreOf(trace, answers, reference),
    };
  });
  return {
    scenario,
    reference,
    runs,
    differences: hasNoTruth(scenario)
      ? []
      : differencesOf(
          runs.map((run) => (run.trace.failure === null ? run.answers : null)),
          reference,
        ),
  };
}
