import type { Trace } from '../../engine/trace/trace';

/** What comes to the page. */
export interface Sent {
  readonly trace: Trace;
  /** Milliseconds since the epoch, finer than a millisecond. */
  readonly sentAt: number;
}

/** What the page measured, in milliseconds. */
export interface Came {
  readonly entries: number;
  readonly bytes: number;
  /** From sending to having it. */
  readonly way: number;
  /** To open it and read the state in its middle for the first time. */
  readonly open: number;
  /** The longest task meanwhile. */
  readonly longestTask: number;
}
