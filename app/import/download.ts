import type { Scenario } from '../../engine/scenario/scenario';
import { writeScenarioText } from '../../engine/scenario/write';
import { useRun } from '../stores/run';

/** A file's name for a scenario: letters and digits of any alphabet. */
export const fileNameOf = (scenario: Scenario, ending: string): string =>
  `${scenario.name.replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'scenario'}.${ending}`;

/** Gives the person the scenario on the stage, as it is by now, as a file. */
export function saveScenario(): void {
  const { scenario } = useRun.getState();
  if (!scenario) return;
  saveFile(fileNameOf(scenario, 'json'), writeScenarioText(scenario), 'application/json');
}

/** Gives the person a text as a file. */
export function saveFile(name: string, text: string, type: string): void {
  saveBlob(name, new Blob([text], { type }));
}

/** Gives the person bytes as a file. */
export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
