/** An operator's lines in the trace. Operators number their groups and versions by themselves; the log says whose they are. */
import { KIND, refOf } from '../trace/trace';
import type { TraceWriter } from '../trace/writer';

export class StateLog {
  /** Live version of each group, in order of creation. */
  private live = new Map<number, number>();

  /** @param operator place in `Trace.operators` */
  constructor(
    private readonly writer: TraceWriter,
    private readonly operator: number,
  ) {}

  /** The last entry so far, whoever wrote it. */
  get lastEntry(): number {
    return this.writer.length - 1;
  }

  grouped(group: number): void {
    this.writer.append(KIND.rowGrouped, refOf(this.operator, group));
  }

  /** The row counts in a group that is not known yet. @returns what `groupedAt` wants once it is */
  groupedLater(): number {
    this.writer.append(KIND.rowGrouped, refOf(this.operator, 0));
    return this.writer.length - 1;
  }

  groupedAt(entry: number, group: number): void {
    this.writer.refs[entry] = refOf(this.operator, group);
  }

  late(group: number): void {
    this.writer.append(KIND.rowLate, refOf(this.operator, group));
  }

  /** The row is known already: it changes nothing. */
  duplicate(group: number): void {
    this.writer.append(KIND.rowDuplicate, refOf(this.operator, group));
  }

  put(group: number, version: number): void {
    this.live.set(group, version);
    this.writer.statePut(refOf(this.operator, group), refOf(this.operator, version));
  }

  evicted(group: number, version: number): void {
    this.live.delete(group);
    this.writer.stateEvicted(refOf(this.operator, group), refOf(this.operator, version));
  }

  /** Remembers what is held. @returns puts it back, and says so in the trace */
  snapshot(): () => void {
    const kept = [...this.live];
    return () => {
      const before = new Map(kept);
      for (const [group, version] of this.live)
        if (!before.has(group)) this.writer.stateDropped(refOf(this.operator, group), refOf(this.operator, version));
      for (const [group, version] of kept)
        if (this.live.get(group) !== version)
          this.writer.stateRestored(refOf(this.operator, group), refOf(this.operator, version));
      this.live = before;
    };
  }

  /** What is held now, without a word in the trace. */
  rewind(live: Iterable<readonly [group: number, version: number]>): void {
    this.live = new Map(live);
    this.writer.rewind(this.live);
  }

  /** The state store holds a version again that was let go. */
  restored(group: number, version: number): void {
    this.live.set(group, version);
    this.writer.stateRestored(refOf(this.operator, group), refOf(this.operator, version));
  }

  timerFired(version: number): void {
    this.writer.append(KIND.timerFired, refOf(this.operator, version));
  }

  /** Rows of state held now. */
  get held(): number {
    return this.live.size;
  }

  liveVersion(group: number): number | undefined {
    return this.live.get(group);
  }

  get liveVersions(): ReadonlyMap<number, number> {
    return this.live;
  }
}
