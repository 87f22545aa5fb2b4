/**
 * The facts of a run that differs from the one before it in a short stretch: while a hand moves a row among hundreds of
 * thousands there is a run for each frame, and most that is said of the rows stands. They are the same as a whole reading
 * gives; what is not sure to be is read as a whole.
 */
import { SAYS_OF_ROW } from '../../engine/trace/indexes';
import type { TraceReader } from '../../engine/trace/reader';
import { KIND, NONE, type Trace } from '../../engine/trace/trace';
import { type EntryFacts, type ReadRun, type RowFacts, readEntries, spanOf } from './rowFacts';

/** Of a run of which more is other than this, nothing is gained. */
const NEAR = 0.25;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

export function factsNearBy({ reader: before, facts }: ReadRun, reader: TraceReader): RowFacts | null {
  const [was, now] = [before.trace, reader.trace];
  const rows = now.arrivalOrder.length;
  if (was.length !== now.length || rows !== facts.count || !readsOnce(before) || !readsOnce(reader)) return null;
  const [eventTime, arrivesAt] = [reader.eventTimes(), reader.arrivals()];
  if (!isSameList(eventTime, facts.eventTime) || was.arrivalOrder.length !== rows) return null;
  const stretch = stretchOf(was, now);
  if (stretch.to - stretch.from > NEAR * now.length) return null;
  const entries = entriesAnew(was, now, stretch, facts);
  return (
    entries && {
      ...entries,
      hasEventTime: facts.hasEventTime,
      eventTime,
      arrivesAt,
      ...spanOf(eventTime, arrivesAt),
      ...orderAnew(now.arrivalOrder, facts),
    }
  );
}

/** Each row is read at most once, and all that is said of it stands behind that. */
const readsOnce = ({ trace, scenario }: TraceReader): boolean =>
  trace.engine === 'spark' &&
  trace.crashes.length === 0 &&
  trace.upstream.length === 0 &&
  scenario.sources.length === 1 &&
  scenario.query.steps.every(({ kind }) => kind !== 'join' && kind !== 'union');

function isSameList(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  if (a.buffer === b.buffer && a.byteOffset === b.byteOffset) return true;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

/** The entries in which two traces differ, with all that is said of the rows that are read in them. */
function stretchOf(a: Trace, b: Trace): Stretch {
  let from = 0;
  let to = b.length;
  while (from < to && a.kinds[from] === b.kinds[from] && a.refs[from] === b.refs[from]) from++;
  while (to > from && a.kinds[to - 1] === b.kinds[to - 1] && a.refs[to - 1] === b.refs[to - 1]) to--;
  const says = (at: number): boolean =>
    at < b.length && (SAYS_OF_ROW.has(a.kinds[at] as number) || SAYS_OF_ROW.has(b.kinds[at] as number));
  while (from > 0 && says(from)) from--;
  while (says(to)) to++;
  return { from, to };
}

/** @returns null where a row would be read twice */
function entriesAnew(was: Trace, now: Trace, { from, to }: Stretch, facts: RowFacts): EntryFacts | null {
  const entries: EntryFacts = {
    count: facts.count,
    arrivedAt: facts.arrivedAt.slice(),
    readAt: facts.readAt.slice(),
    decidedAt: facts.decidedAt.slice(),
    batch: facts.batch.slice(),
    verdict: facts.verdict.slice(),
    partlyLate: facts.partlyLate.slice(),
    undone: new Map(),
  };
  const { arrivedAt, readAt, decidedAt, batch, verdict, partlyLate } = entries;
  for (let at = from; at < to; at++) {
    const row = was.refs[at] as number;
    if (was.kinds[at] === KIND.arrived) arrivedAt[row] = NONE;
    if (was.kinds[at] !== KIND.rowRead) continue;
    readAt[row] = NONE;
    decidedAt[row] = NONE;
    batch[row] = NONE;
    verdict[row] = 0;
    partlyLate[row] = 0;
  }
  for (let at = from; at < to; at++)
    if (now.kinds[at] === KIND.rowRead && readAt[now.refs[at] as number] !== NONE) return null;
  readEntries(now, from, to, entries, plannedBefore(now, from));
  return entries;
}

/** The batch that was planned last before an entry. */
function plannedBefore({ kinds, refs }: Trace, before: number): number {
  for (let at = before - 1; at >= 0; at--) if (kinds[at] === KIND.batchPlanned) return refs[at] as number;
  return NONE;
}

/** The order of arrival, and who was overtaken in it. */
function orderAnew(
  order: Uint32Array,
  { order: orderBefore, eventTime, place: placeBefore, outOfOrder: before }: RowFacts,
): Pick<RowFacts, 'order' | 'place' | 'outOfOrder'> {
  const count = order.length;
  let from = 0;
  let to = count;
  while (from < to && order[from] === orderBefore[from]) from++;
  while (to > from && order[to - 1] === orderBefore[to - 1]) to--;
  const place = placeBefore.slice();
  const outOfOrder = before.slice();
  let newest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < from; k++) {
    const happened = eventTime[order[k] as number] as number;
    if (happened > newest) newest = happened;
  }
  // Behind them the same rows have come before.
  for (let k = from; k < to; k++) {
    const row = order[k] as number;
    place[row] = k;
    const happened = eventTime[row] as number;
    outOfOrder[row] = happened < newest ? 1 : 0;
    if (happened > newest) newest = happened;
  }
  return { order, place, outOfOrder };
}
