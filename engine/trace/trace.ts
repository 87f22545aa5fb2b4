/**
 * The trace: every decision an engine took, in order. It is what views, lessons, exports, measures and explanations
 * stand on; nothing else leaves an engine.
 *
 * It is columnar, so that a million rows fit in tens of megabytes and travel between threads without copying. An entry
 * is five bytes: a kind and one reference (to a row, a group, a state version, an output row or a batch). The rest of
 * an entry - its batch, its processing time, its operator, its causes - follows from its position and its kind, and is
 * derived by `reader.ts`. Values that cannot be derived (state, output) stand in tables beside the entries.
 *
 * ORDER. Entries are in order of processing time. A row's `arrived` entry stands before a batch that starts at the same
 * instant. Inside one batch the order is
 *
 *     batchPlanned                                    offsets are logged (stage 1)
 *     for each row read, source by source, in offset order:
 *         rowRead                                     (stage 2)
 *         rowFiltered | rowWithoutWindow | rowPassed | one rowGrouped or rowLate for each of its groups   (stage 3)
 *     statePut, stateEvicted ...                      (stage 4), groups in order of first touch, then evictions
 *     outputWritten ...                               (stage 5)
 *     batchCommitted                                  (stage 6); then watermarkAdvanced, if it moved
 *
 * A batch that takes time (`batchTime`) does stages 1 to 4 at its start and stages 5 and 6 at its end; rows that arrive
 * meanwhile stand between. A batch that fails ends with `batchFailed` and the run with it.
 *
 * A crash cuts this order off:
 *
 *     crashed                                         in the place of `batchCommitted` where it interrupts a batch
 *     stateDropped, stateRestored ...                 the state is again as the last commit left it (or empty)
 *     arrived ...                                     rows that arrive while the query is down
 *     restarted                                       the checkpoint is read; then the next batch, or the same one again
 *
 * A batch that is tried again is another place of `BatchTable` with the same batch id. What was given to the sink stays
 * given: see `sinkRows` in `reader.ts`.
 *
 * ROW BY ROW. An engine that works row by row (`flink`, `kafkaStreams`) has no batches, and the table of batches holds its
 * *steps* instead: a step is one arrival being processed, or one tick of a timer that moves a watermark or makes rows
 * come out (a tick without effect is no step). `Trace.records` is there for such an engine and for no other.
 *
 *     arrived                                         the row that the step processes; none in a tick
 *     batchPlanned
 *     rowRead, then its verdicts as above
 *     statePut, stateEvicted, outputWritten ...       as each happens: a row that comes out is written at once
 *     watermarkAdvanced                               if the clock moved, before what that lets go and makes come out
 *     stateEvicted, outputWritten ...
 *     batchCommitted
 *
 * In Kafka Streams, which reads a row's timestamp before anything else, `watermarkAdvanced` stands before `rowRead`.
 *
 * `startedAt` and `endedAt` are the step's processing time, `numInputRows` is 1 for an arrival and 0 for a tick. The
 * *clock* is Flink's watermark (of the last operator: the smallest of all that it reads), and the stream time of the task
 * in Kafka Streams; `watermark` is the clock before the step and what its row is tested against (so is `lateWatermark`),
 * `nextWatermark` the clock after it, by which state is let go. -Infinity while there is none. In Kafka Streams a row moves
 * the clock first and is then tested: `lateWatermark` is the end up to which windows are closed (the stream time of the
 * window's operator less the grace), and lets state go too.
 *
 * CHECKPOINTS. With checkpoints (`records.checkpoints`, of Flink) there stand between two steps
 *
 *     barrierInjected ...                             one for each partition that is read
 *     arrived ...                                     rows behind a barrier wait until all barriers have come
 *     barriersAligned, stateSnapshotted, checkpointCompleted, transactionCommitted (only of a sink with transactions)
 *
 * A crash stands between two steps or two of these entries: nothing of it is a step's. What was done behind the checkpoint
 * to which the job comes back counts no more (`CrashRecord.undoneFrom`), and its rows are read again by further steps,
 * whose `attempt` says how many came before. `arrived` stands once. A transaction whose checkpoint completed and whose
 * commit did not come about is committed behind `restarted`.
 *
 * COMMITS. Where Kafka Streams commits (`records.commits`), `outputsFlushed` and `offsetsCommitted` stand between two steps.
 * A crash stands between two steps or between these two. Exactly once: what was done since the last commit counts no more
 * (`CrashRecord.undoneFrom`). At least once it goes on to count. Either way its rows are read again by further steps,
 * whose `attempt` says how many came before. `arrived` stands once.
 */
