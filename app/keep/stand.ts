import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import type { Standing } from './link';

/** Goes to a moment of the run on the stage: the same run stands at the same entry, that of another version at the same time. */
export function stand({ cursor, now }: Standing): void {
  const { reader } = useRun.getState();
  const { seek, seekTime } = usePlayback.getState();
  if (!reader) return;
  seekTime(now);
  const between = cursor <= reader.length && reader.cursorAt(now) !== cursor && reader.timeAt(cursor) === now;
  if (between) seek(cursor);
}
