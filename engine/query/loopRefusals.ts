/**
 * What a batch in a loop cannot be asked. It answers for the stretch that it read and forgets it: no window but one as
 * long as its interval, and no step that needs what an earlier run saw.
 */
import { type Fault, fault } from '../faults';
import { formatInterval } from '../interval';
import type { BatchLoopSettings } from '../scenario/scenario';
import { type Logical, nodesOf } from './logical';

export function loopRefusals(tree: Logical, settings: BatchLoopSettings): Fault[] {
  const nodes = nodesOf(tree);
  const [first, second] = nodes.filter((n) => n.kind === 'aggregate');
  for (const node of nodes) {
    if (node.kind === 'join' || node.kind === 'union' || node.kind === 'process')
      return [fault(node.step, 'loopStep', { step: node.kind })];
    if (node.kind === 'dedup') return [fault(node.step, 'loopStep', { step: 'dropDuplicates' })];
  }
  if (first && second) return [fault(first.step, 'loopStep', { step: 'secondGroupBy' })];
  const { interval, readBy } = settings;
  if (first?.window) {
    const { window } = first;
    const size = window.kind === 'session' ? null : window.size;
    const tumbling = window.kind === 'fixed' && window.slide === window.size;
    if (!tumbling || size !== interval)
      return [
        fault(`${first.step}.groupBy.window`, 'loopWindow', {
          size: window.kind === 'session' ? formatInterval(window.gap) : formatInterval(window.size),
          interval: formatInterval(interval),
        }),
      ];
  }
  if (readBy === 'eventTime' && !first?.window && !nodes.some((n) => n.kind === 'watermark'))
    return [fault('engines.batchLoop.readBy', 'loopWithoutEventTime', {})];
  return [];
}
