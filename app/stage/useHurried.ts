/** Steps that come so fast that nothing would reach its place before the next. */
import { useEffect, useLayoutEffect, useReducer, useRef } from 'react';
import { usePlayback } from '../stores/playback';

/** Milliseconds for which what has changed glides to its new place: `--move` of the tokens, and a frame. */
const GLIDE = 240;

/** True while a person steps or scrubs faster than that; playing has a pace of its own. */
export function useHurried(cursor: number): boolean {
  const last = useRef({ cursor, at: Number.NEGATIVE_INFINITY, hurried: false });
  const [, rest] = useReducer((times: number) => times + 1, 0);
  let { at, hurried } = last.current;
  if (cursor !== last.current.cursor) {
    const now = performance.now();
    hurried = now - at < GLIDE && !usePlayback.getState().playing;
    at = now;
  }
  useLayoutEffect(() => {
    last.current = { cursor, at, hurried };
  });
  // At rest a picture is the same however it was come to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins the wait anew
  useEffect(() => {
    if (!hurried) return;
    const timer = setTimeout(() => {
      last.current.hurried = false;
      rest();
    }, GLIDE);
    return () => clearTimeout(timer);
  }, [hurried, cursor]);
  return hurried;
}
