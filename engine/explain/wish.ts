/**
 * What could have been otherwise: of a subject that is asked about, the thing that a change of one setting or one time might
 * turn, and whether a run has it so.
 */
import { measuresOf } from '../measure/measures';
import { queryLength } from '../scenario/queryLengths';
import type { Duration } from '../time';
import { backfilledDay } from '../trace/backfilled';
import { isJob } from '../trace/moment';
import type { TraceReader } from '../trace/reader';
import { waterOf } from '../trace/steps';
import { NONE } from '../trace/trace';
import type { Value } from '../values';
import { bookedOf, lackedBy } from './booked';
import { comparable } from './chain';
import type { GroupName } from './explanation';
import { rowsBy } from './group';
import { groupName } from './groupName';
import { processOf } from './process';
import type { Subject } from './subject';

/** Plain data. Times are microseconds of processing time; `by` Infinity: by the end of the run. */
export type Wish =
  /** The row counts in at least one group. */
  | { readonly kind: 'counted'; readonly row: number }
  /** The row is dropped as late (of a row that counts: how near it came to that). */
  | { readonly kind: 'late'; readonly row: number }
  /** No run of a job counts the row. */
  | { readonly kind: 'missed'; readonly row: number }
  /** A function of `process` answers the row with a row of its own, or does not: an alert. */
  | { readonly kind: 'alert' | 'silent'; readonly row: number }
  /** The sink has the right answer of the group. */
  | { readonly kind: 'right'; readonly group: GroupName; readonly by: number }
  /** The sink has an answer of the group that is not right. */
  | { readonly kind: 'wrong'; readonly group: GroupName; readonly by: number }
  /** The sink has an answer of the group, right or wrong. */
  | { readonly kind: 'answered'; readonly group: GroupName; readonly by: number }
  /** The state store holds the group at that time. */
  | { readonly kind: 'held'; readonly group: GroupName; readonly by: number }
  /** The state store has held the group and let it go by that time. */
  | { readonly kind: 'freed'; readonly group: GroupName; readonly by: number }
  /** Two rows are in one session, or in two. */
  | { readonly kind: 'joined' | 'parted'; readonly row: number; readonly other: number }
  /** The watermark has come to an instant of event time by that time. */
  | { readonly kind: 'risen'; readonly to: number; readonly by: number }
  /** A micro-batch (a run of a job) starts at that time. */
  | { readonly kind: 'batch'; readonly at: number }
  /** None does. */
  | { readonly kind: 'noBatch'; readonly at: number }
  /** The query does not die by this crash: its place in the file's faults. */
  | { readonly kind: 'alive'; readonly place: number }
  /** Every row is counted, of no fewer than `due`. */
  | { readonly kind: 'complete'; readonly due: number }
  /** Half of the right answers come sooner after their window's end than this. */
  | { readonly kind: 'sooner'; readonly than: Duration }
  /** The state store never holds as many rows as this. */
  | { readonly kind: 'smaller'; readonly than: number };

/** Why nothing is searched for: said plainly, since no single setting and no single time would change it. */
export interface NoWish {
  readonly kind: 'none';
  readonly why:
    | 'notYet'
    | 'ownValues'
    | 'noEventTime'
    | 'passesAll'
    | 'ofPartner'
    | 'neverLate'
    | 'aloneInSession'
    | 'approximate'
    | 'neverFreed'
    | 'noWatermark'
    | 'followsRows'
    | 'runAgain'
    | 'ofItsRow'
    | 'byTimer'
    | 'checkpoint'
    | 'commit'
    | 'nothingMissing'
    | 'nothingDue'
    | 'notJudged'
    | 'nothingSooner'
    | 'nothingHeld';
}

const none = (why: NoWish['why']): NoWish => ({ kind: 'none', why });

/** What could be otherwise about a subject, or why nothing could by one change. */
export function otherwise(reader: TraceReader, subject: Subject, cursor: number): Wish | NoWish {
  const wish = wished(reader, subject, cursor);
  // In the midst of a batch what is wished may be so before its instant is over.
  return wish.kind !== 'none' && comesTrue(reader, wish) ? none('notYet') : wish;
}

