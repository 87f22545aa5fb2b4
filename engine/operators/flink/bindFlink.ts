/** From planned stages to Flink's operators at work. */
import { idsOf } from '../../query/conditions';
import { intervalJoin } from '../../query/intervalBounds';
import { type Logical, outputOf } from '../../query/logical';
import { bindAggregate, bindDedup, bindProcess, bindSession } from '../bind';
import { bindMatches, keyAttribute, withWindowsAsBounds } from '../bindJoin';
import { type KeyEncoder, sharedKeyEncoders } from '../groups';
import { type Input, specsOf } from '../input';
import type { RecordOutput } from '../recordOperator';
import { FlinkDedup } from './dedup';
import { type FlinkOperator, MILLISECOND } from './flinkOperator';
import { FlinkIntervalJoin, type IntervalJoinPlan, type IntervalJoinSide } from './intervalJoin';
import { FlinkProcess } from './process';
import { FlinkRunning } from './running';
import { FlinkSessions } from './sessions';
import { FlinkWindows } from './windows';

/** A length of time as Flink has it: what is finer than a millisecond is cut off. */
const inMilliseconds = (length: number): number => Math.trunc(length / MILLISECOND) * MILLISECOND;

export function makeFlinkOperator(
  node: Logical,
  inputs: readonly Input[],
  allowedLateness: number,
  output: RecordOutput,
): FlinkOperator {
  const [input] = inputs as [Input];
  const lateness = inMilliseconds(allowedLateness);
  if (node.kind === 'join') return new FlinkIntervalJoin(bindIntervalJoin(node, inputs as [Input, Input]), output);
  if (node.kind === 'process') return new FlinkProcess(bindProcess(node, input), output);
  if (node.kind === 'dedup') return new FlinkDedup(bindDedup(node, input), output);
  if (node.kind !== 'aggregate') throw new Error(`Flink has no operator for ${node.kind}`);
  if (node.window?.kind === 'session') {
    const plan = bindSession(node, node.window, input);
    const gap = inMilliseconds(plan.window.gap);
    return new FlinkSessions({ ...plan, window: { ...plan.window, gap } }, lateness, output);
  }
  const plan = bindAggregate(node, input);
  if (plan.window === null) return new FlinkRunning(plan, output);
  const [size, slide, start] = [plan.window.size, plan.window.slide, plan.window.start].map(inMilliseconds) as [
    number,
    number,
    number,
  ];
  return new FlinkWindows({ ...plan, window: { ...plan.window, size, slide, start } }, lateness, output);
}

function bindIntervalJoin(
  node: Extract<Logical, { kind: 'join' }>,
  inputs: readonly [left: Input, right: Input],
): IntervalJoinPlan {
  const { keys: all, lower, upper, others } = intervalJoin(node) as NonNullable<ReturnType<typeof intervalJoin>>;
  const keys = all.flatMap(withWindowsAsBounds);
  const [left, right] = inputs;
  const encoders = sharedKeyEncoders([keys.map((k) => left.read(k.left)), keys.map((k) => right.read(k.right))]);
  const side = (child: Logical, input: Input, port: 0 | 1): IntervalJoinSide => {
    const strict = keys.filter((k) => !k.nullSafe).map((k) => input.read(port === 0 ? k.left : k.right));
    return {
      keys: encoders[port] as KeyEncoder,
      neverEqual: (ref) => strict.some((key) => key(ref) === null),
      read: (id) => input.raw(id),
      owns: idsOf(outputOf(child)),
    };
  };
  return {
    step: node.step,
    keySpecs: specsOf(keys.map((k, i) => keyAttribute(k, i, node))),
    sides: [side(node.left, left, 0), side(node.right, right, 1)],
    lower,
    upper,
    matches: bindMatches(others, idsOf(outputOf(node.left)), inputs),
  };
}
