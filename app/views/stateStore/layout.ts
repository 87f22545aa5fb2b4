/** What the state store panel says at a moment: pure, all of it read off the trace. */
import type { Moment, StateRow, TraceReader } from '../../../engine/trace/reader';
import type { ColumnSpec, Value } from '../../../engine/values';
import { type Withheld, withholdsGroup } from '../../trace/withheld';

export interface StateLine {
  readonly group: number;
  /** In the order of `columns`; null as a whole where it is withheld. */
  readonly values: readonly Value[] | null;
  readonly status: StateRow['status'];
  /** The step that put this version, or that let it go. */
  readonly step: number;
}

export interface StateLayout {
  readonly columns: readonly ColumnSpec[];
  /** Freed ones first: they are on their way out. */
  readonly lines: readonly StateLine[];
  readonly more: number;
  readonly held: number;
  /** Groups that have been let go of so far, in all batches. */
  readonly freed: number;
  /** Spark's own figures of the last batch that is done; null before, and for other engines. */
  readonly figures: {
    readonly batch: number;
    readonly total: number;
    readonly updated: number;
    readonly removed: number;
    readonly dropped: number | null;
  } | null;
}

/** Lines drawn at once. */
export const FIRST_LINES = 60;

/** Null where the query keeps no state, or the engine none between its runs. */
export function stateLayout(
  reader: TraceReader,
  moment: Moment,
  withheld: Withheld,
  limit: number = FIRST_LINES,
): StateLayout | null {
  const { trace } = reader;
  if (!trace.operator || trace.batches.readFrom !== undefined) return null;
  const rows = moment.state();
  const ordered = [...rows.filter((r) => r.status === 'freed'), ...rows.filter((r) => r.status !== 'freed')];
  const { batches } = trace;
  const done = lastDone(reader, moment);
  let freed = 0;
  for (let b = 0; b <= done; b++) freed += batches.stateRemoved[b] as number;
  if (moment.batch !== null && moment.batch > done)
    freed += rows.length - rows.filter((r) => r.status !== 'freed').length;
  const hideDropped = withheld.rows === 'all' || withheld.rows.size > 0;
  return {
    columns: trace.operator.versions.specs,
    lines: ordered.slice(0, limit).map((r) => ({
      group: r.group,
      values: withholdsGroup(withheld, r.group) ? null : r.values,
      status: r.status,
      step: r.status === 'freed' ? (moment.batch ?? r.batch) : r.batch,
    })),
    more: Math.max(0, ordered.length - limit),
    held: ordered.filter((r) => r.status !== 'freed').length,
    freed,
    figures:
      done < 0 || trace.records
        ? null
        : {
            batch: done,
            total: batches.stateTotal[done] as number,
            updated: batches.stateUpdated[done] as number,
            removed: batches.stateRemoved[done] as number,
            dropped: hideDropped ? null : (batches.stateDropped[done] as number),
          },
  };
}

/** The last batch whose commit stands before the cursor, or -1. */
function lastDone(reader: TraceReader, moment: Moment): number {
  if (moment.batch === null) return -1;
  const ended = moment.cursor > (reader.trace.batches.lastEntry[moment.batch] as number);
  return ended ? moment.batch : moment.batch - 1;
}
