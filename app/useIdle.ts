import { useEffect, useState } from 'react';

/** Once the first page stands, what another one brings is mostly there. */
let been = false;

/** Turns true when the page has nothing more urgent to do: what can wait for that is loaded after what cannot. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(been);
  useEffect(() => {
    if (been) return;
    const now = (): void => {
      been = true;
      setIdle(true);
    };
    // Safari knows no idle callback.
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(now, 500);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(now);
    return () => cancelIdleCallback(handle);
  }, []);
  return idle;
}
