import { writeScenarioText } from '../../engine/scenario/write';
import { useRun } from '../stores/run';

/** Gives the person the scenario on the stage, as it is by now, as a file. */
export function saveScenario(): void {
  const { scenario } = useRun.getState();
  if (!scenario) return;
  const name = `${scenario.name.replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'scenario'}.json`;
  saveFile(name, writeScenarioText(scenario), 'application/json');
}

/** Gives the person a text as a file. */
export function saveFile(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
