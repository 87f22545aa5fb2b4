/**
 * Reads a trace at a cursor. A cursor is a number of entries: at cursor c the first c entries have happened. All that a
 * view shows is asked here, and every answer comes from the trace and the scenario's rows, so that a doctored trace
 * gives a doctored picture.
 */
import type { Scenario } from '../scenario/scenario';
import type { Value } from '../values';
import { ColumnarReader } from './columnarReader';
import type { EntryKind, Trace } from './trace';

/** One entry with what follows from its position. */
export interface Entry {
  readonly index: number;
  readonly kind: EntryKind;
  /** Batch (its place in `BatchTable`) that it belongs to; for `arrived` the batch that will read the row (null if none does). */
  readonly batch: number | null;
  /** Microseconds. */
  readonly processingTime: number;
  /** Index into `query.steps`, where one step is responsible. */
  readonly operator: number | null;
  readonly row: number | null;
  readonly group: number | null;
  readonly version: number | null;
  readonly output: number | null;
  /** Place in `Trace.crashes`. */
  readonly crash: number | null;
  /** Place in `Trace.records.checkpoints`. */
  readonly checkpoint: number | null;
  /** Place in `Trace.records.commits`. */
  readonly commit: number | null;
}

/** What has become of a row by a cursor. */
export type RowStatus =
  /** It has not arrived yet. */
  | 'coming'
  /** It has arrived and waits for a batch. */
  | 'waiting'
  | 'filtered'
  /** Null event time. */
  | 'withoutWindow'
  /** It counts in at least one group (or passed a query without state). */
  | 'counted'
  /** It was dropped: late for every group it belongs to. */
  | 'late'
  /** It is known already (`dropDuplicates`) and went no further. */
  | 'duplicate';

/** The six stages of a micro-batch, in order. */
export const STAGES = ['offsets', 'read', 'late', 'state', 'sink', 'commit'] as const;
export type Stage = (typeof STAGES)[number];

/** One row of the state store at a cursor. */
export interface StateRow {
  readonly group: number;
  readonly version: number;
  readonly values: readonly Value[];
  /** `new`: put for the first time in the current batch; `updated`: changed in it; `freed`: let go in it. */
  readonly status: 'new' | 'updated' | 'held' | 'freed';
  /** Batch of this version. */
  readonly batch: number;
}

export interface FirstOfState {
  readonly rows: readonly StateRow[];
  /** How many there are in all: let go of by this batch, and held. */
  readonly freed: number;
  readonly held: number;
}

/** What the sink holds of one group (or one row of a query without state) at a cursor. */
export interface ResultRow {
  /** Null for a query without state. */
  readonly group: number | null;
  /** Output rows that spoke of it so far, oldest first; the last is what it says now. */
  readonly outputs: readonly number[];
  /** The values of the last output row, in the order of `trace.output.specs`' table. */
  readonly values: readonly Value[];
  readonly batch: number;
  /** True if the engine will not change it any more (append; or its group has been evicted). */
  readonly final: boolean;
  /** Values of the truth for this group at this moment, in the order of the operator's versions; null without a group. */
  readonly truth: readonly Value[] | null;
  /** True if the answer equals the truth of the moment. */
  readonly right: boolean;
}

/** A row that a reader of the sink finds there. */
export interface SinkRow {
  readonly output: number;
  /** Place of the batch that wrote it (last). */
  readonly batch: number;
  /** The sink holds another row that says the same thing, written before. */
  readonly again: boolean;
}

/** A group as the brackets above the rail show it. */
export interface Pane {
  readonly group: number;
  /** Microseconds; null in a query without windows. */
  readonly start: number | null;
  readonly end: number | null;
  readonly keys: readonly Value[];
  /** `coming`: no row yet. `open`: held. `final`: answered for good. `lost`: it is past, and no answer ever came. */
  readonly status: 'coming' | 'open' | 'final' | 'lost';
  /** What it says now (state if open, answer if final). */
  readonly values: readonly Value[] | null;
  readonly truth: readonly Value[];
  readonly right: boolean;
}

