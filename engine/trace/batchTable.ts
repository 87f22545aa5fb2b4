/** The batches of a run while it is written. */
import { GrowableFloat64, GrowableUint32 } from './growable';
import type { BatchTable } from './trace';

export interface FinishedBatch {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly firstEntry: number;
  readonly lastEntry: number;
  readonly numInputRows: number;
  readonly watermark: number;
  readonly lateWatermark: number;
  readonly nextWatermark: number;
  readonly watermarkRow: number;
  readonly stateTotal: number;
  readonly stateUpdated: number;
  readonly stateRemoved: number;
  readonly stateDropped: number;
}

const DOUBLES = ['startedAt', 'endedAt', 'watermark', 'lateWatermark', 'nextWatermark'] as const;
const INTEGERS = [
  'firstEntry',
  'lastEntry',
  'numInputRows',
  'watermarkRow',
  'stateTotal',
  'stateUpdated',
  'stateRemoved',
  'stateDropped',
] as const;

export class BatchTableBuilder {
  private readonly doubles = DOUBLES.map(() => new GrowableFloat64());
  private readonly integers = INTEGERS.map(() => new GrowableUint32());
  private readonly offsetEnd = new GrowableFloat64();
  count = 0;

  constructor(private readonly partitionNames: readonly string[]) {}

  push(batch: FinishedBatch, offsetEnd: ArrayLike<number>): void {
    DOUBLES.forEach((name, i) => {
      this.doubles[i]?.push(batch[name]);
    });
    INTEGERS.forEach((name, i) => {
      this.integers[i]?.push(batch[name]);
    });
    for (let p = 0; p < offsetEnd.length; p++) this.offsetEnd.push(offsetEnd[p] as number);
    this.count++;
  }

  finish(): BatchTable {
    return {
      count: this.count,
      partitionNames: this.partitionNames,
      offsetEnd: this.offsetEnd.finish(),
      ...(Object.fromEntries([
        ...DOUBLES.map((name, i) => [name, this.doubles[i]?.finish()]),
        ...INTEGERS.map((name, i) => [name, this.integers[i]?.finish()]),
      ]) as Omit<BatchTable, 'count' | 'partitionNames' | 'offsetEnd'>),
    };
  }
}
