/** What a lesson does to the stage once a question is answered: it travels to where the answer shows, and compares. */
import type { Subject } from '../../engine/explain/subject';
import { useFocus } from '../stores/focus';
import { paceFor } from '../stores/pace';
import { usePlayback } from '../stores/playback';
import type { Ran } from './runs';
import { put } from './stageMoves';

/** Puts a run on the stage and keeps the instant (of processing time) at which it stands. */
export async function compare(run: Ran): Promise<void> {
  const { now } = usePlayback.getState();
  if ((await put(run))()) usePlayback.getState().seekTime(now);
}

const LONGEST = 2400;
/** Whether motion is not wanted. */
export const prefersCuts = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Lets time pass from where the stage stands to a place, so that the answer is seen to happen. At most a few seconds; a
 * cut where motion is not wanted or the place lies behind. Any other move, or a hand on the transport, ends it.
 */
export async function travel(run: Ran, cursor: number, lit: Subject | null): Promise<void> {
  const isNewest = await put(run);
  if (!isNewest()) return;
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
    if (!untouched || !isNewest()) return;
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
