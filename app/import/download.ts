import { writeScenarioText } from '../../engine/scenario/write';
import { useRun } from '../stores/run';

/** Gives the person the scenario on the stage, as it is by now, as a file. */
export function saveScenario(): void {
  const { scenario } = useRun.getState();
  if (!scenario) return;
  const address = URL.createObjectURL(new Blob([writeScenarioText(scenario)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${scenario.name.replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'scenario'}.json`;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
