/** One scenario on several engines: what each answered, against the truth and against each other. */
import type { Fault } from '../faults';
import { planFaults } from '../query/plan';
import type { EngineName, Scenario } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import { type Answers, answersOf } from './answers';
import { type Difference, differencesOf } from './difference';
import { type Ledger, ledgerOf } from './ledger';
import { type Reference, referenceOf } from './reference';
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

/** Compares finished runs of one scenario. A run that failed is shown, and says nothing for good. */
export function compare(scenario: Scenario, traces: readonly Trace[]): Comparison {
  const reference = referenceOf(scenario);
  const runs = traces.map((trace): ComparedRun => {
    const answers = answersOf(trace, scenario);
    return {
      engine: trace.engine,
      trace,
      answers,
      ledger: reference && ledgerOf(answers, reference, scenario),
      score: reference && scoreOf(trace, answers, reference),
    };
  });
  const sound = runs.filter((run) => run.trace.failure === null);
  return {
    scenario,
    reference,
    runs,
    differences: differencesOf(
      sound.map((run) => run.answers),
      reference,
    ),
  };
}

/** Which of some engines take a scenario, and why the others do not. */
export function takers<E extends EngineName>(
  scenario: Scenario,
  engines: readonly E[],
): { readonly runs: readonly E[]; readonly refused: readonly Refusal[] } {
  const asked = engines.map((engine) => ({ engine, faults: planFaults(scenario, engine) }));
  return {
    runs: asked.filter((a) => a.faults.length === 0).map((a) => a.engine),
    refused: asked.filter((a) => a.faults.length > 0),
  };
}
