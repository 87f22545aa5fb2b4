/**
 * The engine's thread, started as soon as a page knows that it will need one at once: its code is on its way while the
 * views' code is, and not after it.
 */
const start = (): Worker =>
  new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module', name: 'engine' });

let spare: Worker | null = null;

/** Starts a thread that the next `takeThread` gets. */
export function prepareThread(): void {
  if (spare) return;
  const thread = start();
  spare = thread;
  // One that could not be loaded is nobody's; whoever asks next starts another, and is told.
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
