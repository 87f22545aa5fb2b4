/** Deduplication on Flink: a `KeyedProcessFunction` with a flag for each key, which an event-time timer clears. */
import type { Value } from '../../values';
import type { DedupPlan } from '../dedup';
import { RecordDedup } from '../recordDedup';
import type { RecordOutput, Stamp, Untrue } from '../recordOperator';
import type { FlinkOperator } from './flinkOperator';

export class FlinkDedup implements FlinkOperator {
  private readonly dedup: RecordDedup;
  private watermark = Number.NEGATIVE_INFINITY;

  constructor(plan: DedupPlan, output: RecordOutput) {
    this.dedup = new RecordDedup(plan, 1, output);
  }

  take(ref: number, _port: number, stamp: Stamp): number {
    this.dedup.row(ref, 0, stamp, this.watermark);
    return 1;
  }

  advance(watermark: number): void {
    this.watermark = watermark;
    this.dedup.eventTime(watermark, 0);
  }

  snapshot(): () => void {
    const restore = this.dedup.snapshot();
    return () => {
      restore();
      this.watermark = Number.NEGATIVE_INFINITY;
    };
  }

  column(id: string): (ref: number) => Value {
    return this.dedup.column(id);
  }

  finish(): Untrue {
    return this.dedup.finish('KeyedProcessOperator');
  }
}