import type { ProcessFunction } from '../scenario/processFunctions';
import type { CrashPoint, EngineName, JoinType } from '../scenario/scenario';
import type { Duration } from '../time';
import { type ColumnSpec, type Table, type Value, valueAt } from '../values';

/**
 * What an entry says. The comment names what its `ref` points to.
 * The order is part of the trace's layout; add at the end.
 */
export const ENTRY_KINDS = [
  /** row: it became readable in its source's partition. */
  'arrived',
  /** batch: what it will read is fixed and written to the offset log; the watermarks it uses are fixed too. */
  'batchPlanned',
  /** row: the batch read it. */
  'rowRead',
  /** row: a filter took it out (kept only what is true; false and null go). */
  'rowFiltered',
  /** row: its event time is null, so that it belongs to no window. */
  'rowWithoutWindow',
  /** row: it left a query (or the part before a `process` step) that keeps no state. */
  'rowPassed',
  /** group: the row of the last `rowRead` counts in this group. */
  'rowGrouped',
  /** group: the row of the last `rowRead` is late for this group and was dropped from it. */
  'rowLate',
  /** version: the state store holds this version of its group from now on. */
  'statePut',
  /** version: the state store let this (last) version of its group go. */
  'stateEvicted',
  /** output row: it was given to the sink. */
  'outputWritten',
  /** batch: it is done, and written to the commit log. */
  'batchCommitted',
  /** batch: the watermark for the next batch is higher than this batch's was. */
  'watermarkAdvanced',
  /** batch: it failed, and the query with it (`Trace.failure` says why). */
  'batchFailed',
  /** version: a timer fired for the group of this version. */
  'timerFired',
  /** group: the row of the last `rowRead` is known to this group already (a duplicate); it goes no further. */
  'rowDuplicate',
  /** emission: an operator takes what another one gave it; verdicts behind it are about that. */
  'passedOn',
  /** crash: the query died. */
  'crashed',
  /** crash: the query is back, with what its checkpoint holds. */
  'restarted',
  /** version: the state store does not hold it any more, because the batch that put it never committed (or the checkpoint is lost). */
  'stateDropped',
  /** version: the state store holds it again, because the batch that replaced it or let it go never committed. */
  'stateRestored',
  /** row: its key is null, so that it belongs to no group. */
  'rowWithoutKey',
  /** checkpoint: its barrier went out behind the rows that a partition had sent: `partitionOfBarrier` says which. */
  'barrierInjected',
  /** checkpoint: the barriers of all partitions have come to the operators. */
  'barriersAligned',
  /** checkpoint: the operators have written their state, and (2PC) the sink has pre-committed its transaction. */
  'stateSnapshotted',
  /** checkpoint: all have reported; a job that dies from now on comes back to it. */
  'checkpointCompleted',
  /** checkpoint: what the sink was given up to it can be read. */
  'transactionCommitted',
  /** commit: stores are flushed, and what was sent (output, changelogs) has been acknowledged. */
  'outputsFlushed',
  /** commit: the offsets are committed, in one transaction with what was sent where it is exactly once. */
  'offsetsCommitted',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
/** The number that stands for a kind in `Trace.kinds`. */
export const KIND = Object.fromEntries(ENTRY_KINDS.map((k, i) => [k, i])) as Record<EntryKind, number>;

/**
 * A query can have several operators with state. Groups, versions and emissions are numbered by each of them; a ref to
 * one carries the operator's place (0 is `Trace.operator`, then `Trace.upstream`) in its four highest bits, so that with
 * one operator it is the plain number.
 */
const OPERATOR_SHIFT = 28;
export const refOf = (operator: number, number: number): number => ((operator << OPERATOR_SHIFT) | number) >>> 0;
export const operatorOfRef = (ref: number): number => ref >>> OPERATOR_SHIFT;
export const numberOfRef = (ref: number): number => ref & (2 ** OPERATOR_SHIFT - 1);

/** No row, no group, no batch. */
export const NONE = 0xffffffff;

/** One run of one engine. All of it is plain data; `transferables(trace)` lists the buffers. */
export interface Trace {
  readonly engine: EngineName;
  /** Number of entries. */
  readonly length: number;
  /** `KIND[...]` of each entry. */
  readonly kinds: Uint8Array;
  /** What each entry is about: see `ENTRY_KINDS`. */
  readonly refs: Uint32Array;
  /**
   * Rows are numbered over all sources in the order of the file: source 0's rows first. `rowSource[s]` is the number of
   * source s's first row. A row keeps its number under any edit that does not add or remove rows.
   */
  readonly rowStart: readonly number[];
  /** Rows in the order in which they arrive. `arrivalOrder[k]` is the row of the k-th `arrived` entry. */
  readonly arrivalOrder: Uint32Array;
  readonly batches: BatchTable;
  /** The operator with state that makes the answers: the one nearest to the sink. Null if the query keeps no state. */
  readonly operator: OperatorTrace | null;
  /** The operators before it, as Spark reports them: back to the sources, the left input first. */
  readonly upstream: readonly OperatorTrace[];
  /** Output rows in the order written. */
  readonly output: OutputTable;
  /** Where a row's event time is found; null if the query has none. Ask `TraceReader.eventTime`. */
  readonly eventTime: EventTimeSource | null;
  /** Only where the watermark is decided from those of several inputs (Spark, Flink). */
  readonly inputs?: InputClocks;
  /** Sources that nobody reads: Spark took the join with them out. Their rows start batches, and are filtered. */
  readonly takenOut?: readonly number[];
  /** The crashes that happened, in order. */
  readonly crashes: readonly CrashRecord[];
  /** What only an engine that works row by row has. */
  readonly records?: RecordsTrace;
  /** Set when the query failed while it ran. */
  readonly failure: Failure | null;
  /** The batch in which real Spark fails where this run goes on: see `semiJoinsOverAggregates`. */
  readonly departs?: number;
  /** Processing time at which nothing is left to do (or `until`), microseconds. */
  readonly endsAt: number;
  /** Snapshots of the live state: see `reader.ts`. */
  readonly keyframes: Keyframes;
}

/**
 * The event time of rows: a column of their source as it lies in the scenario, or, where an expression computes it,
 * values (microseconds; NaN for null) by row number.
 */
export type EventTimeSource =
  | { readonly kind: 'column'; readonly source: number; readonly column: number }
  | { readonly kind: 'computed'; readonly values: Float64Array };

/** Why a running query failed, in Spark's words: an error condition and what it was about. */
export interface Failure {
  /** For example `DIVIDE_BY_ZERO`. */
  readonly error: string;
  readonly message: string;
  readonly batch: number;
  /** The row that was being evaluated, or `NONE`. */
  readonly row: number;
}

/** One crash of the query. Times are microseconds of processing time. */
export interface CrashRecord {
  /** Place among `scenario.crashes`. */
  readonly fault: number;
  /** Place of the batch that it interrupted, or that had just committed (`commit-logged`); NONE between batches. */
  readonly batch: number;
  /** What the engine had just done; null between batches. */
  readonly after: CrashPoint | null;
  readonly at: number;
  readonly restartsAt: number;
  readonly checkpoint: 'kept' | 'lost';
  /** Index of its `crashed` entry, and of its `restarted` entry: NONE if the run ends before. */
  readonly entry: number;
  readonly restarted: number;
  /**
   * What the query did from this entry on until the crash counts no more: the batch that did not commit, or everything
   * where the checkpoint is lost. Equal to `entry` if all of it counts. Rows that arrived and rows in a sink stay.
   */
  readonly undoneFrom: number;
  /**
   * Of an engine that works row by row: the checkpoint (place in `records.checkpoints`) or the commit (in `records.commits`)
   * that it comes back to; NONE: the beginning.
   */
  readonly restoredFrom?: number;
  /** Of Kafka Streams: records of the changelogs that are read to have the stores again. */
  readonly changelog?: number;
}

/** Beside the steps of an engine that works row by row (see ROW BY ROW above). */
export interface RecordsTrace {
  /** Step by step: the row that it processes; NONE for a tick. */
  readonly row: Uint32Array;
  /** Step by step: its `watermarkAdvanced` entry; NONE where the clock stood still. */
  readonly rise: Uint32Array;
  readonly partitions: PartitionClocks;
  readonly late: LateTable;
  /** Only where checkpoints are taken, in order. */
  readonly checkpoints?: readonly CheckpointRecord[];
  /** Only where commits are followed, in order. */
  readonly commits?: readonly CommitRecord[];
}

/** A commit of a Kafka Streams process, whether it came about or not. */
export interface CommitRecord {
  /** From 1 on. */
  readonly id: number;
  /** Microseconds of processing time. */
  readonly at: number;
  /** Its `outputsFlushed` entry, and its `offsetsCommitted` entry: NONE if a crash came before. */
  readonly flushed: number;
  readonly committed: number;
  /** How many rows of each partition were read by then (all partitions of all sources). */
  readonly offsets: readonly number[];
  /** Records of the changelogs by then: one for each version that a store was given. */
  readonly changelog: number;
}

/**
 * A checkpoint by aligned barriers, whether it completed or not. Times are microseconds of processing time; entries are
 * NONE for what did not happen.
 */
export interface CheckpointRecord {
  /** As Flink counts: from 1, those that failed included. */
  readonly id: number;
  /** When the barriers went out, and when the last of them came to the operators. */
  readonly at: number;
  readonly alignedAt: number;
  /** Partitions (places in `batches.partitionNames`) with a barrier, and when each came. */
  readonly barriers: readonly { readonly partition: number; readonly arrivesAt: number }[];
  /** The first `barrierInjected`; the others stand right behind it. */
  readonly injected: number;
  readonly aligned: number;
  readonly snapshotted: number;
  readonly completed: number;
  readonly committed: number;
  readonly committedAt: number;
  /** What it holds: how many rows of each partition were read before it (all partitions of all sources). */
  readonly offsets: readonly number[];
  /** Rows of state that it holds, over all operators. */
  readonly stateRows: number;
}

/** The partition (place in `batches.partitionNames`) of a `barrierInjected` entry: they stand in the order of partitions. */
export const partitionOfBarrier = ({ barriers, injected }: CheckpointRecord, entry: number): number =>
  barriers[entry - injected]?.partition ?? NONE;

/**
 * How each partition's own clock went: one row a change, in order. `entry` is the number of entries before the change, so
 * that it holds at every cursor from there on.
 */
export interface PartitionClocks {
  readonly entry: Uint32Array;
  /** Processing time, microseconds. */
  readonly at: Float64Array;
  /** Index into `batches.partitionNames`. */
  readonly partition: Uint16Array;
  /** The partition's watermark (Kafka Streams: the task's stream time), microseconds; -Infinity while there is none. */
  readonly clock: Float64Array;
  /** 1 while it is idle, and left out of the minimum. */
  readonly idle: Uint8Array;
}

/**
 * How the watermark of each input went: of each watermark step, what it has seen less its delay (Spark), or what its source
 * tells (Flink). The watermark of the run is the smallest of them, or, in Spark, by its policy the largest. One row a
 * change, in order. `entry` is the one with which it holds: at every cursor behind it.
 */
export interface InputClocks {
  /** For each input the sources whose rows it holds. */
  readonly sources: readonly (readonly number[])[];
  readonly entry: Uint32Array;
  /** Index into `sources`. */
  readonly input: Uint8Array;
  /** Microseconds of event time; -Infinity while there is none. */
  readonly clock: Float64Array;
  /** The row whose event time stands behind it, or NONE. */
  readonly row: Uint32Array;
  /** 1 while it is idle, and left out of the minimum (Flink). */
  readonly idle: Uint8Array;
}

/** The rows that the engine itself dropped or sent to the side output, in order, as they were at the operator. */
export interface LateTable {
  readonly step: Uint32Array;
  /** The source row behind it, or NONE (the output of another operator). */
  readonly row: Uint32Array;
  /** Index into `inputs`, and the row there. */
  readonly input: Uint8Array;
  readonly place: Uint32Array;
  /** Rows by the input of an operator at which they were late: as in `OutputTable`. */
  readonly inputs: readonly Pick<OutputTable, 'table' | 'specs'>[];
}

/**
 * The batches of a run, a column a fact, indexed by the batch's place in the run. Without crashes that is its batch id:
 * ids start at 0 and have no gaps. A batch that crashed and is tried again stands at two places under one id. Times are microseconds of processing time; watermarks are microseconds of event time, NaN where
 * the query has no watermark. For `dailyBatch` a batch is one run of the job.
 */
export interface BatchTable {
  readonly count: number;
  readonly batchId: Uint32Array;
  /** How many times a batch with this id was begun before. */
  readonly attempt: Uint32Array;
  /** Place in `Trace.crashes` of the crash that cut it off; NONE for a batch that committed (or failed). */
  readonly crash: Uint32Array;
  /** The instant at which the batch started: its tick, or later if the batch before overran. */
  readonly startedAt: Float64Array;
  /** When its output was written and it committed; or when it crashed. */
  readonly endedAt: Float64Array;
  /** Index of its `batchPlanned` entry. */
  readonly firstEntry: Uint32Array;
  /** Index of its `batchCommitted` (or `batchFailed`, or `crashed`) entry. */
  readonly lastEntry: Uint32Array;
  /** Rows read: `StreamingQueryProgress.numInputRows`. Zero in a no-data batch. Of a batch that crashed: rows it was to read. */
  readonly numInputRows: Uint32Array;
  /** W(n): evicts state, and gives append its output. `eventTime.watermark` of the progress. */
  readonly watermark: Float64Array;
  /** W(n-1): a row is late by this one. */
  readonly lateWatermark: Float64Array;
  /** W(n+1) as known at the end of this batch. */
  readonly nextWatermark: Float64Array;
  /** The row whose event time stands behind `nextWatermark` (the newest seen so far), or `NONE`. */
  readonly watermarkRow: Uint32Array;
  /** numRowsTotal, numRowsUpdated, numRowsRemoved, numRowsDroppedByWatermark of `Trace.operator`. */
  readonly stateTotal: Uint32Array;
  readonly stateUpdated: Uint32Array;
  readonly stateRemoved: Uint32Array;
  readonly stateDropped: Uint32Array;
  /** The same of each of `Trace.upstream`. */
  readonly upstream: readonly StateColumns[];
  /**
   * The offset log: `offsetEnd[batch * partitions + p]` is the offset after the last row read of partition p, over all
   * partitions of all sources in order (see `partitionNames`).
   */
  readonly offsetEnd: Float64Array;
  /**
   * Only of jobs (`batchLoop`, `dailyBatch`): the stretch of time that each run read, -Infinity from the beginning.
   * Processing time, or event time where the loop reads by that.
   */
  readonly readFrom?: Float64Array;
  readonly readTo?: Float64Array;
  readonly partitionNames: readonly string[];
}

/** The truth after each row, group by group, rows in order of event time (rows without one first). */
export interface TruthSteps {
  /** Steps of group g stand from `start[g]` to `start[g + 1]`. */
  readonly start: Uint32Array;
  /** Event time of the row of each step, microseconds; -Infinity for null. */
  readonly times: Float64Array;
  /** One row a step, same columns as `versions`. */
  readonly values: Table;
  /** The values of a group without rows. */
  readonly nothing: readonly Value[];
}

/**
 * Sessions grow and merge while the query runs: each (key, start, end) that was one at some time is a group. A row's
 * `rowGrouped` names the session it is in when its batch is done, a late row's `rowLate` its own [t, t + gap). A session
 * that grows is let go (`stateEvicted`) and the larger one put.
 */
export interface SessionsTrace {
  /** Group by group: the session that took it over when it grew or merged with others; NONE where it stayed. */
  readonly mergedInto: Uint32Array;
  /** Group by group: the session of the truth that holds its rows (a group); itself where the two are one. */
  readonly truth: Uint32Array;
}

export type StateColumns = Pick<BatchTable, 'stateTotal' | 'stateUpdated' | 'stateRemoved' | 'stateDropped'>;

/** Groups, and every version that the state store held of them. */
export interface OperatorTrace {
  /**
   * As in `StreamingQueryProgress.stateOperators`: `stateStoreSave`, `transformWithStateExec`. Of other engines the name
   * of their operator: `WindowOperator`, `GroupAggregate`, `KStreamWindowAggregate`.
   */
  readonly operatorName: string;
  /** Its step in the file, as in `query.steps[2]`. */
  readonly step: string;
  /** Steps before it that have no operator of their own: Spark's optimizer made one aggregate of them and this one. */
  readonly merged?: readonly string[];
  /**
   * One row a group, in order of first appearance (groups that only late rows or the truth know come last). If
   * `windowed`, the first two columns are `windowStart` and `windowEnd` (timestamps); the keys follow.
   */
  readonly groups: Table;
  readonly windowed: boolean;
  /** Of an operator of Spark where no end of a window closes its groups: a key that is the event time does, or no row is late. */
  readonly overBy?: 'key' | 'nothing';
  /**
   * Of an operator behind a join of Spark: how far its own watermark lies behind the query's, for the join holds rows back
   * that long. Absent where it does not. What says itself until when it is kept (`until`) means the query's watermark.
   */
  readonly behind?: Duration;
  /** Group of each version. */
  readonly versionGroup: Uint32Array;
  /** One row a version: the values held, one column an aggregate (or a field of the state of `process`). */
  readonly versions: Table;
  /**
   * The truth: the same query over all rows that arrive until the end, in order of event time, nothing late. One row a
   * group, same columns as `versions`; `truthRows[g]` is how many rows belong to group g. Of a session it is the true
   * session that holds its rows (`sessions.truth`).
   */
  readonly truth: Table;
  readonly truthRows: Uint32Array;
  /** How the truth of each group grew; null where it is not kept (large runs; other operators than aggregates). */
  readonly truthSteps: TruthSteps | null;
  /**
   * Only where a job books rows by its own clock: the group that each row of the source belongs to by when it happened,
   * NONE where there is none. `rowGrouped` names the group in which it was counted.
   */
  readonly belongs?: Uint32Array;
  /** Only of session windows. */
  readonly sessions?: SessionsTrace;
  /** Only of `process`. */
  readonly process?: ProcessTrace;
  /** Only of joins. */
  readonly join?: JoinTrace;
}

/** What a join has beside its groups, of which each is a row of one side (`left` or `right` in the first column). */
export interface JoinTrace {
  readonly type: JoinType;
  /**
   * By the condition, the right side's event time lies in [left + lower, left + upper], both included; microseconds in whole
   * milliseconds, infinite where nothing bounds it.
   */
  readonly lower: number;
  readonly upper: number;
  /** Sides of which no row is late, with a watermark or without: it has no event time, or none that anything uses (Spark). */
  readonly untested?: readonly ('left' | 'right')[];
  readonly ties: JoinTies;
}

/**
 * What came out of a join, by the number under which it came out: the groups of the left and of the right row that met, NONE
 * on a side in whose place nulls stand. A left semi join gives out the left row alone; what it met stands here.
 */
export interface JoinTies {
  /** The last entry before it: where that stands, so does this. NONE: none is before it. */
  readonly entry: Uint32Array;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
}

/** What an operator of `process` has beside its versions. */
export interface ProcessTrace {
  readonly function: ProcessFunction;
  /** The time that it goes by. Only with `eventTime` a row can be late. */
  readonly timeMode: 'none' | 'eventTime' | 'processingTime';
  /** The row that made each version; NONE where a timer did, or where rows come from another operator. */
  readonly versionRow: Uint32Array;
  /** When a timer, or the end of its time to live, will see to each version: microseconds of that time, NaN for never. */
  readonly versionUntil: Float64Array;
}

/** Rows given to the sink. */
export interface OutputTable {
  readonly table: Table;
  /** The result's columns as a person reads them; `window` stands for the pair `windowStart`, `windowEnd`. */
  readonly specs: readonly ColumnSpec[];
  /** Place of the batch in `BatchTable`. */
  readonly batch: Uint32Array;
  /** The state version it was made from, or `NONE` (a query without state). */
  readonly version: Uint32Array;
  /** The row it was made from, or `NONE` (an aggregate). */
  readonly row: Uint32Array;
  /**
   * 1 for a row that takes back what an earlier one said (a session that grew, in Kafka Streams): of its values only
   * those of the group stand. Absent where there is none.
   */
  readonly takenBack?: Uint8Array;
  /** Only where nothing with state stands behind a join: what it gave out, by its number among `JoinTrace.ties`. */
  readonly tie?: Uint32Array;
}

/**
 * `at[k]` is a cursor (number of entries applied); `live` between `start[k]` and `start[k + 1]` lists the versions that
 * the state store held then, one a group, in order of creation.
 */
export interface Keyframes {
  readonly at: Uint32Array;
  readonly start: Uint32Array;
  readonly live: Uint32Array;
}

/** Whose timer makes a step of an engine that works row by row; null: a row does. */
export function timerOf({ records, operator, engine }: Trace, step: number): 'watermark' | 'function' | null {
  if (!records || records.row[step] !== NONE) return null;
  // Kafka Streams has no other: its watermark, so to say, moves with rows alone.
  const own = engine === 'kafkaStreams' || operator?.process?.timeMode === 'processingTime';
  return own && records.rise[step] === NONE ? 'function' : 'watermark';
}

/** The watermark by which a batch (or a step) lets state go: the one that it works with, or the one that it brings. */
export const evictingWatermark = (trace: Trace, batch: number): number =>
  trace.batches[trace.engine === 'kafkaStreams' ? 'lateWatermark' : trace.records ? 'nextWatermark' : 'watermark'][
    batch
  ] as number;

/** The entry by which the watermark rose: inside of a step, right behind a batch. NONE if it did not. */
export function riseEntry(trace: Trace, batch: number): number {
  if (trace.records) return trace.records.rise[batch] ?? NONE;
  const after = (trace.batches.lastEntry[batch] as number) + 1;
  return trace.kinds[after] === KIND.watermarkAdvanced ? after : NONE;
}

/** The operator that a ref to a group, a version or an emission belongs to. */
export function operatorAt(trace: Trace, ref: number): OperatorTrace | null {
  const operator = operatorOfRef(ref);
  return operator === 0 ? trace.operator : (trace.upstream[operator - 1] ?? null);
}

const ANSWERING: ReadonlySet<string> = new Set([
  'stateStoreSave',
  'sessionWindowStateStoreSaveExec',
  'WindowOperator',
  'GroupAggregate',
  'KStreamWindowAggregate',
  'KStreamSessionWindowAggregate',
  'KStreamAggregate',
]);

/**
 * What comes out of it are answers of its groups: a later one replaces an earlier one, and the truth says whether it is
 * right. What other operators give out is neither replaced nor right or wrong.
 */
export const givesAnswers = (operator: OperatorTrace | null): boolean =>
  operator !== null && ANSWERING.has(operator.operatorName);

/** The id of a batch, as the engine counts: batches that are tried again have one id. @param batch its place in `BatchTable` */
export const batchIdOf = ({ batches }: Trace, batch: number): number => batches.batchId[batch] ?? batch;

/** What a version (a ref) holds: a value for each column of its operator. */
export function versionValues(trace: Trace, version: number): Value[] {
  const columns = operatorAt(trace, version)?.versions.columns ?? [];
  return columns.map((column) => valueAt(column, numberOfRef(version)));
}

/** The group (a ref) of a version (a ref). */
export function groupOfVersion(trace: Trace, version: number): number {
  const group = operatorAt(trace, version)?.versionGroup[numberOfRef(version)];
  return group === undefined ? NONE : refOf(operatorOfRef(version), group);
}
