/**
 * Outer joins that Spark's optimizer takes out because nothing behind them can tell (`EliminateOuterJoin`): only columns of the
 * side whose rows all come out are used, and rows that come twice make no difference (min, max), or none can (the other side has
 * one row for each key). Cases `join-taken-out-*`.
 */
import { attributesOf, attributesOfAll, idsOf, readByAggregate } from './conditions';
import { joinKeys } from './joinCondition';
import { copiesRows, type Logical, mapChildren, outputOf } from './logical';

type Aggregate = Extract<Logical, { kind: 'aggregate' }>;

/** A tree whose filters have moved, without such joins. */
export function withoutIdleJoins(node: Logical): Logical {
  if (node.kind !== 'aggregate' && node.kind !== 'project') return mapChildren(node, withoutIdleJoins);
  const used = usedBy(node);
  // Spark does not look behind rows that are copied.
  const copies = node.kind === 'aggregate' && copiesRows(node.window);
  const agnostic =
    node.kind === 'aggregate' && node.aggregates.every((a) => a.function === 'min' || a.function === 'max');
  const times = node.kind === 'aggregate' && node.window ? attributesOf(node.window.time) : new Set<string>();
  const child = copies ? node.child : without(node.child, used, agnostic, times);
  return { ...node, child: withoutIdleJoins(child) };
}

const usedBy = (node: Aggregate | Extract<Logical, { kind: 'project' }>): ReadonlySet<string> =>
  new Set(node.kind === 'project' ? attributesOfAll(...node.columns.map((c) => c.made)) : readByAggregate(node));

/**
 * A node of which only these columns are used, without the outer joins on top of it.
 * @param agnostic rows that come twice make no difference
 * @param times columns that a window is computed from: a select between that computes one stays apart
 */
function without(node: Logical, used: ReadonlySet<string>, agnostic: boolean, times: ReadonlySet<string>): Logical {
  if (node.kind === 'project') {
    const columns = node.columns.filter((c) => used.has(c.attribute.id));
    const computed = columns.filter((c) => times.has(c.attribute.id));
    if (computed.some((c) => c.made.kind !== 'column')) return node;
    const below = new Set(attributesOfAll(...columns.map((c) => c.made)));
    const child = without(node.child, below, agnostic, new Set(attributesOfAll(...computed.map((c) => c.made))));
    return child === node.child ? node : { ...node, columns, child };
  }
  if (node.kind !== 'join' || (node.type !== 'leftOuter' && node.type !== 'rightOuter')) return node;
  const [kept, other] = node.type === 'leftOuter' ? [node.left, node.right] : [node.right, node.left];
  const ids = idsOf(outputOf(kept));
  if (![...used].every((id) => ids.has(id))) return node;
  const { keys } = joinKeys(node);
  const side = node.type === 'leftOuter' ? 'right' : 'left';
  const joined = new Set(keys.flatMap((k) => (!k.nullSafe && k[side].kind === 'column' ? [k[side].name] : [])));
  const distinct = distinctKey(other);
  if (!agnostic && !distinct?.every((id) => joined.has(id))) return node;
  return without(kept, used, agnostic, times);
}

/** Columns of which no two rows of a node have the same values; null if none are known (Spark: `DistinctKeyVisitor`). */
function distinctKey(node: Logical): readonly string[] | null {
  switch (node.kind) {
    case 'filter':
      return distinctKey(node.child);
    case 'aggregate':
      return [...(node.window ? [node.window.attribute.id] : []), ...node.keys.map((k) => k.attribute.id)];
    case 'project': {
      const found = distinctKey(node.child)?.map(
        (id) => node.columns.find(({ made }) => made.kind === 'column' && made.name === id)?.attribute.id ?? null,
      );
      return found && !found.includes(null) ? found.flatMap((id) => id ?? []) : null;
    }
    default:
      return null;
  }
}
