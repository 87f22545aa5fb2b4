/**
 * How long a store on disk keeps what was written: it hides what is older than its retention, and drops whole segments.
 * Kafka Streams: `AbstractSegments`, `AbstractRocksDBSegmentedBytesStore`.
 */
import { MILLISECOND } from './kafkaOperator';

const MINUTE = 60_000_000;

export class Segments {
  /** Largest time written: what the store goes by. */
  private newest = Number.NEGATIVE_INFINITY;
  /** The same, of what was written since it last wrote down how far its changelog is read, and as it was then. */
  private newestSince = Number.NEGATIVE_INFINITY;
  private newestThen = Number.NEGATIVE_INFINITY;
  private readonly interval: number;

  /** @param retention microseconds, whole milliseconds */
  constructor(private readonly retention: number) {
    this.interval = Math.max(Math.floor(retention / MILLISECOND / 2) * MILLISECOND, MINUTE);
  }

  write(time: number): void {
    if (time > this.newest) this.newest = time;
    if (time > this.newestSince) this.newestSince = time;
  }

  /** The store has written down how far its changelog is read: at a commit, and once it is restored. */
  saved(): void {
    this.newestSince = Number.NEGATIVE_INFINITY;
    this.newestThen = this.newest;
  }

  /**
   * The process died. A store learns the time from what it reads of its changelog: one that is kept from what came since it was
   * saved, unless nothing from then is left in it; else from everything.
   */
  restarted(isKept: boolean): void {
    if (isKept && !(this.newestThen < this.droppedBefore)) this.newest = this.newestSince;
    this.saved();
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