/** Figures at a cursor. */
export interface Measures {
  /** Rows counted in their right window, of all rows of the windows that are answered or past; null: none is yet. */
  readonly completeness: number | null;
  readonly counted: number;
  readonly due: number;
  /** From a window's end to its final right answer, microseconds; null: none is due yet; Infinity: it never came. */
  readonly medianWait: number | null;
  readonly worstWait: number | null;
  /** Windows whose answer is final and wrong, or that never got one. */
  readonly neverRight: number;
  /** Rows held now (numRowsTotal), and the peak so far: during a batch, and after one. */
  readonly stateRows: number;
  readonly peakDuringBatch: number;
  readonly peakAfterBatch: number;
  /** Rows that a reader of the sink finds once too often. */
  readonly doubled: number;
  /** Rows that no batch that counts has read, although one has read rows behind them in their partition. */
  readonly skipped: number;
}

/** Everything a view asks about one cursor. Cheap to make; answers are computed when asked for. */
export interface Moment {
  readonly cursor: number;
  /** Processing time, microseconds. */
  readonly now: number;
  /** The batch (its place in `BatchTable`) that is running, or the last that ran; null before the first. */
  readonly batch: number | null;
  /** Stage reached in that batch; `commit` when it is done. */
  readonly stage: Stage | null;
  /** Highest watermark in force by now, microseconds of event time (NaN without one). After a batch ends it is W(n+1). */
  readonly watermark: number;
  /** What rows of `batch` were or will be tested against. */
  readonly lateWatermark: number;
  /** Number of rows that have arrived. */
  readonly arrived: number;
  rowStatus(row: number): RowStatus;
  /** What an operator holds, and what this batch let go of: 0 is `Trace.operator`, then come those of `Trace.upstream`. */
  state(place?: number): readonly StateRow[];
  /** The same for a table that shows a few lines of a state of any size: at most `limit` rows, freed ones first. */
  firstOfState(place: number, limit: number): FirstOfState;
  /** The answers as a reader of the sink finds them, a group each. */
  results(): readonly ResultRow[];
  /** The crash (its place in `Trace.crashes`) that the query is down after; null while it runs. */
  readonly down: number | null;
  /** The rows in the sink, in the order in which they were written. */
  sinkRows(): readonly SinkRow[];
  panes(): readonly Pane[];
}

export interface TraceReader {
  readonly trace: Trace;
  readonly scenario: Scenario;
  /** Largest cursor. */
  readonly length: number;
  entry(index: number): Entry;
  /** The state of everything after the first `cursor` entries. */
  at(cursor: number): Moment;
  /** Processing time at which a cursor stands: that of its last entry (of the run's beginning for 0). */
  timeAt(cursor: number): number;
  /** The cursor that stands after all entries up to this processing time. */
  cursorAt(processingTime: number): number;
  /** The cursor after the next (or the previous) entry of such a kind; null if there is none. `row` is `arrived`. */
  step(
    cursor: number,
    to: 'row' | 'batch' | 'late' | 'output' | 'crash' | 'checkpoint',
    direction: 1 | -1,
  ): number | null;
  /** Where a row was read, each time; more than once after a crash. */
  readings(row: number): readonly number[];
  /**
   * Entries about a row: where it arrived, was read, and what was decided; null where there is none. Of a row that was read
   * again after a crash the last reading.
   * @param cursor the last reading before it, where that is asked; the arrival may still lie behind it
   */
  rowEntries(
    row: number,
    cursor?: number,
  ): { arrived: number | null; read: number | null; verdicts: readonly number[] };
  /** All groups a row belongs to, whether it counted or not. */
  groupsOf(row: number): readonly number[];
  /** Rows that belong to a group, in order of the file. */
  rowsOf(group: number): readonly number[];
  /** Entries about a group: versions put, evictions, outputs, in order. */
  groupEntries(group: number): readonly number[];
  /** Microseconds; NaN if null. */
  eventTime(row: number): number;
  arrivesAt(row: number): number;
  /** `eventTime` of every row at once, by its number; nobody writes to it. */
  eventTimes(): Float64Array;
  /** `arrivesAt` of every row at once; nobody writes to it. */
  arrivals(): Float64Array;
  value(row: number, column: string): Value;
}

/** Opens a trace for reading. The indexes that a question needs are made when it is first asked. */
export function openTrace(trace: Trace, scenario: Scenario): TraceReader {
  return new ColumnarReader(trace, scenario);
}
