/** The batches of a run while it is written. */
import type { StateMetrics } from '../operators/operator';
import { GrowableFloat64, GrowableUint32 } from './growable';
import type { BatchTable, StateColumns } from './trace';

export interface FinishedBatch {
  readonly batchId: number;
  readonly attempt: number;
  readonly crash: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly firstEntry: number;
  readonly lastEntry: number;
  readonly numInputRows: number;
  readonly watermark: number;
  readonly lateWatermark: number;
  readonly nextWatermark: number;
  readonly watermarkRow: number;
  /** What a job read: from when and to when. */
  readonly stretch?: readonly [from: number, to: number] | undefined;
  /** Of each operator. */
  readonly metrics: readonly StateMetrics[];
}

/** Total, updated, removed and dropped of each batch. */
type OperatorMetrics = readonly [GrowableUint32, GrowableUint32, GrowableUint32, GrowableUint32];
const operatorMetrics = (): OperatorMetrics => [
  new GrowableUint32(),
  new GrowableUint32(),
  new GrowableUint32(),
  new GrowableUint32(),
];

export class BatchTableBuilder {
  // Name by name: a run may have thousands of batches, and to look names up costs more than to write what they name.
  private readonly startedAt = new GrowableFloat64();
  private readonly endedAt = new GrowableFloat64();
  private readonly watermark = new GrowableFloat64();
  private readonly lateWatermark = new GrowableFloat64();
  private readonly nextWatermark = new GrowableFloat64();
  private readonly batchId = new GrowableUint32();
  private readonly attempt = new GrowableUint32();
  private readonly crash = new GrowableUint32();
  private readonly firstEntry = new GrowableUint32();
  private readonly lastEntry = new GrowableUint32();
  private readonly numInputRows = new GrowableUint32();
  private readonly watermarkRow = new GrowableUint32();
  /** For each operator (one at least, so that a query without state has its zeros) its four columns. */
  private readonly metrics: readonly OperatorMetrics[];
  private readonly offsetEnd = new GrowableFloat64();
  private readonly stretches = [new GrowableFloat64(), new GrowableFloat64()] as const;
  count = 0;

  constructor(
    private readonly partitionNames: readonly string[],
    operators: number,
  ) {
    this.metrics = Array.from({ length: Math.max(1, operators) }, operatorMetrics);
  }

  push(batch: FinishedBatch, offsetEnd: ArrayLike<number>): void {
    this.startedAt.push(batch.startedAt);
    this.endedAt.push(batch.endedAt);
    this.watermark.push(batch.watermark);
    this.lateWatermark.push(batch.lateWatermark);
    this.nextWatermark.push(batch.nextWatermark);
    this.batchId.push(batch.batchId);
    this.attempt.push(batch.attempt);
    this.crash.push(batch.crash);
    this.firstEntry.push(batch.firstEntry);
    this.lastEntry.push(batch.lastEntry);
    this.numInputRows.push(batch.numInputRows);
    this.watermarkRow.push(batch.watermarkRow);
    for (let operator = 0; operator < this.metrics.length; operator++) {
      const [total, updated, removed, dropped] = this.metrics[operator] as OperatorMetrics;
      const counted = batch.metrics[operator];
      total.push(counted?.total ?? 0);
      updated.push(counted?.updated ?? 0);
      removed.push(counted?.removed ?? 0);
      dropped.push(counted?.dropped ?? 0);
    }
    if (batch.stretch) {
      this.stretches[0].push(batch.stretch[0]);
      this.stretches[1].push(batch.stretch[1]);
    }
    for (let p = 0; p < offsetEnd.length; p++) this.offsetEnd.push(offsetEnd[p] as number);
    this.count++;
  }

  finish(): BatchTable {
    return {
      count: this.count,
      partitionNames: this.partitionNames,
      upstream: this.metrics.slice(1).map(finishMetrics),
      ...finishMetrics(this.metrics[0] as OperatorMetrics),
      offsetEnd: this.offsetEnd.finish(),
      ...(this.stretches[0].length > 0 && { readFrom: this.stretches[0].finish(), readTo: this.stretches[1].finish() }),
      startedAt: this.startedAt.finish(),
      endedAt: this.endedAt.finish(),
      watermark: this.watermark.finish(),
      lateWatermark: this.lateWatermark.finish(),
      nextWatermark: this.nextWatermark.finish(),
      batchId: this.batchId.finish(),
      attempt: this.attempt.finish(),
      crash: this.crash.finish(),
      firstEntry: this.firstEntry.finish(),
      lastEntry: this.lastEntry.finish(),
      numInputRows: this.numInputRows.finish(),
      watermarkRow: this.watermarkRow.finish(),
    };
  }
}

const finishMetrics = ([total, updated, removed, dropped]: OperatorMetrics): StateColumns => ({
  stateTotal: total.finish(),
  stateUpdated: updated.finish(),
  stateRemoved: removed.finish(),
  stateDropped: dropped.finish(),
});
