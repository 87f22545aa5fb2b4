import { simulate, simulateSteps } from '../engine/simulate';
import { traceBytes } from '../engine/trace/transferables';
import type { Bench, Figure } from './bench';
import { percentile } from './beside';
import { mapLoop, QUERIES, scenarioOf } from './growingStreams';

const SIZES = [10_000, 100_000, 1_000_000] as const;
const [, MIDDLE, LARGE] = SIZES;
const TURNS = 3;
/** Of what a row costs in the longest run to what it costs in the shorter run where it is cheapest. */
const MOST = 1.25;
/** Of what the engine holds at its end to what the finished trace takes: arrays that grow have room to spare. */
const MOST_HELD = 2.5;

/**
 * What a row costs as more and more rows have been seen, where the state stays as large as it was. The rate is the same
 * in every run (a row each millisecond, batches of a thousand), only the stream lasts longer. Processor time is counted,
 * that of collecting garbage too, so that another program's share of the machine is not.
 */
const bench: Bench = {
  title: `Engine, what a row costs after ${SIZES.map((n) => n.toLocaleString('en')).join(', ')} rows`,
  async run() {
    const loop = costs(SIZES.map((rows) => scenarioOf('tumbling window', rows)).map((s) => () => mapLoop(s)));
    const figures: Figure[] = [{ what: 'a plain Map loop', value: `${inWords(loop)}, for comparison` }];
    for (const name of Object.keys(QUERIES)) {
      const row = costs(SIZES.map((rows) => scenarioOf(name, rows)).map((s) => () => simulate(s, 'spark')));
      figures.push(
        { what: name, value: inWords(row), budget: `at most ${MOST} ×`, kept: growth(row) <= MOST },
        memory(name),
      );
    }
    return figures;
  },
};
export default bench;

/** Nanoseconds a row of each size, the sizes by turns, the same number of rows of each to warm up. */
function costs(runs: readonly (() => unknown)[]): number[] {
  const times: number[][] = SIZES.map(() => []);
  for (let turn = -1; turn < TURNS; turn++)
    for (const [i, rows] of SIZES.entries()) {
      // Short runs are timed together, so that none is favoured by a warm machine.
      const repeats = turn < 0 ? MIDDLE / Math.min(rows, MIDDLE) : Math.max(1, MIDDLE / rows);
      if (turn < 0 && rows === LARGE) continue;
      globalThis.gc?.();
      const began = process.cpuUsage();
      for (let run = 0; run < repeats; run++) runs[i]?.();
      const { user, system } = process.cpuUsage(began);
      if (turn >= 0) times[i]?.push(((user + system) * 1000) / (rows * repeats));
    }
  return times.map((all) => percentile(all, 50));
}

const growth = (costs: readonly number[]): number => (costs.at(-1) as number) / Math.min(...costs.slice(0, -1));
const inWords = (costs: readonly number[]): string =>
  `${costs.map((c) => `${c.toFixed(0)} ns`).join(', ')} a row, ${growth(costs).toFixed(2)} ×`;

/** What the engine holds shortly before the end of its longest run, the unfinished trace included. */
function memory(name: string): Figure {
  const { engine, trace, state } = held(name, LARGE);
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  return {
    what: '  and holds',
    value: `${megabytes(engine)}, ${(engine / trace).toFixed(2)} × its trace (${megabytes(trace)}), with at most ${state.toLocaleString('en')} rows of state`,
    budget: `at most ${MOST_HELD} × the trace`,
    kept: engine <= MOST_HELD * trace,
  };
}

interface Held {
  /** Bytes. */
  readonly engine: number;
  readonly trace: number;
  /** The most rows of state that a batch left. */
  readonly state: number;
}

function held(name: string, rows: number): Held {
  const scenario = scenarioOf(name, rows);
  const bytes = (): number => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = bytes();
  const steps = simulateSteps(scenario, 'spark');
  let engine = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) return { engine, trace: traceBytes(step.value), state: Math.max(...step.value.batches.stateTotal) };
    if (step.value > 0.97) engine = Math.max(engine, bytes() - before);
  }
}
