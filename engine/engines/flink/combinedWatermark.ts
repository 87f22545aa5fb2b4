/** Several watermarks as one: the smallest of those that are not idle; the largest of all if all are. Flink: `CombinedWatermarkStatus`. */
import { NONE } from '../../trace/trace';

/** A watermark, and the row whose event time stands behind it (or NONE). */
export interface Mark {
  /** Microseconds; -Infinity before the first. */
  readonly time: number;
  readonly row: number;
}

export const NO_MARK: Mark = { time: Number.NEGATIVE_INFINITY, row: NONE };

export class CombinedWatermark {
  private readonly marks: Mark[];
  private readonly idle: boolean[];
  /** It never goes back. */
  mark = NO_MARK;
  isIdle = false;

  constructor(parts: number) {
    this.marks = Array.from({ length: parts }, () => NO_MARK);
    this.idle = this.marks.map(() => false);
  }

  /** A part's watermark, which never goes back; it is idle no more. */
  set(part: number, mark: Mark): void {
    this.idle[part] = false;
    if (mark.time > (this.marks[part] as Mark).time) this.marks[part] = mark;
  }

  setIdle(part: number, idle = true): void {
    this.idle[part] = idle;
  }

  markOf(part: number): Mark {
    return this.marks[part] as Mark;
  }

  isIdleAt(part: number): boolean {
    return this.idle[part] as boolean;
  }

  /** @returns whether the combined watermark rose */
  combine(): boolean {
    const active = this.marks.filter((_, i) => !this.idle[i]);
    this.isIdle = active.length === 0;
    const found = this.isIdle
      ? this.marks.reduce((a, b) => (b.time > a.time ? b : a))
      : active.reduce((a, b) => (b.time < a.time ? b : a));
    if (!(found.time > this.mark.time)) return false;
    this.mark = found;
    return true;
  }
}
