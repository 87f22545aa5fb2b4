/** The engine on a thread of its own. One run at a time: a newer one ends the one before. */
import { expose, transfer } from 'comlink';
import type { CrashTrial, SinkTrials } from './crashEverywhere';
import { runDailyBatch } from './engines/dailyBatch';
import { ENGINES, type RunningEngine } from './engines/names';
import type { Moves } from './engines/rejoin/moves';
import { runSpark } from './engines/spark';
import type { Trial } from './explain/batchesBy';
import type { Taken } from './explain/takenBy';
import type { WhatIf } from './explain/whatIf';
import type { Wish } from './explain/wish';
import type { Fault } from './faults';
import type { TruthRuns } from './measure/reference';
import type { Sweep, SweepPoint } from './measure/sweep';
import { takers } from './measure/takers';
import { makePlan, planFaults } from './query/plan';
import type { SweptSetting } from './scenario/knobs';
import { type PostedScenario, received } from './scenario/posted';
import type { EngineName, Scenario } from './scenario/scenario';
import type { Scheduler } from './scheduler';
import { inSlices } from './slices';
import type { Duration } from './time';
import type { Trace } from './trace/trace';
import { transferables } from './trace/transferables';

export type RunAnswer =
  | { readonly kind: 'ran'; readonly trace: Trace }
  /** `able`: engines that take the scenario as it is. */
  | { readonly kind: 'refused'; readonly faults: readonly Fault[]; readonly able: readonly RunningEngine[] }
  | { readonly kind: 'cancelled' };

/** What the page can ask. Its own interface, so that the page needs nothing of the engine to talk to it. */
export interface EngineWorker {
  /** Told once: whom to tell how far a long run is, from 0 to 1. */
  tell(progress: (token: number, done: number) => void): void;
  /** Columns that the scenario of the run before had are left out. */
  run(token: number, post: PostedScenario, engine: EngineName): Promise<RunAnswer>;
  /** Every crash point of a scenario, each tried by itself; null if it was cancelled, or the scenario is refused. */
  crashEverywhere(
    token: number,
    scenario: Scenario,
    engine: RunningEngine,
    restartAfter: number,
  ): Promise<readonly CrashTrial[] | null>;
  /** The same for every kind of sink. */
  crashIntoEverySink(
    token: number,
    scenario: Scenario,
    engine: RunningEngine,
    restartAfter: number,
  ): Promise<readonly SinkTrials[] | null>;
  /** The nearest change of one setting or one time that makes a wish come true; null if it was cancelled. */
  whatIf(token: number, scenario: Scenario, engine: EngineName, wish: Wish): Promise<WhatIf | null>;
  /** Whether each batch would have counted a row, had it read it; null if it was cancelled. */
  takenBy(
    token: number,
    scenario: Scenario,
    engine: EngineName,
    row: number,
    trials: readonly Trial[],
  ): Promise<readonly Taken[] | null>;
  cancel(token: number): void;
  /** What all runs are compared with; null if the query fails or is refused there too. */
  truth(scenario: Scenario): Promise<TruthRuns | null>;
  /** What `sweepAt` turns from now on. */
  sweep(scenario: Scenario, engine: EngineName, setting: SweptSetting): Promise<void>;
  /** One value of the sweep. @throws before `sweep` */
  sweepAt(value: Duration): SweepPoint;
}

/** What the first page runs is here at once; an engine that nobody has asked for is not loaded. */
const SCHEDULERS: Record<RunningEngine, () => Promise<Scheduler>> = {
  spark: async () => runSpark,
  dailyBatch: async () => runDailyBatch,
  flink: async () => (await import('./engines/flink')).runFlink,
  kafkaStreams: async () => (await import('./engines/kafkaStreams')).runKafkaStreams,
  batchLoop: async () => (await import('./engines/batchLoop')).runBatchLoop,
};

/** A hand may be moving a row: from the second run on this is fetched, and used once it is there. */
let moves: Moves | null = null;
function fetchMoves(): void {
  import('./engines/rejoin/moves').then(
    ({ Moves }) => {
      moves ??= new Moves();
    },
    // Without it every run is a whole one.
    () => {},
  );
}

