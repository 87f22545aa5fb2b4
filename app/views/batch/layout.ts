/** What the micro-batch panel says at a moment: pure, all of it read off the trace. */

import { eventTimeColumn } from '../../../engine/scenario/edit';
import { SECOND } from '../../../engine/time';
import { leastLateBy } from '../../../engine/trace/lateBy';
import { type Moment, STAGES, type Stage, type TraceReader } from '../../../engine/trace/reader';
import { batchIdOf, KIND, NONE, operatorOfRef } from '../../../engine/trace/trace';
import type { ColumnSpec, Value } from '../../../engine/values';
import { rowFacts, rowState } from '../../trace/rowFacts';
import { type Withheld, withholdsRow } from '../../trace/withheld';

export type Verdict =
  | { readonly kind: 'waiting' | 'read' | 'filtered' | 'withoutWindow' | 'passed' }
  /** Into these groups; `late`: dropped from others of its groups. `alert`: it made a row of output by itself. */
  | {
      readonly kind: 'counted';
      readonly groups: readonly number[];
      readonly late: LateBy | null;
      readonly alert: boolean;
    }
  | { readonly kind: 'late'; readonly late: LateBy };

/** How late: the watermark for late rows less the end of the row's window, or its event time where there is no window. */
export interface LateBy {
  /** Groups that refused the row. */
  readonly groups: readonly number[];
  /** The least of them, microseconds; null where nothing says so. */
  readonly by: number | null;
}

export interface BatchRow {
  readonly row: number;
  /** Microseconds; NaN if null, or if the query knows no event time. */
  readonly eventTime: number;
  readonly arrivesAt: number;
  /** In the order of `columns`; undefined where the row's source has no such column. */
  readonly values: readonly (Value | undefined)[];
  readonly verdict: Verdict;
}

export interface StageMark {
  readonly stage: Stage;
  readonly status: 'done' | 'on' | 'coming';
  /** What the batch did at this stage by the moment: see `i18n` `stage.batch.stageSays`. Null: withheld. */
  readonly figure: number | null;
  /** Only of a job, which keeps no state: what it counts where an engine that does counts changes of it. */
  readonly computes?: 'groups' | 'compared' | 'passed';
  /** The cursor at which the batch has just done this stage. */
  readonly cursor: number;
}

export interface BatchLayout {
  /** Its place in the trace, and its id. */
  readonly batch: number;
  readonly batchId: number;
  /** It was begun before and crashed. */
  readonly again: boolean;
  /** It crashed. */
  readonly cut: boolean;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Rows read in all (the offset log knows from the start). */
  readonly planned: number;
  /** From when the rows can be that it reads: the tick before, or null if that says nothing. */
  readonly since: number | null;
  readonly stages: readonly StageMark[];
  /** Names of the columns in `BatchRow.values`. */
  readonly columns: readonly ColumnSpec[];
  readonly hasEventTime: boolean;
  /** False where all rows drawn came within a second of happening, to the fraction: a column would only repeat it. */
  readonly showsArrival: boolean;
  readonly rows: readonly BatchRow[];
  /** Rows of the batch that are not in `rows`. */
  readonly more: number;
  /** Null without a watermark in the query; the epoch before there is one. */
  readonly watermark: { readonly late: number; readonly closes: number } | null;
  /** How the next watermark comes about; null until the batch is done. */
  readonly next: {
    readonly newest: number;
    readonly delay: number;
    readonly watermark: number;
    readonly rose: boolean;
  } | null;
  readonly done: boolean;
}

/** Rows drawn at once; more on request. */
export const FIRST_ROWS = 60;
/** Columns of the row beside its times. */
const OTHER_COLUMNS = 2;

interface Places {
  readonly rows: readonly number[];
  /** Index of the first entry of each stage, and one after its last; equal if it has none. */
  readonly from: Record<Stage, number>;
  readonly to: Record<Stage, number>;
}

const places = new WeakMap<TraceReader, Map<number, Places>>();

