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

const DOUBLES = ['startedAt', 'endedAt', 'watermark', 'lateWatermark', 'nextWatermark'] as const;
const INTEGERS = ['batchId', 'attempt', 'crash', 'firstEntry', 'lastEntry', 'numInputRows', 'watermarkRow'] as const;
const METRICS = {
  stateTotal: 'total',
  stateUpdated: 'updated',
  stateRemoved: 'removed',
  stateDropped: 'dropped',
} as const;
type MetricColumn = keyof typeof METRICS;
const METRIC_COLUMNS = Object.keys(METRICS) as MetricColumn[];

export class BatchTableBuilder {
  private readonly doubles = DOUBLES.map(() => new GrowableFloat64());
  private readonly integers = INTEGERS.map(() => new GrowableUint32());
  /** For each operator (one at least, so that a query without state has its zeros) its four columns. */
  private readonly metrics: readonly GrowableUint32[][];
  private readonly offsetEnd = new GrowableFloat64();
  private readonly stretches = [new GrowableFloat64(), new GrowableFloat64()] as const;
  count = 0;

  constructor(
    private readonly partitionNames: readonly string[],
    operators: number,
  ) {
    this.metrics = Array.from({ length: Math.max(1, operators) }, () => METRIC_COLUMNS.map(() => new GrowableUint32()));
  }

  push(batch: FinishedBatch, offsetEnd: ArrayLike<number>): void {
    for (let i = 0; i < DOUBLES.length; i++)
      (this.doubles[i] as GrowableFloat64).push(batch[DOUBLES[i] as (typeof DOUBLES)[number]]);
    for (let i = 0; i < INTEGERS.length; i++)
      (this.integers[i] as GrowableUint32).push(batch[INTEGERS[i] as (typeof INTEGERS)[number]]);
    for (let operator = 0; operator < this.metrics.length; operator++) {
      const columns = this.metrics[operator] as readonly GrowableUint32[];
      const counted = batch.metrics[operator];
      for (let i = 0; i < METRIC_COLUMNS.length; i++)
        (columns[i] as GrowableUint32).push(counted?.[METRICS[METRIC_COLUMNS[i] as MetricColumn]] ?? 0);
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
      ...finishMetrics(this.metrics[0] as GrowableUint32[]),
      offsetEnd: this.offsetEnd.finish(),
      ...(this.stretches[0].length > 0 && { readFrom: this.stretches[0].finish(), readTo: this.stretches[1].finish() }),
      ...(Object.fromEntries([
        ...DOUBLES.map((name, i) => [name, this.doubles[i]?.finish()]),
        ...INTEGERS.map((name, i) => [name, this.integers[i]?.finish()]),
      ]) as Omit<
        BatchTable,
        'count' | 'partitionNames' | 'offsetEnd' | 'readFrom' | 'readTo' | 'upstream' | MetricColumn
      >),
    };
  }
}

const finishMetrics = (columns: readonly GrowableUint32[]): StateColumns =>
  Object.fromEntries(METRIC_COLUMNS.map((name, i) => [name, columns[i]?.finish()])) as unknown as StateColumns;
