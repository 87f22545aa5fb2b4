/**
 * What could have been otherwise: of a subject that is asked about, the thing that a change of one setting or one time might
 * turn, and whether a run has it so.
 */
import { measuresOf } from '../measure/measures';
import { isJob } from '../trace/moment';
import type { TraceReader } from '../trace/reader';
import { NONE } from '../trace/trace';
import type { Value } from '../values';
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
  /** The sink has the right answer of the group. */
  | { readonly kind: 'right'; readonly group: GroupName; readonly by: number }
  /** The sink has an answer of the group, right or wrong. */
  | { readonly kind: 'answered'; readonly group: GroupName; readonly by: number }
  /** The state store holds the group at that time. */
  | { readonly kind: 'held'; readonly group: GroupName; readonly by: number }
  /** The state store has held the group and let it go by that time. */
  | { readonly kind: 'freed'; readonly group: GroupName; readonly by: number }
  /** A micro-batch starts at that time. */
  | { readonly kind: 'batch'; readonly at: number }
  /** Every row is counted, of no fewer than `due`. */
  | { readonly kind: 'complete'; readonly due: number };

/** What one may wish otherwise about a subject, as far as a cursor tells of it; null if nothing. */
export function wishOf(reader: TraceReader, subject: Subject, cursor: number): Wish | null {
  switch (subject.kind) {
    case 'row':
      return wishOfRow(reader, subject.row, cursor);
    case 'group':
      return wishOfGroup(reader, subject.group, cursor);
    case 'state':
      return wishOfState(reader, subject.group, cursor);
    case 'output': {
      const { output, operator } = reader.trace;
      if (output.row[subject.output] !== NONE) return null;
      const group = operator?.versionGroup[output.version[subject.output] as number];
      return group === undefined ? null : wishOfGroup(reader, group, cursor);
    }
    case 'noBatch':
      return reader.trace.engine === 'spark' ? { kind: 'batch', at: subject.at } : null;
    case 'measure': {
      if (subject.measure !== 'completeness' || processOf(reader)) return null;
      const now = measuresOf(reader.at(cursor));
      const end = measuresOf(reader.at(reader.length));
      return now.due > 0 && now.counted < now.due && end.counted < end.due ? { kind: 'complete', due: end.due } : null;
    }
    default:
      return null;
  }
}

function wishOfRow(reader: TraceReader, row: number, cursor: number): Wish | null {
  switch (reader.at(cursor).rowStatus(row)) {
    case 'late':
    case 'duplicate':
      return { kind: 'counted', row };
    case 'waiting':
      return reader.at(reader.length).rowStatus(row) === 'waiting' ? { kind: 'counted', row } : null;
    case 'counted':
      // Where no row can be late none is near it.
      return isJob(reader.trace) || reader.trace.operator === null || Number.isNaN(reader.at(cursor).watermark)
        ? null
        : { kind: 'late', row };
    default:
      return null;
  }
}

function wishOfGroup(reader: TraceReader, group: number, cursor: number): Wish | null {
  if (processOf(reader)) return wishOfState(reader, group, cursor);
  if (reader.trace.operator?.sessions) return null;
  const name = groupName(reader, group);
  const by = reader.timeAt(cursor);
  const pane = reader
    .at(cursor)
    .panes()
    .find((p) => p.group === group);
  switch (pane?.status) {
    case 'open':
      return answerOf(reader, name, cursor) ? null : { kind: 'answered', group: name, by };
    case 'lost':
      return { kind: 'answered', group: name, by: Number.POSITIVE_INFINITY };
    case 'final': {
      if (pane.right || !comparable(reader.trace.operator)) return null;
      // What comes right by itself is asked as of now.
      const wish: Wish = { kind: 'right', group: name, by: Number.POSITIVE_INFINITY };
      return comesTrue(reader, wish) ? { ...wish, by } : wish;
    }
    default:
      return null;
  }
}

function wishOfState(reader: TraceReader, group: number, cursor: number): Wish | null {
  if (reader.trace.operator?.sessions) return null;
  const wish = { group: groupName(reader, group), by: reader.timeAt(cursor) };
  if (comesTrue(reader, { ...wish, kind: 'freed' })) return { ...wish, kind: 'held' };
  return comesTrue(reader, { ...wish, kind: 'held' }) ? { ...wish, kind: 'freed' } : null;
}

/** Whether a run has it so. */
export function comesTrue(reader: TraceReader, wish: Wish): boolean {
  switch (wish.kind) {
    case 'counted':
    case 'late':
      return reader.at(reader.length).rowStatus(wish.row) === wish.kind;
    case 'right':
      return answerOf(reader, wish.group, cursorBy(reader, wish.by))?.right ?? false;
    case 'answered':
      return answerOf(reader, wish.group, cursorBy(reader, wish.by)) !== null;
    case 'held':
    case 'freed': {
      const group = groupNamed(reader, wish.group);
      if (group === null) return false;
      const held = heldBy(reader, group, cursorBy(reader, wish.by));
      return held === (wish.kind === 'held');
    }
    case 'batch':
      return reader.trace.batches.startedAt.includes(wish.at);
    case 'complete': {
      const { counted, due } = measuresOf(reader.at(reader.length));
      return counted === due && due >= wish.due;
    }
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
  return [...late, ...coming].sort((a, b) => a - b);
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
function groupNamed(reader: TraceReader, name: GroupName): number | null {
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