const STAGE_OF: Partial<Record<number, Stage>> = {
  [KIND.batchPlanned]: 'offsets',
  [KIND.rowRead]: 'read',
  [KIND.rowFiltered]: 'late',
  [KIND.rowWithoutWindow]: 'late',
  [KIND.rowWithoutKey]: 'late',
  [KIND.rowPassed]: 'late',
  [KIND.rowGrouped]: 'late',
  [KIND.rowLate]: 'late',
  [KIND.statePut]: 'state',
  [KIND.stateEvicted]: 'state',
  [KIND.timerFired]: 'state',
  [KIND.outputWritten]: 'sink',
  [KIND.batchCommitted]: 'commit',
  [KIND.batchFailed]: 'commit',
};

/** Where the stages of a batch stand in the trace; rows that arrive while it works lie between and are skipped. */
function placesOf(reader: TraceReader, batch: number): Places {
  let known = places.get(reader);
  if (!known) {
    known = new Map();
    places.set(reader, known);
  }
  const before = known.get(batch);
  if (before) return before;
  const { trace } = reader;
  const first = trace.batches.firstEntry[batch] as number;
  const last = trace.batches.lastEntry[batch] as number;
  const rows: number[] = [];
  const from = {} as Record<Stage, number>;
  const to = {} as Record<Stage, number>;
  for (let at = first; at <= last; at++) {
    const kind = trace.kinds[at] as number;
    if (kind === KIND.rowRead) rows.push(trace.refs[at] as number);
    const stage = STAGE_OF[kind];
    if (!stage) continue;
    from[stage] ??= at;
    to[stage] = at + 1;
  }
  let end = first + 1;
  for (const stage of STAGES) {
    from[stage] ??= end;
    to[stage] ??= end;
    end = Math.max(end, to[stage]);
  }
  const found = { rows, from, to };
  known.set(batch, found);
  return found;
}

/** How often each kind of entry of a batch has happened by a cursor. */
function countBy(reader: TraceReader, from: number, to: number, cursor: number, kinds: readonly number[]): number {
  let n = 0;
  const end = Math.min(to, cursor);
  for (let at = from; at < end; at++) if (kinds.includes(reader.trace.kinds[at] as number)) n++;
  return n;
}

/** Keys of the query first, then the source's other columns but the event time; of several sources the first of each. */
function columnsOf(reader: TraceReader): BatchLayout['columns'] {
  const { scenario } = reader;
  const time = eventTimeColumn(scenario);
  const keys = scenario.query.steps.flatMap((s) => (s.kind === 'aggregate' || s.kind === 'process' ? s.keys : []));
  const rank = (name: string) => (keys.includes(name) ? 0 : 1);
  const several = scenario.sources.length > 1;
  const columns = new Map<string, ColumnSpec>();
  for (const { rows } of scenario.sources)
    rows.specs
      .filter((s) => s.name !== time && !(several && s.type === 'timestamp'))
      .sort((a, b) => rank(a.name) - rank(b.name))
      .slice(0, several ? 1 : OTHER_COLUMNS)
      .forEach((s) => {
        columns.set(s.name, s);
      });
  return [...columns.values()];
}

/** A row's value of a column; undefined where its source has no such column. */
function ownValue(reader: TraceReader, row: number, column: string): Value | undefined {
  const source = reader.scenario.sources[reader.trace.rowStart.findLastIndex((start) => start <= row)];
  return source?.rows.specs.some((s) => s.name === column) ? reader.value(row, column) : undefined;
}

function latenessOf(reader: TraceReader, batch: number, groups: readonly number[], row: number): LateBy {
  const by = leastLateBy(reader.trace, groups, batch, rowFacts(reader).eventTime[row]);
  return { groups, by: Number.isFinite(by) ? by : null };
}

