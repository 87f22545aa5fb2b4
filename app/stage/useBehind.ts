/** What is seen a frame later than what was asked for, so that this is seen at once. */
import { startTransition, useEffect, useRef, useState } from 'react';

/**
 * What is shown of something that changes: its newest state, drawn when the frame has been painted in which the change
 * came. A change that comes meanwhile is shown with it; nothing that lasts is left out.
 */
export function useBehind<T>(now: T): T {
  const [shown, setShown] = useState(now);
  const latest = useRef(now);
  const waits = useRef(false);
  useEffect(() => {
    latest.current = now;
    if (shown === now || waits.current) return;
    waits.current = true;
    requestAnimationFrame(() => {
      // A task that is asked for in a frame comes right behind it.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        waits.current = false;
        startTransition(() => setShown(latest.current));
      };
      port2.postMessage(null);
    });
  }, [now, shown]);
  return shown;
}
