import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import { stageAddress } from './place';

/**
 * Brings a scenario onto the stage from which one came.
 * @param at the moment that is shown there
 */
export function showOnStage(scenario: Scenario, engine: EngineName, at: number, go: (to: string) => void): void {
  const stop = useRun.subscribe((run, before) => {
    if (run.reader === before.reader) return;
    stop();
    usePlayback.getState().seekTime(at);
  });
  const run = useRun.getState();
  // The other value of a setting comes onto the stage as an edit, which can be taken back.
  if (run.scenario !== scenario) run.edit(() => scenario);
  else if (run.engine === engine) {
    stop();
    usePlayback.getState().seekTime(at);
  } else run.setEngine(engine);
  go(stageAddress());
}
