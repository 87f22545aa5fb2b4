/** Numbers that are used again once they are free, so that what is kept by them does not grow. */
export class FreeSlots {
  private next = 0;
  private readonly unused: number[] = [];

  take(): number {
    return this.unused.pop() ?? this.next++;
  }

  free(slot: number): void {
    this.unused.push(slot);
  }
}
