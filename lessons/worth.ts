/** What an answer is worth by its age, as a lesson assumes it; `money.ts` has what it costs. */
import type { Duration } from '../engine/time';
import type { Prices } from './money';
import type { Facts, Runs } from './schema';

/** Something assumed that a learner may move. */
export interface Assumption {
  readonly start: number;
  readonly min: number;
  readonly max: number;
  /** What it is: lengths of time in microseconds, a share of one, an amount of money, a number. */
  readonly unit: 'duration' | 'share' | 'rupiah' | 'dollars' | 'count';
}

export type Assumed = Readonly<Record<string, number>>;

export interface Worth {
  /** Beside the prices of the bill and the share that must be kept; named in the text's part `worth`. */
  readonly assumptions: Readonly<Record<string, Assumption>>;
  /** What the value is in. */
  readonly unit: Assumption['unit'];
  /** What an answer of an age is worth. It does not grow with age; at age 0 it is all there is. */
  value(age: Duration, assumed: Assumed, runs: Runs): number;
  /** Runs of the step that stand on the curve (each is offered too), and how old their answer is. */
  readonly marks: readonly string[];
  age(facts: Facts): Duration;
  /** Where this case's prices differ from the usual ones. */
  readonly prices?: Partial<Prices>;
  /** The share of the value that must be kept, where the slider stands at first. */
  readonly keep: number;
  /** Only the value is drawn: what each way costs is not asked here. */
  readonly valueAlone?: true;
}

export const assumedAtFirst = (worth: Worth): Assumed =>
  Object.fromEntries(Object.entries(worth.assumptions).map(([name, { start }]) => [name, start]));
