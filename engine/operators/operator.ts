/** What a run asks of the stages of a query that keep state. */
import type { Pieces } from '../trace/growable';
import type { OperatorTrace } from '../trace/trace';
import type { Value } from '../values';
import type { BoundAggregate } from './accumulators';

/** The watermarks that a batch works with, microseconds of event time; -Infinity where nothing is ever late or let go. */
export interface BatchWatermarks {
  /** A row is late at or below this one: what the batch before worked with. */
  readonly late: number;
  /** State is let go at or below this one. */
  readonly evict: number;
}

export type Mode =
  /** A group comes out once, when it is let go. */
  | 'append'
  /** The groups touched by a batch come out of it. */
  | 'update'
  /** All groups come out of every batch; nothing is late, nothing is let go. */
  | 'complete'
  /** One batch over everything, as a job without state has it: nothing is late, all comes out at its end. */
  | 'recompute';

/** As Spark's `StateOperatorProgress` counts. */
export interface StateMetrics {
  readonly total: number;
  readonly updated: number;
  readonly removed: number;
  readonly dropped: number;
}

/** One row that leaves an operator. */
export interface Emission {
  /** The state version it is made from (by the operator's own numbers), or NONE. */
  readonly version: number;
  /** The input row it is made from (by the numbers of the stage it came from), or NONE. */
  readonly input: number;
  /** What the readers of `column` take: where its values stand. */
  readonly ref: number;
  /** It takes back what an earlier one said of its group: of the values only those of the keys stand. */
  readonly takenBack?: true;
}

/** What became of a record without a key, which an engine drops where one is needed. */
export const WITHOUT_KEY = -2;
/** `take`: what became of a row. A positive number says in how many groups it counts or is late. */
export const WITHOUT_WINDOW = -1;
export const FILTERED = 0;

/** The rows that the truth counts (of the one source of a query), in any order. */
export interface TruthRows {
  /** All of them, in order of arrival. Made when it is asked for. */
  readonly rows: Uint32Array;
  /** Those that no batch read. */
  readonly unread: Uint32Array;
  /** The same in order of event time, rows without one first. */
  inEventTime(): Uint32Array;
  /** Microseconds; NaN for null. */
  readonly timeOf: (row: number) => number;
}

/** A group of the state between two batches. */
export interface HeldGroup {
  readonly group: number;
  readonly version: number;
  /** What each aggregate holds. */
  readonly values: readonly (readonly Value[])[];
}

/** What an operator holds between two batches. */
export interface OperatorMark {
  /** In order of creation. */
  readonly held: readonly HeldGroup[];
  /** When groups are over, and which: each list in order of creation. */
  readonly ends: ReadonlyMap<number, readonly number[]>;
  /** Groups that have appeared. */
  readonly groups: number;
}

export interface OperatorMarks {
  mark(): OperatorMark;
  /** Versions so far. */
  written(): number;
  rewind(mark: OperatorMark): void;
  /** Versions of some pieces, with the group of each. */
  pieces(pieces: Pieces): Pick<OperatorTrace, 'versionGroup' | 'versions'>;
  /** Versions take the place of as many earlier ones. */
  replace(into: number, from: number, to: number): void;
  /** Forgets the versions behind the first so many. */
  cut(versions: number): void;
  aggregates(): readonly BoundAggregate[];
}

export interface StatefulOperator {
  /** Asks it, before the first batch, to keep the truth as rows come: a large run is not gone over again. */
  followTruth?(): void;
  /** Asks it, before its only batch, for the groups of its state alone: nothing needs to come out. */
  onlyGroups?(): void;
  /** @param now processing time of the batch, microseconds */
  beginBatch(watermarks: BatchWatermarks, now: number): void;
  /**
   * Takes one row of an input; appends its verdicts to the trace.
   * @param ref the row, by the numbers of the stage it comes from
   * @param port 0, or 1 for the right side of a join
   */
  take(ref: number, port: number): number;
  /** All rows of this batch count in the window that starts then, whenever they happened: a job books by its own clock. */
  bookTo?(start: number): void;
  /** The rows that follow in this batch are another partition's. */
  nextPartition(): void;
  /** Merges the batch into the state and lets go what is over; appends the state's entries. */
  endBatch(): { readonly metrics: StateMetrics; readonly emitted: readonly Emission[] };
  /**
   * Remembers the state between two batches, as a commit leaves it.
   * @returns puts that state back and forgets what a batch has begun; it may be called more than once
   */
  snapshot(): () => void;
  /** The same without a word in the trace: of an operator with which a run can go back and then on otherwise. */
  readonly marks?: OperatorMarks;
  /** Reads a column of what comes out, by `Emission.ref`. @param id of the attribute */
  column(id: string): (ref: number) => Value;
  /** The watermark that it lets through to the operators after it. */
  passes(watermark: number): number;
  /** Spark runs a batch without rows for it after the watermark moved. */
  readonly wantsNoDataBatch: boolean;
  /** Spark runs a batch at every tick, with rows or without: something may be due by the clock. */
  readonly wantsEveryTick?: boolean;
  /** The tables of the trace. With rows (a query of this one operator over one source) the truth is computed over them. */
  finish(truth: TruthRows | null): OperatorTrace;
}
