/** Tries every crash point on a thread of its own. */
import type { CrashTrial, SinkTrials } from '../../engine/crashEverywhere';
import type { RunningEngine } from '../../engine/engines/names';
import type { Scenario } from '../../engine/scenario/scenario';
import { askAside } from '../sideThread';

/** Into every kind of sink. @returns null if it was ended, or the engine refuses the scenario. @throws if the thread broke */
export const tryAll = (
  scenario: Scenario,
  engine: RunningEngine,
  restartAfter: number,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<readonly SinkTrials[] | null> =>
  askAside((thread) => thread.crashIntoEverySink(1, scenario, engine, restartAfter), signal, onProgress);

/** The same into the scenario's own sink. */
export const tryOwnSink = (
  scenario: Scenario,
  engine: RunningEngine,
  restartAfter: number,
  signal: AbortSignal,
): Promise<readonly CrashTrial[] | null> =>
  askAside((thread) => thread.crashEverywhere(1, scenario, engine, restartAfter), signal);