function wished(reader: TraceReader, subject: Subject, cursor: number): Wish | NoWish {
  switch (subject.kind) {
    case 'row':
      return ofRow(reader, subject.row, cursor);
    case 'group':
      return ofGroup(reader, subject.group, cursor);
    case 'state':
      return ofState(reader, subject.group, cursor);
    case 'output': {
      const { output, operator } = reader.trace;
      const row = output.row[subject.output] as number;
      if (operator?.join) return none('ofPartner');
      if (row !== NONE) return answersSingly(reader) ? { kind: 'silent', row } : none('passesAll');
      const group = operator?.versionGroup[output.version[subject.output] as number];
      return group === undefined ? none('passesAll') : ofGroup(reader, group, cursor);
    }
    case 'watermark':
      return ofWatermark(reader, cursor);
    case 'batch':
      return ofBatch(reader, subject.batch);
    case 'noBatch':
      return { kind: 'batch', at: subject.at };
    case 'crash': {
      const fault = reader.trace.crashes[subject.crash]?.fault;
      const crash = fault === undefined ? undefined : reader.scenario.crashes?.[fault];
      return crash ? { kind: 'alive', place: crash.place } : none('notYet');
    }
    case 'checkpoint':
    case 'barrier':
      return none('checkpoint');
    case 'commit':
      return none('commit');
    case 'measure':
      return ofMeasure(reader, subject.measure, cursor);
  }
}

/** A query that answers some of its rows with a row, and others not. */
const answersSingly = (reader: TraceReader): boolean => {
  const of = processOf(reader)?.function;
  return of === 'velocityCheck' || of === 'thresholdAlert';
};

function ofRow(reader: TraceReader, row: number, cursor: number): Wish | NoWish {
  const { trace } = reader;
  const status = reader.at(cursor).rowStatus(row);
  switch (status) {
    case 'late':
    case 'duplicate':
      return { kind: 'counted', row };
    case 'waiting':
      return reader.at(reader.length).rowStatus(row) === 'waiting' ? { kind: 'counted', row } : none('notYet');
    case 'counted':
      if (trace.operator === null) return none('passesAll');
      if (isJob(trace)) return { kind: 'missed', row };
      if (answersSingly(reader)) return { kind: hasAlert(reader, row) ? 'silent' : 'alert', row };
      // Where no row can be late none is near it.
      return Number.isNaN(reader.at(cursor).watermark) ? none('neverLate') : { kind: 'late', row };
    case 'filtered':
      return none('ownValues');
    case 'withoutWindow':
      return none('noEventTime');
    default:
      return none('notYet');
  }
}

const hasAlert = ({ trace }: TraceReader, row: number): boolean => trace.output.row.includes(row);

function ofGroup(reader: TraceReader, group: number, cursor: number): Wish | NoWish {
  if (processOf(reader)) return ofState(reader, group, cursor);
  const name = groupName(reader, group);
  const now = reader.timeAt(cursor);
  const pane = reader
    .at(cursor)
    .panes()
    .find((p) => p.group === group);
  const sessions = reader.trace.operator?.sessions;
  // One that another took over.
  if (!pane && sessions && sessions.mergedInto[group] !== NONE) return ofSession(reader, group);
  if (!pane || pane.status === 'coming') return none('notYet');
  if (pane.status === 'lost') return { kind: 'answered', group: name, by: Number.POSITIVE_INFINITY };
  const answer = answerOf(reader, name, cursor);
  if (!answer) return { kind: 'answered', group: name, by: now };
  if (sessions) return ofSession(reader, group);
  if (!comparable(reader.trace.operator)) return none('approximate');
  const kind = answer.right ? 'wrong' : 'right';
  const wish = { kind, group: name, by: pane.status === 'final' ? Number.POSITIVE_INFINITY : now } as const;
  // What comes so by itself is asked as of now.
  return comesTrue(reader, wish) ? { ...wish, by: now } : wish;
}