function verdictOf(reader: TraceReader, moment: Moment, withheld: Withheld, batch: number, row: number): Verdict {
  const facts = rowFacts(reader);
  const status = rowState(facts, row, moment.cursor);
  if (status === 'coming' || status === 'waiting') return { kind: 'waiting' };
  if (withholdsRow(withheld, row)) return { kind: 'read' };
  if (status === 'filtered' || status === 'withoutWindow') return { kind: status };
  const into: number[] = [];
  const out: number[] = [];
  const { kinds, refs } = reader.trace;
  const within = Math.min(moment.cursor, (reader.trace.batches.lastEntry[batch] as number) + 1);
  for (const at of reader.rowEntries(row, within).verdicts) {
    if (at >= moment.cursor) continue;
    if (kinds[at] === KIND.rowGrouped) into.push(refs[at] as number);
    else if (kinds[at] === KIND.rowLate) out.push(refs[at] as number);
  }
  if (status === 'late') return { kind: 'late', late: latenessOf(reader, batch, out, row) };
  if (!reader.trace.operator) return { kind: 'passed' };
  return {
    kind: 'counted',
    groups: into,
    late: out.length > 0 ? latenessOf(reader, batch, out, row) : null,
    alert: alertRows(reader, batch, moment.cursor).has(row) && !withheld.results,
  };
}

/** Rows of which a `process` step has made output by a cursor. */
function alertRows(reader: TraceReader, batch: number, cursor: number): ReadonlySet<number> {
  const { from, to } = placesOf(reader, batch);
  const rows = new Set<number>();
  if (!reader.trace.operator) return rows;
  for (let at = from.sink; at < Math.min(to.sink, cursor); at++) {
    if (reader.trace.kinds[at] !== KIND.outputWritten) continue;
    const row = reader.trace.output.row[reader.trace.refs[at] as number] as number;
    if (row !== NONE) rows.add(row);
  }
  return rows;
}

/** What a job computes from the rows that it reads; null of an engine that keeps state. */
function computes({ trace }: TraceReader): StageMark['computes'] | null {
  if (trace.batches.readFrom === undefined) return null;
  return !trace.operator ? 'passed' : trace.operator.join ? 'compared' : 'groups';
}

/** So many of them, by a cursor: groups of the last operator, rows that came to its join, or rows that no filter stopped. */
function computed({ trace }: TraceReader, from: number, to: number, what: StageMark['computes']): number {
  const kind = what === 'passed' ? KIND.rowPassed : KIND.rowGrouped;
  const refs: number[] = [];
  for (let at = from; at < to; at++) {
    const ref = trace.refs[at] as number;
    if (trace.kinds[at] === kind && (what === 'passed' || operatorOfRef(ref) === 0)) refs.push(ref);
  }
  return what === 'groups' ? new Set(refs).size : refs.length;
}

function stageMarks(reader: TraceReader, moment: Moment, batch: number, withheld: Withheld): StageMark[] {
  const { from, to, rows } = placesOf(reader, batch);
  const { batches } = reader.trace;
  const { cursor } = moment;
  const last = batches.lastEntry[batch] as number;
  const done = cursor > last && batches.crash[batch] === NONE;
  const partitions = batches.partitionNames.length;
  let offsets = 0;
  for (let p = 0; p < partitions; p++) offsets += batches.offsetEnd[batch * partitions + p] as number;
  const what = computes(reader);
  const hidden = rows.some((row) => withholdsRow(withheld, row));
  const figures: Record<Stage, number | null> = {
    offsets,
    read: countBy(reader, from.read, to.read, cursor, [KIND.rowRead]),
    late: hidden ? null : countBy(reader, from.late, to.late, cursor, [KIND.rowLate]),
    state: withheld.state
      ? null
      : what
        ? computed(reader, from.late, Math.min(to.late, cursor), what)
        : countBy(reader, from.state, to.state, cursor, [KIND.statePut, KIND.stateEvicted]),
    sink: withheld.results ? null : countBy(reader, from.sink, to.sink, cursor, [KIND.outputWritten]),
    commit: done && reader.trace.kinds[last] === KIND.batchCommitted ? 1 : 0,
  };
  // Rows are read and judged one by one, so that the two stages go on together until the last row.
  const reached = STAGES.indexOf(moment.stage ?? 'offsets');
  // A batch that died is at no stage any more.
  const current = cursor > last && !done ? reached + 0.5 : reached;
  return STAGES.map((stage, i) => ({
    stage,
    status: done || i < current ? 'done' : i === current ? 'on' : 'coming',
    figure: figures[stage],
    ...(stage === 'state' && what && { computes: what }),
    cursor:
      stage === 'read' ? Math.min(from.read + 1, to.late) : stage === 'commit' ? afterCommit(reader, last) : to[stage],
  }));
}

