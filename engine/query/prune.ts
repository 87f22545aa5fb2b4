/**
 * Takes away columns that nobody above needs, where a state would hold them (Spark's `ColumnPruning`). An event time that
 * is taken away is none any more: a join or a deduplication without it finds no row late.
 */
import { attributesOfAll, idsOf, readByAggregate } from './conditions';
import { type Attribute, column, eventTimesOf, type Logical, outputOf } from './logical';

export function prune(tree: Logical): Logical {
  return needing(tree, idsOf(outputOf(tree)));
}

/** A node of which only these columns are needed; it may give others too. */
function needing(node: Logical, needed: ReadonlySet<string>): Logical {
  switch (node.kind) {
    case 'scan':
      return node;
    case 'filter':
      return { ...node, child: needing(node.child, new Set([...needed, ...attributesOfAll(node.condition)])) };
    case 'project': {
      const columns = node.columns.filter((c) => needed.has(c.attribute.id));
      return { ...node, columns, child: needing(node.child, new Set(attributesOfAll(...columns.map((c) => c.made)))) };
    }
    case 'watermark':
      return { ...node, child: needing(node.child, new Set([...needed, node.attribute.id])) };
    case 'aggregate': {
      const below = [...readByAggregate(node), ...attributesOfAll(...node.admits)];
      return { ...node, child: needing(node.child, new Set(below)) };
    }
    case 'dedup': {
      // Within the watermark a key's expiry is made from the event time; else only a column that is asked for stays.
      const expiry = node.withinWatermark ? eventTimesOf(node.child) : [];
      return { ...node, child: only(node.child, new Set([...needed, ...idsOf(node.keys), ...expiry])) };
    }
    case 'process':
      return { ...node, child: needing(node.child, idsOf(outputOf(node.child))) };
    case 'join': {
      const all = new Set([...needed, ...attributesOfAll(node.condition)]);
      return { ...node, left: only(node.left, all), right: only(node.right, all) };
    }
    case 'union': {
      const output = node.output.filter((a) => needed.has(a.id));
      const arm = (child: Logical): Logical => {
        const own = outputOf(child);
        return only(
          child,
          new Set(node.output.flatMap((a, i) => (needed.has(a.id) ? [(own[i] as Attribute).id] : []))),
        );
      };
      return { ...node, output, left: arm(node.left), right: arm(node.right) };
    }
  }
}

/** A node that gives these columns and no others. */
function only(node: Logical, needed: ReadonlySet<string>): Logical {
  const kept = outputOf(node).filter((a) => needed.has(a.id));
  const below = needing(node, needed);
  if (kept.length === outputOf(node).length) return below;
  return { kind: 'project', columns: kept.map((attribute) => ({ attribute, made: column(attribute) })), child: below };
}
