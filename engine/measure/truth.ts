/**
 * The truth of a moment: the same query over the rows that have happened by then, nothing late. A view never shows an
 * answer before its event, so an open window's truth grows with the clock; a past window's truth is the whole one.
 */
import type { ColumnarReader } from '../trace/columnarReader';
import type { OperatorTrace } from '../trace/trace';
import { type Value, valueAt } from '../values';

/** Values of a group's truth by an instant, in the order of the operator's versions. */
export function truthAt(reader: ColumnarReader, now: number): (group: number) => readonly Value[] {
  const { operator } = reader.trace;
  if (!operator) return () => [];
  const known = new Map<number, readonly Value[]>();
  return (group) => {
    let values = known.get(group);
    if (!values) {
      values = readTruth(operator, group, now);
      known.set(group, values);
    }
    return values;
  };
}

function readTruth(operator: OperatorTrace, of: number, now: number): readonly Value[] {
  const { truth, truthSteps } = operator;
  // What a session is compared with is the true session that holds its rows.
  const group = operator.sessions?.truth[of] ?? of;
  const whole = (): Value[] => truth.columns.map((c) => valueAt(c, group));
  const end = operator.windowed
    ? (valueAt(operator.groups.columns[1] as never, group) as number)
    : Number.POSITIVE_INFINITY;
  if (end <= now || !truthSteps) return whole();
  const from = truthSteps.start[group] as number;
  let low = from;
  let high = truthSteps.start[group + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((truthSteps.times[middle] as number) <= now) low = middle + 1;
    else high = middle;
  }
  return low === from ? truthSteps.nothing : truthSteps.values.columns.map((c) => valueAt(c, low - 1));
}
