/** From planned stages to Kafka Streams' operators at work. */
import { idsOf } from '../../query/conditions';
import { intervalJoin } from '../../query/intervalBounds';
import { type Logical, outputOf } from '../../query/logical';
import { bindAggregate, bindDedup, bindProcess, bindSession } from '../bind';
import { keyAttribute, withWindowsAsBounds } from '../bindJoin';
import { type KeyEncoder, sharedKeyEncoders } from '../groups';
import { type Input, specsOf } from '../input';
import type { RecordOutput } from '../recordOperator';
import { KafkaDedup } from './dedup';
import { KafkaJoin, type KafkaJoinPlan, type KafkaJoinSide } from './join';
import { inMilliseconds, type KafkaOperator, type KafkaRun, type WindowSettings } from './kafkaOperator';
import { KafkaProcessor } from './process';
import { KafkaRunning } from './running';
import { KafkaSessions } from './sessions';
import { KafkaTimeWindows } from './timeWindows';

export function makeKafkaOperator(
  node: Logical,
  inputs: readonly Input[],
  settings: WindowSettings,
  run: KafkaRun,
  output: RecordOutput,
): KafkaOperator {
  const [input] = inputs as [Input];
  if (node.kind === 'join')
    return new KafkaJoin(bindKafkaJoin(node, inputs as [Input, Input], settings.grace), run, output);
  if (node.kind === 'process') return new KafkaProcessor(bindProcess(node, input), settings.grace, run, output);
  if (node.kind === 'dedup') return new KafkaDedup(bindDedup(node, input), settings.grace, run, output);
  if (node.kind !== 'aggregate') throw new Error(`Kafka Streams has no operator for ${node.kind}`);
  if (node.window?.kind === 'session') {
    const plan = bindSession(node, node.window, input);
    const gap = inMilliseconds(plan.window.gap);
    return new KafkaSessions({ ...plan, window: { ...plan.window, gap } }, settings, run, output);
  }
  const plan = bindAggregate(node, input);
  if (plan.window === null) return new KafkaRunning(plan, run, output);
  const [size, slide] = [inMilliseconds(plan.window.size), inMilliseconds(plan.window.slide)];
  return new KafkaTimeWindows({ ...plan, window: { ...plan.window, size, slide } }, settings, run, output);
}

function bindKafkaJoin(
  node: Extract<Logical, { kind: 'join' }>,
  inputs: readonly [left: Input, right: Input],
  grace: number,
): KafkaJoinPlan {
  const { keys: all, lower, upper } = intervalJoin(node) as NonNullable<ReturnType<typeof intervalJoin>>;
  const keys = all.flatMap(withWindowsAsBounds);
  const [left, right] = inputs;
  const parts = [keys.map((k) => left.read(k.left)), keys.map((k) => right.read(k.right))] as const;
  const encoders = sharedKeyEncoders(parts);
  const side = (child: Logical, port: 0 | 1): KafkaJoinSide => ({
    keys: encoders[port] as KeyEncoder,
    withoutKey: (ref) => parts[port].some((key) => key(ref) === null),
    read: (id) => inputs[port].raw(id),
    owns: idsOf(outputOf(child)),
  });
  return {
    step: node.step,
    type: node.type,
    keySpecs: specsOf(keys.map((k, i) => keyAttribute(k, i, node))),
    sides: [side(node.left, 0), side(node.right, 1)],
    before: -lower,
    after: upper,
    grace,
  };
}
