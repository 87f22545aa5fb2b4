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
