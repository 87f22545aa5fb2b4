/** Steps that come so fast that nothing would reach its place before the next. */
import { useLayoutEffect, useRef } from 'react';
import { usePlayback } from '../stores/playback';

/** Milliseconds for which what has changed glides to its new place: `--move` of the tokens, and a frame. */
const GLIDE = 240;

/** True while a person steps or scrubs faster than that; playing has a pace of its own. */
export function useHurried(cursor: number): boolean {
  const last = useRef({ cursor, at: Number.NEGATIVE_INFINITY, hurried: false });
  let { at, hurried } = last.current;
  if (cursor !== last.current.cursor) {
    const now = performance.now();
    hurried = now - at < GLIDE && !usePlayback.getState().playing;
    at = now;
  }
  useLayoutEffect(() => {
    last.current = { cursor, at, hurried };
  });
  return hurried;
}
