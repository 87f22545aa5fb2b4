/** What a scheduler asks of a run: one batch, and what strikes in it. */
import type { SparkCrashPoint } from '../../scenario/scenario';
import type { Strike } from '../crashes';

/** The places (in a source's order of arrival) from and to (excluded) that are read; only `places`, where they are given. */
export interface Read {
  readonly from: number;
  readonly to: number;
  readonly places?: readonly number[];
}

export interface BatchRequest {
  readonly startedAt: number;
  readonly endedAt: number;
  /** For each source read, in the order of `arrivals.sources`. */
  readonly reads: readonly Read[];
  /** What a job says of the time that it read: for the trace. */
  readonly stretch?: readonly [from: number, to: number];
  /** The start of the window in which a job counts whatever it reads. */
  readonly bookTo?: number;
  /** Microseconds; NaN where the query has no watermark. */
  readonly watermark: number;
  /** What the functions of the query take for now, where it is not the start: a batch that is repeated keeps its clock. */
  readonly clock?: number;
  /** The crash that strikes in it. */
  readonly strike?: Strike | null;
  /** The point of a micro-batch at which it strikes, where the engine names its points otherwise. */
  readonly strikesAs?: SparkCrashPoint | undefined;
}

/** Thrown on the way through a batch where a crash strikes. */
export const DEAD = Symbol('the query died');

/** The source row that is worked on, over all sources; NONE between rows. A failure names it. */
export interface RowAtWork {
  row: number;
}