/** A session: two of them with a shorter gap, or one with its neighbour. */
function ofSession(reader: TraceReader, group: number): Wish | NoWish {
  const rows = [...reader.rowsOf(lastOf(reader, group))].sort((a, b) => reader.eventTime(a) - reader.eventTime(b));
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return none('notYet');
  if (first !== last) return { kind: 'parted', row: first, other: last };
  const keys = groupName(reader, group).keys;
  let near: number | null = null;
  const off = (row: number): number => Math.abs(reader.eventTime(row) - reader.eventTime(first));
  for (const row of reader.trace.arrivalOrder) {
    const other = sessionOf(reader, row);
    if (row === first || other === null || !groupName(reader, other).keys.every((k, i) => alike(k, keys[i]))) continue;
    if (near === null || off(row) < off(near)) near = row;
  }
  return near === null ? none('aloneInSession') : { kind: 'joined', row: first, other: near };
}

/** The session that a row is in at the end of the run; null if in none. */
function sessionOf(reader: TraceReader, row: number): number | null {
  const [group] = reader.groupsOf(row);
  return group === undefined || reader.at(reader.length).rowStatus(row) !== 'counted' ? null : lastOf(reader, group);
}

/** The session that has become of one at the end of the run: itself, or the one that took it over. */
function lastOf(reader: TraceReader, group: number): number {
  const into = reader.trace.operator?.sessions?.mergedInto[group] ?? NONE;
  return into === NONE ? group : lastOf(reader, into);
}

function ofState(reader: TraceReader, group: number, cursor: number): Wish | NoWish {
  const wish = { group: groupName(reader, group), by: reader.timeAt(cursor) };
  if (comesTrue(reader, { ...wish, kind: 'freed' })) return { ...wish, kind: 'held' };
  if (!comesTrue(reader, { ...wish, kind: 'held' })) return none('notYet');
  return keepsForEver(reader) ? none('neverFreed') : { ...wish, kind: 'freed' };
}

/** Nothing of what is set lets the state go. */
function keepsForEver(reader: TraceReader): boolean {
  const process = processOf(reader);
  return process !== null && process.timeMode === 'none' && queryLength(reader.scenario, 'ttl') === null;
}

/** Whether the water has come to the end of the first group that waits for it. */
function ofWatermark(reader: TraceReader, cursor: number): Wish | NoWish {
  const moment = reader.at(reader.cursorAt(reader.timeAt(cursor)));
  const water = waterOf(reader.trace, moment);
  if (Number.isNaN(water)) return none('noWatermark');
  let to = Number.POSITIVE_INFINITY;
  if (!processOf(reader))
    for (const { status, end } of moment.panes())
      if (status === 'open' && end !== null && end > water && end < to) to = end;
  return Number.isFinite(to) ? { kind: 'risen', to, by: moment.now } : none('followsRows');
}

function ofBatch(reader: TraceReader, batch: number): Wish | NoWish {
  const { records, batches } = reader.trace;
  if (records) return none(records.row[batch] === NONE ? 'byTimer' : 'ofItsRow');
  if ((batches.attempt[batch] as number) > 0 || backfilledDay(reader.trace, reader.scenario, batch) !== null)
    return none('runAgain');
  return { kind: 'noBatch', at: batches.startedAt[batch] as number };
}

function ofMeasure(
  reader: TraceReader,
  measure: Extract<Subject, { kind: 'measure' }>['measure'],
  cursor: number,
): Wish | NoWish {
  const now = measuresOf(reader.at(cursor));
  const end = measuresOf(reader.at(reader.length));
  if (measure === 'state')
    return end.peakDuringBatch > 0 ? { kind: 'smaller', than: end.peakDuringBatch } : none('nothingHeld');
  if (processOf(reader)) return none('notJudged');
  if (now.due === 0) return none('nothingDue');
  if (measure === 'completeness')
    return now.counted < now.due && end.counted < end.due
      ? { kind: 'complete', due: end.due }
      : none(now.counted < now.due ? 'notYet' : 'nothingMissing');
  return end.medianWait === null
    ? none('nothingDue')
    : end.medianWait > 0
      ? { kind: 'sooner', than: end.medianWait }
      : none('nothingSooner');
}

