/**
 * The same subject in another run of the same scenario, after an edit or under another engine: rows keep their numbers,
 * groups keep their windows and keys. Null where the other run has no such thing.
 */
import { groupName } from '../../engine/explain/groupName';
import type { Subject } from '../../engine/explain/subject';
import { rowPairs } from '../../engine/scenario/rowPairs';
import type { Scenario } from '../../engine/scenario/scenario';
import type { TraceReader } from '../../engine/trace/reader';
import { NONE } from '../../engine/trace/trace';

export function carried(subject: Subject, from: TraceReader, to: TraceReader): Subject | null {
  switch (subject.kind) {
    case 'row':
      return sameRow(subject.row, from.scenario, to.scenario);
    case 'group':
    case 'state': {
      const group = sameGroup(subject.group, from, to);
      return group === null ? null : { kind: subject.kind, group };
    }
    case 'output': {
      const row = from.trace.output.row[subject.output] as number;
      if (row !== NONE) {
        const output = to.trace.output.row.indexOf(row);
        return output < 0 ? null : { kind: 'output', output };
      }
      const version = from.trace.output.version[subject.output] as number;
      const group = sameGroup(from.trace.operator?.versionGroup[version] ?? NONE, from, to);
      return group === null ? null : { kind: 'group', group };
    }
    case 'batch':
      return from.trace.engine === to.trace.engine && subject.batch < to.trace.batches.count ? subject : null;
    case 'crash':
      return subject.crash < to.trace.crashes.length ? subject : null;
    case 'checkpoint':
    case 'barrier':
      return subject.checkpoint < (to.trace.records?.checkpoints?.length ?? 0) ? subject : null;
    case 'commit':
      return subject.commit < (to.trace.records?.commits?.length ?? 0) ? subject : null;
    case 'noBatch':
      return from.trace.engine === to.trace.engine && !to.trace.batches.startedAt.includes(subject.at) ? subject : null;
    case 'watermark':
    case 'measure':
      return subject;
  }
}

/** Rows keep their numbers, but for those behind one that was added or left out. */
function sameRow(row: number, from: Scenario, to: Scenario): Subject | null {
  const counts = ({ sources }: Scenario): string => sources.map((s) => s.rows.count).join();
  const is = counts(from) === counts(to) ? row : rowPairs(from, to)?.find((pair) => pair.was === row)?.is;
  return is === undefined || is === null ? null : { kind: 'row', row: is };
}

function sameGroup(group: number, from: TraceReader, to: TraceReader): number | null {
  const count = to.trace.operator?.groups.count ?? 0;
  if (group === NONE || !from.trace.operator) return null;
  const name = nameOf(from, group);
  // Most edits change no group's number.
  if (group < count && nameOf(to, group) === name) return group;
  for (let g = 0; g < count; g++) if (nameOf(to, g) === name) return g;
  return null;
}

function nameOf(reader: TraceReader, group: number): string {
  const { start, end, keys } = groupName(reader, group);
  return [start, end, ...keys.map((k) => `${typeof k} ${k}`)].join('|');
}
