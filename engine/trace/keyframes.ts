/** Takes the keyframes of a trace while it is written. */
import { GrowableUint32 } from './growable';
import type { Keyframes } from './trace';

/** Entries between keyframes, at least; more when the state is large, so that keyframes never outweigh the entries. */
const SPACING = 8192;

export class KeyframesBuilder {
  /** The number of entries at which the next one is due. */
  next = SPACING;
  private readonly at = new GrowableUint32();
  private readonly start = new GrowableUint32();
  private readonly live = new GrowableUint32(1024);

  /** @param live version of each group that the state store holds, in order of creation */
  take(entries: number, live: ReadonlyMap<number, number>): void {
    this.at.push(entries);
    this.start.push(this.live.length);
    for (const version of live.values()) this.live.push(version);
    this.next = entries + Math.max(SPACING, 4 * live.size);
  }

  /** Takes those of another trace from one on. */
  takeOver({ at, start, live }: Keyframes, from: number): void {
    for (let k = from; k < at.length; k++) {
      this.at.push(at[k] as number);
      this.start.push(this.live.length);
      for (let i = start[k] as number; i < (start[k + 1] as number); i++) this.live.push(live[i] as number);
    }
  }

  finish(): Keyframes {
    this.start.push(this.live.length);
    return { at: this.at.finish(), start: this.start.finish(), live: this.live.finish() };
  }
}
