/**
 * What a whole run says about each row, read off the trace once: where it arrived, was read and was decided, and how.
 * A view compares these places with its cursor, so that a moment costs one comparison a row and not a search.
 */
import type { TraceReader } from '../../engine/trace/reader';
import { groupOfVersion, KIND, NONE, type Trace } from '../../engine/trace/trace';
import { undoneAt } from '../../engine/trace/undone';

/** What was decided about a row in the end. */
export const VERDICTS = ['none', 'filtered', 'withoutWindow', 'counted', 'late', 'duplicate'] as const;
export type Verdict = (typeof VERDICTS)[number];
const FILTERED = 1;
const WITHOUT_WINDOW = 2;
const COUNTED = 3;
const LATE = 4;
const DUPLICATE = 5;

/** One entry an array a row; places are indices of entries, `NONE` where there is none (so it lies after any cursor). */
export interface RowFacts {
  readonly count: number;
  /** False: no row has an event time, as in a query that uses none. */
  readonly hasEventTime: boolean;
  /** Microseconds; NaN if null. */
  readonly eventTime: Float64Array;
  readonly arrivesAt: Float64Array;
  /** The earliest and the latest of these times; infinite without rows. */
  readonly first: number;
  readonly last: number;
  readonly arrivedAt: Uint32Array;
  readonly readAt: Uint32Array;
  /** Place of the last verdict. */
  readonly decidedAt: Uint32Array;
  /** Index into `VERDICTS`. `late`: dropped from every group it belongs to. */
  readonly verdict: Uint8Array;
  /** 1 where a row counts in some of its windows and is late for others. */
  readonly partlyLate: Uint8Array;
  /** Batch that read it, or `NONE`. */
  readonly batch: Uint32Array;
  /** 1 where an earlier arrival had a later event time. */
  readonly outOfOrder: Uint8Array;
  /** Rows in the order in which they arrive (rows that arrive after the run's end come last). */
  readonly order: Uint32Array;
  /** Place of each row in `order`. */
  readonly place: Uint32Array;
  /** Readings that a crash has undone, of rows that had some; all else here is about the last reading. */
  readonly undone: ReadonlyMap<number, readonly Reading[]>;
}

/** One reading of a row: from `readAt` on until `until` (the entry of the crash) it counted. */
export interface Reading {
  readonly batch: number;
  readonly readAt: number;
  readonly decidedAt: number;
  readonly verdict: number;
  readonly until: number;
}

const known = new WeakMap<TraceReader, RowFacts>();

/** A run and what was read off it. */
export interface ReadRun {
  readonly reader: TraceReader;
  readonly facts: RowFacts;
}

/** The facts of a run out of those of the one read before, where that is near; null where it is not. */
type NearBy = (before: ReadRun, reader: TraceReader) => RowFacts | null;

/** Only where rows are many (`nearRun.ts`); the run that was read last is kept for it. */
let nearBy: NearBy | null = null;
let last: ReadRun | null = null;
export function readRunsNearBy(read: NearBy): void {
  nearBy = read;
}

/** The facts of a run; computed at the first question, in one pass. */
export function rowFacts(reader: TraceReader): RowFacts {
  let facts = known.get(reader);
  if (!facts) {
    facts = (last && nearBy?.(last, reader)) ?? readFacts(reader);
    known.set(reader, facts);
    if (nearBy) last = { reader, facts };
  }
  return facts;
}

/** What is read off entries, row by row. */
export type EntryFacts = Pick<
  RowFacts,
  'count' | 'arrivedAt' | 'readAt' | 'decidedAt' | 'batch' | 'verdict' | 'partlyLate'
> & { readonly undone: Map<number, readonly Reading[]> };

