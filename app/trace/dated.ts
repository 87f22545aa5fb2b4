/** Days before times in a table: what is known already is not written again. */
import type { TraceReader } from '../../engine/trace/reader';
import { numberOfRef, operatorAt } from '../../engine/trace/trace';
import { valueAt } from '../../engine/values';
import { shortTime, timeOfDay } from '../../i18n/format';
import { type Labels, labelsOf } from './labels';

/** The day that stands before an instant; null where it goes without saying. */
export const dayOf = (labels: Labels, at: number): string | null =>
  before(labels.instant(at), timeOfDay(at, labels.zone));

const before = (text: string, time: string): string | null => text.slice(0, -time.length).trim() || null;

/** When a group's window starts, microseconds; NaN without one. */
export function windowStart({ trace }: TraceReader, group: number): number {
  const operator = operatorAt(trace, group);
  const starts = operator?.windowed ? operator.groups.columns[0] : undefined;
  const start = starts ? valueAt(starts, numberOfRef(group)) : null;
  return typeof start === 'number' ? start : Number.NaN;
}

/** The day that stands before a group's window; null where it goes without saying, or is all of its name. */
export function windowDay(reader: TraceReader, labels: Labels, group: number): string | null {
  const start = windowStart(reader, group);
  if (Number.isNaN(start) || !labels.window(group)?.startsWith(labels.short(start))) return null;
  return before(labels.short(start), shortTime(start, labels.zone));
}

/** The same labels beside an instant: what is on its day is written without the day. */
export const beside = (reader: TraceReader, labels: Labels, at: number): Labels =>
  labelsOf(reader, labels.language, at);
