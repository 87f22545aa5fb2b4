import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { answersOf } from '../measure/answers';
import { parseScenario } from '../scenario/parse';
import type { EngineName, Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import { openTrace } from './reader';

const TUNNEL = JSON.parse(readFileSync(new URL('../conformance/cases/tunnel.json', import.meta.url), 'utf8'));

function tunnel(engines: object): Scenario {
  const parsed = parseScenario({ ...TUNNEL, engines: { ...TUNNEL.engines, ...engines } });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

/** Seconds from each output row to when a reader of the sink is told of it. */
function heldBack(scenario: Scenario, engine: EngineName): number[] {
  const trace = simulate(scenario, engine);
  const reader = openTrace(trace, scenario);
  const sayings = [...answersOf(trace, scenario).byName.values()].flatMap((answer) => answer.said);
  return sayings.map(({ at, entry }) => (at - reader.entry(entry).processingTime) / 1e6);
}

test('an answer is told when its reader can see it: at once, or with the commit that covers it', () => {
  const kafka = { commitInterval: '1 minute' };
  const once = heldBack(tunnel({ kafkaStreams: { ...kafka, processingGuarantee: 'exactly_once_v2' } }), 'kafkaStreams');
  expect(once.length).toBeGreaterThan(3);
  expect(Math.max(...once)).toBeGreaterThan(0);
  expect(Math.max(...once)).toBeLessThanOrEqual(60);
  const least = heldBack(tunnel({ kafkaStreams: kafka }), 'kafkaStreams');
  expect(new Set(least)).toEqual(new Set([0]));
  const flink = { checkpointInterval: '1 minute', sink: 'transactional' };
  expect(Math.max(...heldBack(tunnel({ flink }), 'flink'))).toBeGreaterThan(0);
});