function readFacts(reader: TraceReader): RowFacts {
  const { trace, scenario } = reader;
  const count = scenario.sources.reduce((n, s) => n + s.rows.count, 0);
  const eventTime = reader.eventTimes();
  const arrivesAt = reader.arrivals();
  const entries: EntryFacts = {
    count,
    arrivedAt: new Uint32Array(count).fill(NONE),
    readAt: new Uint32Array(count).fill(NONE),
    decidedAt: new Uint32Array(count).fill(NONE),
    batch: new Uint32Array(count).fill(NONE),
    verdict: new Uint8Array(count),
    partlyLate: new Uint8Array(count),
    undone: new Map(),
  };
  readEntries(trace, 0, trace.length, entries);
  if (trace.crashes.length > 0) readLastUndone(trace, entries);
  const order = orderOfAll(trace, entries, arrivesAt);
  const place = new Uint32Array(count);
  const outOfOrder = new Uint8Array(count);
  let newest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    const row = order[k] as number;
    place[row] = k;
    const happened = eventTime[row] as number;
    if (happened < newest) outOfOrder[row] = 1;
    else if (happened > newest) newest = happened;
  }
  return {
    ...entries,
    hasEventTime: eventTime.some((t) => !Number.isNaN(t)),
    eventTime,
    arrivesAt,
    ...spanOf(eventTime, arrivesAt),
    outOfOrder,
    order,
    place,
  };
}

/** Rows as they arrive; those that arrive after the end of the run come last. */
function orderOfAll({ arrivalOrder }: Trace, { count, arrivedAt }: EntryFacts, arrivesAt: Float64Array): Uint32Array {
  let n = arrivalOrder.length;
  if (n === count) return arrivalOrder;
  const order = new Uint32Array(count);
  order.set(arrivalOrder);
  const rest: number[] = [];
  for (let row = 0; row < count; row++) if (arrivedAt[row] === NONE) rest.push(row);
  rest.sort((a, b) => (arrivesAt[a] as number) - (arrivesAt[b] as number));
  for (const row of rest) if (n < count) order[n++] = row;
  return order;
}

/** The earliest and the latest of these times. */
export function spanOf(...lists: readonly Float64Array[]): Pick<RowFacts, 'first' | 'last'> {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  // NaN is neither below nor above.
  for (const list of lists)
    for (let i = 0; i < list.length; i++) {
      const time = list[i] as number;
      if (time < first) first = time;
      if (time > last) last = time;
    }
  return { first, last };
}

/**
 * Reads the entries from one to before another. The first is none of those that stand behind a `rowRead` and say what
 * became of its row.
 */
export function readEntries(trace: Trace, from: number, to: number, facts: EntryFacts, running = NONE): void {
  const { kinds, refs } = trace;
  const { count, arrivedAt, readAt, decidedAt, batch, verdict, partlyLate, undone } = facts;
  const crashed = trace.crashes.length > 0;
  let current = NONE;
  let planned = running;
  // At least once: what was decided before a crash goes on to count, and the row is read all the same.
  let again = false;
  // There are hundreds of thousands, for each frame of a drag: all that is said of one stands in this loop.
  for (let at = from; at < to; at++) {
    const ref = refs[at] as number;
    let said = 0;
    switch (kinds[at]) {
      case KIND.arrived:
        arrivedAt[ref] = at;
        continue;
      case KIND.batchPlanned:
        planned = ref;
        continue;
      case KIND.rowRead:
        current = ref;
        again =
          readAt[ref] !== NONE && batch[ref] !== planned && (!crashed || undoneAt(trace, readAt[ref] as number) >= at);
        // A query that reads its source twice reads a row twice; the first time is when it was known.
        if (readAt[ref] === NONE) {
          readAt[ref] = at;
          batch[ref] = planned;
        } else if (crashed && undoneAt(trace, readAt[ref] as number) < at) {
          undone.set(ref, [...(undone.get(ref) ?? []), readingOf(trace, facts, ref)]);
          verdict[ref] = 0;
          decidedAt[ref] = NONE;
          partlyLate[ref] = 0;
          readAt[ref] = at;
          batch[ref] = planned;
        }
        continue;
      case KIND.rowFiltered:
        said = FILTERED;
        break;
      case KIND.rowWithoutWindow:
      case KIND.rowWithoutKey:
        said = WITHOUT_WINDOW;
        break;
      case KIND.rowPassed:
      case KIND.rowGrouped:
        said = COUNTED;
        break;
      case KIND.rowLate:
        said = LATE;
        break;
      case KIND.rowDuplicate:
        said = DUPLICATE;
        break;
      case KIND.passedOn:
        // What follows is about what an operator gave on, not about a row of a source.
        current = NONE;
        continue;
      default:
        continue;
    }
    if (current >= count) continue;
    const before = verdict[current];
    if (again && (before === said || before === COUNTED)) continue;
    if ((before === LATE && said === COUNTED) || (before === COUNTED && said === LATE)) partlyLate[current] = 1;
    // Counted anywhere is counted.
    if (before !== COUNTED) verdict[current] = said;
    decidedAt[current] = at;
  }
}

