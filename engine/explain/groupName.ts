import type { TraceReader } from '../trace/reader';
import { numberOfRef, operatorOfRef } from '../trace/trace';
import { valueAt } from '../values';
import type { GroupName } from './explanation';

/** What a group is called: its window, if it has one, and its key. */
export function groupName(reader: TraceReader, ref: number): GroupName {
  // Of a query with several operators the group's own one, which the reference names.
  const place = operatorOfRef(ref);
  const operator = place === 0 ? reader.trace.operator : reader.trace.upstream[place - 1];
  const group = numberOfRef(ref);
  if (!operator) return { start: null, end: null, keys: [] };
  const values = operator.groups.columns.map((c) => valueAt(c, group));
  return operator.windowed
    ? { start: values[0] as number, end: values[1] as number, keys: values.slice(2) }
    : { start: null, end: null, keys: values };
}
