/**
 * What Kafka Streams cannot run in the way that a query says, and what Arus does not model of it. Each with its place; a
 * refusal that the library itself makes has its exception and its words.
 */
import { at, type Fault, type Feature, fault } from '../faults';
import type { Scenario } from '../scenario/scenario';
import { intervalJoin } from './intervalBounds';
import { children, eventTimesOf, isEventTime, type Logical, nodesOf, outputOf } from './logical';

export function kafkaRefusals(tree: Logical, scenario: Scenario): Fault[] {
  const nodes = nodesOf(tree);
  const faults = nodes.flatMap((node) => refusalOf(node, scenario) ?? []);
  faults.push(...settingRefusals(tree, nodes, scenario), ...sourcesReadTwice(nodes, scenario));
  return faults;
}

function refusalOf(node: Logical, scenario: Scenario): Fault | null {
  switch (node.kind) {
    case 'watermark':
      return isOverSource(node.child) ? null : notModelled(node.step, 'kafkaWatermarkPlace', node.attribute.name);
    case 'dedup':
      return keepsState(node.child) ? notModelled(node.step, 'kafkaRepartition', 'dropDuplicates') : null;
    case 'process':
      return keepsState(node.child) ? notModelled(node.step, 'kafkaRepartition', node.function) : null;
    case 'union':
      return children(node).some(keepsState) ? notModelled(node.step, 'kafkaRepartition', 'union') : null;
    case 'join':
      return joinRefusal(node, scenario);
    case 'aggregate':
      return keepsState(node.child) ? notModelled(node.step, 'kafkaRepartition', 'groupBy') : windowRefusal(node);
    default:
      return null;
  }
}

function joinRefusal(node: Extract<Logical, { kind: 'join' }>, scenario: Scenario): Fault | null {
  if (node.type === 'leftSemi') return notModelled(node.step, 'kafkaSemiJoin', node.type);
  if (node.type === 'rightOuter') return notModelled(node.step, 'kafkaRightOuter', node.type);
  if (children(node).some(keepsState)) return notModelled(node.step, 'kafkaRepartition', 'join');
  const found = intervalJoin(node);
  const plain = found && found.keys.length > 0 && found.others.length === 0 && !found.keys.some((k) => k.nullSafe);
  if (!plain || !children(node).every(hasOneEventTime)) return notModelled(node.step, 'kafkaJoinCondition', 'join');
  if (found.upper < found.lower)
    return refusal(
      at(at(node.step, 'join'), 'on'),
      'Window interval (ie, beforeMs+afterMs) must not be negative.',
      'widenJoinBounds',
    );
  const partitions = scansOf(node).map((scan) => scenario.sources[scan.source]?.partitions);
  return new Set(partitions).size > 1 ? notModelled(node.step, 'kafkaCopartition', 'join') : null;
}

function windowRefusal(node: Extract<Logical, { kind: 'aggregate' }>): Fault | null {
  const { window } = node;
  if (!window) return null;
  const path = at(at(node.step, 'groupBy'), 'window');
  const times = eventTimesOf(node.child);
  if (times.size > 0 && (!isEventTime(window.time, times) || !hasOneEventTime(node.child))) {
    const on = window.time.kind === 'column' ? window.time.name : window.attribute.name;
    return notModelled(at(path, 'on'), 'kafkaWindowColumn', on.replace(/#\d+$/, ''));
  }
  if (window.kind === 'session')
    return window.gap < 0 ? refusal(at(path, 'gap'), 'Gap time cannot be negative.', 'makeGapPositive') : null;
  return window.start === 0 ? null : notModelled(at(path, 'start'), 'kafkaWindowStart', 'start');
}

/** What the setting `emit` asks of a query. */
function settingRefusals(tree: Logical, nodes: readonly Logical[], { engines }: Scenario): Fault[] {
  const { emit } = engines.kafkaStreams;
  const path = at(at('engines', 'kafkaStreams'), 'emit');
  const windowed = nodes.find((n) => n.kind === 'aggregate' && n.window);
  if (emit !== 'onUpdate') return windowed ? [] : [notModelled(path, 'kafkaFinalWithoutWindow', emit)];
  const takesBack = windowed?.kind === 'aggregate' && windowed.window?.kind === 'session';
  return takesBack && tree !== windowed ? [notModelled(path, 'kafkaStepsBehindTombstones', emit)] : [];
}

function sourcesReadTwice(nodes: readonly Logical[], scenario: Scenario): Fault[] {
  const read = nodes.flatMap((n) => (n.kind === 'scan' ? [n.source] : []));
  const twice = read.find((source, i) => read.indexOf(source) < i);
  const name = twice === undefined ? undefined : scenario.sources[twice]?.name;
  return name === undefined ? [] : [notModelled('query', 'kafkaSourceTwice', name)];
}

const scansOf = (node: Logical): Extract<Logical, { kind: 'scan' }>[] =>
  nodesOf(node).flatMap((n) => (n.kind === 'scan' ? [n] : []));

const keepsState = (node: Logical): boolean =>
  nodesOf(node).some((n) => n.kind === 'aggregate' || n.kind === 'dedup' || n.kind === 'join' || n.kind === 'process');

/** A source, and nothing but filters and columns on the way: there the timestamp extractor works. */
const isOverSource = (node: Logical): boolean =>
  node.kind === 'scan' || ((node.kind === 'filter' || node.kind === 'project') && isOverSource(node.child));

/** Both arms of a union have their time in the same column, if they name one. */
function hasOneEventTime(node: Logical): boolean {
  if (node.kind === 'scan') return true;
  if (node.kind !== 'union') return children(node).every(hasOneEventTime);
  const places = [node.left, node.right].map((arm) => {
    const times = eventTimesOf(arm);
    return outputOf(arm)
      .flatMap((a, i) => (times.has(a.id) ? [i] : []))
      .join();
  });
  const said = new Set(places.filter((place) => place !== ''));
  return children(node).every(hasOneEventTime) && said.size <= 1;
}

const notModelled = (path: string, feature: Feature, name: string): Fault =>
  fault(path, 'notModelled', { feature, name });

const refusal = (path: string, message: string, wayOut: 'makeGapPositive' | 'widenJoinBounds'): Fault =>
  fault(path, 'refused', { engine: 'kafkaStreams', condition: 'IllegalArgumentException', message, wayOut });
