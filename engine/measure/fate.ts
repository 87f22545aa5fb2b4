/**
 * What became of a row in a run, as far as one figure is concerned, and by which rule: read off the trace (what was read
 * when, what was dropped as late) and, where a loop never read it, off the stretches that its runs did read.
 */

import { type ByGroup, byGroup } from '../trace/byGroup';
import type { ColumnarReader } from '../trace/columnarReader';
import { joinsOf } from '../trace/joins';
import { isJob } from '../trace/moment';
import type { TraceReader } from '../trace/reader';
import { KIND, NONE } from '../trace/trace';
import type { Answer, Answers } from './answers';

/** The rules by which a figure comes to differ from the truth, or two runs from each other. */
export type CauseCode =
  /** A loop that takes both ends of what it reads read a row that lies on one twice. */
  | 'boundaryDouble'
  /** A loop that takes neither end never read it. */
  | 'boundaryGap'
  /** It lies between two runs: the loop was at work, and the next run looked back only so far. */
  | 'driftGap'
  /** The loop reads by event time and had read that stretch when the row arrived. */
  | 'lateLost'
  /** The loop reads by arrival and counted it in the window of its arrival. */
  | 'misplaced'
  /** A loop that started anew read again what it had read. */
  | 'restartDuplicate'
  /** A loop that started anew looked back less far than its last run had reached. */
  | 'restartGap'
  /** A run died between two rows of its output. */
  | 'partialWrite'
  /** Distinct counts were added up, and someone is in two of them. */
  | 'distinctSummed'
  /** The engine refused it as late. */
  | 'droppedLate'
  /** The answer was final, or the run over, before the row was read. */
  | 'notRead'
  /** The run ended before the engine called any answer final. */
  | 'unanswered'
  /** A sink that keeps all holds it more than once. */
  | 'writtenTwice'
  /** The same rows, and another figure: the arithmetic differs. */
  | 'arithmetic';

/** Why a loop's runs look past a row that has arrived. */
export type PassedOver = 'boundaryGap' | 'driftGap' | 'lateLost' | 'restartGap';

/** `entries` are the places in the trace that show it, the telling one first. */
export type Fate =
  | { readonly kind: 'counted'; readonly times: 1; readonly entries: readonly number[] }
  | { readonly kind: 'counted'; readonly times: number; readonly code: CauseCode; readonly entries: readonly number[] }
  | {
      readonly kind: 'elsewhere';
      readonly code: 'misplaced';
      readonly name: string;
      readonly entries: readonly number[];
    }
  /** It belongs to another figure and was counted in this one, instead of there or as well. */
  | { readonly kind: 'stranger'; readonly code: CauseCode; readonly entries: readonly number[] }
  /** It belongs to another figure, and was not counted in this one; `home`: but there. */
  | { readonly kind: 'apart'; readonly home: boolean }
  | { readonly kind: 'missing'; readonly code: CauseCode; readonly entries: readonly number[] }
  /** Behind another operator, where no row of a source is known any more: it was not refused there. */
  | { readonly kind: 'passed' };

/** What became of a row that belongs to a figure. */
export function fateOf(answers: Answers, name: string, row: number): Fate {
  const { reader, byName, inFigures } = answers;
  const answer = byName.get(name);
  const times = answer?.rows.get(row) ?? 0;
  const reads = readsOf(answers, row);
  if (times === 1) return { kind: 'counted', times: 1, entries: reads.slice(-1) };
  if (times > 1)
    return { kind: 'counted', times, code: whyTwice(reader, row, reads), entries: reads.slice().reverse() };
  const other = [...(inFigures.get(row) ?? [])].find((figure) => figure !== name);
  if (other !== undefined && reader.trace.engine === 'batchLoop')
    return { kind: 'elsewhere', code: 'misplaced', name: other, entries: reads };
  const late = lateEntry(answers, row);
  if (late !== null) return { kind: 'missing', code: 'droppedLate', entries: [late] };
  // It has met another row, or came out beside nulls.
  if (other !== undefined && isOfRows(answers)) return { kind: 'apart', home: true };
  if (reads.length > 0) {
    const code = reader.trace.engine === 'batchLoop' ? 'partialWrite' : answer ? 'notRead' : 'unanswered';
    return { kind: 'missing', code, entries: reads };
  }
  return { kind: 'missing', ...whyUnread(answers, row) };
}

