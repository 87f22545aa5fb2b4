/** Everything that is asked about one cursor. Nothing is computed before it is asked, and nothing twice. */

import { truthAt } from '../measure/truth';
import { type Value, valueAt } from '../values';
import type { ColumnarReader } from './columnarReader';
import { rowsInFlinkSink } from './flinkSink';
import { lastAtOrBefore } from './indexes';
import { rowsInTopic } from './kafkaSink';
import type { FirstOfState, Moment, Pane, ResultRow, RowStatus, SinkRow, Stage, StateRow } from './reader';
import { rowsInSink } from './sink';
import {
  givesAnswers,
  groupOfVersion,
  KIND,
  NONE,
  operatorAt,
  operatorOfRef,
  refOf,
  riseEntry,
  type Trace,
  versionValues,
} from './trace';
import { stands } from './undone';
import { isExactlyOnce } from './visible';

const STAGE_OF: ReadonlyMap<number, Stage> = new Map([
  [KIND.batchPlanned, 'offsets'],
  [KIND.rowRead, 'read'],
  [KIND.rowFiltered, 'late'],
  [KIND.rowWithoutWindow, 'late'],
  [KIND.rowWithoutKey, 'late'],
  [KIND.rowPassed, 'late'],
  [KIND.rowGrouped, 'late'],
  [KIND.rowLate, 'late'],
  [KIND.statePut, 'state'],
  [KIND.stateEvicted, 'state'],
  [KIND.timerFired, 'state'],
  [KIND.outputWritten, 'sink'],
  [KIND.batchCommitted, 'commit'],
  [KIND.batchFailed, 'commit'],
  [KIND.watermarkAdvanced, 'commit'],
]);

export class MomentAt implements Moment {
  readonly now: number;
  readonly batch: number | null;
  readonly watermark: number;
  readonly lateWatermark: number;
  readonly down: number | null;
  private readonly trace: Trace;
  private live: Map<number, number> | null = null;
  private truth: ((group: number) => readonly Value[]) | null = null;
  private readonly stateRows: (readonly StateRow[])[] = [];
  private inSink: readonly SinkRow[] | null = null;
  private resultRows: readonly ResultRow[] | null = null;
  private resultByGroup: Map<number, ResultRow> | null = null;
  private paneRows: readonly Pane[] | null = null;

  constructor(
    readonly reader: ColumnarReader,
    readonly cursor: number,
  ) {
    const { trace } = reader;
    this.trace = trace;
    const { batches } = trace;
    this.now = reader.timeAt(cursor);
    const batch = reader.batchBefore(cursor - 1);
    this.batch = batch < 0 ? null : batch;
    if (batch < 0) {
      this.watermark = batches.count > 0 ? (batches.watermark[0] as number) : Number.NaN;
      this.lateWatermark = this.watermark;
    } else {
      const rise = riseEntry(trace, batch);
      const risen = rise !== NONE && cursor > rise;
      this.watermark = (risen ? batches.nextWatermark[batch] : batches.watermark[batch]) as number;
      this.lateWatermark = batches.lateWatermark[batch] as number;
    }
    const crash = reader.crashBefore(cursor - 1);
    this.down = crash && !(crash.restarted < cursor) ? trace.crashes.indexOf(crash) : null;
    // What a lost checkpoint held of the watermark is gone with it; Flink's holds nothing of it.
    const gone = crash !== undefined && crash.entry >= (batches.lastEntry[this.batch ?? 0] as number);
    if (gone && trace.engine === 'flink' && !Number.isNaN(this.watermark)) {
      this.watermark = Number.NEGATIVE_INFINITY;
      this.lateWatermark = this.watermark;
    } else if (gone && crash.checkpoint === 'lost' && trace.engine !== 'kafkaStreams') {
      this.watermark = this.watermark * 0;
      this.lateWatermark = this.watermark;
    }
  }

  get stage(): Stage | null {
    if (this.batch === null) return null;
    for (let i = this.cursor - 1; i >= 0; i--) {
      const stage = STAGE_OF.get(this.trace.kinds[i] as number);
      if (stage) return stage;
    }
    return null;
  }

  get arrived(): number {
    const entries = this.reader.arrivalEntries();
    return lastAtOrBefore(entries, entries.length, this.cursor - 1) + 1;
  }

  rowStatus(row: number): RowStatus {
    return this.reader.statusOf(row, this.cursor);
  }

  /** Live version of each group. */
  liveVersions(): ReadonlyMap<number, number> {
    this.live ??= this.reader.liveAt(this.cursor);
    return this.live;
  }

  state(place = 0): readonly StateRow[] {
    const rows = this.stateRows[place] ?? this.firstOfState(place, Number.POSITIVE_INFINITY).rows;
    this.stateRows[place] = rows;
    return rows;
  }

