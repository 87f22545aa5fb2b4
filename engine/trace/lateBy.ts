/** How late a late row was. */
import { shoreOf } from './steps';
import { numberOfRef, operatorAt, type Trace } from './trace';

/**
 * How far the water that tested a late row had passed the end of the group's window. Behind a join the operator has a
 * watermark of its own, so much lower than the query's.
 * @param eventTime is late itself where the group has no window; NaN gives NaN
 */
export function lateBy(trace: Trace, group: number, step: number, eventTime = Number.NaN): number {
  const operator = operatorAt(trace, group);
  const ends = operator?.windowed ? operator.groups.columns[1] : undefined;
  const due = ends?.type === 'timestamp' ? (ends.values[numberOfRef(group)] as number) : eventTime;
  return shoreOf(trace, trace.batches.lateWatermark[step] as number) - due - (operator?.behind ?? 0);
}

/**
 * How late a row was for the window that it missed by least; NaN where that has no figure. Without window the row itself is
 * what comes too late: a row of a join, or one that is looked for again.
 */
export function leastLateBy(trace: Trace, groups: Iterable<number>, step: number, eventTime?: number): number {
  let least = Number.NaN;
  for (const group of groups) {
    const by = lateBy(trace, group, step, eventTime);
    if (Number.isFinite(by) && !(by >= least)) least = by;
  }
  return least;
}