/** Whether a run has it so. */
export function comesTrue(reader: TraceReader, wish: Wish): boolean {
  const { trace } = reader;
  switch (wish.kind) {
    case 'counted':
    case 'late':
      return reader.at(reader.length).rowStatus(wish.row) === wish.kind;
    case 'missed':
      return reader.at(reader.length).rowStatus(wish.row) !== 'counted';
    case 'alert':
      return hasAlert(reader, wish.row);
    case 'silent':
      // A row that is dropped says nothing either, but that is another matter.
      return !hasAlert(reader, wish.row) && reader.at(reader.length).rowStatus(wish.row) === 'counted';
    case 'right':
    case 'wrong': {
      const answer = answerOf(reader, wish.group, cursorBy(reader, wish.by));
      return answer !== null && answer.right === (wish.kind === 'right');
    }
    case 'answered':
      return answerOf(reader, wish.group, cursorBy(reader, wish.by)) !== null;
    case 'held':
    case 'freed': {
      const group = groupNamed(reader, wish.group);
      if (group === null) return false;
      const held = heldBy(reader, group, cursorBy(reader, wish.by));
      return held === (wish.kind === 'held');
    }
    case 'joined':
    case 'parted': {
      const [one, other] = [sessionOf(reader, wish.row), sessionOf(reader, wish.other)];
      return one !== null && other !== null && (one === other) === (wish.kind === 'joined');
    }
    case 'risen':
      return waterOf(trace, reader.at(cursorBy(reader, wish.by))) >= wish.to;
    case 'batch':
    case 'noBatch':
      return trace.batches.startedAt.includes(wish.at) === (wish.kind === 'batch');
    case 'alive':
      return !trace.crashes.some(({ fault }) => reader.scenario.crashes?.[fault]?.place === wish.place);
    case 'complete': {
      const { counted, due } = measuresOf(reader.at(reader.length));
      return counted === due && due >= wish.due;
    }
    case 'sooner': {
      const { medianWait } = measuresOf(reader.at(reader.length));
      return medianWait !== null && medianWait < wish.than;
    }
    case 'smaller':
      return measuresOf(reader.at(reader.length)).peakDuringBatch < wish.than;
  }
}

/** When the sink first had an answer of the group, microseconds; null if it never did. */
export function firstAnswerAt(reader: TraceReader, name: GroupName): number | null {
  const answer = answerOf(reader, name, reader.length);
  const batch = answer ? reader.trace.output.batch[answer.outputs[0] as number] : undefined;
  return batch === undefined ? null : (reader.trace.batches.endedAt[batch] as number);
}

/** Rows of a group that no answer of the run's end has in it, in order of the file. */
export function missingRows(reader: TraceReader, name: GroupName): readonly number[] {
  const group = groupNamed(reader, name);
  if (group === null) return [];
  const { late, coming } = rowsBy(reader, group, reader.length);
  return [...late, ...coming, ...lackedBy(bookedOf(reader, group, reader.length))].sort((a, b) => a - b);
}

const cursorBy = (reader: TraceReader, by: number): number =>
  by === Number.POSITIVE_INFINITY ? reader.length : reader.cursorAt(by);

function answerOf(reader: TraceReader, name: GroupName, cursor: number) {
  const group = groupNamed(reader, name);
  return group === null
    ? null
    : (reader
        .at(cursor)
        .results()
        .find((r) => r.group === group) ?? null);
}

/** True while it is held, false once it was let go; null before it was ever held. */
function heldBy(reader: TraceReader, group: number, cursor: number): boolean | null {
  const row = reader
    .at(cursor)
    .state()
    .find((r) => r.group === group);
  if (row) return row.status !== 'freed';
  return reader.groupEntries(group).some((e) => e < cursor && reader.entry(e).kind === 'stateEvicted') ? false : null;
}

/** The group of that name in another run, which numbers its groups in its own way. */
export function groupNamed(reader: TraceReader, name: GroupName): number | null {
  const count = reader.trace.operator?.groups.count ?? 0;
  for (let group = 0; group < count; group++) if (sameName(groupName(reader, group), name)) return group;
  return null;
}

const sameName = (a: GroupName, b: GroupName): boolean =>
  a.start === b.start &&
  a.end === b.end &&
  a.keys.length === b.keys.length &&
  a.keys.every((k, i) => alike(k, b.keys[i]));

const alike = (a: Value, b: Value | undefined): boolean =>
  a === b || (typeof a === 'bigint' && String(a) === String(b));
