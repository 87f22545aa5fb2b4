import { proxy } from 'comlink';

/**
 * What a thread is told to call with how far it is. It calls over a channel of its own, so its last word may come after
 * the answer: then it is about nothing any more, and must not put "running" in the place of what was found.
 */
export function untilAnswered(onProgress: (fraction: number) => void) {
  let answered = false;
  return {
    progress: proxy((_: number, done: number): void => {
      if (!answered) onProgress(done);
    }),
    answered(): void {
      answered = true;
    },
  };
}
