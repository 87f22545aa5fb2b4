/**
 * What Flink's DataStream cannot run in the way that a query says, and what Arus does not model of it. Each with its
 * place; a refusal that Flink itself makes has Flink's words.
 */
import { at, type Fault, type Feature, fault } from '../faults';
import type { Scenario } from '../scenario/scenario';
import { arrivalSpan } from '../scenario/span';
import { intervalJoin } from './intervalBounds';
import { children, eventTimesOf, isEventTime, type Logical, nodesOf, outputOf } from './logical';

/** Checkpoints of a run; a day at ten seconds has 8,640. */
const MOST_CHECKPOINTS = 100_000;

export function flinkRefusals(tree: Logical, scenario: Scenario): Fault[] {
  const faults = nodesOf(tree).flatMap((node) => refusalOf(node) ?? []);
  return [...faults, ...checkpointFaults(scenario)];
}

/** Points of checkpoints that are not taken, and checkpoints without end. */
function checkpointFaults(scenario: Scenario): Fault[] {
  const { engines, crashes = [] } = scenario;
  const { checkpointInterval, sink } = engines.flink;
  const faults = crashes.flatMap(({ engine, where, place }) => {
    if (engine !== 'flink' || where.kind === 'at' || where.after === 'row') return [];
    const without =
      checkpointInterval === null
        ? 'checkpoints'
        : where.after === 'transaction-committed' && sink !== 'transactional'
          ? 'transactions'
          : null;
    const path = at(at(at('faults', place), 'crash'), 'after');
    return without ? [fault(path, 'pointWithout', { after: where.after, without })] : [];
  });
  if (checkpointInterval === null) return faults;
  const checkpoints = Math.floor(arrivalSpan(scenario) / checkpointInterval);
  if (checkpoints <= MOST_CHECKPOINTS) return faults;
  const path = at(at('engines', 'flink'), 'checkpointInterval');
  return [...faults, fault(path, 'tooManyCheckpoints', { checkpoints, limit: MOST_CHECKPOINTS })];
}

function refusalOf(node: Logical): Fault | null {
  switch (node.kind) {
    case 'watermark':
      return isOverSource(node.child) ? null : notModelled(node.step, 'flinkWatermarkPlace', node.attribute.name);
    case 'dedup':
      return stateBelow(node.child) ? notModelled(node.step, 'flinkChain', 'dropDuplicates') : null;
    case 'process':
      return stateBelow(node.child) ? notModelled(node.step, 'flinkChain', node.function) : null;
    case 'join':
      if (node.type !== 'inner') return notModelled(node.step, 'flinkJoinType', node.type);
      if (children(node).some((side) => stateBelow(side) !== null)) return notModelled(node.step, 'flinkChain', 'join');
      return intervalJoin(node) ? null : notModelled(node.step, 'flinkJoinBounds', 'join');
    case 'aggregate':
      return aggregateRefusal(node);
    default:
      return null;
  }
}

function aggregateRefusal(node: Extract<Logical, { kind: 'aggregate' }>): Fault | null {
  const below = stateBelow(node.child);
  // What a window gives has its time; a running aggregate gives the same group again and again.
  if (below && !(below.kind === 'aggregate' && below.window && node.window))
    return notModelled(node.step, 'flinkChain', 'groupBy');
  if (!node.window) return null;
  const path = at(at(at(node.step, 'groupBy'), 'window'), 'on');
  const times = eventTimesOf(node.child);
  if (times.size === 0)
    return refusal(
      path,
      'RuntimeException',
      "Record has Long.MIN_VALUE timestamp (= no timestamp marker). Is the time characteristic set to 'ProcessingTime', or did you forget to call 'DataStream.assignTimestampsAndWatermarks(...)'?",
      'addWatermarkHere',
    );
  if (!isEventTime(node.window.time, times) || !hasOneEventTime(node.child)) {
    const on = node.window.time.kind === 'column' ? node.window.time.name : node.window.attribute.name;
    return notModelled(path, 'flinkWindowColumn', on.replace(/#\d+$/, ''));
  }
  if (node.window.kind === 'session' && node.window.gap < 1000)
    return refusal(
      path.replace(/on$/, 'gap'),
      'IllegalArgumentException',
      'EventTimeSessionWindows parameters must satisfy 0 < size',
      'makeGapPositive',
    );
  return null;
}

/** A source, and nothing but filters and columns on the way; a second watermark step is none of it. */
const isOverSource = (node: Logical): boolean =>
  node.kind === 'scan' || ((node.kind === 'filter' || node.kind === 'project') && isOverSource(node.child));

/** The first node with state below that gives other rows than it takes, or null: behind a `dropDuplicates` rows are as before. */
function stateBelow(node: Logical): Logical | null {
  if (node.kind === 'aggregate' || node.kind === 'join' || node.kind === 'process') return node;
  for (const child of children(node)) {
    const found = stateBelow(child);
    if (found) return found;
  }
  return null;
}

/** Both arms of a union have their watermark on the same column: there is one time that a row goes by. */
function hasOneEventTime(node: Logical): boolean {
  if (node.kind === 'scan' || node.kind === 'aggregate') return true;
  if (node.kind !== 'union') return children(node).every(hasOneEventTime);
  const places = [node.left, node.right].map((arm) => {
    const times = eventTimesOf(arm);
    return outputOf(arm)
      .flatMap((a, i) => (times.has(a.id) ? [i] : []))
      .join();
  });
  return children(node).every(hasOneEventTime) && places[0] === places[1];
}

const notModelled = (path: string, feature: Feature, name: string): Fault =>
  fault(path, 'notModelled', { feature, name });

const refusal = (path: string, condition: string, message: string, wayOut: 'addWatermarkHere' | 'makeGapPositive') =>
  fault(path, 'refused', { engine: 'flink', condition, message, wayOut });
