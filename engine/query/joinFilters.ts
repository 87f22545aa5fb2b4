/** Filters and conditions at a join: which side runs them. */
import type { Typed } from '../expression/typed';
import type { Logical } from './logical';
import { filtered, push } from './optimize';

export function placeAtJoin(node: Extract<Logical, { kind: 'join' }>, above: readonly Typed[]): Logical {
  return filtered({ ...node, left: push(node.left, []), right: push(node.right, []) }, above);
}
