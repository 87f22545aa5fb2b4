/**
 * The batches that had run by a moment, as a row that was dropped as late would have met them: the watermark that each
 * tested late rows against, what the row's windows were then, and when the row would have had to arrive for it.
 */
import { MILLISECOND } from '../time';
import type { TraceReader } from '../trace/reader';
import { KIND, operatorAt, versionValues } from '../trace/trace';
import { stands } from '../trace/undone';
import type { Value } from '../values';
import { overAt } from './chain';
import type { GroupName } from './explanation';
import { groupName } from './groupName';

/** More batches are not looked at for one question. */
export const MOST_BATCHES = 60;
/** Of those at most so many that came before the one that read the row: behind it nothing changes any more. */
const BEFORE = 50;

/** What a window was in a batch. */
export type WindowThen =
  /** It had no row yet. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'open' }
  /** This batch let it go, with these values. */
  | { readonly kind: 'closes'; readonly values: readonly Value[] }
  | { readonly kind: 'final' }
  /** The water had passed its end, and no row had ever counted in it. */
  | { readonly kind: 'over' };

/** A batch that may be run again with the row in its reading. Plain data. */
export interface Trial {
  /** Microseconds: what it is known by in another run, where batches may have other numbers. */
  readonly startedAt: number;
  /** Which it is of the batches that start at that instant, from 0. */
  readonly nth: number;
  /** When the row might arrive to be read by it, the likeliest first. */
  readonly arrivals: readonly number[];
}

export interface BatchThen {
  /** Its place in `BatchTable`. */
  readonly batch: number;
  /** Microseconds of event time; 0: there was none yet. */
  readonly tested: number;
  /** In the order of `BatchesBy.windows`. */
  readonly windows: readonly WindowThen[];
  /** It is the one that read the row. */
  readonly own: boolean;
  /** Null: it ran before the row had happened. */
  readonly trial: Trial | null;
}

export interface BatchesBy {
  readonly batches: readonly BatchThen[];
  /** How many had run: more than there are here if they were too many. */
  readonly ran: number;
  /** The windows that the row belongs to; none in a query without windows, or with sessions, which come to be by their rows. */
  readonly windows: readonly { readonly group: number; readonly name: GroupName }[];
  /** When the row is late for each of its groups: the window's end, or its own time. Microseconds of event time. */
  readonly due: readonly number[];
}

/** Null: the row was not dropped as late by then, or not by an engine with micro-batches. */
export function batchesBy(reader: TraceReader, row: number, cursor: number): BatchesBy | null {
  const { trace } = reader;
  if (trace.engine !== 'spark' || reader.at(cursor).rowStatus(row) !== 'late') return null;
  const { batches } = trace;
  const { read } = reader.rowEntries(row, cursor);
  const own = read === null ? null : reader.entry(read).batch;
  const ran = Array.from({ length: batches.count }, (_, batch) => batch).filter((batch) =>
    stands(trace, batches.firstEntry[batch] as number, cursor),
  );
  const from = Math.max(0, Math.min(ran.indexOf(own ?? 0) - BEFORE, ran.length - MOST_BATCHES));
  const groups = reader.groupsOf(row);
  const windows = groups
    .filter((group) => operatorAt(trace, group)?.windowed && !operatorAt(trace, group)?.sessions)
    .map((group) => ({ group, name: groupName(reader, group) }));
  return {
    ran: ran.length,
    windows,
    due: groups.map((group) => groupName(reader, group).end ?? reader.eventTime(row)),
    batches: ran.slice(from, from + MOST_BATCHES).map((batch) => ({
      batch,
      tested: batches.lateWatermark[batch] as number,
      windows: windows.map(({ group }) => windowThen(reader, group, batch, cursor)),
      own: batch === own,
      trial: trialOf(reader, row, batch, batch === own),
    })),
  };
}

function windowThen(reader: TraceReader, group: number, batch: number, cursor: number): WindowThen {
  const { trace } = reader;
  const { firstEntry, lastEntry, watermark } = trace.batches;
  const by = Math.min(cursor, (lastEntry[batch] as number) + 1);
  let held = false;
  let letGo: number | null = null;
  for (const entry of reader.groupEntries(group)) {
    if (entry >= by) break;
    const kind = trace.kinds[entry];
    if (!stands(trace, entry, cursor)) continue;
    if (kind === KIND.statePut) held = true;
    if (kind === KIND.stateEvicted) letGo = entry;
  }
  if (letGo !== null) {
    const { version } = reader.entry(letGo);
    return letGo >= (firstEntry[batch] as number) && version !== null
      ? { kind: 'closes', values: versionValues(trace, version) }
      : { kind: 'final' };
  }
  if (held) return { kind: 'open' };
  const over = overAt(reader, group);
  return { kind: over !== null && over <= (watermark[batch] as number) ? 'over' : 'empty' };
}

function trialOf(reader: TraceReader, row: number, batch: number, own: boolean): Trial | null {
  const { batches, kinds, refs } = reader.trace;
  const startedAt = batches.startedAt[batch] as number;
  let nth = 0;
  while (batch - nth > 0 && batches.startedAt[batch - nth - 1] === startedAt) nth++;
  if (own) return { startedAt, nth, arrivals: [reader.arrivesAt(row)] };
  // What is run again after a crash reads what was fixed when it was first begun.
  let first = batch;
  while ((batches.attempt[first] as number) > 0 && batches.batchId[first - 1] === batches.batchId[batch]) first--;
  const fixedAt = batches.startedAt[first] as number;
  const happened = reader.eventTime(row);
  // A row does not arrive before it happened, unless its clock runs ahead already.
  const soonest = happened <= reader.arrivesAt(row) ? happened : Number.NEGATIVE_INFINITY;
  if (fixedAt < soonest) return null;
  const arrivals = [fixedAt];
  // Where a batch reads only so many rows, it is not enough to be there when it starts: the place among the others counts.
  for (let i = batches.lastEntry[batch] as number; i > (batches.firstEntry[batch] as number); i--)
    if (kinds[i] === KIND.rowRead) {
      const last = reader.arrivesAt(refs[i] as number);
      arrivals.push(last, last - MILLISECOND, last + MILLISECOND);
      break;
    }
  return { startedAt, nth, arrivals: [...new Set(arrivals)].filter((at) => at >= soonest && at <= fixedAt) };
}
