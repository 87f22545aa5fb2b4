/** The batches of a run while it is written. */
import type { StateMetrics } from '../operators/operator';
import { GrowableFloat64, GrowableUint32, lengthOf, type Pieces } from './growable';
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

  /** @param pieces of the batches; all of them without */
  finish(pieces?: Pieces): BatchTable {
    const partitions = this.partitionNames.length;
    return {
      count: pieces ? lengthOf(pieces) : this.count,
      partitionNames: this.partitionNames,
      upstream: this.metrics.slice(1).map((metrics) => finishMetrics(metrics, pieces)),
      ...finishMetrics(this.metrics[0] as OperatorMetrics, pieces),
      offsetEnd: this.offsetEnd.finish(pieces?.map(([from, to]) => [from * partitions, to * partitions])),
      ...(this.stretches[0].length > 0 && {
        readFrom: this.stretches[0].finish(pieces),
        readTo: this.stretches[1].finish(pieces),
      }),
      startedAt: this.startedAt.finish(pieces),
      endedAt: this.endedAt.finish(pieces),
      watermark: this.watermark.finish(pieces),
      lateWatermark: this.lateWatermark.finish(pieces),
      nextWatermark: this.nextWatermark.finish(pieces),
      batchId: this.batchId.finish(pieces),
      attempt: this.attempt.finish(pieces),
      crash: this.crash.finish(pieces),
      firstEntry: this.firstEntry.finish(pieces),
      lastEntry: this.lastEntry.finish(pieces),
      numInputRows: this.numInputRows.finish(pieces),
      watermarkRow: this.watermarkRow.finish(pieces),
    };
  }

  /**
   * Batches take the place of as many earlier ones.
   * @param numbers what they and their entries are called in that place
   */
  replace(
    into: number,
    from: number,
    to: number,
    numbers: Pick<BatchTable, 'batchId' | 'firstEntry' | 'lastEntry'>,
  ): void {
    const partitions = this.partitionNames.length;
    this.offsetEnd.copyWithin(into * partitions, from * partitions, to * partitions);
    for (const column of this.columns()) column.copyWithin(into, from, to);
    for (const name of ['batchId', 'firstEntry', 'lastEntry'] as const)
      this[name].take(numbers[name], into, into + to - from);
  }

  /** Forgets the batches behind the first `count`. */
  cut(count: number): void {
    this.count = count;
    this.offsetEnd.cut(count * this.partitionNames.length);
    for (const column of this.columns()) column.cut(count);
  }

  /** Those that have one value a batch. */
  private columns(): readonly (GrowableFloat64 | GrowableUint32)[] {
    const { startedAt, endedAt, watermark, lateWatermark, nextWatermark, watermarkRow } = this;
    const { batchId, attempt, crash, firstEntry, lastEntry, numInputRows } = this;
    return [
      ...[startedAt, endedAt, watermark, lateWatermark, nextWatermark, watermarkRow],
      ...[batchId, attempt, crash, firstEntry, lastEntry, numInputRows],
      ...this.metrics.flat(),
      ...(this.stretches[0].length > 0 ? this.stretches : []),
    ];
  }
}

const finishMetrics = ([total, updated, removed, dropped]: OperatorMetrics, pieces?: Pieces): StateColumns => ({
  stateTotal: total.finish(pieces),
  stateUpdated: updated.finish(pieces),
  stateRemoved: removed.finish(pieces),
  stateDropped: dropped.finish(pieces),
});
