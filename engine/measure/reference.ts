/** The truth as answers: the same query as one job over all rows, nothing late, nothing booked elsewhere. */
import type { Scenario } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import type { Value } from '../values';
import { type Answers, answersOf, functionOf } from './answers';

export interface Reference {
  readonly answers: Answers;
  /** Column by column, the truth over all windows and keys together; null where that is no sum of them (an average). */
  readonly totals: readonly (Value | null)[];
  /** Columns that count distinct values: their figures do not add up to the total. */
  readonly distinct: readonly boolean[];
}

/** Runs that tell the truth; plain data, which can come from another thread. */
export interface TruthRuns {
  /** The query as it is. */
  readonly truth: Trace;
  /** Its last step without windows and keys: what the figures should come to together. Null where it has no such step. */
  readonly total: Trace | null;
}

/**
 * Whether there is no truth of a query at all, since what comes out hangs on when rows came and which batch read them:
 * functions of `process`, except where rows come out by event time alone.
 */
export const hasNoTruth = ({ query }: Scenario): boolean =>
  query.steps.some((step) => step.kind === 'process' && step.function !== 'velocityCheck');

export function referenceFrom(scenario: Scenario, { truth, total }: TruthRuns): Reference {
  const answers = answersOf(truth, scenario);
  const functions = answers.columns.map((name) => functionOf(expressionOf(scenario, name)));
  const distinct = functions.map((f) => f === 'countDistinct' || f === 'approx_count_distinct');
  return { answers, distinct, totals: totalsOf(scenario, answers, functions, total) };
}

function expressionOf({ query }: Scenario, name: string): string {
  const step = query.steps.findLast((s) => s.kind === 'aggregate');
  return step?.kind === 'aggregate' ? (step.aggregates.find((a) => a.name === name)?.expression ?? '') : '';
}

/** What the figures should come to together. */
function totalsOf(
  scenario: Scenario,
  answers: Answers,
  functions: readonly string[],
  total: Trace | null,
): (Value | null)[] {
  if (total) {
    const [all] = answersOf(total, scenario).byName.values();
    return answers.columns.map((_, c) => (TOTALLED.has(functions[c] as string) ? (all?.values?.[c] ?? null) : null));
  }
  const written = [...answers.byName.values()].reduce((n, a) => n + a.said.length, 0);
  return answers.columns.map(() => (answers.columns[0] === '' ? written : null));
}

const TOTALLED: ReadonlySet<string> = new Set(['count', 'countDistinct', 'approx_count_distinct', 'sum']);