const readingOf = (trace: Trace, { batch, readAt, decidedAt, verdict }: EntryFacts, row: number): Reading => ({
  batch: batch[row] as number,
  readAt: readAt[row] as number,
  decidedAt: decidedAt[row] as number,
  verdict: verdict[row] as number,
  until: undoneAt(trace, readAt[row] as number),
});

/** What was read last may have been undone as well, and never read again. */
function readLastUndone(trace: Trace, facts: EntryFacts): void {
  const { count, readAt, decidedAt, batch, verdict, undone } = facts;
  for (let row = 0; row < count; row++) {
    if (readAt[row] === NONE || undoneAt(trace, readAt[row] as number) === NONE) continue;
    undone.set(row, [...(undone.get(row) ?? []), readingOf(trace, facts, row)]);
    readAt[row] = NONE;
    decidedAt[row] = NONE;
    batch[row] = NONE;
    verdict[row] = 0;
  }
}

/** The reading of a row that counts after the first `cursor` entries, or null. */
export function readingAt(facts: RowFacts, row: number, cursor: number): Omit<Reading, 'until'> | null {
  const readAt = facts.readAt[row] as number;
  if (readAt < cursor)
    return {
      batch: facts.batch[row] as number,
      readAt,
      decidedAt: facts.decidedAt[row] as number,
      verdict: facts.verdict[row] as number,
    };
  return facts.undone.get(row)?.findLast((r) => r.readAt < cursor && cursor <= r.until) ?? null;
}

/** What has become of a row after the first `cursor` entries: as `Moment.rowStatus`, for thousands of rows at once. */
export type RowState = 'coming' | 'waiting' | 'filtered' | 'withoutWindow' | 'counted' | 'late' | 'duplicate';

export function rowState(facts: RowFacts, row: number, cursor: number): RowState {
  if ((facts.arrivedAt[row] as number) >= cursor) return 'coming';
  const undone = facts.undone.size > 0 && facts.undone.has(row) ? readingAt(facts, row, cursor) : null;
  if ((undone?.decidedAt ?? (facts.decidedAt[row] as number)) >= cursor) return 'waiting';
  const said = VERDICTS[undone?.verdict ?? (facts.verdict[row] as number)] as Verdict;
  return said === 'none' ? 'waiting' : said;
}

const closingOf = new WeakMap<TraceReader, ReadonlySet<number>>();

/**
 * Rows whose only work is to move the watermark: their windows lie after every window that is answered in this run, and
 * get no answer themselves. A stream has no end, so a file closes no window; its last rows are there to close those
 * before. Empty where no window is answered at all, or where every window is (update and complete).
 */
export function closingRows(reader: TraceReader): ReadonlySet<number> {
  const before = closingOf.get(reader);
  if (before) return before;
  const rows = new Set<number>();
  const operator = reader.trace.operator;
  if (operator?.windowed) {
    const ends = operator.groups.columns[1];
    const starts = operator.groups.columns[0];
    if (ends && starts && ends.type === 'timestamp' && starts.type === 'timestamp') {
      const answered = new Set<number>();
      let lastEnd = Number.NEGATIVE_INFINITY;
      const { version, table } = reader.trace.output;
      for (let i = 0; i < table.count; i++) {
        const v = version[i] as number;
        if (v === NONE) continue;
        const group = groupOfVersion(reader.trace, v);
        if (group >= operator.groups.count) continue;
        answered.add(group);
        lastEnd = Math.max(lastEnd, ends.values[group] as number);
      }
      if (answered.size > 0) {
        for (let group = 0; group < operator.groups.count; group++) {
          if (answered.has(group) || (starts.values[group] as number) < lastEnd) continue;
          for (const row of reader.rowsOf(group)) rows.add(row);
        }
        // They are the last to arrive, too: a row whose clock ran far ahead is none of them. And a row of sliding windows
        // may stand in an answered one as well.
        const { place } = rowFacts(reader);
        let lastPlace = -1;
        for (const group of answered)
          for (const row of reader.rowsOf(group)) lastPlace = Math.max(lastPlace, place[row] as number);
        for (const row of rows)
          if ((place[row] as number) < lastPlace || reader.groupsOf(row).some((g) => answered.has(g))) rows.delete(row);
      }
    }
  }
  closingOf.set(reader, rows);
  return rows;
}
