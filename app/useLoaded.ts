import { startTransition, useEffect, useState } from 'react';

/**
 * What `load` promises, and until then what an earlier one gave: another language does not blank the page. Throws what
 * went wrong. `load` must be the same function as long as the same is meant.
 * @param needed false where it is loaded ahead: then what goes wrong is no matter, and it is tried again once it is needed
 */
export function useLoaded<T>(load: (() => Promise<T>) | null, needed = true): T | null {
  const [state, setState] = useState<{ value: T | null; failed: unknown }>({ value: null, failed: null });
  useEffect(() => {
    if (!load) return;
    let current = true;
    load().then(
      (value) => current && startTransition(() => setState({ value, failed: null })),
      (failed) => current && needed && setState({ value: null, failed }),
    );
    return () => {
      current = false;
    };
  }, [load, needed]);
  if (state.failed) throw state.failed;
  return state.value;
}
