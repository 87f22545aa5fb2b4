import { useEffect, useRef } from 'react';

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
