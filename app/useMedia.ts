import { useSyncExternalStore } from 'react';

/**
 * A hook that says whether a media query holds, also when that changes.
 * @param query the same as in a style sheet
 * @param unasked what holds where no browser can be asked
 */
export function mediaHook(query: string, unasked: boolean): () => boolean {
  const media = typeof matchMedia === 'undefined' ? null : matchMedia(query);
  const subscribe = (changed: () => void): (() => void) => {
    media?.addEventListener('change', changed);
    return () => media?.removeEventListener('change', changed);
  };
  const holds = (): boolean => media?.matches ?? unasked;
  return () => useSyncExternalStore(subscribe, holds, () => unasked);
}
