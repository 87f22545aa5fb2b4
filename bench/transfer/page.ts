import { openTrace } from '../../engine/trace/reader';
import { traceBytes } from '../../engine/trace/transferables';
import { benchScenario } from '../arrivals';
import type { Came, Sent } from './sent';

const ROWS = 1_000_000;

async function measure(): Promise<Came> {
  const scenario = benchScenario(ROWS);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const answer = () =>
    new Promise<MessageEvent>((resolve) => worker.addEventListener('message', resolve, { once: true }));
  worker.postMessage(ROWS);
  await answer();

  let longestTask = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const task of list.getEntries()) longestTask = Math.max(longestTask, task.duration);
  });
  tasks.observe({ type: 'longtask' });
  worker.postMessage('send');
  const { trace, sentAt } = (await answer()).data as Sent;
  const way = performance.timeOrigin + performance.now() - sentAt;
  const began = performance.now();
  const reader = openTrace(trace, scenario);
  reader.at(trace.length >> 1).state();
  const open = performance.now() - began;
  // A task is told after it has ended.
  await new Promise((resolve) => setTimeout(resolve, 100));
  worker.terminate();
  return { entries: trace.length, bytes: traceBytes(trace), way, open, longestTask };
}

Object.assign(globalThis, { measure });
