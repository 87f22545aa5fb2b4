/**
 * The truth of a moment: the same query over the rows that have happened by then, nothing late. A view never shows an
 * answer before its event, so an open window's truth grows with the clock; a past window's truth is the whole one.
 */
import type { Accumulator } from '../operators/accumulators';
import { makePlan } from '../query/plan';
import { QueryFailure } from '../queryFailure';
import type { ColumnarReader } from '../trace/columnarReader';
import { type Value, valueAt } from '../values';

export interface TruthAt {
  /** Values of a group's truth, in the order of the operator's versions. */
  values(group: number): readonly Value[];
}

export function truthAt(reader: ColumnarReader, now: number): TruthAt {
  const { operator } = reader.trace;
  const known = new Map<number, readonly Value[]>();
  const whole = (group: number): readonly Value[] => (operator?.truth.columns ?? []).map((c) => valueAt(c, group));
  return {
    values(group) {
      const before = known.get(group);
      if (before) return before;
      const end = operator?.windowed
        ? (valueAt(operator.groups.columns[1] as never, group) as number)
        : Number.POSITIVE_INFINITY;
      const values = end <= now ? whole(group) : partial(reader, group, now, whole);
      known.set(group, values);
      return values;
    },
  };
}

function partial(
  reader: ColumnarReader,
  group: number,
  now: number,
  whole: (group: number) => readonly Value[],
): readonly Value[] {
  const rows = reader.rowsOf(group);
  const happened = rows.filter((row) => !(reader.eventTime(row) > now));
  if (happened.length === rows.length) return whole(group);
  const again = recomputationOf(reader);
  if (!again) return whole(group);
  const { first, accumulators } = again;
  for (const a of accumulators) {
    a.clear(0);
    a.evict(0);
  }
  try {
    for (const row of happened) for (const a of accumulators) a.add(0, row - first);
  } catch (error) {
    if (!(error instanceof QueryFailure)) throw error;
    return whole(group);
  }
  for (const a of accumulators) a.merge(0);
  return accumulators.map((a) => a.value(0));
}

/** The query's aggregates over rows of the source, whose first row has the number `first` in the trace. */
interface Recomputation {
  readonly first: number;
  readonly accumulators: readonly Accumulator[];
}

const recomputations = new WeakMap<ColumnarReader, { readonly of: Recomputation | null }>();

/** Made once for each run: it reads expressions, and a thousand windows to come ask for it in every moment. */
function recomputationOf(reader: ColumnarReader): Recomputation | null {
  let known = recomputations.get(reader);
  if (!known) {
    const made = makePlan(reader.scenario, reader.trace.engine);
    const stateful = made.ok && made.plan.stateful?.kind === 'aggregate' ? made.plan.stateful : null;
    known = {
      of:
        made.ok && stateful
          ? {
              first: reader.trace.rowStart[made.plan.source] as number,
              accumulators: stateful.aggregates.map((a) => a.accumulator()),
            }
          : null,
    };
    recomputations.set(reader, known);
  }
  return known.of;
}