/** A query without groups: its answers are rows. */
export const isOfRows = ({ columns }: Answers): boolean => columns.length === 1 && columns[0] === '';

/** All have been read, none was refused, and those that wait for a match in a join still do. */
function mayStillMeet(answers: Answers, rows: readonly number[]): boolean {
  const { reader, cursor } = answers;
  const joins = joinsOf(reader);
  return (
    rows.length > 0 &&
    rows.every(
      (row) =>
        readsOf(answers, row).length > 0 &&
        lateEntry(answers, row) === null &&
        (joins?.of(row, cursor) ?? []).every((inJoin) => inJoin.held),
    )
  );
}

/** Where a run refused a row as late, by its cursor; null if it did not. */
export function lateEntry({ reader, cursor }: Answers, row: number): number | null {
  const late = reader
    .rowEntries(row, cursor)
    .verdicts.find((v) => v < cursor && reader.trace.kinds[v] === KIND.rowLate);
  return late ?? null;
}

/**
 * Rows that a run refused as late, of a figure behind another operator: known by their event time alone, since what it was
 * made from are results and no rows of a source.
 */
export function refusedFor(answers: Answers, { start, end, rows }: Pick<Answer, 'start' | 'end' | 'rows'>): number[] {
  if (rows.size > 0) return [];
  const { reader } = answers;
  return [...reader.trace.arrivalOrder].filter((row) => {
    const at = reader.eventTime(row);
    const within = start === null || end === null || (start <= at && at < end);
    return within && lateEntry(answers, row) !== null;
  });
}

/** Every time that a row had been read, in order. */
export function readsOf({ reader, cursor }: Answers, row: number): number[] {
  const { read } = reader.rowEntries(row, cursor);
  if (read === null) return [];
  const { start, list } = readingsOf(reader);
  return [...list.subarray(start[row], start[row + 1])].filter((i) => i >= read && i < cursor);
}

const known = new WeakMap<ColumnarReader, ByGroup>();

/** The entries at which each row was read, listed once for a run: to look through its trace for each row takes minutes where rows are many. */
function readingsOf(reader: ColumnarReader): ByGroup {
  const before = known.get(reader);
  if (before) return before;
  const { kinds, refs, length } = reader.trace;
  const rows = reader.scenario.sources.reduce((n, source) => n + source.rows.count, 0);
  const rowOf = refs.slice(0, length);
  for (let i = 0; i < length; i++) if (kinds[i] !== KIND.rowRead) rowOf[i] = NONE;
  const readings = byGroup(rowOf, rows);
  known.set(reader, readings);
  return readings;
}

/** The clock by which a loop reads, of one row. */
export const readingTime = (reader: TraceReader, row: number): number =>
  reader.scenario.engines.batchLoop.readBy === 'eventTime' ? reader.eventTime(row) : reader.arrivesAt(row);

/** A row that a job counted more than once. */
export function whyTwice(reader: ColumnarReader, row: number, reads: readonly number[]): CauseCode {
  const { trace, scenario } = reader;
  if (trace.engine !== 'batchLoop') return 'writtenTwice';
  const runs = reads.map((i) => reader.batchBefore(i));
  const later = runs.at(-1) as number;
  const onEdge = trace.batches.readFrom?.[later] === readingTime(reader, row);
  return scenario.engines.batchLoop.boundary === 'closed' && onEdge && !restartedBefore(reader, later)
    ? 'boundaryDouble'
    : 'restartDuplicate';
}

