/**
 * Moves filters to where Spark's optimizer moves them. Spark optimizes the plan before it runs, so a watermark step sees
 * only the rows that survive, and a state only the groups: this changes what is late and what is held, not only speed.
 *
 * Rules: `PushPredicateThroughNonJoin`, `PushPredicateThroughJoin`, `EliminateOuterJoin`, `InferFiltersFromConstraints`,
 * `PushProjectionThroughUnion`; of left semi joins see `semiJoins.ts`, of outer joins that nobody
 * needs `idleJoins.ts`. What each does to a stream was measured (cases `filter-*`).
 */
import { columnsOf, splitConjuncts, substitute, type Typed } from '../expression/typed';
import { asIsNotNull, attributesOf, Conditions, canonical, isNever, isNotNull, neededBy } from './conditions';
import { simplified } from './constraints';
import { withoutIdleJoins } from './idleJoins';
import { infer, placeAtJoin, pushAlternatives } from './joinFilters';
import {
  type Attribute,
  column,
  copiesRows,
  eventTimesOf,
  isEventTime,
  type Logical,
  type LogicalWindow,
  literal,
  mapChildren,
  NO_SPAN,
  outputOf,
} from './logical';
import { prune } from './prune';
import { lowerSemiJoins, withReusedScans } from './semiJoins';

/** The tree with every filter where it runs. */
export function optimize(node: Logical): Logical {
  const moved = withoutIdleJoins(push(node, []));
  const inferred = push(infer(push(lowerSemiJoins(moved), [])), []);
  return withReusedScans(prune(tidy(push(pushAlternatives(inferred), []))));
}

/** The tree without filters that another one at the same place says already. */
function tidy(node: Logical): Logical {
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
  return mapChildren(node, tidy);
}

export const filtered = (child: Logical, conditions: readonly Typed[]): Logical =>
  conditions.reduce<Logical>((below, condition) => ({ kind: 'filter', condition, child: below }), child);

/** A node under conditions that stand above it. */
export function push(node: Logical, above: readonly Typed[]): Logical {
  switch (node.kind) {
    case 'scan':
      return filtered(node, above);
    case 'filter':
      return push(node.child, [...splitConjuncts(simplified(node.condition)), ...above]);
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
      // What does not use the event time runs before the watermark step; what is never true has become `false`, which uses nothing.
      const stays = (c: Typed): boolean => attributesOf(c).has(node.attribute.id) && !isNever(c);
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

/** The ends of a row's only window, as computed from its time; null where it may have several. */
function windowEnds(window: LogicalWindow | null): ReadonlyMap<string, Typed> | null {
  if (window === null || copiesRows(window)) return null;
  const { time, attribute } = window;
  const type = 'timestamp' as const;
  const length = (value: number): Typed => literal(value, 'interval');
  const start: Typed =
    window.kind === 'session'
      ? time
      : {
          kind: 'call',
          function: 'window_start',
          arguments: [time, length(window.size), length(window.start)],
          type,
          span: NO_SPAN,
        };
  const right = length(window.kind === 'session' ? window.gap : window.size);
  const end: Typed = { kind: 'arithmetic', operator: '+', left: start, right, type, span: NO_SPAN };
  return new Map([
    [`${attribute.id}.start`, start],
    [`${attribute.id}.end`, end],
  ]);
}

function comesFromJoin(node: Logical): boolean {
  if (node.kind === 'join') return true;
  return (node.kind === 'filter' || node.kind === 'project' || node.kind === 'watermark') && comesFromJoin(node.child);
}

/**
 * That the rows of a window have a time is a condition too; null: it is none that changes what is late or what is held.
 * @param inferred whether it is to follow from the ends of the windows: Spark asks for the time at once only where the slide divides the size
 */
export function timeCondition(
  { window, child }: Extract<Logical, { kind: 'aggregate' }>,
  inferred: boolean,
): Typed | null {
  if (window === null || inferred !== (window.kind !== 'session' && window.size % window.slide !== 0)) return null;
  const times = eventTimesOf(child);
  // Where it is the event time it would move no further than to the watermark, but a join on the way it does reach: an outer
  // one that would fill the time with null becomes an inner one.
  const asks = times.size > 0 && (!isEventTime(window.time, times) || comesFromJoin(child));
  return asks ? isNotNull(window.time) : null;
}

function pushAtAggregate(node: Extract<Logical, { kind: 'aggregate' }>, above: readonly Typed[]): Logical {
  // A tumbling window and a row's own session are columns computed before the state: conditions on them move on.
  const ends = windowEnds(node.window);
  const keys = new Map(node.keys.map((k) => [k.attribute.id, k.made]));
  const window = node.window?.attribute.id ?? null;
  const grouped = node.keys.length > 0 || node.window !== null;
  const below: Typed[] = [];
  const onWindow: Typed[] = [];
  const stays: Typed[] = [];
  for (const condition of above) {
    const used = [...attributesOf(condition)];
    // A condition on no column at all stays too: measured, case filter-constant-after-groupby-stays.
    if (!grouped || used.length === 0 || !used.every((id) => keys.has(id) || id === window)) stays.push(condition);
    else if (!used.includes(window as string)) below.push(substitute(condition, keys));
    // A row stands in several sliding windows, and a window as a whole is no column yet.
    else if (ends === null || columnsOf(condition).has(window as string)) onWindow.push(substitute(condition, keys));
    else below.push(substitute(condition, new Map([...keys, ...ends])));
  }
  const time = timeCondition(node, false);
  if (time) below.push(time);
  const child = push(node.child, below);
  return filtered({ ...node, admits: [...node.admits, ...onWindow], child }, stays);
}
