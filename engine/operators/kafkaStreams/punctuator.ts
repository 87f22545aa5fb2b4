/**
 * When Kafka Streams calls what a processor has scheduled (`ProcessorContext.schedule`). By stream time that is right behind a
 * row, the first one too, and then when the task's stream time has come to the next whole second since 1970; by the wall
 * clock it is every second since the processor began. The library: `PunctuationQueue`, `PunctuationSchedule`.
 */
import { MILLISECOND } from './kafkaOperator';

/** How often Arus's processors look, of either time. */
const SECOND = 1_000_000;

export class StreamTimePunctuator {
  private readonly next: Float64Array;

  constructor(tasks: number) {
    this.next = new Float64Array(tasks);
  }

  /** Whether it is called now; if so, it is not before the next whole second. @param streamTime microseconds */
  take(task: number, streamTime: number): boolean {
    if (!(streamTime >= (this.next[task] as number))) return false;
    this.next[task] = (Math.floor(streamTime / SECOND) + 1) * SECOND;
    return true;
  }

  /** The processor was made anew. */
  forget(): void {
    this.next.fill(0);
  }
}

export class WallClockPunctuator {
  private start = Number.NaN;

  /** The processor is at work; the first time says when it began. */
  begin(now: number): void {
    if (Number.isNaN(this.start)) this.start = now;
  }

  /** The first call at or after an instant. */
  atOrAfter(instant: number): number {
    return this.start + Math.max(1, Math.ceil((instant - this.start) / SECOND)) * SECOND;
  }

  forget(): void {
    this.start = Number.NaN;
  }
}

/** The last instant that is past when stream time has come so far: a row at the edge is still in time. */
export const passedAt = (streamTime: number, grace: number): number => streamTime - grace - MILLISECOND;