  firstOfState(place: number, limit: number): FirstOfState {
    const { batches } = this.trace;
    const operator = operatorAt(this.trace, refOf(place, 0));
    if (!operator) return { rows: [], freed: 0, held: 0 };
    const index = this.reader.groups();
    const begun = this.batch === null ? 0 : (batches.firstEntry[this.batch] as number);
    const row = (group: number, version: number, status: StateRow['status']): StateRow => ({
      group,
      version,
      values: this.versionValues(version),
      status,
      batch: this.reader.batchBefore(index.put(version)),
    });
    const rows: StateRow[] = [];
    let freed = 0;
    let held = 0;
    for (let i = begun; i < this.cursor; i++) {
      if (this.trace.kinds[i] !== KIND.stateEvicted) continue;
      const version = this.trace.refs[i] as number;
      if (operatorOfRef(version) !== place) continue;
      const group = groupOfVersion(this.trace, version);
      // A session that grew lives on in the larger one.
      if (!stands(this.trace, i, this.cursor) || this.takenOver(group)) continue;
      if (++freed <= limit) rows.push(row(group, version, 'freed'));
    }
    for (const [group, version] of this.liveVersions()) {
      if (operatorOfRef(version) !== place) continue;
      held++;
      if (rows.length >= limit) continue;
      const put = index.put(version);
      rows.push(row(group, version, put < begun ? 'held' : this.heldBefore(version, begun) ? 'updated' : 'new'));
    }
    return { rows, freed, held };
  }

  /** A version of the same group was held when the batch began. */
  private heldBefore(version: number, begun: number): boolean {
    const index = this.reader.groups();
    let before = index.before(version);
    while (before !== NONE && index.put(before) >= begun) before = index.before(before);
    return before !== NONE;
  }

  versionValues(version: number): Value[] {
    return versionValues(this.trace, version);
  }

  /** Another session took this one over, and it was not put back since. */
  private takenOver(group: number): boolean {
    return this.reader.groups().takenOver(group, this.cursor) && !this.liveVersions().has(group);
  }

  sinkRows(): readonly SinkRow[] {
    const { trace, reader } = this;
    const { spark, batchLoop, dailyBatch, flink, kafkaStreams } = reader.scenario.engines;
    if (trace.engine === 'flink') {
      const outputEntry = reader.outputEntries();
      this.inSink ??= rowsInFlinkSink(trace, flink.sink, outputEntry, this.written, this.cursor, reader.sinkKeys());
      return this.inSink;
    }
    if (trace.engine === 'kafkaStreams') {
      const outputEntry = reader.outputEntries();
      this.inSink ??= rowsInTopic(
        trace,
        { exactlyOnce: isExactlyOnce(kafkaStreams), idempotent: kafkaStreams.sink === 'idempotent' },
        outputEntry,
        this.written,
        this.cursor,
        reader.sinkKeys(),
      );
      return this.inSink;
    }
    const { sink } = trace.engine === 'spark' ? spark : trace.engine === 'batchLoop' ? batchLoop : dailyBatch;
    this.inSink ??= rowsInSink(trace, sink, this.written, this.cursor, reader.sinkKeys());
    return this.inSink;
  }

  /** Output rows written by now. */
  private get written(): number {
    const outputEntry = this.reader.outputEntries();
    return lastAtOrBefore(outputEntry, outputEntry.length, this.cursor - 1) + 1;
  }

  results(): readonly ResultRow[] {
    this.resultRows ??= this.readResults();
    return this.resultRows;
  }

  /** The answer for a group so far, or null. */
  resultOf(group: number): ResultRow | null {
    this.resultByGroup ??= new Map(this.results().map((r) => [r.group ?? -1, r]));
    return this.resultByGroup.get(group) ?? null;
  }

  private readResults(): ResultRow[] {
    const { output, operator } = this.trace;
    const said = new Map<number, number[]>();
    const results: ResultRow[] = [];
    for (const { output: o } of this.sinkRows()) {
      const version = output.version[o] as number;
      if (output.row[o] !== NONE || version === NONE || !operator || !givesAnswers(operator)) {
        results.push(this.result(version === NONE || !operator ? null : groupOfVersion(this.trace, version), [o]));
        continue;
      }
      const group = operator.versionGroup[version] as number;
      // Flink takes nothing back: the smaller session that came out stays beside the larger one.
      if (this.trace.engine !== 'flink' && this.takenOver(group)) continue;
      const others = said.get(group);
      if (others) others.push(o);
      else said.set(group, [o]);
    }
    for (const [group, outputs] of said) results.push(this.result(group, outputs));
    return results;
  }

