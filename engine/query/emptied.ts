/**
 * The query as Spark sees it in a batch to which some sources give no row. It plans each batch anew, and computes what
 * stands directly on an empty relation (filters, selects, unions of such) before it looks for what follows from it:
 * `ConvertToLocalRelation` and `PropagateEmptyRelation` go before `InferFiltersFromConstraints`. So the other side of a join
 * loses filters that were inferred from there, or gains those of the only arm of a union that has rows (cases
 * `join-batch-without-rows-*`). A watermark stands between: what is written behind it counts in every batch.
 */
import { type Logical, mapChildren, nodesOf, outputOf } from './logical';

/** Whether batches without rows of a source are planned otherwise than others. */
export function dependsOnRows(tree: Logical): boolean {
  const nodes = nodesOf(tree);
  return nodes.some(({ kind }) => kind === 'join') && nodes.some((node) => stands(node));
}

const stands = (node: Logical): boolean =>
  node.kind === 'union' || ((node.kind === 'filter' || node.kind === 'project') && standsOnSource(node));
const standsOnSource = (node: Logical): boolean =>
  node.kind === 'scan' ||
  node.kind === 'union' ||
  ((node.kind === 'filter' || node.kind === 'project') && standsOnSource(node.child));

/** The tree in a batch to which these sources give no row; it has the stages that the whole tree has. */
export function emptied(node: Logical, sources: ReadonlySet<number>): Logical {
  if (node.kind === 'scan') return sources.has(node.source) ? { ...node, empty: true } : node;
  const below = mapChildren(node, (child) => emptied(child, sources));
  const gone = (below.kind === 'filter' || below.kind === 'project') && isEmptyRelation(below.child);
  return gone ? withOutput(below.child, outputOf(node)) : below;
}

/** An empty relation of these columns, in place of another one. */
function withOutput(empty: Logical, output: ReturnType<typeof outputOf>): Logical {
  if (empty.kind === 'scan') return { ...empty, output };
  if (empty.kind !== 'union') return empty;
  return { ...empty, output, left: withOutput(empty.left, output), right: withOutput(empty.right, output) };
}

/** Whether Spark has an empty relation there, of which nothing is known. */
export function isEmptyRelation(node: Logical): boolean {
  if (node.kind === 'scan') return node.empty === true;
  return node.kind === 'union' && isEmptyRelation(node.left) && isEmptyRelation(node.right);
}
