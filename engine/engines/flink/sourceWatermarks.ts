/**
 * The watermark of a source in Flink: each partition has a generator for bounded out-of-orderness (and a timer for
 * idleness, if asked), and the source's watermark is the smallest of those that are not idle. Flink:
 * `BoundedOutOfOrdernessWatermarks`, `WatermarksWithIdleness`, `WatermarkOutputMultiplexer`,
 * `ProgressiveTimestampsAndWatermarks`, `WatermarkToDataOutput`.
 */
import { MILLISECOND } from '../../operators/flink/flinkOperator';
import { NONE } from '../../trace/trace';
import { CombinedWatermark, type Mark } from './combinedWatermark';

/** What a source tells those behind it. */
export interface WatermarkListener {
  watermark(mark: Mark): void;
  status(idle: boolean): void;
}

/** A partition's generator. */
class Partition {
  /** Newest event time so far, and its row. */
  newest = Number.NEGATIVE_INFINITY;
  newestRow = NONE;
  /** Rows have come since the last tick. */
  active = false;
  /** Tick at which it was first seen without rows; null while the timer is not set. */
  timer: number | null = null;
  isIdle = false;
}

export class SourceWatermarks {
  private readonly partitions: Partition[];
  private readonly combined: CombinedWatermark;
  /** What the source has told, so that nothing is told twice. */
  private told = Number.NEGATIVE_INFINITY;
  private toldIdle = false;

  /**
   * @param delay how far out of order rows may be, microseconds
   * @param idleTimeout microseconds; null: nothing ever becomes idle
   * @param onChange hears of each partition's own watermark
   */
  constructor(
    partitions: number,
    private readonly delay: number,
    private readonly idleTimeout: number | null,
    private readonly listener: WatermarkListener,
    private readonly onChange: (partition: number, watermark: number, idle: boolean) => void,
  ) {
    this.partitions = Array.from({ length: partitions }, () => new Partition());
    this.combined = new CombinedWatermark(partitions);
  }

  /** A row has gone through the query, and its partition's generator sees it now. @param time microseconds */
  row(partition: number, time: number, row: number): void {
    const p = this.partitions[partition] as Partition;
    p.active = true;
    p.isIdle = false;
    if (time <= p.newest) return;
    p.newest = time;
    p.newestRow = row;
  }

  /** The watermark right after a row, for a source that does not wait for ticks. */
  emitAfter(partition: number): void {
    const mark = this.markOf(this.partitions[partition] as Partition);
    this.combined.set(partition, mark);
    this.onChange(partition, mark.time, false);
    if (mark.time > this.combined.mark.time) this.combine();
  }

  /** Processing time has come to a tick. */
  tick(now: number): void {
    this.partitions.forEach((p, i) => {
      if (this.idleTimeout !== null && this.checkIfIdle(p, now)) {
        if (!p.isIdle) this.combined.setIdle(i);
        p.isIdle = true;
      } else this.combined.set(i, this.markOf(p));
      this.onChange(i, this.combined.markOf(i).time, this.combined.isIdleAt(i));
    });
    this.combine();
  }

  /** Strictly more than the timeout after the tick that first saw no rows. */
  private checkIfIdle(p: Partition, now: number): boolean {
    if (p.active) {
      p.active = false;
      p.timer = null;
      return false;
    }
    if (p.timer === null) {
      p.timer = now;
      return false;
    }
    return now - p.timer > (this.idleTimeout as number);
  }

  private markOf(p: Partition): Mark {
    return { time: p.newest - this.delay - MILLISECOND, row: p.newestRow };
  }

  private combine(): void {
    if (this.combined.combine()) this.tellWatermark(this.combined.mark);
    if (this.combined.isIdle && !this.toldIdle) {
      this.toldIdle = true;
      this.listener.status(true);
    }
  }

  private tellWatermark(mark: Mark): void {
    if (mark.time <= this.told) return;
    this.told = mark.time;
    if (this.toldIdle) {
      this.toldIdle = false;
      this.listener.status(false);
    }
    this.listener.watermark(mark);
  }

  /**
   * The earliest instant after which a tick can change something without another row; Infinity: only a row can.
   * @param last the last tick
   */
  nextEffect(last: number): number {
    let next = Number.POSITIVE_INFINITY;
    if (this.idleTimeout === null) return this.partitions.some((p) => this.isBehind(p)) ? last : next;
    for (const p of this.partitions) {
      if (p.active || p.timer === null || this.isBehind(p)) next = last;
      else if (!p.isIdle) next = Math.min(next, p.timer + this.idleTimeout);
    }
    return next;
  }

  /** A generator has seen rows that no tick has told of. */
  private isBehind(p: Partition): boolean {
    return this.combined.markOf(this.partitions.indexOf(p)).time < p.newest - this.delay - MILLISECOND;
  }
}
