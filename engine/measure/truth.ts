/**
 * The truth of a moment: the same query over the rows that have happened by then, nothing late. A view never shows an
 * answer before its event, so an open window's truth grows with the clock; a past window's truth is the whole one.
 */
import type { Accumulator } from '../operators/accumulators';
import { accumulatorsFor, Input } from '../operators/bind';
import { scanColumns } from '../operators/scan';
import { makePlan, type Pipe } from '../query/plan';
import { QueryFailure } from '../queryFailure';
import type { Scenario } from '../scenario/scenario';
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
  const accumulators = accumulatorsOf(reader);
  if (!accumulators) return whole(group);
  for (const a of accumulators.list) a.clear(0);
  try {
    for (const row of happened) for (const a of accumulators.list) a.add(0, row - accumulators.firstRow);
  } catch (error) {
    if (!(error instanceof QueryFailure)) throw error;
    return whole(group);
  }
  for (const a of accumulators.list) a.merge(0);
  return accumulators.list.map((a) => a.value(0));
}

/** The aggregates of a query whose only operator groups the rows of a source. */
function accumulatorsOf(reader: ColumnarReader): { list: Accumulator[]; firstRow: number } | null {
  const made = makePlan(reader.scenario, reader.trace.engine);
  if (!made.ok) return null;
  const [scan, operator] = made.plan.stages;
  if (made.plan.stages.length !== 2 || scan?.node.kind !== 'scan' || operator?.node.kind !== 'aggregate') return null;
  const source = reader.scenario.sources[scan.node.source] as Scenario['sources'][number];
  const input = new Input(operator.inputs[0] as Pipe, scanColumns(source, scan.node.output));
  return { list: accumulatorsFor(operator.node, input), firstRow: reader.trace.rowStart[scan.node.source] as number };
}
