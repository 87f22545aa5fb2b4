/**
 * What Spark refuses to start, with its own condition and words (`UnsupportedOperationChecker`), and what it refuses when
 * it plans the first batch. One fault: the first that Spark finds.
 */
import { splitConjuncts } from '../expression/typed';
import { type Fault, fault, type WayOut } from '../faults';
import type { OutputMode, SparkSettings } from '../scenario/scenario';
import { isNeverTrue } from './constraints';
import { eventTimeKey, joinKeys, rangeBound } from './joinCondition';
import { eventTimesOf, isEventTime, type Logical, nodesOf, outputOf, sessionKey } from './logical';

export function sparkRefusals(tree: Logical, settings: SparkSettings): Fault[] {
  const { outputMode } = settings;
  const nodes = nodesOf(tree);
  const found = refusedInMode(nodes, outputMode) ?? refusedChain(nodes, outputMode) ?? refusedNode(nodes, outputMode);
  return found ? [found] : [];
}

/** What the output mode forbids to the aggregate nearest to the sink. */
function refusedInMode(nodes: readonly Logical[], mode: OutputMode): Fault | null {
  const [aggregate] = nodes.filter((n) => n.kind === 'aggregate');
  if (mode === 'append' && aggregate && !outputOf(aggregate).some((a) => eventTimesOf(aggregate).has(a.id))) {
    const wayOut = nodes.some((n) => n.kind === 'watermark') ? 'groupByEventTime' : 'addWatermark';
    return unsupportedMode(mode, 'streaming aggregations without watermark', wayOut);
  }
  if (mode === 'update' && aggregate && (aggregate.window?.kind === 'session' || sessionKey(aggregate)))
    return unsupportedMode(mode, 'session window streaming aggregations', 'appendOrComplete');
  if (mode === 'complete' && !aggregate) return unsupportedMode(mode, 'no streaming aggregations', 'appendOrUpdate');
  return null;
}

/** An aggregate that gives its rows again and again (update, complete) under another operator that goes by event time. */
function refusedChain(nodes: readonly Logical[], mode: OutputMode): Fault | null {
  if (mode === 'append') return null;
  const followed = nodes.find(
    (n) => goesByEventTime(n) && nodesOf(n).some((below) => below !== n && below.kind === 'aggregate'),
  );
  if (!followed) return null;
  return refusal(
    'step' in followed ? followed.step : '',
    '_LEGACY_ERROR_TEMP_3102',
    'Detected pattern of possible \'correctness\' issue due to global watermark. The query contains stateful operation which can emit rows older than the current watermark plus allowed late record delay, which are "late rows" in downstream stateful operations and these rows can be discarded.',
    'append',
  );
}

function goesByEventTime(node: Logical): boolean {
  if (node.kind === 'dedup') return node.withinWatermark || node.keys.some((k) => eventTimesOf(node.child).has(k.id));
  return node.kind === 'aggregate' || node.kind === 'join' || node.kind === 'process';
}

function refusedNode(nodes: readonly Logical[], mode: OutputMode): Fault | null {
  const join = nodes.flatMap((n) => (n.kind === 'join' ? (refusedJoin(n, mode) ?? []) : []))[0];
  if (join) return join;
  const within = nodes.find((n) => n.kind === 'dedup' && n.withinWatermark && eventTimesOf(n.child).size === 0);
  if (within && 'step' in within)
    return refusal(
      within.step,
      '_LEGACY_ERROR_TEMP_3102',
      'dropDuplicatesWithinWatermark is not supported on streaming DataFrames/DataSets without watermark.',
      'addWatermarkHere',
    );
  return null;
}

type Join = Extract<Logical, { kind: 'join' }>;
const JOIN_NAMES = {
  inner: 'Inner',
  leftOuter: 'LeftOuter',
  rightOuter: 'RightOuter',
  fullOuter: 'FullOuter',
  leftSemi: 'LeftSemi',
} as const;

/** A join whose rows would wait for ever to come out with nulls, or that the output mode cannot show. */
function refusedJoin(node: Join, mode: OutputMode): Fault | null {
  const { type, step } = node;
  const updates = type === 'inner' || type === 'leftSemi';
  if (mode === 'complete' || (mode === 'update' && !updates))
    return refusal(
      step,
      '_LEGACY_ERROR_TEMP_3102',
      `${JOIN_NAMES[type]} join between two streaming DataFrames/Datasets is not supported in ${mode === 'update' ? 'Update' : 'Complete'} output mode, only in Append${updates ? ' and Update output modes' : ' output mode'}`,
      'appendHere',
    );
  if (type === 'inner' || isBounded(node)) return null;
  return refusal(
    step,
    '_LEGACY_ERROR_TEMP_3102',
    `Stream-stream ${JOIN_NAMES[type]} join between two streaming DataFrame/Datasets is not supported without a watermark in the join keys, or a watermark on the nullable side and an appropriate range condition`,
    'boundJoin',
  );
}

