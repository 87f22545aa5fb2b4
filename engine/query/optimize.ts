/**
 * Moves filters to where Spark's optimizer moves them. Spark optimizes the plan before it runs, so a watermark step sees
 * only the rows that survive, and a state only the groups: this changes what is late and what is held, not only speed.
 *
 * Rules: `PushPredicateThroughNonJoin`, `PushPredicateThroughJoin`, `EliminateOuterJoin`, `InferFiltersFromConstraints`,
 * `PushProjectionThroughUnion`. What each does to a stream was measured (cases `filter-*`).
 */
import { splitConjuncts, substitute, type Typed } from '../expression/typed';
import { asIsNotNull, attributesOf, Conditions, canonical, neededBy } from './conditions';
import { infer, placeAtJoin, pushAlternatives } from './joinFilters';
import { type Attribute, column, type Logical, outputOf } from './logical';
import { prune } from './prune';

/** The tree with every filter where it runs. */
export function optimize(node: Logical): Logical {
  const inferred = push(infer(push(node, [])), []);
  return prune(tidy(push(pushAlternatives(inferred), [])));
}

/** The tree without filters that another one at the same place says already. */
function tidy(node: Logical): Logical {
  if (node.kind === 'scan') return node;
  if (node.kind === 'filter') {
    const conditions: Typed[] = [];
    let below: Logical = node;
    for (; below.kind === 'filter'; below = below.child) conditions.unshift(...splitConjuncts(below.condition));
    const once = new Conditions(conditions).all;
    const said = (c: Typed): boolean => {
      const column = asIsNotNull(c);
      return column?.kind === 'column' && once.some((o) => neededBy(o).some((n) => canonical(n) === column.name));
    };
    return filtered(
      tidy(below),
      once.filter((c) => !said(c)),
    );
  }
  if ('left' in node) return { ...node, left: tidy(node.left), right: tidy(node.right) };
  return { ...node, child: tidy(node.child) };
}

export const filtered = (child: Logical, conditions: readonly Typed[]): Logical =>
  conditions.reduce<Logical>((below, condition) => ({ kind: 'filter', condition, child: below }), child);

/** A node under conditions that stand above it. */
export function push(node: Logical, above: readonly Typed[]): Logical {
  switch (node.kind) {
    case 'scan':
      return filtered(node, above);
    case 'filter':
      return push(node.child, [...splitConjuncts(node.condition), ...above]);
    case 'project': {
      const made = new Map(node.columns.map((c) => [c.attribute.id, c.made]));
      return {
        ...node,
        child: push(
          node.child,
          above.map((c) => substitute(c, made)),
        ),
      };
    }
    case 'watermark': {
      // What does not use the event time runs before the watermark step.
      const stays = (c: Typed): boolean => attributesOf(c).has(node.attribute.id);
      const below = push(
        node.child,
        above.filter((c) => !stays(c)),
      );
      return filtered({ ...node, child: below }, above.filter(stays));
    }
    case 'aggregate':
      return pushAtAggregate(node, above);
    case 'union': {
      const arm = (child: Logical): Logical => {
        const own = outputOf(child);
        const map = new Map(node.output.map((a, i) => [a.id, column(own[i] as Attribute)]));
        return push(
          child,
          above.map((c) => substitute(c, map)),
        );
      };
      return { ...node, left: arm(node.left), right: arm(node.right) };
    }
    case 'join':
      return placeAtJoin(node, above);
    case 'dedup':
    case 'process':
      // Not through a state that decides by what came first.
      return filtered({ ...node, child: push(node.child, []) }, above);
  }
}

function pushAtAggregate(node: Extract<Logical, { kind: 'aggregate' }>, above: readonly Typed[]): Logical {
  const keys = new Map(node.keys.map((k) => [k.attribute.id, k.made]));
  // A condition on a session is evaluated for the row's own [t, t + gap): measured, case session-filter-on-window.
  const window = node.window?.attribute.id ?? null;
  const grouped = node.keys.length > 0 || node.window !== null;
  const below: Typed[] = [];
  const onWindow: Typed[] = [];
  const stays: Typed[] = [];
  for (const condition of above) {
    const used = [...attributesOf(condition)];
    // A condition on no column at all stays too: measured, case filter-constant-after-groupby-stays.
    if (!grouped || used.length === 0 || !used.every((id) => keys.has(id) || id === window)) stays.push(condition);
    else if (used.includes(window as string)) onWindow.push(substitute(condition, keys));
    else below.push(substitute(condition, keys));
  }
  const child = push(node.child, below);
  return filtered({ ...node, admits: [...node.admits, ...onWindow], child }, stays);
}
