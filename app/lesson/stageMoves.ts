/** What a lesson does to the stage: puts a run on it, stands it somewhere; `answerMoves.ts` has what follows an answer. */
import type { Subject } from '../../engine/explain/subject';
import { useFocus } from '../stores/focus';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import type { Ran } from './runs';

/** Whether the stage shows this very run, unedited. */
function isOnStage(run: Ran): boolean {
  const { reader, scenario, engine } = useRun.getState();
  return scenario === run.scenario && engine === run.engine && reader?.scenario === run.scenario;
}

/** A newer move ends the one before, also while its run is still being simulated. */
let move = 0;

/** Puts a run on the stage. Its answer tells at any time whether that is still the newest move, and the stage as it put it. */
export async function put(run: Ran): Promise<() => boolean> {
  const mine = ++move;
  usePlayback.getState().pause();
  if (!isOnStage(run)) await useRun.getState().open(run.scenario, run.engine, run.reader);
  return () => mine === move && isOnStage(run);
}

/** Stands the stage at a place of a run, with what to look at lit. */
export async function stand(run: Ran, cursor: number, lit: Subject | null): Promise<void> {
  if (!(await put(run))()) return;
  usePlayback.getState().seek(cursor);
  useFocus.getState().ask(null);
  useFocus.getState().hover(lit);
}

/** Opens the inspector on what answers a guess. */
export async function ask(run: Ran, cursor: number, subject: Subject | null): Promise<void> {
  if (!(await put(run))()) return;
  usePlayback.getState().seek(cursor);
  useFocus.getState().ask(subject);
}
