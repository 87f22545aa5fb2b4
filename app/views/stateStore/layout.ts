/** What the state store panel says at a moment: pure, all of it read off the trace. */
import type { Query } from '../../../engine/scenario/scenario';
import type { Moment, StateRow, TraceReader } from '../../../engine/trace/reader';
import type { StateColumns } from '../../../engine/trace/trace';
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

/** What one operator of the query holds. */
export interface StateTable {
  /** Its place: 0 is the operator that makes the answers, then come those before it. */
  readonly place: number;
  /** So many aggregates of the query are this one operator of Spark's; 0: it is one of its own. */
  readonly merged: number;
  readonly windowed: boolean;
  /** Of a join, the source that it brings in. */
  readonly joined: string | null;
  /** Names of the keys of its groups. */
  readonly keys: readonly string[];
  readonly columns: readonly ColumnSpec[];
  /** Freed ones first: they are on their way out. */
  readonly lines: readonly StateLine[];
  readonly more: number;
  readonly held: number;
}

export interface StateLayout {
  /** In the way of the rows: the operator next to the sources first, the one that makes the answers last. */
  readonly tables: readonly StateTable[];
  /** Rows held by all of them. */
  readonly held: number;
  /** Groups that have been let go of so far, in all batches. */
  readonly freed: number;
  /** Spark's own figures of the last batch that is done, over all operators; null before, and for other engines. */
  readonly figures: {
    readonly batch: number;
    readonly total: number;
    readonly updated: number;
    readonly removed: number;
    readonly dropped: number | null;
  } | null;
  /** Rows held after each batch that is done; null where the table itself shows how much that is. */
  readonly climb: { readonly held: readonly number[]; readonly of: number; readonly peak: number } | null;
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
  const { batches } = trace;
  const operators = [trace.operator, ...trace.upstream];
  let goneNow = 0;
  const tables = operators.map((operator, place): StateTable => {
    const { rows, freed, held } = moment.firstOfState(place, limit);
    goneNow += freed;
    return {
      place,
      merged: operator.merged ? operator.merged.length + 1 : 0,
      windowed: operator.windowed,
      joined: operator.join ? joinedSource(reader.scenario.query, operator.step) : null,
      keys: operator.groups.specs.slice(operator.windowed ? 2 : 0).map((c) => c.name),
      columns: operator.versions.specs,
      lines: rows.map((r) => ({
        group: r.group,
        values: withholdsGroup(withheld, r.group) ? null : r.values,
        status: r.status,
        step: r.status === 'freed' ? (moment.batch ?? r.batch) : r.batch,
      })),
      more: freed + held - rows.length,
      held,
    };
  });
  const done = lastDone(reader, moment);
  const stores: readonly StateColumns[] = [batches, ...batches.upstream];
  const sum = (column: keyof StateColumns, batch: number): number =>
    stores.reduce((n, store) => n + (store[column][batch] ?? 0), 0);
  let freed = 0;
  for (let b = 0; b <= done; b++) freed += sum('stateRemoved', b);
  if (moment.batch !== null && moment.batch > done) freed += goneNow;
  const hideDropped = withheld.rows === 'all' || withheld.rows.size > 0;
  return {
    tables: tables.reverse(),
    held: tables.reduce((n, { held }) => n + held, 0),
    freed,
    figures:
      done < 0 || trace.records
        ? null
        : {
            batch: done,
            total: sum('stateTotal', done),
            updated: sum('stateUpdated', done),
            removed: sum('stateRemoved', done),
            dropped: hideDropped ? null : sum('stateDropped', done),
          },
    climb: trace.records ? null : climbOf((batch) => sum('stateTotal', batch), done, batches.count),
  };
}

/** @param path of the join's step, as in `query.steps[2].join.with.steps[1]` */
function joinedSource(query: Query, path: string): string | null {
  let from: string | null = null;
  let within: Query | undefined = query;
  for (const [, place] of path.matchAll(/steps\[(\d+)\]/g)) {
    const step: Query['steps'][number] | undefined = within?.steps[Number(place)];
    within = step && 'with' in step ? step.with : undefined;
    from = step?.kind === 'join' ? step.with.from : null;
  }
  return from;
}

/** A state of more rows than are drawn at once is no longer seen to grow in its table. */
function climbOf(total: (batch: number) => number, done: number, of: number): StateLayout['climb'] {
  const held = Array.from({ length: done + 1 }, (_, batch) => total(batch));
  const peak = held.reduce((most, n) => Math.max(most, n), 0);
  return peak > FIRST_LINES ? { held, of, peak } : null;
}

/** The last batch whose commit stands before the cursor, or -1. */
function lastDone(reader: TraceReader, moment: Moment): number {
  if (moment.batch === null) return -1;
  const ended = moment.cursor > (reader.trace.batches.lastEntry[moment.batch] as number);
  return ended ? moment.batch : moment.batch - 1;
}
