/** How watermarks go from each source through the operators to the sink. */
import type { FlinkOperator } from '../../operators/flink/flinkOperator';
import type { Plan } from '../../query/plan';
import type { RecordRun } from '../records/recordRun';
import { CombinedWatermark, type Mark } from './combinedWatermark';
import type { WatermarkListener } from './sourceWatermarks';
import { Valve } from './valve';

/** Makes that way anew: none of it has seen a watermark. @param begin is told of each watermark step and what hears of it */
export function connect(
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
  /** What the trace says of an input is what those behind it hear. */
  const heard = (input: number, { watermark, status }: WatermarkListener): WatermarkListener => ({
    watermark(mark) {
      run.inputRises(input, mark.time, mark.row);
      watermark(mark);
    },
    status(idle) {
      run.inputIsIdle(input, idle);
      status(idle);
    },
  });
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
      if (step.kind === 'watermark' && node.kind === 'scan')
        begin(step.index, node.source, heard(step.index, after(pipe.from)));
    }
}
