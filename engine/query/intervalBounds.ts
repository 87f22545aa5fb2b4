/** An inner join's condition as Flink's interval join takes it: equal keys, and bounds between the two event times. */

import type { Typed } from '../expression/typed';
import { attributesOf } from './conditions';
import { eventTimeKey, type JoinKey, joinKeys, rangeBound } from './joinCondition';
import { eventTimesOf, type Logical } from './logical';

export interface IntervalJoin {
  readonly keys: readonly JoinKey[];
  /** The right time lies in [left time + lower, left time + upper], both included; microseconds, whole milliseconds. */
  readonly lower: number;
  readonly upper: number;
  /** What else must be true of a pair. */
  readonly others: readonly Typed[];
}

const MILLISECOND = 1000;

/** Null if the condition does not bound the event times of both sides by each other, from below and from above. */
export function intervalJoin(node: Extract<Logical, { kind: 'join' }>): IntervalJoin | null {
  const found = bounded(node);
  return Number.isFinite(found.lower) && Number.isFinite(found.upper) ? found : null;
}

/** How far apart the two event times may be; infinite where the condition does not say. */
export function timeRange(node: Extract<Logical, { kind: 'join' }>): Pick<IntervalJoin, 'lower' | 'upper'> {
  const { lower, upper } = bounded(node);
  return { lower, upper };
}

function bounded(node: Extract<Logical, { kind: 'join' }>): IntervalJoin {
  const { keys, others } = joinKeys(node);
  const place = eventTimeKey(node, keys);
  const times = new Set([...eventTimesOf(node.left), ...eventTimesOf(node.right)]);
  const onTimes = (c: Typed): boolean => [...attributesOf(c)].every((id) => times.has(id));
  let [lower, upper] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const key = keys[place];
  if (key && onTimes(key.left) && onTimes(key.right)) [lower, upper] = [0, 0];
  const rest: Typed[] = [];
  for (const c of others) {
    // A row of the left side is over at a watermark of the right one of -upper - 1 ms, and the other way round.
    const left = onTimes(c) ? rangeBound([c], node.left, node.right) : null;
    const right = onTimes(c) ? rangeBound([c], node.right, node.left) : null;
    if (left) upper = Math.min(upper, -left(0) - MILLISECOND);
    if (right) lower = Math.max(lower, right(0) + MILLISECOND);
    if (!left && !right) rest.push(c);
  }
  return { keys, lower, upper, others: rest };
}
