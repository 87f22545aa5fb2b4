import { startTransition, useEffect, useState } from 'react';

/** Once the first page stands, what another one brings is mostly there. */
let been = false;

/** Milliseconds after which what waits comes all the same: a slow machine that draws all the time is never idle. */
const AT_LAST = 2_000;

/** Turns true when the page has nothing more urgent to do: what can wait for that is loaded after what cannot. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(been);
  useEffect(() => {
    const now = (): void => {
      been = true;
      startTransition(() => setIdle(true));
    };
    // It may have come true since this was rendered.
    if (been) return now();
    // Safari knows no idle callback.
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(now, 500);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(now, { timeout: AT_LAST });
    return () => cancelIdleCallback(handle);
  }, []);
  return idle;
}

/** Anyone who uses the page does one of these, screen readers among them; a phone that is turned shows other things. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll', 'focusin', 'resize'] as const;
let touched = false;

/** Turns true when the page is first touched: what cannot be seen before can wait for that. */
export function useTouched(): boolean {
  const [is, set] = useState(touched);
  useEffect(() => {
    const now = (): void => {
      touched = true;
      startTransition(() => set(true));
      forget();
    };
    const forget = (): void => {
      for (const sign of SIGNS) removeEventListener(sign, now, true);
    };
    // A hand may have been there before anything listened.
    if (touched || navigator.userActivation?.hasBeenActive) return now();
    for (const sign of SIGNS) addEventListener(sign, now, { capture: true, passive: true });
    return forget;
  }, []);
  return is;
}
