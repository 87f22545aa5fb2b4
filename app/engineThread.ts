/**
 * The engine's thread, started as soon as a page knows that it will need one at once: its code is on its way while the
 * views' code is, and not after it.
 */
const start = (): Worker =>
  new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module', name: 'engine' });

/** One that `scripts/headStartPlugin.ts` has begun before this code was there; from now on it begins none. */
const begun = globalThis as { headStart?: { readonly thread: Worker; readonly failed: boolean } | null };
begun.headStart ??= null;
let spare: Worker | null = begun.headStart && !begun.headStart.failed ? begun.headStart.thread : null;
if (spare) forgetIfBroken(spare);

/** Starts a thread that the next `takeThread` gets. */
export function prepareThread(): void {
  if (spare) return;
  spare = start();
  forgetIfBroken(spare);
}

/** One that could not be loaded is nobody's; whoever asks next starts another, and is told. */
function forgetIfBroken(thread: Worker): void {
  thread.addEventListener('error', () => {
    if (spare === thread) spare = null;
  });
}

/** A thread of one's own; what is posted to it before its code is there waits for it. */
export function takeThread(): Worker {
  const thread = spare ?? start();
  spare = null;
  return thread;
}
