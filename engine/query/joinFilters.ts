/**
 * Filters and conditions at a join: which side runs them, and when an outer join is an inner one. Spark's
 * `PushPredicateThroughJoin`, `PushExtraPredicateThroughJoin`, `EliminateOuterJoin`, `InferFiltersFromConstraints`.
 */
import { compile } from '../expression/compile';
import { splitConjuncts, type Typed } from '../expression/typed';
import { QueryFailure } from '../queryFailure';
import type { JoinType } from '../scenario/scenario';
import { attributesOf, type Conditions, conjunction, disjunction, idsOf, isNever, readsOnly } from './conditions';
import { constraintsOf, inferred, isFalse, notNulls, simplified } from './constraints';
import { type Logical, literal, outputOf } from './logical';
import { filtered, push, timeCondition } from './optimize';

type Join = Extract<Logical, { kind: 'join' }>;

/** Which sides of a join run a condition of their own before it: those that come out only where they match. */
const RUNS_BEFORE: Readonly<Record<JoinType, readonly [left: boolean, right: boolean]>> = {
  inner: [true, true],
  leftSemi: [true, true],
  leftOuter: [false, true],
  rightOuter: [true, false],
  fullOuter: [false, false],
};

/** A join under conditions that stand above it. */
export function placeAtJoin(node: Join, above: readonly Typed[]): Logical {
  const type = typeUnder(node, above);
  // What is never true and cannot move is `false` in the next round, and stops the rows of either side.
  const stuck = type === 'inner' ? [] : split(node, above).both.filter(isNever);
  if (stuck.length > 0) return placeAtJoin(node, [...above.filter((c) => !stuck.includes(c)), FALSE]);
  const [beforeLeft, beforeRight] = RUNS_BEFORE[type];
  const conditions = node.condition ? splitConjuncts(simplified(node.condition)) : [];
  const where = split(node, above);
  // Under a filter Spark takes the condition apart one round later, and by then a part on no column that is false has made all
  // of it `false` (cases `refused-join-never-true-under-filter*`); a null one only becomes false at the end of that round.
  const stays = (c: Typed): boolean => above.length > 0 && isFalse(c);
  // One on columns, or a null, is `false` itself by then, and so it is where it did not move in the first round: it goes to the left, as
  // everything on no column does (cases `join-right-outer-condition-null`, `join-inner-condition-null-under-filter`).
  const moves = split(node, conditions);
  const moved = above.length > 0 ? [] : [...(beforeLeft ? moves.left : []), ...(beforeRight ? moves.right : [])];
  const moving = conditions.filter((c) => !stays(c)).map((c) => (isNever(c) && !moved.includes(c) ? FALSE : c));
  const on = split(node, type === 'inner' ? [...where.both, ...moving] : moving);
  // A filter above goes into the side whose rows all come out; into both, and into the condition, where all must match.
  const leftAbove = type === 'inner' || type === 'leftOuter' || type === 'leftSemi';
  const rightAbove = type === 'inner' || type === 'rightOuter';
  const joined: Join = {
    ...node,
    type,
    condition: conjunction([
      ...(beforeLeft ? [] : on.left),
      ...(beforeRight ? [] : on.right),
      ...on.both,
      ...conditions.filter(stays),
    ]),
    left: push(node.left, [...(beforeLeft ? on.left : []), ...(leftAbove ? where.left : [])]),
    right: push(node.right, [...(beforeRight ? on.right : []), ...(rightAbove ? where.right : [])]),
  };
  return filtered(joined, [
    ...(leftAbove ? [] : where.left),
    ...(rightAbove ? [] : where.right),
    ...(type === 'inner' ? [] : where.both),
  ]);
}

const FALSE = literal(false, 'boolean');

function split(node: Join, conditions: readonly Typed[]): { left: Typed[]; right: Typed[]; both: Typed[] } {
  const [left, right] = [idsOf(outputOf(node.left)), idsOf(outputOf(node.right))];
  const found: { left: Typed[]; right: Typed[]; both: Typed[] } = { left: [], right: [], both: [] };
  for (const c of conditions) found[readsOnly(c, left) ? 'left' : readsOnly(c, right) ? 'right' : 'both'].push(c);
  return found;
}

