/** Every crash point into every kind of sink: one run read as several sinks says what a run for each would. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { crashEverywhere, sinkTrialsSteps } from './crashEverywhere';
import { ENGINES, type RunningEngine } from './engines/names';
import { setSinkOf } from './scenario/editCrash';
import { setFlink } from './scenario/editRecords';
import { parseScenario } from './scenario/parse';
import type { Scenario } from './scenario/scenario';
import { MINUTE, SECOND } from './time';

const file = new URL('./conformance/cases/tunnel.json', import.meta.url);
const read = parseScenario(JSON.parse(readFileSync(file, 'utf8')));
if (!read.ok) throw new Error('the tunnel is valid');
const tunnel = setFlink(read.scenario, { checkpointInterval: 5 * MINUTE });

function sinksOf(scenario: Scenario, engine: RunningEngine) {
  const steps = sinkTrialsSteps(scenario, engine, 30 * SECOND);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    expect(step.value).toBeLessThanOrEqual(1);
  }
}

test.each(ENGINES)('%s: each kind of sink as if it had been run by itself', (engine) => {
  for (const { kind, trials } of sinksOf(tunnel, engine)) {
    expect(trials.length).toBeGreaterThan(0);
    expect(trials).toEqual([...crashEverywhere(setSinkOf(tunnel, engine, kind), 30 * SECOND, engine)]);
  }
});

test('a sink that shows rows only with a checkpoint shows none where there is none', () => {
  const without = setFlink(tunnel, { checkpointInterval: null });
  const blind = sinksOf(without, 'flink').find(({ kind }) => kind === 'transactional');
  expect(blind).toMatchObject({ seen: 0 });
  expect(blind?.given).toBeGreaterThan(0);
  // With a checkpoint, what is given is shown, but for what waits at the end.
  const shown = sinksOf(tunnel, 'flink').find(({ kind }) => kind === 'transactional');
  expect(shown?.seen).toBeGreaterThan(0);
});
