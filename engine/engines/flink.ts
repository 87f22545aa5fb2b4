/**
 * Flink: each row is processed as it arrives; a watermark, told by a timer or after every row, makes windows come out and
 * lets state go. Measured rules stand in `engine/conformance`.
 */
import { makeFlinkOperator } from '../operators/flink/bindFlink';
import { type FlinkOperator, MILLISECOND } from '../operators/flink/flinkOperator';
import type { Plan } from '../query/plan';
import { QueryFailure } from '../queryFailure';
import type { Scenario, Source } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import { CombinedWatermark, type Mark } from './flink/combinedWatermark';
import { SourceWatermarks, type WatermarkListener } from './flink/sourceWatermarks';
import { Valve } from './flink/valve';
import { RecordRun } from './perRecord';

/** Rows between two looks at the messages of whoever runs the engine. */
const ROWS_A_SLICE = 20_000;

/** Runs a scenario in slices; yields the fraction done, so that a worker can listen and stop. */
export function* runFlink(scenario: Scenario, plan: Plan): Generator<number, Trace> {
  const settings = scenario.engines.flink;
  /** For each watermark step the source's watermarks, and the number of the source's first partition. */
  const sources: { watermarks: SourceWatermarks; firstPartition: number }[] = [];
  const interval = Math.trunc(settings.watermarkInterval / MILLISECOND) * MILLISECOND;
  const run: RecordRun<FlinkOperator> = new RecordRun('flink', scenario, plan, {
    operator: (node, inputs, output) => makeFlinkOperator(node, inputs, settings.allowedLateness, output),
    watermarks: {
      timeOf(value) {
        // What Flink's SQL says; a job's own timestamp assigner fails in its own way.
        if (value === null)
          throw new QueryFailure(
            'RuntimeException',
            'RowTime field should not be null, please convert it to a non-null long value.',
          );
        return Math.floor(value / MILLISECOND) * MILLISECOND;
      },
      passed(index, { time, partition }) {
        const { watermarks, firstPartition } = sources[index] as (typeof sources)[number];
        watermarks.row(partition - firstPartition, time, run.row);
        if (interval === 0) watermarks.emitAfter(partition - firstPartition);
      },
    },
  });
  connect(plan, run, (index, source, listener) => {
    const { partitions } = scenario.sources[source] as Source;
    const firstPartition = run.partitionOf(source, 0);
    const { delay } = plan.watermarks[index] as Plan['watermarks'][number];
    const watermarks = new SourceWatermarks(partitions, delay, settings.idleTimeout, listener, (p, clock, idle) =>
      run.partitionRises(firstPartition + p, clock, idle),
    );
    sources[index] = { watermarks, firstPartition };
  });

  const { times } = run.arrivals;
  const until = scenario.until ?? Number.POSITIVE_INFINITY;
  const never = Number.POSITIVE_INFINITY;
  /** The next tick that can have an effect. */
  let tick = interval === 0 || times.length === 0 ? never : Math.floor((times[0] as number) / interval) * interval;
  let lastTick = Number.NEGATIVE_INFINITY;
  const doTick = (): void => {
    const at = tick;
    run.tick(at, () => {
      for (const { watermarks } of sources) watermarks.tick(at);
    });
    lastTick = at;
    const effect = Math.min(...sources.map(({ watermarks }) => watermarks.nextEffect(at)));
    tick = effect === never ? never : (Math.floor(effect / interval) + 1) * interval;
  };
  for (let k = 0; k < times.length && !run.failed; k++) {
    const at = times[k] as number;
    // At one instant the row goes first.
    while (tick < at && !run.failed) doTick();
    if (run.failed) break;
    run.arrive(k);
    if (interval > 0) tick = Math.min(tick, Math.max(Math.ceil(at / interval) * interval, lastTick + interval));
    if (k % ROWS_A_SLICE === ROWS_A_SLICE - 1) yield k / times.length;
  }
  while (tick <= until && tick < never && !run.failed) doTick();
  return run.finish();
}

/** Leads the watermarks from each source through the operators to the sink. */
function connect(
  plan: Plan,
  run: RecordRun<FlinkOperator>,
  begin: (watermark: number, source: number, listener: WatermarkListener) => void,
): void {
  const operators = new Map(run.operators().map(({ stage, operator }) => [stage, operator]));
  const [last] = plan.operators;
  /** What hears of the watermarks that leave a stage; null: they go to the sink. */
  const behind = new Map<number, { readonly to: number; readonly port: number }>();
  plan.stages.forEach(({ inputs }, to) => {
    inputs.forEach((pipe, port) => {
      behind.set(pipe.from, { to, port });
    });
  });
  const after = (stage: number): WatermarkListener => {
    const next = behind.get(stage);
    if (!next) return { watermark: (mark) => last === undefined && run.rise(mark.time, mark.row), status: () => {} };
    return listeners(next.to)[next.port] as WatermarkListener;
  };
  const made = new Map<number, readonly WatermarkListener[]>();
  /** A stage's inputs as those before it see them. */
  const listeners = (stage: number): readonly WatermarkListener[] => {
    let found = made.get(stage);
    if (!found) {
      found = makeListeners(stage);
      made.set(stage, found);
    }
    return found;
  };
  const makeListeners = (stage: number): readonly WatermarkListener[] => {
    const next = after(stage);
    const operator = operators.get(stage);
    if (!operator) {
      const valve = new Valve(2, next);
      return [valve.channel(0), valve.channel(1)];
    }
    const rise = (mark: Mark): void => {
      run.begin();
      if (stage === last) run.rise(mark.time, mark.row);
      operator.advance(mark.time);
      next.watermark(mark);
    };
    if (plan.stages[stage]?.inputs.length === 1) return [{ watermark: rise, status: next.status }];
    const combined = new CombinedWatermark(2);
    return [0, 1].map((port) => ({
      watermark(mark) {
        combined.set(port, mark);
        if (combined.combine()) rise(combined.mark);
      },
      status(idle) {
        const was = combined.isIdle;
        combined.setIdle(port, idle);
        if (combined.combine()) rise(combined.mark);
        if (was !== combined.isIdle) next.status(idle);
      },
    }));
  };
  const pipes = [...plan.stages.flatMap((s) => s.inputs), plan.sink];
  for (const pipe of pipes)
    for (const step of pipe.steps) {
      const { node } = plan.stages[pipe.from] as Plan['stages'][number];
      if (step.kind === 'watermark' && node.kind === 'scan') begin(step.index, node.source, after(pipe.from));
    }
}
