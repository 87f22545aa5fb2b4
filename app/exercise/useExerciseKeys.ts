/** Keys of an exercise; they come before those of the stage, which knows R otherwise. */
import { useEffect, useRef } from 'react';

interface Keys {
  run(): void;
  hint(): void;
  /** 0 is one's own stream. */
  open(stream: number): void;
}

const TAKES_KEYS =
  'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select, [role="menu"], [role="dialog"]';

export function useExerciseKeys(keys: Keys): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(TAKES_KEYS)) return;
      const key = event.key.toLowerCase();
      if (key === 'r') newest.current.run();
      else if (key === 'h') newest.current.hint();
      else if (/^[0-5]$/.test(key)) newest.current.open(Number(key));
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