/** The type that is left of an outer join under filters that rows filled up with nulls cannot pass. */
function typeUnder(node: Join, above: readonly Typed[]): JoinType {
  if (above.length === 0 || node.type === 'inner' || node.type === 'leftSemi') return node.type;
  const known = [...above, ...constraintsOf(filtered(node, above)).all];
  const refuses = (side: Logical): boolean => {
    const ids = idsOf(outputOf(side));
    return known.some((c) => readsOnly(c, ids) && refusesNulls(c));
  };
  const [left, right] = [refuses(node.left), refuses(node.right)];
  switch (node.type) {
    case 'leftOuter':
      return right ? 'inner' : 'leftOuter';
    case 'rightOuter':
      return left ? 'inner' : 'rightOuter';
    case 'fullOuter':
      return left && right ? 'inner' : left ? 'leftOuter' : right ? 'rightOuter' : 'fullOuter';
  }
}

function refusesNulls(condition: Typed): boolean {
  try {
    return compile(condition, () => () => null)(0) !== true;
  } catch (error) {
    if (!(error instanceof QueryFailure)) throw error;
    return false;
  }
}

/** The tree with filters that follow from others, and from what joins ask of their sides. */
export function infer(node: Logical): Logical {
  switch (node.kind) {
    case 'scan':
      return node;
    case 'filter': {
      const below = constraintsOf(node.child).and(splitConjuncts(node.condition));
      const found = constraintsOf(node).all.filter((c) => !below.has(c));
      return filtered({ ...node, child: infer(node.child) }, found);
    }
    case 'join': {
      const [left, right] = RUNS_BEFORE[node.type];
      const base = constraintsOf(node.left)
        .and(constraintsOf(node.right).all)
        .and(node.condition ? splitConjuncts(node.condition) : []);
      const all = base.and(inferred(base));
      return {
        ...node,
        left: infer(left ? limited(node.left, all) : node.left),
        right: infer(right ? limited(node.right, all) : node.right),
      };
    }
    case 'union':
      return { ...node, left: infer(node.left), right: infer(node.right) };
    case 'aggregate': {
      // Nothing is inferred again from an outer join that this makes an inner one: rows with null keys are kept.
      const time = timeCondition(node, true);
      return { ...node, child: filtered(infer(node.child), time ? [time] : []) };
    }
    default:
      return { ...node, child: infer(node.child) };
  }
}

function limited(side: Logical, all: Conditions): Logical {
  const ids = idsOf(outputOf(side));
  const known = constraintsOf(side);
  const found = all
    .and(notNulls(all))
    .all.filter((c) => attributesOf(c).size > 0 && readsOnly(c, ids) && !known.has(c));
  return filtered(side, found);
}

/** The tree with what an `or` over both sides of a join says of one side alone as a filter of that side. */
export function pushAlternatives(node: Logical): Logical {
  switch (node.kind) {
    case 'scan':
      return node;
    case 'join': {
      const [left, right] = [pushAlternatives(node.left), pushAlternatives(node.right)];
      const [beforeLeft, beforeRight] = RUNS_BEFORE[node.type];
      const conditions = split(node, node.condition ? splitConjuncts(node.condition) : []).both;
      const extra = (side: Logical): Typed[] => {
        const ids = idsOf(outputOf(side));
        return conditions.flatMap((c) => within(c, ids) ?? []);
      };
      return {
        ...node,
        left: filtered(left, beforeLeft ? extra(node.left) : []),
        right: filtered(right, beforeRight ? extra(node.right) : []),
      };
    }
    case 'union':
      return { ...node, left: pushAlternatives(node.left), right: pushAlternatives(node.right) };
    default:
      return { ...node, child: pushAlternatives(node.child) };
  }
}

/** What a condition says of these columns alone; null if nothing. */
function within(condition: Typed, ids: ReadonlySet<string>): Typed | null {
  if (condition.kind !== 'logic') return readsOnly(condition, ids) ? condition : null;
  const [left, right] = [within(condition.left, ids), within(condition.right, ids)];
  if (condition.operator === 'and') return conjunction([left, right].flatMap((c) => c ?? []));
  return left && right && disjunction(left, right);
}
