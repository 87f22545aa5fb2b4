/** The one clock of a screen that shows several runs: an instant on their common axis, still or playing. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Axis } from './axis';

export interface SharedClock {
  /** Microseconds of processing time. */
  readonly now: number;
  readonly playing: boolean;
  seek(at: number): void;
  toggle(): void;
}

/** Seconds for the whole axis. */
const SECONDS = 20;

/** Stands at the end until it is moved. It passes evenly along the axis, over a break in one go. */
export function useClock(axis: Axis): SharedClock {
  const end = axis.after.at(-1) ?? axis.to;
  const [place, setPlace] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const now = place === null ? end : Math.min(place, end);
  const state = useRef({ axis, now });
  state.current = { axis, now };
  const seek = useCallback((at: number) => {
    setPlaying(false);
    setPlace(at);
  }, []);
  const toggle = useCallback(() => setPlaying((on) => !on), []);
  useEffect(() => {
    if (!playing) return;
    const { axis: along, now: at } = state.current;
    if (at >= (along.after.at(-1) ?? along.to)) setPlace(along.from);
    let frame = 0;
    let before: number | null = null;
    let x = at >= (along.after.at(-1) ?? along.to) ? 0 : along.x(at);
    const tick = (time: number) => {
      // A tab that was hidden does not leap.
      if (before !== null) x += (Math.min(time - before, 100) / 1000 / SECONDS) * along.width;
      before = time;
      if (x >= along.width) {
        setPlace(null);
        setPlaying(false);
        return;
      }
      setPlace(along.timeAt(x));
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing]);
  return useMemo(() => ({ now, playing, seek, toggle }), [now, playing, seek, toggle]);
}
