import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { moveArrival, setDelay, setOutputMode, setTrigger } from '../scenario/edit';
import { parseScenarioText } from '../scenario/parse';
import type { EngineName, Scenario } from '../scenario/scenario';
import { MINUTE } from '../time';
import { knownDifferences } from './knownDifferences';
import { differences, distance } from './likeness';
import { keyOf, shapeOf } from './shape';

function scenarioOf(name: string): Scenario {
  const read = parseScenarioText(readFileSync(new URL(`cases/${name}.json`, import.meta.url), 'utf8'));
  if (!read.ok) throw new Error(`${name} cannot be read`);
  return read.scenario;
}
const tunnel = scenarioOf('tunnel');
const shape = shapeOf(tunnel, 'spark');

test('the tunnel', () => {
  expect(shape).toEqual({
    steps: 'watermark → tumbling window',
    output: 'append',
    trigger: 'processingTime',
    batches: 'usual',
    watermarks: 'one',
    sources: '1',
    partitions: 'one',
    faults: 'none',
  });
});

describe('what a learner turns without leaving the shape', () => {
  test.each([
    ['a delay', setDelay(tunnel, 7 * MINUTE)],
    ['the length of the trigger', setTrigger(tunnel, { kind: 'processingTime', interval: MINUTE })],
    ['when a row arrives', moveArrival(tunnel, 0, 3, tunnel.sources[0]?.arrivesAt[4] as number)],
  ])('%s', (_, scenario) => {
    expect(shapeOf(scenario, 'spark')).toEqual(shape);
    expect(distance(shapeOf(scenario, 'spark'), shape)).toBe(0);
    expect(keyOf(shapeOf(scenario, 'spark'))).toBe(keyOf(shape));
  });
});

describe('what makes another shape', () => {
  const crashed = scenarioOf('crash-arrival');
  test.each([
    ['output', setOutputMode(tunnel, 'update')],
    ['trigger', setTrigger(tunnel, { kind: 'availableNow' })],
    ['trigger', setTrigger(tunnel, { kind: 'processingTime', interval: 0 })],
    ['steps', scenarioOf('window-sliding')],
    ['partitions', { ...tunnel, sources: tunnel.sources.map((s) => ({ ...s, partitions: 3 })) }],
  ] as const)('%s', (facet, scenario) => {
    expect(differences(shapeOf(scenario, 'spark'), shape)).toEqual([facet]);
    expect(keyOf(shapeOf(scenario, 'spark'))).not.toBe(keyOf(shape));
  });
  test('a crash, and with it the sink', () => {
    expect(shapeOf(crashed, 'spark')).toMatchObject({ faults: 'crash', output: expect.stringContaining(' sink') });
    expect(shapeOf({ ...crashed, crashes: [] }, 'spark')).toMatchObject({ faults: 'none' });
    expect(shapeOf(crashed, 'dailyBatch')).toMatchObject({ faults: 'none' });
  });
});

test('a second stream is part of the shape, and so is whose watermark counts', () => {
  const joined = shapeOf(scenarioOf('join-full-outer-conditions'), 'spark');
  expect(joined.steps).toContain('full outer join (');
  expect(joined.watermarks).toBe('several, min');
  expect(joined.sources).toBe('2');
});

test('a setting is nearer than another operator', () => {
  const update = shapeOf(setOutputMode(tunnel, 'update'), 'spark');
  const sliding = shapeOf(scenarioOf('window-sliding'), 'spark');
  expect(distance(update, shape)).toBeLessThan(distance(sliding, shape));
});

test.each<[name: string, engine: EngineName, known: string[]]>([
  ['kafka-close-jump', 'kafkaStreams', ['jump']],
  // Sessions that the store loses are modelled.
  ['kafka-session-close-loses', 'kafkaStreams', []],
  ['kafka-crash-window', 'kafkaStreams', ['segments']],
  ['kafka-crash-counts-twice', 'kafkaStreams', []],
  ['flink-crash-rows-again', 'flink', []],
  ['dedup-after-aggregate-update', 'spark', ['order']],
])('%s: what Arus is known not to model is named', (name, engine, known) => {
  const scenario = scenarioOf(name);
  expect(knownDifferences(scenario.query, engine, shapeOf(scenario, engine))).toEqual(known);
});
