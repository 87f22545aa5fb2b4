import { expose } from 'comlink';
import { expect, test, vi } from 'vitest';
import type { EngineWorker } from '../engine/worker';
import { sideThread } from './sideThread';

/** Threads that do not answer by themselves: a `MessageChannel` stands for each worker. */
function desk(loads = true) {
  const threads: { ended: boolean; fail(message: string): void; answer: ((point: unknown) => void) | null }[] = [];
  const thread = sideThread(() => {
    const { port1, port2 } = new MessageChannel();
    const own: (typeof threads)[number] = { ended: false, fail: () => {}, answer: null };
    const engine = {
      tell: () => {},
      sweepAt: () => new Promise((resolve) => (own.answer = resolve)),
    } as unknown as EngineWorker;
    if (loads) expose(engine, port2);
    port1.start();
    threads.push(own);
    const listen = port1.addEventListener.bind(port1);
    return Object.assign(port1, {
      terminate() {
        own.ended = true;
        port1.close();
      },
      addEventListener(type: string, listener: (event: unknown) => void) {
        if (type === 'error') own.fail = (message) => listener({ message });
        else listen(type, listener as never);
      },
    }) as unknown as Worker;
  });
  const ask = (stop = new AbortController(), onProgress?: () => void) =>
    thread.ask((engine) => engine.sweepAt(1), stop.signal, onProgress);
  return { threads, ask };
}

test('a thread that cannot be loaded is told, also to one who wants to know how far it is', async () => {
  const { threads, ask } = desk(false);
  for (const onProgress of [undefined, () => {}]) {
    const answer = ask(undefined, onProgress);
    threads.at(-1)?.fail('no such file');
    await expect(answer).rejects.toThrow('no such file');
  }
  expect(threads.map(({ ended }) => ended)).toEqual([true, true]);
});

test('the thread is kept for the next question; one that is ended ends it and answers null', async () => {
  const { threads, ask } = desk();
  const first = ask();
  await vi.waitFor(() => expect(threads[0]?.answer).not.toBeNull());
  threads[0]?.answer?.({ value: 1 });
  expect(await first).toEqual({ value: 1 });
  const stop = new AbortController();
  const second = ask(stop);
  expect(threads.length).toBe(1);
  stop.abort();
  expect(await second).toBe(null);
  expect(threads[0]?.ended).toBe(true);
  void ask();
  expect(threads.length).toBe(2);
});
