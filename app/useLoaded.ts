import { startTransition, useEffect, useState } from 'react';

/**
 * What `load` promises, and until then what an earlier one gave: another language does not blank the page. Throws what
 * went wrong. `load` must be the same function as long as the same is meant.
 */
export function useLoaded<T>(load: (() => Promise<T>) | null): T | null {
  const [state, setState] = useState<{ value: T | null; failed: unknown }>({ value: null, failed: null });
  useEffect(() => {
    if (!load) return;
    let current = true;
    load().then(
      (value) => current && startTransition(() => setState({ value, failed: null })),
      (failed) => current && setState({ value: null, failed }),
    );
    return () => {
      current = false;
    };
  }, [load]);
  if (state.failed) throw state.failed;
  return state.value;
}
