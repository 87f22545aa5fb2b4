/** The truth as answers: the same query as one job over all rows, nothing late, nothing booked elsewhere. */
import { wholeTruth } from '../engines/truth';
import { makePlan } from '../query/plan';
import type { Scenario } from '../scenario/scenario';
import type { Value } from '../values';
import { type Answers, answersOf, functionOf } from './answers';

export interface Reference {
  readonly answers: Answers;
  /** Column by column, the truth over all windows and keys together; null where that is no sum of them (an average). */
  readonly totals: readonly (Value | null)[];
  /** Columns that count distinct values: their figures do not add up to the total. */
  readonly distinct: readonly boolean[];
}

/** Null if the query is refused by a plain job too, or fails. */
export function referenceOf(scenario: Scenario): Reference | null {
  // Crashes are an engine's, and not the query's.
  const made = makePlan(scenario, 'dailyBatch');
  if (!made.ok) return null;
  const trace = wholeTruth(scenario, made.plan);
  if (trace.failure) return null;
  const answers = answersOf(trace, scenario);
  const functions = answers.columns.map((name) => functionOf(expressionOf(scenario, name)));
  const distinct = functions.map((f) => f === 'countDistinct' || f === 'approx_count_distinct');
  return { answers, distinct, totals: totalsOf(scenario, answers, functions) };
}

function expressionOf({ query }: Scenario, name: string): string {
  const step = query.steps.findLast((s) => s.kind === 'aggregate');
  return step?.kind === 'aggregate' ? (step.aggregates.find((a) => a.name === name)?.expression ?? '') : '';
}

const TOTALLED: ReadonlySet<string> = new Set(['count', 'countDistinct', 'approx_count_distinct', 'sum']);

/** The query without windows and keys: what the figures should come to together. */
function totalsOf(scenario: Scenario, answers: Answers, functions: readonly string[]): (Value | null)[] {
  const { steps } = scenario.query;
  const last = steps.at(-1);
  if (last?.kind !== 'aggregate') {
    const written = [...answers.byName.values()].reduce((n, a) => n + a.said.length, 0);
    return answers.columns.map(() => (answers.columns[0] === '' ? written : null));
  }
  const whole: Scenario = {
    ...scenario,
    query: { ...scenario.query, steps: [...steps.slice(0, -1), { ...last, window: null, keys: [] }] },
  };
  const made = makePlan(whole, 'dailyBatch');
  if (!made.ok) return answers.columns.map(() => null);
  const [total] = answersOf(wholeTruth(whole, made.plan), whole).byName.values();
  return answers.columns.map((_, c) => (TOTALLED.has(functions[c] as string) ? (total?.values?.[c] ?? null) : null));
}
