/**
 * What must not be explained because a prediction about it is open. An explanation tells more than its subject: a
 * row's says what its window holds and answered, a batch's counts what it dropped and wrote. So a subject also waits
 * where something waits that its explanation would tell.
 */
import type { Subject } from '../../../engine/explain/subject';
import type { TraceReader } from '../../../engine/trace/reader';
import { KIND, NONE } from '../../../engine/trace/trace';
import { type Withheld, withholdsGroup, withholdsRow } from '../../trace/withheld';

export function waitsForAnswer(reader: TraceReader, subject: Subject, asOf: number, withheld: Withheld): boolean {
  switch (subject.kind) {
    case 'row':
      return rowWaits(reader, subject.row, asOf, withheld);
    case 'group':
      return withheld.state || withheld.results || groupWaits(reader, subject.group, withheld);
    case 'state':
      return withheld.state || groupWaits(reader, subject.group, withheld);
    case 'output': {
      const { row, version } = reader.trace.output;
      const from = row[subject.output] as number;
      const group = reader.trace.operator?.versionGroup[version[subject.output] as number];
      return (
        withheld.results ||
        (from !== NONE && withholdsRow(withheld, from)) ||
        (group !== undefined && groupWaits(reader, group, withheld))
      );
    }
    case 'watermark':
    case 'noBatch':
      return withheld.watermark;
    case 'crash':
    case 'checkpoint':
    case 'barrier':
    case 'commit':
      return withheld.state || withheld.results;
    case 'batch':
      return batchWaits(reader, subject.batch, asOf, withheld);
    case 'measure':
      return subject.measure === 'state'
        ? withheld.state
        : withheld.results || some(withheld.rows) || some(withheld.groups);
  }
}

const some = (of: ReadonlySet<number> | 'all'): boolean => of === 'all' || of.size > 0;

function rowWaits(reader: TraceReader, row: number, asOf: number, withheld: Withheld): boolean {
  if (withholdsRow(withheld, row)) return true;
  const status = reader.at(asOf).rowStatus(row);
  if (status !== 'counted' && status !== 'late') return false;
  return (
    withheld.state ||
    withheld.results ||
    withheld.watermark ||
    reader.groupsOf(row).some((g) => withholdsGroup(withheld, g))
  );
}

/** A group's rows say which of them were late. */
const groupWaits = (reader: TraceReader, group: number, withheld: Withheld): boolean =>
  withholdsGroup(withheld, group) || reader.rowsOf(group).some((row) => withholdsRow(withheld, row));

function batchWaits(reader: TraceReader, batch: number, asOf: number, withheld: Withheld): boolean {
  const { batches, kinds, refs } = reader.trace;
  const first = batches.firstEntry[batch] as number;
  // Of a batch to come only its time is told.
  if (first >= asOf) return false;
  if (withheld.state || withheld.results || withheld.watermark) return true;
  const last = Math.min(batches.lastEntry[batch] as number, asOf);
  for (let i = first; i < last; i++)
    if (kinds[i] === KIND.rowRead && withholdsRow(withheld, refs[i] as number)) return true;
  return false;
}
