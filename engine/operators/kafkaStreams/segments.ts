/**
 * How long a store on disk keeps what was written: it hides what is older than its retention, and drops whole segments.
 * Kafka Streams: `AbstractSegments`, `AbstractRocksDBSegmentedBytesStore`.
 */
import { MILLISECOND } from './kafkaOperator';

const MINUTE = 60_000_000;

export class Segments {
  /** Largest time written. */
  private newest = Number.NEGATIVE_INFINITY;
  private readonly interval: number;

  /** @param retention microseconds, whole milliseconds */
  constructor(private readonly retention: number) {
    this.interval = Math.max(Math.floor(retention / MILLISECOND / 2) * MILLISECOND, MINUTE);
  }

  write(time: number): void {
    if (time > this.newest) this.newest = time;
  }

  /** @returns puts back what was written by now */
  snapshot(): () => void {
    const { newest } = this;
    return () => {
      this.newest = newest;
    };
  }

  /** What is at or before this instant is not found any more, whether it is still on disk or not. */
  get hiddenUpTo(): number {
    return this.newest - this.retention;
  }

  /** What is before this instant is gone from disk, and nothing can be written there. */
  get droppedBefore(): number {
    return Math.floor(this.hiddenUpTo / this.interval) * this.interval;
  }
}
