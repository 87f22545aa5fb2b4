// What a benchmark is. A file bench/NAME.bench.ts exports one by default; `npm run bench` runs all, `npm run bench -- NAME`
// those named.
import type { Browser } from '@playwright/test';

/** One line of a benchmark's result. */
export interface Figure {
  /** What was measured, in a few words. */
  readonly what: string;
  /** The figure with its unit, and the rival's beside it: "0.62 × Map (241 ms against 150 ms)". */
  readonly value: string;
  /** What it should be, in the words of the budget. Absent: measured for information. */
  readonly budget?: string;
  /** Whether the budget is kept. */
  readonly kept?: boolean;
}

export interface Surroundings {
  /** The project's folder. */
  readonly project: string;
  /** The built app's folder. */
  readonly app: string;
  /** The same browser that the tests use, started without them. Started when first asked for. */
  readonly browser: () => Promise<Browser>;
}

export interface Bench {
  readonly title: string;
  run(surroundings: Surroundings): Promise<readonly Figure[]>;
}
