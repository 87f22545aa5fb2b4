/** What the loop runs when nothing is on the stage: ten clicks that go wrong in three ways. */
import { parseScenario } from '../../engine/scenario/parse';
import { useRun } from '../stores/run';
import clicks from './clicks.json';

export async function openLoopSample(): Promise<void> {
  const parsed = parseScenario(clicks);
  if (parsed.ok) await useRun.getState().open(parsed.scenario, 'batchLoop');
}
