import type { TraceReader } from '../trace/reader';
import { valueAt } from '../values';
import type { GroupName } from './explanation';

/** What a group is called: its window, if it has one, and its key. */
export function groupName(reader: TraceReader, group: number): GroupName {
  const { operator } = reader.trace;
  if (!operator) return { start: null, end: null, keys: [] };
  const values = operator.groups.columns.map((c) => valueAt(c, group));
  return operator.windowed
    ? { start: values[0] as number, end: values[1] as number, keys: values.slice(2) }
    : { start: null, end: null, keys: values };
}
