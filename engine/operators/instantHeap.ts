/** Numbers with an instant each, the soonest first; of one instant the lowest number (a binary heap). */
export class InstantHeap {
  private readonly instants: number[] = [];
  private readonly numbers: number[] = [];

  push(at: number, number: number): void {
    this.instants.push(at);
    this.numbers.push(number);
    let i = this.instants.length - 1;
    for (let parent = (i - 1) >> 1; i > 0 && this.before(i, parent); parent = (i - 1) >> 1) {
      this.swap(i, parent);
      i = parent;
    }
  }

  /** The soonest instant; there must be one. */
  get soonest(): number {
    return this.instants[0] as number;
  }

  /** Whether anything is due by an instant, which may be infinite: of an empty heap nothing is. */
  isDue(until: number): boolean {
    return this.instants.length > 0 && this.soonest <= until;
  }

  /** Takes the number that is the soonest; there must be one. */
  pop(): number {
    const number = this.numbers[0] as number;
    const last = this.instants.length - 1;
    this.swap(0, last);
    this.instants.pop();
    this.numbers.pop();
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      let least = i;
      if (left < last && this.before(left, least)) least = left;
      if (right < last && this.before(right, least)) least = right;
      if (least === i) return number;
      this.swap(i, least);
      i = least;
    }
  }

  clear(): void {
    this.instants.length = 0;
    this.numbers.length = 0;
  }

  private before(i: number, j: number): boolean {
    const difference = (this.instants[i] as number) - (this.instants[j] as number);
    return difference < 0 || (difference === 0 && (this.numbers[i] as number) < (this.numbers[j] as number));
  }

  private swap(i: number, j: number): void {
    for (const list of [this.instants, this.numbers]) [list[i], list[j]] = [list[j] as number, list[i] as number];
  }
}
