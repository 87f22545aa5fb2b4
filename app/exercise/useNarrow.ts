import { useSyncExternalStore } from 'react';

/** Where the exercise is a sheet over the stage: see `frame.css`. */
const narrow = typeof matchMedia === 'undefined' ? null : matchMedia('(max-width: 899.98px)');

export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      narrow?.addEventListener('change', changed);
      return () => narrow?.removeEventListener('change', changed);
    },
    () => narrow?.matches ?? false,
  );
