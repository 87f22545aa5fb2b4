/** `TraceReader` over the columns of a trace. */
import type { Scenario } from '../scenario/scenario';
import { columnIndex, type Value, valueAt } from '../values';
import {
  GroupIndex,
  indexArrivals,
  indexOutputs,
  indexRows,
  lastAtOrBefore,
  ROW_VERDICTS,
  type RowIndex,
  SAYS_OF_ROW,
} from './indexes';
import { MomentAt } from './moment';
import type { Entry, Moment, RowStatus, TraceReader } from './reader';
import { SinkKeys } from './sink';
import {
  type CrashRecord,
  ENTRY_KINDS,
  type EntryKind,
  groupOfVersion,
  KIND,
  NONE,
  operatorAt,
  riseEntry,
  type Trace,
} from './trace';
import { stands } from './undone';

type About = 'row' | 'group' | 'version' | 'output' | 'batch' | 'emission' | 'crash' | 'checkpoint' | 'commit';
/** What the `ref` of each kind of entry points to. */
const REFERS: Readonly<Record<EntryKind, About>> = {
  arrived: 'row',
  batchPlanned: 'batch',
  rowRead: 'row',
  rowFiltered: 'row',
  rowWithoutWindow: 'row',
  rowWithoutKey: 'row',
  rowPassed: 'row',
  rowGrouped: 'group',
  rowLate: 'group',
  statePut: 'version',
  stateEvicted: 'version',
  outputWritten: 'output',
  batchCommitted: 'batch',
  watermarkAdvanced: 'batch',
  batchFailed: 'batch',
  timerFired: 'version',
  rowDuplicate: 'group',
  passedOn: 'emission',
  crashed: 'crash',
  restarted: 'crash',
  stateDropped: 'version',
  stateRestored: 'version',
  barrierInjected: 'checkpoint',
  barriersAligned: 'checkpoint',
  stateSnapshotted: 'checkpoint',
  checkpointCompleted: 'checkpoint',
  transactionCommitted: 'checkpoint',
  outputsFlushed: 'commit',
  offsetsCommitted: 'commit',
};
const STATEFUL_KINDS: ReadonlySet<EntryKind> = new Set([
  'rowWithoutWindow',
  'rowWithoutKey',
  'rowGrouped',
  'rowLate',
  'statePut',
  'stateEvicted',
  'timerFired',
  'stateDropped',
  'stateRestored',
]);

const CHANGES_STATE = ENTRY_KINDS.map((kind) =>
  ['statePut', 'stateEvicted', 'stateDropped', 'stateRestored'].includes(kind),
);

/** The place of a step in the main query, from its path; null inside a join's or union's other side. */
const stepNumber = (path: string | undefined): number | null => {
  const found = /^query\.steps\[(\d+)\]$/.exec(path ?? '');
  return found ? Number(found[1]) : null;
};
const STEP_KINDS = {
  row: KIND.arrived,
  batch: KIND.batchCommitted,
  late: KIND.rowLate,
  output: KIND.outputWritten,
  crash: KIND.crashed,
  checkpoint: KIND.checkpointCompleted,
};

const absent = (ref: number | undefined): number | null => (ref === undefined || ref === NONE ? null : ref);

export class ColumnarReader implements TraceReader {
  readonly length: number;
  private last: Moment | null = null;
  private rowIndex: RowIndex | null = null;
  private groupIndex: GroupIndex | null = null;
  private outputIndex: Uint32Array | null = null;
  private arrivalIndex: Uint32Array | null = null;
  private allArrivals: Float64Array | null = null;
  private keysInSink: SinkKeys | null = null;

  constructor(
    readonly trace: Trace,
    readonly scenario: Scenario,
  ) {
    this.length = trace.length;
  }

  at(cursor: number): Moment {
    const place = Math.max(0, Math.min(this.length, Math.round(cursor)));
    if (this.last?.cursor !== place) this.last = new MomentAt(this, place);
    return this.last;
  }

  kindAt(index: number): EntryKind {
    return ENTRY_KINDS[this.trace.kinds[index] as number] as EntryKind;
  }

  /** The batch in whose stretch of entries an entry lies, or the last one before it; -1 before the first. */
  batchBefore(index: number): number {
    return lastAtOrBefore(this.trace.batches.firstEntry, this.trace.batches.count, index);
  }