/** A batch has ended when its commit is written and the watermark that it gives the next one is known. */
function afterCommit(reader: TraceReader, last: number): number {
  return reader.trace.kinds[last + 1] === KIND.watermarkAdvanced ? last + 2 : last + 1;
}

/** The panel at a moment; null before the first batch. `limit`: how many rows to draw. */
export function batchLayout(
  reader: TraceReader,
  moment: Moment,
  withheld: Withheld,
  limit: number = FIRST_ROWS,
): BatchLayout | null {
  const { batch } = moment;
  if (batch === null) return null;
  const { trace, scenario } = reader;
  const { batches } = trace;
  const { rows } = placesOf(reader, batch);
  const columns = columnsOf(reader);
  const cut = batches.crash[batch] !== NONE;
  const done = moment.cursor > (batches.lastEntry[batch] as number) && !cut;
  const startedAt = batches.startedAt[batch] as number;
  const { trigger } = scenario.engines.spark;
  const interval = trace.engine === 'spark' && trigger.kind === 'processingTime' ? trigger.interval : 0;
  const oldest = rows.reduce((t, row) => Math.min(t, reader.arrivesAt(row)), startedAt);
  const watermarkStep = scenario.query.steps.find((s) => s.kind === 'watermark');
  const newestRow = batches.watermarkRow[batch] as number;
  const next = batches.nextWatermark[batch] as number;
  const hideWater = withheld.watermark;
  const drawn = rows.slice(0, limit);
  const prompt = drawn.every((row) => {
    const wait = reader.arrivesAt(row) - reader.eventTime(row);
    return wait >= 0 && wait < SECOND && reader.arrivesAt(row) % SECOND !== 0;
  });
  return {
    batch,
    batchId: batchIdOf(trace, batch),
    again: (batches.attempt[batch] as number) > 0,
    cut: cut && moment.cursor > (batches.lastEntry[batch] as number),
    startedAt,
    endedAt: batches.endedAt[batch] as number,
    planned: batches.numInputRows[batch] as number,
    // What is run again reads what another attempt was to read.
    since:
      batches.attempt[batch] === 0 && interval > 0 && rows.length > 0 && oldest > startedAt - interval
        ? startedAt - interval
        : null,
    stages: stageMarks(reader, moment, batch, withheld),
    columns,
    hasEventTime: trace.eventTime !== null,
    showsArrival: !prompt,
    rows: drawn.map((row) => ({
      row,
      eventTime: reader.eventTime(row),
      arrivesAt: reader.arrivesAt(row),
      values: columns.map((c) => ownValue(reader, row, c.name)),
      verdict: verdictOf(reader, moment, withheld, batch, row),
    })),
    more: Math.max(0, rows.length - limit),
    watermark:
      watermarkStep && trace.engine === 'spark' && !hideWater
        ? { late: batches.lateWatermark[batch] as number, closes: batches.watermark[batch] as number }
        : null,
    next:
      done && !hideWater && watermarkStep?.kind === 'watermark' && newestRow !== NONE && trace.engine === 'spark'
        ? {
            newest: reader.eventTime(newestRow),
            delay: watermarkStep.delay,
            watermark: next,
            rose: !(next <= (batches.watermark[batch] as number)),
          }
        : null,
    done,
  };
}
