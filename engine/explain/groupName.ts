import type { TraceReader } from '../trace/reader';
import { numberOfRef, operatorAt, operatorOfRef } from '../trace/trace';
import { valueAt } from '../values';
import type { GroupName } from './explanation';

/** What a group is called: its window, if it has one, and its key. */
export function groupName(reader: TraceReader, ref: number): GroupName {
  // Of a query with several operators the group's own one, which the reference names.
  const operator = operatorOfRef(ref);
  const own = operatorAt(reader.trace, ref);
  const group = numberOfRef(ref);
  if (!own) return { operator, start: null, end: null, keys: [] };
  const values = own.groups.columns.map((c) => valueAt(c, group));
  return own.windowed
    ? { operator, start: values[0] as number, end: values[1] as number, keys: values.slice(2) }
    : { operator, start: null, end: null, keys: values };
}
