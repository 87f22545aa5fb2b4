import { type RefObject, startTransition, useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a page of paper has room for; `styles/print.css` has the same. */
const PAPER = { width: 678, height: 390 };
const onPaper = ({ width, height }: Size): Size => ({
  width: Math.min(width, PAPER.width),
  height: Math.min(height, PAPER.height),
});

/**
 * The size of an element in whole pixels, kept as it changes; null before it is known. The observer tells it when the page
 * has been laid out anyhow; what is drawn to the first size is drawn in pieces, and to a later one at once.
 */
export function useSize(ref: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  const [printed, setPrinted] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let first = true;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      // What is as high as what it holds is empty until it knows its width: its padding will do for a height.
      const next = { width: Math.floor(width), height: Math.floor(height) || element.clientHeight };
      if (next.width <= 0 || next.height <= 0) return;
      const take = (): void =>
        setSize((before) => (before?.width === next.width && before.height === next.height ? before : next));
      if (first) startTransition(take);
      else take();
      first = false;
    });
    observer.observe(element);
    // A page is printed as it stands when this returns.
    const print = (printing: boolean) => () => flushSync(() => setPrinted(printing));
    const [before, after] = [print(true), print(false)];
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      observer.disconnect();
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, [ref]);
  return useMemo(() => size && (printed ? onPaper(size) : size), [size, printed]);
}
