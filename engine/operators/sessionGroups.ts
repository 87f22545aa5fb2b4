/** Sessions as groups of a trace. */
import { GrowableFloat64, GrowableUint32 } from '../trace/growable';
import { NONE } from '../trace/trace';

/** Numbers the distinct (key, start, end) that were a session at some time, and knows which took over which. */
export class SessionGroups {
  readonly tuples = new GrowableUint32();
  readonly starts = new GrowableFloat64();
  readonly ends = new GrowableFloat64();
  private readonly into = new GrowableUint32();
  /** By key, then start, then end. */
  private readonly index = new Map<number, Map<number, Map<number, number>>>();
  /** Where everything is computed anew: the last sessions of each key. */
  private readonly last = new Map<number, Set<number>>();

  get count(): number {
    return this.tuples.length;
  }

  find(tuple: number, start: number, end: number): number {
    let ofKey = this.index.get(tuple);
    if (!ofKey) {
      ofKey = new Map();
      this.index.set(tuple, ofKey);
    }
    let ofStart = ofKey.get(start);
    if (!ofStart) {
      ofStart = new Map();
      ofKey.set(start, ofStart);
    }
    let group = ofStart.get(end);
    if (group === undefined) {
      group = this.count;
      ofStart.set(end, group);
      this.tuples.push(tuple);
      this.starts.push(start);
      this.ends.push(end);
      this.into.push(NONE);
    }
    return group;
  }

  takeOver(old: number, by: number): void {
    this.into.set(old, by);
  }

  /** A session of a run that computes all anew takes over those of the run before that lie in it. */
  grow(tuple: number, group: number, start: number, end: number): void {
    const last = this.last.get(tuple) ?? new Set();
    this.last.set(tuple, last);
    for (const old of last)
      if (old !== group && (this.starts.array[old] as number) >= start && (this.ends.array[old] as number) <= end) {
        this.takeOver(old, group);
        last.delete(old);
      }
    last.add(group);
  }

  mergedInto(): Uint32Array {
    return this.into.finish();
  }
}
