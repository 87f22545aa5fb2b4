/**
 * A function of `process` on Flink: a `KeyedProcessFunction` (`KeyedProcessOperator`). Event-time timers go by the watermark,
 * processing-time timers by the clock. What has a time to live is not read any more when that is over (`StateTtlConfig`,
 * `NeverReturnExpired`); when it is cleared depends on the state backend, and here that is the next row.
 */
import type { Value } from '../../values';
import type { ProcessPlan } from '../process';
import type { RecordOutput, Stamp, Untrue } from '../recordOperator';
import { RecordProcess } from '../recordProcess';
import type { FlinkOperator } from './flinkOperator';

export class FlinkProcess implements FlinkOperator {
  private readonly process: RecordProcess;

  constructor(plan: ProcessPlan, output: RecordOutput) {
    this.process = new RecordProcess(plan, 1, output);
  }

  take(ref: number, _port: number, stamp: Stamp): number {
    this.process.row(ref, 0, stamp);
    this.process.state.endBatch();
    return 1;
  }

  advance(watermark: number): void {
    this.process.eventTime(watermark, 0);
  }

  nextTimer(): number {
    return this.process.nextByClock();
  }

  fireTimers(now: number): void {
    this.process.wallClock(now);
  }

  snapshot(): () => void {
    return this.process.snapshot();
  }

  column(id: string): (ref: number) => Value {
    return this.process.column(id);
  }

  finish(): Untrue {
    return this.process.finish('KeyedProcessOperator');
  }
}
