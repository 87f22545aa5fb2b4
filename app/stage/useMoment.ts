import { useMemo } from 'react';
import type { Moment, TraceReader } from '../../engine/trace/reader';
import { usePlayback } from '../stores/playback';

/** The moment at which the stage stands. What draws it asks for it: what does not is not drawn anew with each step. */
export function useMoment(reader: TraceReader): Moment {
  const cursor = usePlayback((s) => s.cursor);
  return useMemo(() => reader.at(cursor), [reader, cursor]);
}
