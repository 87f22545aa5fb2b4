/** What one step of an engine that works row by row did, in order: pure, all of it read off the trace. */

import { lateBy } from '../../../engine/trace/lateBy';
import type { Moment, TraceReader } from '../../../engine/trace/reader';
import { KIND, NONE, numberOfRef, operatorOfRef } from '../../../engine/trace/trace';
import { type Value, valueAt } from '../../../engine/values';
import { type Withheld, withholdsGroup, withholdsRow } from '../../trace/withheld';

export type Deed = { readonly cursor: number } & (
  | { readonly kind: 'late'; readonly group: number; readonly by: number | null }
  | { readonly kind: 'puts'; readonly group: number; readonly values: readonly Value[] }
  /** `merged`: a session that lives on in a larger one. */
  | { readonly kind: 'frees'; readonly group: number; readonly merged: boolean }
  /** Group null: a row that came out by itself, with all its columns. */
  | {
      readonly kind: 'gives';
      readonly output: number;
      readonly group: number | null;
      readonly values: readonly Value[];
    }
  | { readonly kind: 'takesBack'; readonly output: number; readonly group: number }
  | { readonly kind: 'rises'; readonly to: number }
  | { readonly kind: 'fires'; readonly group: number }
  | { readonly kind: 'fails' }
);

/** The deeds of a step that have happened by the moment. Of several operators those of the one that answers. */
export function deedsOf(reader: TraceReader, moment: Moment, withheld: Withheld, step: number): Deed[] {
  const { trace } = reader;
  const { kinds, refs, batches, operator, output } = trace;
  const deeds: Deed[] = [];
  const until = Math.min((batches.lastEntry[step] as number) + 1, moment.cursor);
  const row = trace.records?.row[step] ?? NONE;
  for (let at = batches.firstEntry[step] as number; at < until; at++) {
    const ref = refs[at] as number;
    const cursor = at + 1;
    switch (kinds[at]) {
      case KIND.rowLate: {
        if (operatorOfRef(ref) !== 0 || (row !== NONE && withholdsRow(withheld, row))) break;
        const by = lateBy(trace, ref, step);
        deeds.push({ kind: 'late', cursor, group: ref, by: Number.isNaN(by) ? null : by });
        break;
      }
      case KIND.statePut: {
        if (!operator || operatorOfRef(ref) !== 0 || withheld.state) break;
        const group = operator.versionGroup[ref] as number;
        if (withholdsGroup(withheld, group)) break;
        deeds.push({ kind: 'puts', cursor, group, values: operator.versions.columns.map((c) => valueAt(c, ref)) });
        break;
      }
      case KIND.stateEvicted: {
        if (!operator || operatorOfRef(ref) !== 0 || withheld.state) break;
        const group = operator.versionGroup[ref] as number;
        deeds.push({ kind: 'frees', cursor, group, merged: isMerged(reader, group, at, until) });
        break;
      }
      case KIND.outputWritten: {
        if (withheld.results) break;
        const version = output.version[ref] as number;
        const group =
          operator && version !== NONE && operatorOfRef(version) === 0 && output.row[ref] === NONE
            ? (operator.versionGroup[numberOfRef(version)] as number)
            : null;
        if (group !== null && withholdsGroup(withheld, group)) break;
        if (group !== null && output.takenBack?.[ref]) deeds.push({ kind: 'takesBack', cursor, output: ref, group });
        else
          deeds.push({
            kind: 'gives',
            cursor,
            output: ref,
            group,
            values: output.table.columns.map((c) => valueAt(c, ref)),
          });
        break;
      }
      case KIND.watermarkAdvanced:
        if (!withheld.watermark) deeds.push({ kind: 'rises', cursor, to: batches.nextWatermark[step] as number });
        break;
      case KIND.timerFired:
        if (operator && operatorOfRef(ref) === 0)
          deeds.push({ kind: 'fires', cursor, group: operator.versionGroup[ref] as number });
        break;
      case KIND.batchFailed:
        deeds.push({ kind: 'fails', cursor });
        break;
    }
  }
  return deeds;
}

/** A session was let go because a larger one that its own rows belong to took its place. */
function isMerged(reader: TraceReader, group: number, at: number, until: number): boolean {
  const { trace } = reader;
  if (!trace.operator?.sessions) return false;
  for (let next = at + 1; next < until; next++)
    if (trace.kinds[next] === KIND.statePut && trace.operator.versionGroup[trace.refs[next] as number] !== group)
      return true;
  return false;
}
