import { simulate } from '../../engine/simulate';
import { transferables } from '../../engine/trace/transferables';
import { benchScenario } from '../arrivals';
import type { Sent } from './sent';

/** Runs so many rows, says that it is ready, and sends the trace as the app's worker does when it is told to. */
function run({ data: rows }: MessageEvent<number>): void {
  const trace = simulate(benchScenario(rows), 'spark');
  const send = () => {
    const sent: Sent = { trace, sentAt: performance.timeOrigin + performance.now() };
    postMessage(sent, { transfer: transferables(trace) });
  };
  addEventListener('message', send, { once: true });
  postMessage('ready');
}
addEventListener('message', run, { once: true });
