/** Instants at which something is due for a number (a key, a row of state), the soonest first. */
export class Timers {
  /** A binary heap of (instant, number) pairs; what was deleted is passed over when it comes up. */
  private readonly instants: number[] = [];
  private readonly numbers: number[] = [];
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
    this.push(at, number);
  }

  delete(number: number, at: number): void {
    this.registered.get(number)?.delete(at);
  }

  /** Takes the soonest that is due at or before an instant; null if there is none. Of one instant the lowest number. */
  take(until: number): { readonly number: number; readonly at: number } | null {
    while (this.instants.length > 0 && (this.instants[0] as number) <= until) {
      const [at, number] = [this.instants[0] as number, this.numbers[0] as number];
      this.pop();
      if (this.registered.get(number)?.delete(at)) return { number, at };
    }
    return null;
  }

  /** @returns puts back what is registered now */
  snapshot(): () => void {
    const kept = [...this.registered].map(([number, instants]) => [number, [...instants]] as const);
    return () => {
      this.instants.length = 0;
      this.numbers.length = 0;
      this.registered.clear();
      for (const [number, instants] of kept) for (const at of instants) this.register(number, at);
    };
  }

  private before(i: number, j: number): boolean {
    const difference = (this.instants[i] as number) - (this.instants[j] as number);
    return difference < 0 || (difference === 0 && (this.numbers[i] as number) < (this.numbers[j] as number));
  }

  private swap(i: number, j: number): void {
    for (const list of [this.instants, this.numbers]) [list[i], list[j]] = [list[j] as number, list[i] as number];
  }

  private push(at: number, number: number): void {
    this.instants.push(at);
    this.numbers.push(number);
    let i = this.instants.length - 1;
    for (let parent = (i - 1) >> 1; i > 0 && this.before(i, parent); parent = (i - 1) >> 1) {
      this.swap(i, parent);
      i = parent;
    }
  }

  private pop(): void {
    const last = this.instants.length - 1;
    this.swap(0, last);
    this.instants.pop();
    this.numbers.pop();
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      let least = i;
      if (left < last && this.before(left, least)) least = left;
      if (right < last && this.before(right, least)) least = right;
      if (least === i) return;
      this.swap(i, least);
      i = least;
    }
  }
}
