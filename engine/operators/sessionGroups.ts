/** Sessions as groups of a trace. */
import { GrowableFloat64, GrowableUint32 } from '../trace/growable';
import { NONE } from '../trace/trace';

/** Numbers the distinct (key, start, end) that were a session at some time, and knows which took over which. */
export class SessionGroups {
  readonly tuples = new GrowableUint32();
  readonly starts = new GrowableFloat64();
  readonly ends = new GrowableFloat64();
  private readonly into = new GrowableUint32();
  /** Places of the sessions by key, start and end (open addressing): no object for a session, a million may be held. */
  private slots = new Int32Array(256).fill(-1);
  /** Where everything is computed anew: the last sessions of each key. */
  private readonly last = new Map<number, Set<number>>();

  get count(): number {
    return this.tuples.length;
  }

  find(tuple: number, start: number, end: number): number {
    const slot = this.slotOf(tuple, start, end);
    const found = this.slots[slot] as number;
    if (found >= 0) return found;
    const group = this.count;
    this.slots[slot] = group;
    this.tuples.push(tuple);
    this.starts.push(start);
    this.ends.push(end);
    this.into.push(NONE);
    if (this.count * 2 > this.slots.length) this.rehash();
    return group;
  }

  /** Where the session stands, or the free place where it belongs. */
  private slotOf(tuple: number, start: number, end: number): number {
    const mask = this.slots.length - 1;
    let slot = hash(tuple, start, end) & mask;
    for (;;) {
      const group = this.slots[slot] as number;
      if (group < 0) return slot;
      if (this.starts.array[group] === start && this.ends.array[group] === end && this.tuples.get(group) === tuple)
        return slot;
      slot = (slot + 1) & mask;
    }
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4).fill(-1);
    for (let group = 0; group < this.count; group++) {
      const [start, end] = [this.starts.array[group] as number, this.ends.array[group] as number];
      this.slots[this.slotOf(this.tuples.get(group), start, end)] = group;
    }
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

/** Times are mostly whole milliseconds: their lowest bits say little, so all are mixed in. */
function hash(tuple: number, start: number, end: number): number {
  let mixed = Math.imul(tuple, 0x85ebca6b) ^ Math.imul(start | 0, 0x9e3779b1) ^ Math.imul((end / 4096) | 0, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
