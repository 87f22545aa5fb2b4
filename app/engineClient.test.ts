import { expose } from 'comlink';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Scenario } from '../engine/scenario/scenario';
import type { EngineWorker, RunAnswer } from '../engine/worker';
import { createEngineClient, GRACE } from './engineClient';

const scenario = { name: 's', sources: [] as Scenario['sources'] } as Scenario;

/** A thread that answers when told to, or never: a `MessageChannel` stands for the worker. */
function desk() {
  const threads: {
    ended: boolean;
    cancelled: number[];
    runs: Map<number, (answer: RunAnswer) => void>;
    tell: (token: number, done: number) => void;
    fail(message: string): void;
  }[] = [];
  const client = createEngineClient(() => {
    const { port1, port2 } = new MessageChannel();
    const thread = {
      ended: false,
      cancelled: [] as number[],
      runs: new Map(),
      tell: () => {},
      fail: (_: string) => {},
    } as (typeof threads)[number];
    const engine: EngineWorker = {
      tell: (progress) => {
        thread.tell = progress;
      },
      run: (token) => new Promise((resolve) => thread.runs.set(token, resolve)),
      cancel: (token) => void thread.cancelled.push(token),
      truth: async () => null,
      whatIf: () => Promise.resolve(null),
      takenBy: () => Promise.resolve(null),
      crashEverywhere: () => Promise.resolve(null),
      crashIntoEverySink: () => Promise.resolve(null),
      sweep: async () => {},
      sweepAt: () => {
        throw new Error('nothing is swept here');
      },
    };
    expose(engine, port2);
    port1.start();
    const worker = Object.assign(port1, {
      terminate() {
        thread.ended = true;
        port1.close();
        port2.close();
      },
    });
    const listen = worker.addEventListener.bind(worker);
    worker.addEventListener = ((type: string, listener: (event: unknown) => void) => {
      if (type === 'error') thread.fail = (message) => listener({ message });
      else listen(type, listener as never);
    }) as never;
    threads.push(thread);
    return worker as unknown as Worker;
  });
  return { client, threads };
}

const arrived = (thread: { runs: Map<number, unknown> } | undefined, n: number) =>
  vi.waitFor(() => expect(thread?.runs.size).toBe(n));
const ran = { kind: 'ran', trace: { length: 3 } } as unknown as RunAnswer;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

test('a run comes back with its trace, told on the way how far it is', async () => {
  const { client, threads } = desk();
  const told: number[] = [];
  const answer = client.run(scenario, 'spark', { onProgress: (f) => told.push(f) });
  await arrived(threads[0], 1);
  threads[0]?.tell(1, 0.5);
  await vi.waitFor(() => expect(told).toEqual([0.5]));
  threads[0]?.runs.get(1)?.(ran);
  expect(await answer).toEqual({ trace: { length: 3 } });
});

describe('the newest run wins', () => {
  test('the one before is told to stop and rejects as aborted; its thread goes on', async () => {
    const { client, threads } = desk();
    const first = client.run(scenario, 'spark');
    const second = client.run(scenario, 'spark');
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    await arrived(threads[0], 2);
    expect(threads[0]?.cancelled).toEqual([1]);
    threads[0]?.runs.get(1)?.({ kind: 'cancelled' });
    threads[0]?.runs.get(2)?.(ran);
    expect(await second).toEqual({ trace: { length: 3 } });
    expect(threads).toHaveLength(1);
  });
  test('a run that does not stop is ended with its thread, and the newest runs on another', async () => {
    const { client, threads } = desk();
    client.run(scenario, 'spark').catch(() => {});
    await arrived(threads[0], 1);
    const second = client.run(scenario, 'spark');
    await vi.advanceTimersByTimeAsync(GRACE);
    expect(threads[0]?.ended).toBe(true);
    await arrived(threads[1], 1);
    threads[1]?.runs.get(2)?.(ran);
    expect(await second).toEqual({ trace: { length: 3 } });
  });
});

test('a run can be stopped by its signal', async () => {
  const { client, threads } = desk();
  const stop = new AbortController();
  const answer = client.run(scenario, 'spark', { signal: stop.signal });
  await arrived(threads[0], 1);
  stop.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});

test('a thread that breaks says why, and the next run starts another', async () => {
  const { client, threads } = desk();
  const first = client.run(scenario, 'spark');
  await arrived(threads[0], 1);
  threads[0]?.fail('out of memory');
  await expect(first).rejects.toThrow('out of memory');
  const second = client.run(scenario, 'spark');
  await arrived(threads[1], 1);
  threads[1]?.runs.get(2)?.(ran);
  expect(await second).toEqual({ trace: { length: 3 } });
});