  entry(index: number): Entry {
    const { trace } = this;
    const kind = this.kindAt(index);
    const ref = trace.refs[index] as number;
    const inBatch = this.batchBefore(index);
    const about = REFERS[kind];
    const row =
      about === 'row'
        ? ref
        : kind === 'rowGrouped' || kind === 'rowLate' || kind === 'rowDuplicate'
          ? this.rowBehind(index)
          : about === 'output'
            ? absent(trace.output.row[ref])
            : null;
    const version = about === 'version' ? ref : about === 'output' ? absent(trace.output.version[ref]) : null;
    const group = about === 'group' ? ref : version === null ? null : absent(groupOfVersion(trace, version));
    return {
      index,
      kind,
      batch:
        kind === 'arrived'
          ? this.batchReading(ref)
          : inBatch < 0 || about === 'checkpoint' || about === 'commit'
            ? null
            : inBatch,
      processingTime: this.timeOf(index, kind, ref, inBatch),
      operator: this.operatorOf(kind, ref),
      row,
      group,
      version,
      output: about === 'output' ? ref : null,
      crash: about === 'crash' ? ref : null,
      checkpoint: about === 'checkpoint' ? ref : null,
      commit: about === 'commit' ? ref : null,
    };
  }

  private timeOf(index: number, kind: EntryKind, ref: number, batch: number): number {
    if (kind === 'arrived') return this.arrivesAt(ref);
    const { batches, crashes } = this.trace;
    if (kind === 'crashed') return crashes[ref]?.at as number;
    if (kind === 'restarted') return crashes[ref]?.restartsAt as number;
    if (kind === 'stateDropped' || kind === 'stateRestored') return this.crashBefore(index)?.at as number;
    const checkpoint = REFERS[kind] === 'checkpoint' ? this.trace.records?.checkpoints?.[ref] : undefined;
    if (checkpoint) {
      if (kind === 'barrierInjected') return checkpoint.at;
      return kind === 'transactionCommitted' ? checkpoint.committedAt : checkpoint.alignedAt;
    }
    if (REFERS[kind] === 'commit') return this.trace.records?.commits?.[ref]?.at as number;
    if (batch < 0) return batches.startedAt[0] ?? 0;
    const ending =
      kind === 'outputWritten' || kind === 'batchCommitted' || kind === 'batchFailed' || kind === 'watermarkAdvanced';
    return (
      ending || index > (batches.lastEntry[batch] as number) ? batches.endedAt[batch] : batches.startedAt[batch]
    ) as number;
  }

  /** The last crash at or before an entry. */
  crashBefore(index: number): CrashRecord | undefined {
    return this.trace.crashes.findLast((crash) => crash.entry <= index);
  }

  private operatorOf(kind: EntryKind, ref: number): number | null {
    if (kind === 'watermarkAdvanced') {
      const step = this.scenario.query.steps.findIndex((s) => s.kind === 'watermark');
      return step < 0 ? null : step;
    }
    return STATEFUL_KINDS.has(kind) ? stepNumber(operatorAt(this.trace, ref)?.step) : null;
  }

  /** The row of the last `rowRead` before an entry. */
  private rowBehind(index: number): number | null {
    for (let i = index - 1; i >= 0; i--) if (this.trace.kinds[i] === KIND.rowRead) return this.trace.refs[i] as number;
    return null;
  }

  private batchReading(row: number): number | null {
    const { read } = this.rowEntries(row);
    return read === null ? null : this.batchBefore(read);
  }

  timeAt(cursor: number): number {
    if (this.length === 0) return this.trace.endsAt;
    const index = Math.max(0, Math.min(this.length, cursor) - 1);
    return this.timeOf(index, this.kindAt(index), this.trace.refs[index] as number, this.batchBefore(index));
  }

