import { type RefObject, startTransition, useEffect, useState } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size of an element in whole pixels, kept as it changes; null before it is known. The observer tells it when the page
 * has been laid out anyhow; what is drawn to the first size is drawn in pieces, and to a later one at once.
 */
export function useSize(ref: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let first = true;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const next = { width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) };
      if (next.width <= 0 || next.height <= 0) return;
      const take = (): void =>
        setSize((before) => (before?.width === next.width && before.height === next.height ? before : next));
      if (first) startTransition(take);
      else take();
      first = false;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
