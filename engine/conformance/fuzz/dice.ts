/** Choices that follow from a seed alone (mulberry32), so that a finding can be made again. */
export class Dice {
  constructor(private state: number) {}

  /** From 0 up to 1. */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  /** Some of these, each with the same chance, in their order. */
  some<T>(from: readonly T[], share = 0.5): T[] {
    return from.filter(() => this.chance(share));
  }
}
