/**
 * Left semi joins where Spark's optimizer moves them: below what is computed from their left rows, into both arms of a
 * union, and past another join to the side that their condition reads (`PushDownLeftSemiAntiJoin`,
 * `PushLeftSemiLeftAntiThroughJoin`; cases `join-left-semi-past-*`, `join-left-semi-into-union`). Where the state stands, and what it holds, changes with it.
 */
import { splitConjuncts, substitute, type Typed } from '../expression/typed';
import { attributesOf, idsOf } from './conditions';
import { type Attribute, column, type Logical, mapChildren, nodesOf, outputOf } from './logical';

type Join = Extract<Logical, { kind: 'join' }>;

/** A tree whose filters and conditions have moved, with each left semi join as low as it goes. */
export function lowerSemiJoins(node: Logical): Logical {
  const lowered = node.kind === 'join' && node.type === 'leftSemi' ? lower(node) : node;
  return lowered === node ? mapChildren(node, lowerSemiJoins) : lowerSemiJoins(lowered);
}

/** The join one node lower; itself where it stays. */
function lower(node: Join): Logical {
  const { left, condition } = node;
  // Without a condition left it is refused, wherever it stands.
  if (condition === null) return node;
  switch (left.kind) {
    case 'project': {
      const made = new Map(left.columns.map((c) => [c.attribute.id, c.made]));
      return { ...left, child: { ...node, left: left.child, condition: substitute(condition, made) } };
    }
    case 'union': {
      const arm = (child: Logical): Join => {
        const own = outputOf(child);
        const map = new Map(left.output.map((a, i) => [a.id, column(own[i] as Attribute)]));
        return { ...node, left: child, condition: substitute(condition, map) };
      };
      return { ...left, left: arm(left.left), right: arm(left.right) };
    }
    case 'join':
      return pastJoin(node, left, condition);
    default:
      return node;
  }
}

/** To the side of the join below that the whole condition reads, if that side's rows come out with what they are. */
function pastJoin(node: Join, below: Join, condition: Typed): Logical {
  const conditions = splitConjuncts(condition);
  const reads = (side: Logical): boolean => {
    const ids = new Set([...idsOf(outputOf(side)), ...idsOf(outputOf(node.right))]);
    return conditions.every((c) => [...attributesOf(c)].every((id) => ids.has(id)));
  };
  const ofRight = idsOf(outputOf(node.right));
  const readsOther = conditions.every((c) => [...attributesOf(c)].some((id) => !ofRight.has(id)));
  if (reads(below.left) && (below.type === 'inner' || below.type === 'leftOuter'))
    return { ...below, left: { ...node, left: below.left } };
  if (readsOther && reads(below.right) && (below.type === 'inner' || below.type === 'rightOuter'))
    return { ...below, right: { ...node, left: below.right } };
  return node;
}

/**
 * Of each left semi join that Spark puts below the aggregate on its left in a batch to which the right side gives no row (an
 * empty side is small enough to be sent to every task, which `PushDownLeftSemiAntiJoin` asks for): the sources of that right
 * side. The operators have other numbers then than in the checkpoint, and the query fails: a batch with rows of the right
 * side and one without are not to be had in one query. Measured; a condition on what the aggregate computes keeps it above.
 */
export function semiJoinsOverAggregates(tree: Logical): readonly (readonly number[])[] {
  return nodesOf(lowerSemiJoins(tree)).flatMap((node) => {
    if (node.kind !== 'join' || node.type !== 'leftSemi' || node.left.kind !== 'aggregate' || !node.condition)
      return [];
    const { window, keys, aggregates } = node.left;
    const computed = new Set(aggregates.map(({ attribute }) => attribute.id));
    const grouped = window !== null || keys.length > 0;
    if (!grouped || [...attributesOf(node.condition)].some((id) => computed.has(id))) return [];
    return [nodesOf(node.right).flatMap((n) => (n.kind === 'scan' ? [n.source] : []))];
  });
}

/**
 * The tree with the scans marked that read nothing of their own: below the copies of a semi join in the arms of a union the
 * other side is the same, and Spark reads it once (`ReuseExchangeAndSubquery`).
 * @param tree as it is laid out
 */
export function withReusedScans(tree: Logical, seen = new Set<string>()): Logical {
  const below = mapChildren(tree, (child) => withReusedScans(child, seen));
  if (tree.kind !== 'join' || below.kind !== 'join' || tree.type !== 'leftSemi') return below;
  const name = tree.step + JSON.stringify(tree.right, (key, value) => (key === 'span' ? undefined : value));
  const again = seen.has(name);
  seen.add(name);
  return again ? { ...below, right: reused(below.right) } : below;
}

const reused = (node: Logical): Logical =>
  node.kind === 'scan' ? { ...node, reused: true } : mapChildren(node, reused);
