/**
 * What is known to be true of every row that leaves a node (Spark's `QueryPlanConstraints`). The optimizer makes filters
 * of it: they run before a watermark step and before a state, so they change what is late and what is held.
 */
import { compile } from '../expression/compile';
import { columnsOf, splitConjuncts, type Typed } from '../expression/typed';
import { QueryFailure } from '../queryFailure';
import type { Value } from '../values';
import {
  asIsNotNull,
  attributesOf,
  Conditions,
  conjunction,
  disjunction,
  equalNullSafe,
  idsOf,
  isNever,
  isNotNull,
  neededBy,
  readsOnly,
  replaced,
} from './conditions';
import { isEmptyRelation } from './emptied';
import { type Attribute, column, copiesRows, type Logical, literal, type Made, outputOf } from './logical';

/** True of every row of a node, over the node's columns. */
export function constraintsOf(node: Logical): Conditions {
  const valid = validOf(node);
  const output = idsOf(outputOf(node));
  const all = valid.and(inferred(valid)).and(notNulls(valid));
  return new Conditions(all.all.filter((c) => attributesOf(c).size > 0 && readsOnly(c, output)));
}

/** Whether a filter stops every row, whatever it reads: Spark then has an empty relation there, of which it knows nothing. */
function isEmpty(node: Logical): boolean {
  if (node.kind === 'filter' && splitConjuncts(node.condition).some(isNeverTrue)) return true;
  return (node.kind === 'filter' || node.kind === 'project' || node.kind === 'watermark') && isEmpty(node.child);
}

/** Whether a condition stops every row, whatever its columns hold; one on no column is computed. */
export function isNeverTrue(condition: Typed): boolean {
  if (columnsOf(condition).size > 0) return isNever(condition);
  const value = constantOf(condition);
  return value === false || value === null;
}

/** Whether a condition on no column is false. One that is null is not, as long as Spark has not replaced it. */
export const isFalse = (condition: Typed): boolean =>
  columnsOf(condition).size === 0 && constantOf(condition) === false;

/** What an expression on no column is; undefined if that fails. */
function constantOf(made: Typed): Value | undefined {
  try {
    return compile(made, () => () => null)(0);
  } catch (error) {
    if (!(error instanceof QueryFailure)) throw error;
    return undefined;
  }
}

const is = (typed: Typed, value: boolean | null): boolean => typed.kind === 'literal' && typed.value === value;

/**
 * A condition without the arms of its alternatives that say nothing: `a or 1 > 2` is `a`, and moves as `a` does (Spark:
 * `BooleanSimplification`; case `filter-or-never-true`). Of parts that all must be true nothing is taken away.
 */
export function simplified(condition: Typed): Typed {
  if (condition.kind !== 'logic') return condition;
  if (condition.operator === 'or') return alternatives(condition);
  return { ...condition, left: simplified(condition.left), right: simplified(condition.right) };
}

function alternatives(made: Typed): Typed {
  if (made.kind === 'logic') {
    const [left, right] = [alternatives(made.left), alternatives(made.right)];
    const or = made.operator === 'or';
    for (const wins of or ? [true] : [false, null])
      if (is(left, wins) || is(right, wins)) return literal(wins, 'boolean');
    // Where all arms of an `or` say nothing it is null if one of them is.
    for (const leaves of or ? [false, null] : [true]) {
      if (is(left, leaves)) return right;
      if (is(right, leaves)) return left;
    }
    return { ...made, left, right };
  }
  if (isNeverTrue(made)) return literal(isFalse(made) ? false : null, 'boolean');
  return columnsOf(made).size === 0 ? literal(true, 'boolean') : made;
}

function validOf(node: Logical): Conditions {
  if (isEmpty(node)) return new Conditions();
  switch (node.kind) {
    case 'scan':
    case 'process':
      return new Conditions();
    case 'filter':
      return constraintsOf(node.child).and(splitConjuncts(node.condition));
    case 'watermark':
    case 'dedup':
      return constraintsOf(node.child);
    case 'project':
      return renamed(constraintsOf(node.child), node.columns);
    case 'aggregate': {
      // What was true of a row is not looked for behind its copies.
      const known = copiesRows(node.window) ? new Conditions(node.admits) : constraintsOf(node.child);
      return renamed(known, node.keys);
    }
    case 'union':
      return common(node);
    case 'join': {
      const condition = node.condition ? splitConjuncts(node.condition) : [];
      switch (node.type) {
        case 'inner':
          return constraintsOf(node.left).and(constraintsOf(node.right).all).and(condition);
        case 'leftSemi':
          return constraintsOf(node.left).and(condition);
        case 'leftOuter':
          return constraintsOf(node.left);
        case 'rightOuter':
          return constraintsOf(node.right);
        case 'fullOuter':
          return new Conditions();
      }
    }
  }
}

/** What follows from an equality of two columns: a condition on one holds for the other (`inferAdditionalConstraints`). */
export function inferred(conditions: Conditions): Typed[] {
  const predicates = conditions.all.filter((c) => !asIsNotNull(c));
  const found: Typed[] = [];
  const replace = (equality: Typed, from: Typed, to: Typed): void => {
    for (const c of predicates) if (c !== equality) found.push(replaced(c, from, to));
  };
  for (const c of predicates) {
    if (c.kind !== 'compare' || c.operator !== '=') continue;
    const { left, right } = c;
    if (left.kind === 'column' && right.kind === 'column') {
      replace(c, left, right);
      replace(c, right, left);
    } else if (isCastColumn(left) && right.kind === 'column') replace(c, right, left);
    else if (left.kind === 'column' && isCastColumn(right)) replace(c, left, right);
  }
  return found.filter((c) => !conditions.has(c));
}

const isCastColumn = (made: Typed): boolean => made.kind === 'cast' && made.operand.kind === 'column';

/** The columns that must have a value where these hold. */
export function notNulls(conditions: Conditions): Typed[] {
  return conditions.all.flatMap((c) => neededBy(asIsNotNull(c) ?? c)).map(isNotNull);
}

/** Conditions after columns got other names or values. */
function renamed(below: Conditions, columns: readonly Made[]): Conditions {
  let all = below;
  for (const { attribute, made } of columns) {
    if (made.kind === 'column' && made.name === attribute.id) continue;
    const here = column(attribute);
    if (made.kind !== 'literal') all = all.and(all.all.map((c) => replaced(c, made, here)));
    all = all.and([equalNullSafe(made, here)]);
  }
  return all;
}

/** What holds in both arms of a union; for a column that each arm limits in its own way, one way or the other. */
function common(node: Extract<Logical, { kind: 'union' }>): Conditions {
  const [left, right] = [node.left, node.right].map((arm) => {
    const own = outputOf(arm);
    return constraintsOf(arm).all.map((c) =>
      node.output.reduce((made, a, i) => replaced(made, column(own[i] as Attribute), column(a)), c),
    );
  }) as [Typed[], Typed[]];
  const [a, b] = [new Conditions(left), new Conditions(right)];
  // An arm that is an empty relation is none: the union is the other one.
  if (isEmptyRelation(node.left)) return b;
  if (isEmptyRelation(node.right)) return a;
  const both = new Conditions(a.all.filter((c) => b.has(c)));
  const alone = (arm: Conditions, id: string): Typed | null =>
    conjunction(arm.all.filter((c) => !both.has(c) && attributesOf(c).size === 1 && attributesOf(c).has(id)));
  for (const { id } of node.output) {
    const [l, r] = [alone(a, id), alone(b, id)];
    if (l && r) both.add(disjunction(l, r));
  }
  return both;
}
