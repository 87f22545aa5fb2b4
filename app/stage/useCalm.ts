/** What need not follow a hand: while it moves a row there is a run for each frame. */
import { startTransition, useEffect, useRef, useState } from 'react';
import type { TraceReader } from '../../engine/trace/reader';

/** Milliseconds between two runs that are shown. */
const CALM = 250;

interface OfRun {
  readonly reader: TraceReader | null;
}

/**
 * What is shown of a run as it is now, and of newer runs a few in a second: the picture follows each of them, and the
 * last one is always shown.
 */
export function useCalm<T extends OfRun>(now: T): T {
  const { reader } = now;
  const [shown, setShown] = useState(reader);
  const kept = useRef(now);
  const since = useRef(Number.NEGATIVE_INFINITY);
  if (shown === reader) kept.current = now;
  useEffect(() => {
    if (shown === reader) return;
    const timer = setTimeout(
      () => {
        since.current = performance.now();
        startTransition(() => setShown(reader));
      },
      since.current + CALM - performance.now(),
    );
    return () => clearTimeout(timer);
  }, [reader, shown]);
  return shown === reader ? now : kept.current;
}
