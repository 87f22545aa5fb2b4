/** What is compared when nothing is on the stage: the watermark lesson's pickups. */
import { parseScenario } from '../../engine/scenario/parse';
import tunnel from '../../lessons/06-watermark/tunnel.json';
import { useRun } from '../stores/run';

export async function openSample(): Promise<void> {
  const parsed = parseScenario(tunnel);
  if (!parsed.ok) return;
  await useRun.getState().open(parsed.scenario);
  await showOnStage();
}

/** The ways from here to the stage lead to it, and not to a page that asks what to open. */
export async function showOnStage(): Promise<void> {
  const { useOpening } = await import('../import/opening');
  useOpening.getState().showOthers();
}
