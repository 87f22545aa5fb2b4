/** What a lesson does to the stage: puts a run on it, stands it somewhere, travels to where the answer shows. */
import type { Subject } from '../../engine/explain/subject';
import { useFocus } from '../stores/focus';
import { paceFor } from '../stores/pace';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import type { Ran } from './runs';

/** Whether the stage shows this very run, unedited. */
export function isOnStage(run: Ran): boolean {
  const { reader, scenario, engine } = useRun.getState();
  return scenario === run.scenario && engine === run.engine && reader?.scenario === run.scenario;
}

/** A newer move ends the one before, also while its run is still being simulated. */
let move = 0;

async function put(run: Ran): Promise<boolean> {
  const mine = ++move;
  usePlayback.getState().pause();
  if (!isOnStage(run)) await useRun.getState().open(run.scenario, run.engine, run.reader);
  return mine === move && isOnStage(run);
}

/** Stands the stage at a place of a run, with what to look at lit. */
export async function stand(run: Ran, cursor: number, lit: Subject | null): Promise<void> {
  if (!(await put(run))) return;
  usePlayback.getState().seek(cursor);
  useFocus.getState().ask(null);
  useFocus.getState().hover(lit);
}

/** Puts a run on the stage and keeps the instant (of processing time) at which it stands. */
export async function compare(run: Ran): Promise<void> {
  const { now } = usePlayback.getState();
  if (await put(run)) usePlayback.getState().seekTime(now);
}

/** Opens the inspector on what answers a guess. */
export async function ask(run: Ran, cursor: number, subject: Subject | null): Promise<void> {
  if (!(await put(run))) return;
  usePlayback.getState().seek(cursor);
  useFocus.getState().ask(subject);
}

const LONGEST = 2400;
/** Whether motion is not wanted. */
export const prefersCuts = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Lets time pass from where the stage stands to a place, so that the answer is seen to happen. At most a few seconds; a
 * cut where motion is not wanted or the place lies behind. Any other move, or a hand on the transport, ends it.
 */
export async function travel(run: Ran, cursor: number, lit: Subject | null): Promise<void> {
  if (!(await put(run))) return;
  const mine = move;
  const pace = paceFor(run.reader);
  const { cursor: from, now } = usePlayback.getState();
  const start = pace.secondsOf({ cursor: from, now });
  const end = pace.secondsOf({ cursor, now: run.reader.timeAt(cursor) });
  const arrive = (): void => {
    usePlayback.getState().seek(cursor);
    useFocus.getState().hover(lit);
  };
  if (prefersCuts() || end <= start || cursor <= from) return arrive();
  const takes = Math.min(LONGEST, (end - start) * 1000);
  let set = { cursor: from, now };
  const begun = performance.now();
  function frame(at: number): void {
    const stage = usePlayback.getState();
    const untouched = stage.cursor === set.cursor && stage.now === set.now && !stage.playing;
    if (mine !== move || !untouched || !isOnStage(run)) return;
    const share = (at - begun) / takes;
    if (share >= 1) {
      arrive();
      return;
    }
    set = pace.at(start + (end - start) * Math.max(0, share));
    usePlayback.setState(set);
    requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);
}