/** A run looks back to before the end of the one before it: so a loop does that was started anew. */
function restartedBefore({ trace }: ColumnarReader, run: number): boolean {
  const { readFrom, readTo } = trace.batches;
  return run > 0 && (readFrom?.[run] as number) < (readTo?.[run - 1] as number);
}

/** Why no run of a loop read a row, and the run that passed it over; of another engine, that the run was over. */
export function whyUnread(
  { reader, cursor }: { readonly reader: TraceReader; readonly cursor: number },
  row: number,
): { code: PassedOver | 'notRead'; entries: readonly number[] } {
  const { trace, scenario } = reader;
  const { batches } = trace;
  const { readFrom, readTo, firstEntry } = batches;
  if (trace.engine !== 'batchLoop' || !readFrom || !readTo) return { code: 'notRead', entries: [] };
  // Until it is here nothing has gone wrong with it but that others were counted without it.
  if ((reader.rowEntries(row).arrived ?? cursor) >= cursor) return { code: 'notRead', entries: [] };
  const { boundary, drift, interval, workTime } = scenario.engines.batchLoop;
  const time = readingTime(reader, row);
  const planned = (run: number): number[] => (run < batches.count ? [firstEntry[run] as number] : []);
  let next = 0;
  while (next < batches.count && (readTo[next] as number) <= time) next++;
  // The run that took its stretch, if one did.
  for (let run = Math.max(0, next - 1); run < batches.count && (readFrom[run] as number) <= time; run++) {
    const from = readFrom[run] as number;
    const to = readTo[run] as number;
    const inside = from < time && time < to;
    if (inside && reader.arrivesAt(row) > (batches.startedAt[run] as number))
      return { code: 'lateLost', entries: planned(run) };
    if ((time === from || time === to) && boundary === 'open') return { code: 'boundaryGap', entries: planned(run) };
  }
  const before = next - 1;
  if (before < 0) return { code: 'notRead', entries: [] };
  // Runs that found nothing left no trace; where they were follows from the last one that did.
  const period = interval + (drift ? workTime : 0);
  const since = time - (readTo[before] as number);
  const phase = since % period;
  if (boundary === 'open' && (phase === 0 || (drift && phase === workTime)))
    return { code: 'boundaryGap', entries: planned(next) };
  if (drift && phase < workTime) return { code: 'driftGap', entries: planned(next) };
  if (next < batches.count && (readFrom[next] as number) > time) return { code: 'restartGap', entries: planned(next) };
  return { code: 'notRead', entries: [] };
}

/** What became, in a figure, of a row that belongs to another one. */
export function strangerFate(answers: Answers, name: string, row: number): Fate {
  const { reader, byName, inFigures } = answers;
  if (!byName.get(name)?.rows.has(row)) return { kind: 'apart', home: inFigures.has(row) };
  const entries = readsOf(answers, row);
  // Counted at home too: it is not in the wrong place, it is there twice.
  const code = (inFigures.get(row)?.size ?? 0) > 1 ? whyTwice(reader, row, entries) : 'misplaced';
  return { kind: 'stranger', code, entries };
}

/** The run ended while it still held the figure: it has no answer yet, and no wrong one. */
export function isOpen(answers: Answers, name: string, truth: Answer | undefined): boolean {
  const { reader, byName } = answers;
  if (byName.has(name) || !truth || isJob(reader.trace)) return false;
  // Behind another operator no row of a source is known; then the watermark says whether its window is over.
  if (isOfRows(answers)) return mayStillMeet(answers, [...truth.rows.keys()]);
  if (truth.rows.size === 0) return truth.end !== null && truth.end > reader.at(reader.length).watermark;
  return [...truth.rows.keys()].some((row) => {
    const fate = fateOf(answers, name, row);
    return fate.kind === 'missing' && fate.code === 'unanswered';
  });
}
