/** One polite live region for the whole page: what changed, said once, to those who do not see it. */
import { useEffect, useRef } from 'react';

let region: HTMLElement | null = null;
let pending: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Has a screen reader say this when it has finished what it is saying. Of many changes in one moment (a drag, a scrub)
 * only the last is said: a picture in motion is not read out frame by frame.
 */
export function announce(text: string): void {
  pending = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!region || pending === null) return;
    // The same words twice would be no change; a trailing no-break space makes them one.
    region.textContent = region.textContent === pending ? `${pending}\u00a0` : pending;
    pending = null;
  }, 250);
}

/** The region itself; the app draws it once. */
export function Announcer() {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    region = ref.current;
    return () => {
      region = null;
    };
  }, []);
  return <div ref={ref} className="heard" role="status" aria-live="polite" aria-atomic="true" />;
}