  private result(group: number | null, outputs: readonly number[]): ResultRow {
    const { output } = this.trace;
    const last = outputs[outputs.length - 1] as number;
    const aggregate = group !== null && output.row[last] === NONE && givesAnswers(this.trace.operator);
    const truth = aggregate ? this.truthOf(group) : null;
    return {
      group,
      outputs,
      values: output.table.columns.map((c) => valueAt(c, last)),
      batch: output.batch[last] as number,
      final: !aggregate || this.isFinal(group),
      truth,
      right:
        truth === null ||
        (this.isTrueSession(group) && same(this.versionValues(output.version[last] as number), truth)),
    };
  }

  /** An answer that this engine will not change: its group was let go, or the job that wrote it keeps nothing. */
  private isFinal(group: number): boolean {
    if (isJob(this.trace)) return true;
    const end = this.endOf(group);
    return !this.liveVersions().has(group) && end !== null;
  }

  endOf(group: number): number | null {
    const { operator } = this.trace;
    if (!operator) return null;
    const { kinds } = this.trace;
    if (operator.windowed)
      return valueAt(operator.groups.columns[1] as (typeof operator.groups.columns)[number], group) as number;
    // Without a window a group is over once it was let go (its key is the event time).
    return this.reader
      .groups()
      .entries(group)
      .some((e) => kinds[e] === KIND.stateEvicted && stands(this.trace, e, this.cursor))
      ? Number.NEGATIVE_INFINITY
      : null;
  }

  /** False for a session that is over and is not as the truth has it: its rows belong to a larger one. */
  private isTrueSession(group: number | null): boolean {
    const truth = group === null ? undefined : this.trace.operator?.sessions?.truth[group];
    return truth === undefined || truth === group || (this.endOf(truth) as number) > this.now;
  }

  /** What the truth says of a group by now, in the order of the operator's versions. */
  truthOf(group: number): readonly Value[] {
    this.truth ??= truthAt(this.reader, this.now);
    return this.truth(group);
  }

  panes(): readonly Pane[] {
    this.paneRows ??= this.readPanes();
    return this.paneRows;
  }

  private readPanes(): Pane[] {
    const { operator, output } = this.trace;
    if (!operator) return [];
    const last = new Map<number, number>();
    for (const { output: o } of this.sinkRows()) {
      const version = output.version[o] as number;
      if (version !== NONE && output.row[o] === NONE && givesAnswers(operator))
        last.set(operator.versionGroup[version] as number, o);
    }
    const live = this.liveVersions();
    const windowed = operator.windowed;
    const keyColumns = operator.groups.columns.slice(windowed ? 2 : 0);
    const panes: Pane[] = [];
    for (let group = 0; group < operator.groups.count; group++) {
      const held = live.get(group);
      const said = last.get(group);
      // Nobody knows a session before it is there.
      if (operator.sessions && (this.takenOver(group) || !((this.reader.groups().all(group)[0] ?? NONE) < this.cursor)))
        continue;
      const end = windowed ? (valueAt(operator.groups.columns[1] as never, group) as number) : null;
      const shown = held ?? (said === undefined ? undefined : (output.version[said] as number));
      const values = shown === undefined ? null : this.versionValues(shown);
      const truth = this.truthOf(group);
      panes.push({
        group,
        start: windowed ? (valueAt(operator.groups.columns[0] as never, group) as number) : null,
        end,
        keys: keyColumns.map((c) => valueAt(c, group)),
        status:
          held !== undefined ? 'open' : said !== undefined ? 'final' : this.isLost(group, end) ? 'lost' : 'coming',
        values,
        truth,
        right: values !== null && this.isTrueSession(group) && same(values, truth),
      });
    }
    return panes;
  }

  /** The window is past and was never answered: all its rows were late. */
  private isLost(group: number, end: number | null): boolean {
    // A loop that has read past a window never comes back to it.
    if (this.trace.engine === 'batchLoop' && this.batch !== null)
      return end !== null && end <= (this.trace.batches.readFrom?.[this.batch] as number);
    if (end === null || !(end <= this.watermark)) return false;
    return this.reader.groups().countBefore(group, 'rowLate', this.cursor) > 0;
  }
}

/** A job starts from nothing at each run: what it has written it does not change. */
export const isJob = (trace: Trace): boolean => trace.batches.readFrom !== undefined;

/** Equal as answers: doubles to one part in a thousand million, since sums may add up in another order. */
export function same(a: readonly Value[], b: readonly Value[]): boolean {
  return a.every((x, i) => {
    const y = b[i] as Value;
    if (typeof x === 'number' && typeof y === 'number') {
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) && Number.isNaN(y);
      return Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x), Math.abs(y));
    }
    return x === y;
  });
}
