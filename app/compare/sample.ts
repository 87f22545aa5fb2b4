/** What is compared when nothing is on the stage: the watermark lesson's pickups. */
import { parseScenario } from '../../engine/scenario/parse';
import tunnel from '../../lessons/06-watermark/tunnel.json';
import { useRun } from '../stores/run';

export async function openSample(): Promise<void> {
  const parsed = parseScenario(tunnel);
  if (parsed.ok) await useRun.getState().open(parsed.scenario);
}