  cursorAt(processingTime: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeAt(middle + 1) <= processingTime) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  step(
    cursor: number,
    to: 'row' | 'batch' | 'late' | 'output' | 'crash' | 'checkpoint',
    direction: 1 | -1,
  ): number | null {
    const { kinds } = this.trace;
    const wanted = STEP_KINDS[to];
    if (to === 'batch') {
      // A batch is over after its last entry, and after the rise of the watermark that follows it.
      const { batches } = this.trace;
      const ends = (b: number): number => {
        const end = (batches.lastEntry[b] as number) + 1;
        return riseEntry(this.trace, b) === end ? end + 1 : end;
      };
      const near = lastAtOrBefore(batches.lastEntry, batches.count, cursor);
      const candidates = [near - 1, near, near + 1, near + 2].filter((b) => b >= 0 && b < batches.count).map(ends);
      const found = candidates.filter((c) => (direction > 0 ? c > cursor : c < cursor));
      return found.length === 0 ? null : direction > 0 ? Math.min(...found) : Math.max(...found);
    }
    for (let i = direction > 0 ? cursor : cursor - 2; i >= 0 && i < this.length; i += direction)
      if (kinds[i] === wanted) return i + 1;
    return null;
  }

  rowEntries(row: number, cursor = Number.POSITIVE_INFINITY): ReturnType<TraceReader['rowEntries']> {
    const index = this.rows();
    const last = index.read[row] as number;
    const read = last < cursor ? absent(last) : (this.readings(row).findLast((r) => r < cursor) ?? null);
    return { arrived: absent(index.arrived[row]), read, verdicts: this.verdictsAfter(read) };
  }

  /** The entries that follow a `rowRead` and are about its row. */
  private verdictsAfter(read: number | null): number[] {
    const verdicts: number[] = [];
    if (read === null) return verdicts;
    for (let i = read + 1; i < this.length && SAYS_OF_ROW.has(this.trace.kinds[i] as number); i++) verdicts.push(i);
    return verdicts;
  }

  statusOf(row: number, cursor: number): RowStatus {
    const index = this.rows();
    const arrived = index.arrived[row] as number;
    if (arrived >= cursor) return 'coming';
    const read = this.readings(row).findLast((r) => r < cursor);
    // What a crash has undone waits to be read again.
    if (read === undefined || !stands(this.trace, read, cursor)) return 'waiting';
    // Within the batch the verdict comes right after the row was read.
    if (read + 1 >= cursor && read + 1 < this.length) return 'waiting';
    if (read !== index.read[row]) return this.verdictOf(read);
    return ROW_VERDICTS[index.verdict[row] as number] as RowStatus;
  }

  /** What a batch that died made of a row. */
  private verdictOf(read: number): RowStatus {
    const kinds = this.verdictsAfter(read).map((i) => this.kindAt(i));
    const has = (kind: EntryKind): boolean => kinds.includes(kind);
    if (has('rowGrouped') || has('rowPassed')) return 'counted';
    if (has('rowDuplicate')) return 'duplicate';
    if (has('rowLate')) return 'late';
    return has('rowWithoutWindow') ? 'withoutWindow' : 'filtered';
  }

  readings(row: number): readonly number[] {
    const { read, earlier } = this.rows();
    const last = read[row] as number;
    return last === NONE ? [] : [...(earlier.get(row) ?? []), last];
  }

  /** Keys of the rows in the sink; null without a crash: every row is there once. */
  sinkKeys(): SinkKeys | null {
    if (this.trace.crashes.length === 0) return null;
    this.keysInSink ??= new SinkKeys(
      this.trace,
      this.outputEntries(),
      this.trace.engine === 'kafkaStreams' ||
        (this.trace.engine === 'spark' && this.scenario.engines.spark.outputMode === 'append'),
      this.trace.engine === 'kafkaStreams' && this.scenario.engines.kafkaStreams.emit === 'onUpdate',
    );
    return this.keysInSink;
  }

  private rows(): RowIndex {
    this.rowIndex ??= indexRows(this.trace, this.rowCount());
    return this.rowIndex;
  }

  private rowCount(): number {
    return this.scenario.sources.reduce((n, s) => n + s.rows.count, 0);
  }

  groupsOf(row: number): readonly number[] {
    const { read } = this.rowEntries(row);
    const groups: number[] = [];
    for (const i of this.verdictsAfter(read)) {
      const kind = this.trace.kinds[i];
      if (kind === KIND.rowGrouped || kind === KIND.rowLate || kind === KIND.rowDuplicate)
        groups.push(this.trace.refs[i] as number);
    }
    return groups;
  }

