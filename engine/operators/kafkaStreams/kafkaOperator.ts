/** What Kafka Streams' scheduler asks of an operator beside its rows, and what operators of one task share. */
import type { KafkaEmit } from '../../scenario/scenario';
import type { RecordOperator } from '../recordOperator';
import type { Timers } from '../timers';

export interface KafkaOperator extends RecordOperator {
  /** Up to which end windows of a task are closed, microseconds; -Infinity while none is, or where no window closes. */
  closedUpTo(task: number): number;
  /** A row of the task has been through everything: what goes by the task's stream time happens now, in the row's step. */
  behindRow?(task: number): void;
  /** Remembers its stores as a commit leaves them. @returns puts them back; it may be called more than once */
  snapshot(): () => void;
  /** Offsets are committed, and with them what stands in their metadata (`ProcessorMetadata`). */
  committed(): void;
  /**
   * The process died: what was only in memory (stream times, when was looked last) begins anew, and what stood in the
   * metadata of the offsets is as it was committed. The stores are what their changelogs say.
   * @param isKept they go on from what they had on disk, also of what was not committed
   */
  forget(isKept: boolean): void;
}

/** What the scheduler says to the operators of a run. */
export interface KafkaRun {
  /** Each partition number is a task of its own, with stores of its own. */
  readonly tasks: number;
  /** A crash is to come: what a restart needs is kept. */
  readonly mayCrash: boolean;
  /** The wall clock, microseconds. */
  now(): number;
  /** Largest timestamp that a task has read, the row at hand included; microseconds, -Infinity before the first. */
  streamTime(task: number): number;
}

export interface WindowSettings {
  /** Microseconds. */
  readonly grace: number;
  readonly emit: KafkaEmit;
}

export const MILLISECOND = 1000;
const SECOND = 1_000_000;

/** Timestamps are whole milliseconds there: what is finer is cut off. */
export const inMilliseconds = (length: number): number => Math.trunc(length / MILLISECOND) * MILLISECOND;

/**
 * How often what is closed is looked for: at most once a second of wall-clock time, the first look included, whether it
 * finds something or not (`EmitStrategy.onWindowClose` and outer joins; the interval is an internal setting).
 */
export class Looks {
  private next = Number.NEGATIVE_INFINITY;

  /** Whether a look may be taken now; it is, if so. */
  take(now: number): boolean {
    if (now < this.next) return false;
    this.next = now + SECOND;
    return true;
  }
}

/** Takes out the numbers that are due at or before an instant, the soonest first. */
export function* due(timers: Timers, until: number): Generator<number> {
  for (let next = timers.take(until); next; next = timers.take(until)) yield next.number;
}

/** One for each task. */
export const eachTask = <T>(tasks: number, make: () => T): T[] => Array.from({ length: tasks }, make);