let wanted = 0;
/** The scenario of the run that was asked for last. */
let sent: Scenario | null = null;
let sweep: Sweep | null = null;
let tell: (token: number, done: number) => void = () => {};

/** Messages that wait are looked at before the next task; a channel, since timers are slowed down in hidden tabs. */
const channel = new MessageChannel();
let resume: (() => void) | null = null;
channel.port1.onmessage = () => resume?.();
const turn = () =>
  new Promise<void>((resolve) => {
    resume = resolve;
    channel.port2.postMessage(null);
  });

/** Works as long as this token is the newest, and tells how far it is. Null: it was stopped. */
const sliced = <T>(token: number, steps: Generator<number, T>): Promise<T | null> =>
  inSlices(steps, {
    clock: () => performance.now(),
    turn,
    wanted: () => wanted === token,
    progress: (done) => tell(token, done),
  });

/** What is asked about a scenario beside its run: what answers it is loaded when it is asked. */
async function aside<M, T>(token: number, loading: Promise<M | null>, steps: (module: M) => Generator<number, T>) {
  wanted = token;
  const module = await loading;
  return module && wanted === token ? sliced(token, steps(module)) : null;
}
/** Null: the scenario is refused. */
const crashes = async (scenario: Scenario, engine: RunningEngine) =>
  planFaults(scenario, engine).length > 0 ? null : import('./crashEverywhere');

const ran = (trace: Trace): RunAnswer => transfer<RunAnswer>({ kind: 'ran', trace }, transferables(trace));

const worker: EngineWorker = {
  tell(progress) {
    tell = progress;
  },
  async run(token, post, engine) {
    wanted = token;
    const before = sent;
    const scenario = received(post, before);
    sent = scenario;
    const isEdit = engine === 'spark' && before !== null;
    // What was taken is taken again: nothing that forbids a scenario hangs on when its rows arrive.
    const moved = isEdit ? moves?.again(scenario) : null;
    if (moved) return ran(moved);
    const made = makePlan(scenario, engine);
    if (!made.ok) return { kind: 'refused', faults: made.faults, able: takers(scenario, ENGINES).runs };
    const schedule = await SCHEDULERS[engine as RunningEngine]();
    if (wanted !== token) return { kind: 'cancelled' };
    if (isEdit && !moves) fetchMoves();
    const steps = isEdit && moves ? moves.run(scenario, made.plan, before) : schedule(scenario, made.plan);
    const trace = await sliced(token, steps);
    if (!trace) return { kind: 'cancelled' };
    return ran(trace);
  },
  crashEverywhere: (token, scenario, engine, restartAfter) =>
    aside(token, crashes(scenario, engine), (m) => m.crashEverywhereSteps(scenario, engine, restartAfter)),
  crashIntoEverySink: (token, scenario, engine, restartAfter) =>
    aside(token, crashes(scenario, engine), (m) => m.sinkTrialsSteps(scenario, engine, restartAfter)),
  whatIf: (token, scenario, engine, wish) =>
    aside(token, import('./explain/whatIf'), (m) => m.whatIfSteps(scenario, engine, wish)),
  takenBy: (token, scenario, engine, row, trials) =>
    aside(token, import('./explain/takenBy'), (m) => m.takenBySteps(scenario, engine, row, trials)),
  async truth(scenario) {
    const { truthRuns } = await import('./measure/truthRuns');
    const runs = truthRuns(scenario);
    return runs && transfer(runs, transferables(runs.truth).concat(runs.total ? transferables(runs.total) : []));
  },
  async sweep(scenario, engine, setting) {
    const { sweepOf } = await import('./measure/sweep');
    sweep = sweepOf(scenario, engine, setting);
  },
  sweepAt(value) {
    if (!sweep) throw new Error('no sweep has begun');
    return sweep.at(value);
  },
  cancel(token) {
    if (wanted === token) wanted = 0;
  },
};

expose(worker);
