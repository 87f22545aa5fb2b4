/** The rows that one side of a join keeps: found by key, let go by time. Adding, finding and letting go cost what is held. */
const NOTHING: readonly number[] = [];

/** A slot is a row's place; slots of rows that left are used again. */
export class JoinState {
  private readonly refs: number[] = [];
  private readonly keys: number[] = [];
  private readonly times: number[] = [];
  private readonly versions: number[] = [];
  private readonly matched: boolean[] = [];
  /** Place among the slots of its key, so that a row leaves in one step. */
  private readonly places: number[] = [];
  private readonly free: number[] = [];
  private readonly byKey = new Map<number, number[]>();
  /** Slots with a time, the earliest on top (a binary heap), and the place of each slot in it. */
  private readonly heap: number[] = [];
  private readonly heapPlace: number[] = [];
  held = 0;

  /** @param time when it is let go, microseconds; NaN never */
  add(ref: number, key: number, time: number, matched: boolean, version: number): void {
    const slot = this.free.pop() ?? this.refs.length;
    this.refs[slot] = ref;
    this.keys[slot] = key;
    this.times[slot] = time;
    this.versions[slot] = version;
    this.matched[slot] = matched;
    const others = this.byKey.get(key);
    this.places[slot] = others?.length ?? 0;
    if (others) others.push(slot);
    else this.byKey.set(key, [slot]);
    this.heapPlace[slot] = -1;
    if (!Number.isNaN(time)) this.rise(this.heap.push(slot) - 1, slot);
    this.held++;
  }

  under(key: number): readonly number[] {
    return this.byKey.get(key) ?? NOTHING;
  }

  refOf(slot: number): number {
    return this.refs[slot] as number;
  }
  versionOf(slot: number): number {
    return this.versions[slot] as number;
  }
  isMatched(slot: number): boolean {
    return this.matched[slot] as boolean;
  }
  setMatched(slot: number): void {
    this.matched[slot] = true;
  }

  /** The slot of the earliest row whose time is at or below an instant; -1 if there is none. */
  first(at: number): number {
    const [top] = this.heap;
    return top !== undefined && (this.times[top] as number) <= at ? top : -1;
  }

  remove(slot: number): void {
    const key = this.keys[slot] as number;
    const others = this.byKey.get(key) as number[];
    const last = others.pop() as number;
    if (last !== slot) {
      others[this.places[slot] as number] = last;
      this.places[last] = this.places[slot] as number;
    }
    if (others.length === 0) this.byKey.delete(key);
    const place = this.heapPlace[slot] as number;
    if (place >= 0) {
      const end = this.heap.pop() as number;
      if (end !== slot) {
        this.rise(place, end);
        this.sink(this.heapPlace[end] as number, end);
      }
    }
    this.free.push(slot);
    this.held--;
  }

  *all(): Generator<number> {
    for (const slots of this.byKey.values()) yield* slots;
  }

  clear(): void {
    for (const list of [this.refs, this.free, this.heap]) list.length = 0;
    this.byKey.clear();
    this.held = 0;
  }

  /** @returns puts back what is held now */
  snapshot(): () => void {
    const kept = [...this.all()].map((slot) => ({
      ref: this.refOf(slot),
      key: this.keys[slot] as number,
      time: this.times[slot] as number,
      matched: this.isMatched(slot),
      version: this.versionOf(slot),
    }));
    return () => {
      this.clear();
      for (const { ref, key, time, matched, version } of kept) this.add(ref, key, time, matched, version);
    };
  }

  private timeAt(place: number): number {
    return this.times[this.heap[place] as number] as number;
  }

  private put(place: number, slot: number): void {
    this.heap[place] = slot;
    this.heapPlace[slot] = place;
  }

  private rise(from: number, slot: number): void {
    const time = this.times[slot] as number;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.timeAt(parent) <= time) break;
      this.put(place, this.heap[parent] as number);
      place = parent;
    }
    this.put(place, slot);
  }

  private sink(from: number, slot: number): void {
    const time = this.times[slot] as number;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.heap.length) break;
      if (child + 1 < this.heap.length && this.timeAt(child + 1) < this.timeAt(child)) child++;
      if (this.timeAt(child) >= time) break;
      this.put(place, this.heap[child] as number);
      place = child;
    }
    this.put(place, slot);
  }
}
