import { InstantHeap } from './instantHeap';

/** Instants at which something is due for a number (a key, a row of state), the soonest first. */
export class Timers {
  /** What was deleted is passed over when it comes up. */
  private readonly heap = new InstantHeap();
  private readonly registered = new Map<number, Set<number>>();

  /** Registering the same instant for a number again changes nothing. */
  register(number: number, at: number): void {
    let instants = this.registered.get(number);
    if (!instants) {
      instants = new Set();
      this.registered.set(number, instants);
    }
    if (instants.has(at)) return;
    instants.add(at);
    this.heap.push(at, number);
  }

  delete(number: number, at: number): void {
    this.registered.get(number)?.delete(at);
  }

  /** Takes the soonest that is due at or before an instant; null if there is none. Of one instant the lowest number. */
  take(until: number): { readonly number: number; readonly at: number } | null {
    while (this.heap.isDue(until)) {
      const at = this.heap.soonest;
      const number = this.heap.pop();
      if (this.registered.get(number)?.delete(at)) return { number, at };
    }
    return null;
  }

  /** The soonest that is registered; Infinity if nothing is. */
  next(): number {
    while (this.heap.isDue(Number.MAX_VALUE)) {
      const at = this.heap.soonest;
      const number = this.heap.pop();
      if (!this.registered.get(number)?.has(at)) continue;
      this.heap.push(at, number);
      return at;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** @returns puts back what is registered now */
  snapshot(): () => void {
    const kept = [...this.registered].map(([number, instants]) => [number, [...instants]] as const);
    return () => {
      this.heap.clear();
      this.registered.clear();
      for (const [number, instants] of kept) for (const at of instants) this.register(number, at);
    };
  }
}