/** Whether the rows that come out without a match can be let go: of a full outer join those of one side at least. */
function isBounded(node: Join): boolean {
  const { keys } = joinKeys(node);
  if (eventTimeKey(node, keys) >= 0) return true;
  const { type, left, right } = node;
  const conditions = node.condition ? splitConjuncts(node.condition) : [];
  const bounded = (side: Logical, other: Logical): boolean => rangeBound(conditions, side, other) !== null;
  return (
    (type !== 'rightOuter' && bounded(left, right)) ||
    ((type === 'rightOuter' || type === 'fullOuter') && bounded(right, left))
  );
}

/**
 * What Spark refuses when it plans the first batch: what it cannot plan, from the sink on, then what its operators look for.
 * @param tree as its optimizer leaves it
 * @param early the same once its filters have moved for the first time
 * @param written as it was written
 */
export function sparkPlanRefusals(tree: Logical, early: Logical, written: Logical, mode: OutputMode): Fault[] {
  const nodes = nodesOf(written);
  const place = ({ path }: Fault): number => nodes.findIndex((n) => 'step' in n && n.step === path);
  const [unplanned] = [keylessJoin(nodesOf(tree), nodesOf(early)), refusedSession(nodes)]
    .flatMap((found) => found ?? [])
    .sort((a, b) => place(a) - place(b));
  const found = unplanned ?? crowdedNode(nodes, mode) ?? (mode === 'complete' ? null : crowdedState(nodesOf(tree)));
  return found ? [found] : [];
}

function keylessJoin(nodes: readonly Logical[], early: readonly Logical[]): Fault | null {
  // A condition with a part that is never true is `false` as a whole, and has no equality any more.
  const isFalse = (n: Join): boolean => n.condition !== null && splitConjuncts(n.condition).some(isNeverTrue);
  const keyless =
    nodes.find((n) => n.kind === 'join' && (joinKeys(n).keys.length === 0 || isFalse(n))) ??
    early.find((n) => n.kind === 'join' && isFalse(n));
  if (keyless?.kind !== 'join') return null;
  return refusal(
    keyless.step,
    '_LEGACY_ERROR_TEMP_1181',
    'Stream-stream join without equality predicate is not supported.',
    'joinKey',
  );
}

/** A state whose rows have more than one event time, once columns are gone that nobody needs. */
function crowdedState(nodes: readonly Logical[]): Fault | null {
  const times = (node: Logical): number => outputOf(node).filter((a) => eventTimesOf(node).has(a.id)).length;
  const found = nodes.find((n) =>
    n.kind === 'join' ? times(n.left) > 1 || times(n.right) > 1 : n.kind === 'dedup' && times(n.child) > 1,
  );
  return found && 'step' in found ? crowdedAt(found.step) : null;
}

/** More than one column that an operator groups or works by is an event time. */
function crowdedNode(nodes: readonly Logical[], mode: OutputMode): Fault | null {
  // Where nothing is late and nothing is let go (complete), Spark does not look for the event time, but for a session.
  const looked = (n: Logical): boolean =>
    mode !== 'complete' || (n.kind === 'aggregate' && n.window?.kind === 'session');
  const crowded = nodes.find((n) => looked(n) && eventTimesUsed(n) > 1);
  if (!crowded || !('step' in crowded)) return null;
  return crowdedAt(crowded.step);
}

const crowdedAt = (step: string): Fault =>
  refusal(
    step,
    'MULTIPLE_EVENT_TIME_COLUMNS',
    'More than one event time columns are available. Please ensure there is at most one event time column per stream.',
  );

function eventTimesUsed(node: Logical): number {
  if (node.kind === 'aggregate') {
    const times = eventTimesOf(node.child);
    const keys = new Set(
      node.keys.flatMap((k) => (k.made.kind === 'column' && times.has(k.made.name) ? [k.made.name] : [])),
    );
    return keys.size + (node.window && isEventTime(node.window.time, times) ? 1 : 0);
  }
  return node.kind === 'process' ? eventTimesOf(node.child).size : 0;
}

function refusedSession(nodes: readonly Logical[]): Fault | null {
  const keyless = nodes.find(
    (n) =>
      n.kind === 'aggregate' &&
      (n.window?.kind === 'session' ? n.keys.length === 0 : n.keys.length === 1 && sessionKey(n)),
  );
  if (!keyless || !('step' in keyless)) return null;
  return refusal(
    keyless.step,
    '_LEGACY_ERROR_TEMP_3068',
    'Global aggregation with session window in streaming query is not supported.',
    'addKey',
  );
}

function refusal(path: string, condition: string, message: string, wayOut?: WayOut): Fault {
  return fault(path, 'refused', { engine: 'spark', condition, message, ...(wayOut && { wayOut }) });
}

function unsupportedMode(mode: string, operation: string, wayOut: WayOut): Fault {
  return refusal(
    'engines.spark.outputMode',
    'STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION',
    `Invalid streaming output mode: ${mode}. This output mode is not supported for ${operation} on streaming DataFrames/DataSets.`,
    wayOut,
  );
}
