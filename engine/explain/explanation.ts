/**
 * An answer to "why?": the chain of causes, oldest first, each a step that a person can go to. The engine gives codes
 * with values; `i18n` makes sentences of them. Instants are microseconds, event or processing as the name says.
 */
import type { PassedOver } from '../measure/fate';
import type { ProcessFunction } from '../scenario/processFunctions';
import type { CrashPoint, OutputMode, SinkKind } from '../scenario/scenario';
import type { Value } from '../values';
import type { Subject } from './subject';

/** What a step is about; it gives the step its colour. */
export type Tone = 'event' | 'processing' | 'water' | 'late' | 'state' | 'final';

/** A group by name: its window (null without one) and its keys. */
export interface GroupName {
  /** Place of its operator: 0 is the last one of the query, others are `Trace.upstream` less one. */
  readonly operator: number;
  readonly start: number | null;
  readonly end: number | null;
  readonly keys: readonly Value[];
}

/** The values of each kind of step. */
export interface StepParams {
  happened: { eventTime: number; groups: readonly GroupName[] };
  happenedNever: Record<string, never>;
  arrived: {
    arrivesAt: number /** arrival − event; negative: a clock that runs ahead; NaN: no event time */;
    delay: number;
  };
  notArrived: { arrivesAt: number };
  /** `batch`: the one that has begun, and is to read it; null: none has. */
  waits: { arrivesAt: number; batch: number | null };
  /** No run of a loop reads the row, though it has looked back past it. */
  passedOver: { why: PassedOver; batch: number | null };
  neverRead: Record<string, never>;
  /** `again`: by an engine that works row by row, after a crash. `waited`: from its arrival on. */
  batchRead: { batch: number; startedAt: number; others: number; again: boolean; waited: number };
  /** Kafka Streams, at least once: it was processed before a crash that no commit came before, and counts twice. */
  processedBefore: { batch: number; at: number };
  filtered: { conditions: readonly string[] };
  /** What the condition of a join asks of one side alone is not true of it. */
  filteredByJoin: Record<string, never>;
  /** No column of the row's side of an outer join is used: Spark took the join out, and reads no row of that side. */
  joinTakenOut: Record<string, never>;
  withoutWindow: Record<string, never>;
  withoutKey: Record<string, never>;
  passed: Record<string, never>;
  duplicate: Record<string, never>;
  /** Tested against the watermark of the batch before. */
  waterWasPast: {
    tested: number;
    testedBatch: number | null;
    newest: number;
    newestBatch: number | null;
    delay: number;
    current: number;
  };
  /**
   * `end`: the watermark at which it would be late. `window`: of a window, and not of what a key is remembered by.
   * `behind`: as with `waitsForWater`.
   */
  waterWasBelow: { tested: number; end: number | null; window: boolean; behind?: number };
  nothingIsLate: { mode: OutputMode | null };
  /** A loop counts the row in the interval of the run that read it. `own`: it happened in it. */
  bookedByRun: { group: GroupName; own: boolean };
  windowWasOver: {
    group: GroupName;
    over: number;
    /** As with `waitsForWater`. */
    behind?: number;
    tested: number;
    answeredIn: number | null;
    answeredAt: number | null;
    answer: readonly Value[] | null;
  };
  /** `behind`: the watermark had to be so much past it, where no step before has said so. */
  dropped: { group: GroupName; lateBy: number; truth: readonly Value[] | null; behind?: number };
  counted: { group: GroupName; values: readonly Value[]; batch: number };
  rowsOf: { group: GroupName; counted: number; late: number; coming: number };
  held: { group: GroupName; values: readonly Value[]; since: number; changed: number };
  /** `over`: the watermark that ends it. `behind`: so much of that because joins before it hold rows back. */
  waitsForWater: { over: number; watermark: number; behind?: number };
  neverOver: { reason: 'complete' | 'noWatermark' | 'noEventTime' | 'noTimer' };
  /** Tested by a function that goes by event time. NaN without an event time. */
  wasInTime: { tested: number; eventTime: number; behind?: number };
  /** The function does not go by event time. */
  /** Null: a side of a join. */
  neverLate: { function: ProcessFunction | null };
  /**
   * Flink and Kafka Streams drop no row before a function (null: before a `dropDuplicates` that keeps its keys for ever).
   * `late`: the row is behind the watermark, or what is closed, and was seen all the same.
   */
  notTested: { function: ProcessFunction | null; late: boolean };
  /** The function left the state as it was. */
  changedNothing: { function: ProcessFunction };
  ranTo: { total: Value };
  passedThreshold: { total: Value; above: number };
  usersCounted: { users: Value };
  visitOver: { rows: number; start: number; end: number };
  /** A timer by the clock, or the end of its time to live (`expires`), will end it. */
  waitsForClock: { until: number; now: number; expires: boolean };
  timeWasUp: { until: number; batch: number; expired: boolean };
  waterReached: { over: number; watermark: number; batch: number };
  freed: { group: GroupName; batch: number };
  /** Of a session: with another row it became a larger one, which took its place. */
  grew: { group: GroupName; into: GroupName; batch: number };
  timerFired: { batch: number; watermark: number };
  answered: {
    group: GroupName;
    values: readonly Value[];
    batch: number;
    at: number;
    mode: OutputMode | null;
    times: number;
  };
  right: { truth: readonly Value[] };
  wrong: { values: readonly Value[]; truth: readonly Value[]; lateRows: number; comingRows: number };
  lost: { group: GroupName };
  noRowYet: { group: GroupName };
  /** A join put the row into its state, where rows of the other side can still meet it. */
  keptForPartner: { batch: number };
  /** A join of Kafka Streams tests no row against its stream time. */
  joinTestsNone: Record<string, never>;
  /** The store of its own side keeps rows that old no more; it looks for partners all the same (Kafka Streams). */
  storeRefused: Record<string, never>;
  /** A row without a key, which an outer join gives out at once (Kafka Streams). */
  meetsNothing: Record<string, never>;
  /** One of the rows that met and came out; `of` says how many those are (more than two: through earlier joins). */
  madeOf: { source: string; of: number };
  /** How many rows of the other side it has met. */
  met: { rows: number };
  /** Its store gives it out until a row of its own side is this late (Kafka Streams). */
  waitsForStore: { over: number };
  /** Such a row came, and the store let it go. */
  sideMovedOn: { over: number; newest: number; batch: number };
  /** An outer join gave the row out with nulls for the other side. */
  noPartner: { batch: number };
  wrote: { batch: number; at: number; values: readonly Value[] };
  suspicious: { values: readonly Value[] };
  watermarkStart: Record<string, never>;
  newestEvent: { eventTime: number; row: number; batch: number };
  lessDelay: { newest: number; delay: number; watermark: number };
  neverFalls: { watermark: number };
  /** Flink takes the smallest watermark of the partitions that are not idle. -Infinity: none yet. */
  slowest: { partitions: readonly { readonly name: string; readonly at: number }[]; idle: readonly string[] };
  /** A step of an engine that works row by row: the row came, or a timer was due. */
  processed: { by: 'row' | 'watermark' | 'function'; interval: number };
  noWatermark: Record<string, never>;
  notYetRun: { at: number };
  tick: { at: number; onTick: boolean; interval: number | null };
  rowsWaited: { rows: number };
  noRowsButWater: { watermark: number; batchBefore: number };
  noRowsButClock: { function: ProcessFunction };
  readAll: { rows: number };
  /** A backfill: the rows of a local day (as `2026-03-02`) that have arrived. */
  readDay: { day: string; rows: number };
  askedAgain: { day: string; at: number };
  /** It starts when the query is back, and not on a tick. */
  startsWithQuery: { at: number };
  /** A batch that is tried again: offsets without a commit. */
  repeated: { batch: number; diedAt: number; rows: number };
  /** The crash that cut this batch off. */
  cutOff: { batch: number; at: number; after: CrashPoint };
  /** Of a row: a batch read it and died before its commit, or the checkpoint was lost since. */
  readInVain: { batch: number; at: number; lost: boolean };
  notCrashedYet: { at: number };
  died: { batch: number | null; after: CrashPoint | null };
  /** What was done to the state counts no more; what was given to the sink is its own affair. */
  stateUndone: { batch: number; back: number };
  sinkHolds: { sink: SinkKind; written: number; seen: number };
  checkpointLost: Record<string, never>;
  outage: { length: number; arrived: number };
  /** What the logs say: the newest batch with offsets, the newest with a commit (null: none). */
  recovered: { offsets: number | null; commit: number | null; watermark: number; sources: number };
  /** Flink: the point of a checkpoint (null: behind a row, or between them) at which the job died. */
  jobDied: { after: CrashPoint | null; checkpoint: number | null };
  /** Rows worked off since the checkpoint (null: the beginning) that the job goes back to. */
  sinceCheckpoint: { rows: number; checkpoint: number | null };
  /** What came out since then, and how much of that a reader of the sink finds. */
  jobSink: { sink: SinkKind; written: number; seen: number };
  restoredFrom: { checkpoint: number | null; stateRows: number; rows: number };
  /** Flink: how many rows of the partition stand before its barrier. */
  barrierSent: { checkpoint: number; partition: string; rows: number };
  barrierTravels: { arrivesAt: number };
  barrierWaits: { arrivesAt: number; until: number };
  aligned: { barriers: number };
  barriersSent: { checkpoint: number; barriers: number };
  /** The partition whose barrier came last, how long after the first, and rows that arrived meanwhile. */
  barriersAligned: { last: string; length: number; waited: number };
  snapshotTaken: { stateRows: number; offsets: readonly { readonly name: string; readonly rows: number }[] };
  checkpointDone: { checkpoint: number };
  checkpointFailed: { checkpoint: number };
  /** `waited`: from the checkpoint on, until the job was back. */
  transactionDone: { checkpoint: number; waited: number };
  /** Kafka Streams: records that the changelogs were given since the commit before. */
  flushed: { records: number; exactlyOnce: boolean };
  offsetsSaved: { commit: number; rows: number; exactlyOnce: boolean };
  commitFailed: { commit: number; exactlyOnce: boolean };
  watermarkNotKept: Record<string, never>;
  committedAtRestart: { checkpoint: number };
  /** Kafka Streams: records of the changelogs that were read; `all`: the local stores were gone, or wiped (exactly once). */
  storesRebuilt: { records: number; all: boolean; exactlyOnce: boolean };
  /** Kafka Streams: rows behind the offsets of its last commit (null: of none); `counted`: the stores hold them already. */
  readsAgain: { rows: number; commit: number | null; counted: boolean };
  doubledBy: { sink: SinkKind; again: number };
  /** `by`: the clock by which the stretch is meant. */
  readStretch: { rows: number; from: number; to: number; by: 'arrivalTime' | 'eventTime' };
  judgedBy: { late: number; evict: number };
  batchDid: { read: number; updated: number; removed: number; dropped: number; total: number; written: number };
  waterRose: { from: number; to: number };
  waterStayed: { at: number };
  batchFailed: { error: string; message: string };
  nothingToRead: { at: number; nextArrival: number | null };
  noReasonToRun: { reason: 'waterStill' | 'noState' | 'complete' | 'switchedOff' | 'down' | 'forgotten' };
  completeness: { counted: number; due: number };
  missingRow: { row: number; eventTime: number };
  /** A loop's run read the row and booked it to its own interval. */
  countedElsewhere: { row: number; eventTime: number; group: GroupName; batch: number };
  /** As before, seen from that interval. */
  belongsElsewhere: { row: number; eventTime: number; batch: number };
  countedTwice: { row: number; batches: readonly number[] };
  nothingMissing: Record<string, never>;
  nothingDue: Record<string, never>;
  /** The query gives no answers that a truth could judge. */
  notJudged: Record<string, never>;
  waitOf: { group: GroupName; end: number; answeredAt: number; wait: number };
  waitNever: { windows: number };
  stateNow: { rows: number; peakDuring: number; peakAfter: number };
  /** `over` is by the watermark, or by the clock. */
  stateOpen: { group: GroupName; over: number | null; clock: boolean };
}
export type StepCode = keyof StepParams;

export type ExplanationStep = {
  [C in StepCode]: {
    readonly code: C;
    readonly params: StepParams[C];
    readonly tone: Tone;
    /** Cursor to go to so that this has just happened; null if it is no moment of the run. */
    readonly cursor: number | null;
    /** The instant shown beside it, microseconds; null if it has none. */
    readonly time: number | null;
    /** What can be asked next. */
    readonly about: Subject | null;
  };
}[StepCode];

export interface Explanation {
  readonly subject: Subject;
  readonly steps: readonly ExplanationStep[];
  /** Rows that play a part; views dim the others. */
  readonly rows: readonly number[];
}
