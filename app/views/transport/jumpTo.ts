import type { TraceReader } from '../../../engine/trace/reader';
import { usePlayback } from '../../stores/playback';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { nextPlace, type StepTo } from './jump';

/** Goes to the next (or previous) place of a kind, where nothing is withheld. @returns its cursor; null: there is none */
export function jumpTo(reader: TraceReader, to: StepTo, direction: 1 | -1): number | null {
  const { cursor, pause, seek } = usePlayback.getState();
  const next = nextPlace(reader, cursor, to, direction, NOTHING_WITHHELD);
  if (next === null) return null;
  pause();
  seek(next);
  return next;
}
