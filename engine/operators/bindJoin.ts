/** From a planned join to a working one. */
import { compile } from '../expression/compile';
import type { Typed } from '../expression/typed';
import { idsOf } from '../query/conditions';
import { timeRange } from '../query/intervalBounds';
import { type JoinKey, joinParts, type StateBound } from '../query/joinCondition';
import { type Attribute, column, eventTimesOf, instantOf, type Logical, outputOf } from '../query/logical';
import { type KeyEncoder, sharedKeyEncoders } from './groups';
import { type Input, specsOf } from './input';
import type { JoinPlan, JoinSidePlan } from './join';

const NO_SPAN = { from: 0, to: 0 };

export function bindJoin(
  node: Extract<Logical, { kind: 'join' }>,
  inputs: readonly [left: Input, right: Input],
): JoinPlan {
  const parts = joinParts(node);
  const keys = parts.keys.flatMap(withWindowsAsBounds);
  const [left, right] = inputs;
  const [leftKeys, rightKeys] = sharedKeyEncoders([
    keys.map((k) => left.read(k.left)),
    keys.map((k) => right.read(k.right)),
  ]) as [KeyEncoder, KeyEncoder];
  const side = (
    child: Logical,
    input: Input,
    encoder: KeyEncoder,
    bound: StateBound | null,
    own: readonly Typed[],
    part: 'left' | 'right',
  ): JoinSidePlan => {
    const output = outputOf(child);
    const times = eventTimesOf(child);
    const time = output.find((a) => times.has(a.id));
    const admits = own.map((c) => input.read(c));
    const strict = keys.filter((k) => !k.nullSafe).map((k) => input.read(k[part]));
    return {
      keys: encoder,
      neverEqual: (ref) => strict.some((key) => key(ref) === null),
      eventTime: time ? input.readTime(instantOf(column(time))) : null,
      bound: bound && { time: input.readTime(bound.time), at: bound.at },
      admits: admits.length === 0 ? null : (ref) => admits.every((c) => c(ref) === true),
      read: (id) => input.raw(id),
      owns: idsOf(output),
    };
  };
  return {
    step: node.step,
    type: node.type,
    keySpecs: specsOf(keys.map((k, i) => keyAttribute(k, i, node))),
    sides: [
      side(node.left, left, leftKeys, parts.leftBound, parts.left, 'left'),
      side(node.right, right, rightKeys, parts.rightBound, parts.right, 'right'),
    ],
    matches: bindMatches(parts.both, idsOf(outputOf(node.left)), inputs),
    ...timeRange(node),
  };
}

/** Two windows are equal where they start and end together. */
export function withWindowsAsBounds(key: JoinKey): JoinKey[] {
  if (key.left.type !== 'window' || key.left.kind !== 'column' || key.right.kind !== 'column') return [key];
  const of = (made: { readonly name: string }, part: string): Typed => ({
    kind: 'column',
    name: made.name + part,
    type: 'timestamp',
    span: NO_SPAN,
  });
  const { left, right } = key;
  return ['.start', '.end'].map((part) => ({ ...key, left: of(left, part), right: of(right, part) }));
}

/** A key as the trace calls it: by the left side's column, where it is one. */
export function keyAttribute({ left }: JoinKey, place: number, node: Extract<Logical, { kind: 'join' }>): Attribute {
  const id = `key${place + 1}`;
  const found = left.kind === 'column' ? outputOf(node.left).find((a) => a.id === left.name) : undefined;
  return { id, name: found?.name ?? id, type: left.type };
}

/** Conditions over both sides, evaluated for a pair of rows. */
export function bindMatches(
  conditions: readonly Typed[],
  leftIds: ReadonlySet<string>,
  [left, right]: readonly [Input, Input],
): JoinPlan['matches'] {
  if (conditions.length === 0) return null;
  const pair = { left: 0, right: 0 };
  const checks = conditions.map((condition) =>
    compile(condition, (id) => {
      const isLeft = leftIds.has(id.replace(/\.(start|end)$/, ''));
      const read = (isLeft ? left : right).raw(id);
      return isLeft ? () => read(pair.left) : () => read(pair.right);
    }),
  );
  return (l, r) => {
    pair.left = l;
    pair.right = r;
    return checks.every((check) => check(0) === true);
  };
}