  rowsOf(group: number): readonly number[] {
    return this.groups().rows(group);
  }

  groupEntries(group: number): readonly number[] {
    return this.groups().entries(group);
  }

  /** Entries at which rows arrived, in order. Apart from what is known of each row, as `outputEntries` is. */
  arrivalEntries(): Uint32Array {
    this.arrivalIndex ??= indexArrivals(this.trace);
    return this.arrivalIndex;
  }

  /** Entry that wrote each output row. Apart from the index of groups: how far the sink is, every picture asks. */
  outputEntries(): Uint32Array {
    this.outputIndex ??= indexOutputs(this.trace);
    return this.outputIndex;
  }

  groups(): GroupIndex {
    this.groupIndex ??= new GroupIndex(this.trace);
    return this.groupIndex;
  }

  eventTime(row: number): number {
    const { eventTime } = this.trace;
    if (eventTime === null) return Number.NaN;
    if (eventTime.kind === 'computed') return eventTime.values[row] as number;
    const [source, place] = this.placeOf(row);
    if (source !== eventTime.source) return Number.NaN;
    const column = this.scenario.sources[source]?.rows.columns[eventTime.column];
    return ((column && valueAt(column, place)) as number | null) ?? Number.NaN;
  }

  arrivesAt(row: number): number {
    const [source, place] = this.placeOf(row);
    return this.scenario.sources[source]?.arrivesAt[place] as number;
  }

  eventTimes(): Float64Array {
    const { eventTime, rowStart } = this.trace;
    if (eventTime?.kind === 'computed') return eventTime.values.subarray(0, this.rowCount());
    const source = eventTime && this.scenario.sources[eventTime.source];
    const column = source?.rows.columns[eventTime?.column ?? -1];
    if (source && rowStart.length === 1 && column?.type === 'timestamp' && !column.nulls)
      return column.values.subarray(0, source.rows.count);
    const times = new Float64Array(this.rowCount()).fill(Number.NaN);
    if (!source || !column) return times;
    const start = rowStart[eventTime.source] as number;
    for (let place = 0; place < source.rows.count; place++)
      times[start + place] = (valueAt(column, place) as number | null) ?? Number.NaN;
    return times;
  }

  arrivals(): Float64Array {
    if (this.allArrivals) return this.allArrivals;
    const [only, another] = this.scenario.sources;
    if (only && !another) {
      this.allArrivals = only.arrivesAt.subarray(0, only.rows.count);
      return this.allArrivals;
    }
    const times = new Float64Array(this.rowCount());
    this.scenario.sources.forEach(({ arrivesAt, rows }, source) => {
      times.set(arrivesAt.subarray(0, rows.count), this.trace.rowStart[source] as number);
    });
    this.allArrivals = times;
    return times;
  }

  value(row: number, column: string): Value {
    const [source, place] = this.placeOf(row);
    const table = this.scenario.sources[source]?.rows;
    const found = table?.columns[columnIndex(table, column)];
    return found ? valueAt(found, place) : null;
  }

  private placeOf(row: number): [source: number, place: number] {
    const { rowStart } = this.trace;
    let source = rowStart.length - 1;
    while (source > 0 && (rowStart[source] as number) > row) source--;
    return [source, row - (rowStart[source] as number)];
  }

  /** Versions live at a cursor, in order of creation: the keyframe before it, and the entries since. */
  liveAt(cursor: number): Map<number, number> {
    const { trace } = this;
    const { keyframes, kinds, refs } = trace;
    const live = new Map<number, number>();
    const frame = lastAtOrBefore(keyframes.at, keyframes.at.length, cursor);
    let from = 0;
    if (frame >= 0) {
      from = keyframes.at[frame] as number;
      for (let i = keyframes.start[frame] as number; i < (keyframes.start[frame + 1] as number); i++) {
        const version = keyframes.live[i] as number;
        live.set(groupOfVersion(trace, version), version);
      }
    }
    for (let i = from; i < cursor; i++) {
      const kind = kinds[i];
      if (!CHANGES_STATE[kind as number]) continue;
      const version = refs[i] as number;
      const group = groupOfVersion(trace, version);
      if (kind === KIND.statePut || kind === KIND.stateRestored) live.set(group, version);
      else live.delete(group);
    }
    return live;
  }
}
