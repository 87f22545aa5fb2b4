import { useEffect, useRef } from 'react';

/** What has its own use for letters and arrows. Sliders keep the arrows that they use from coming further. */
export const TAKES_KEYS =
  'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="radiogroup"]';

/**
 * Hears each key that nothing else has had a use for, wherever the focus is.
 * @param onKey told what has the focus, too: many a control takes keys for itself
 */
export function useKeyDown(onKey: (event: KeyboardEvent, target: Element | null) => void): void {
  const ref = useRef(onKey);
  ref.current = onKey;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.defaultPrevented) ref.current(event, event.target instanceof Element ? event.target : null);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
