/** The accumulators of an aggregate that works row by row, and the versions that the trace keeps of its groups. */
import { GrowableUint32, TableBuilder } from '../trace/growable';
import type { Value } from '../values';
import { type Accumulator, remembered } from './accumulators';
import type { AggregatePlan } from './bind';

export class AggregateVersions {
  readonly accumulators: readonly Accumulator[];
  private readonly table: TableBuilder;
  private readonly groups = new GrowableUint32();

  constructor(private readonly aggregates: AggregatePlan['aggregates']) {
    this.accumulators = aggregates.map((a) => a.accumulator());
    this.table = new TableBuilder(
      aggregates.map((a, i) => ({ name: a.name, type: (this.accumulators[i] as Accumulator).type })),
    );
  }

  /** Makes a place of the accumulators empty. */
  begin(slot: number): void {
    for (const a of this.accumulators) {
      a.clear(slot);
      a.evict(slot);
    }
  }

  add(slot: number, row: number): void {
    for (const a of this.accumulators) {
      a.clear(slot);
      a.add(slot, row);
      a.merge(slot);
    }
  }

  absorb(slot: number, from: number): void {
    for (const a of this.accumulators) a.absorb(slot, from);
  }

  /** Remembers what stands at a place. @returns puts it to the same place or to another */
  snapshot(slot: number): (into: number) => void {
    return remembered(this.accumulators, slot);
  }

  /** What stands at a place now, as a version of a group. */
  write(group: number, slot: number): number {
    this.groups.push(group);
    this.accumulators.forEach((a, i) => {
      a.write(slot, this.table.columns[i] as TableBuilder['columns'][number]);
    });
    return this.groups.length - 1;
  }

  groupOf(version: number): number {
    return this.groups.get(version);
  }

  /** Reads an aggregate by version; null if there is none of this name. @param id of the attribute */
  reader(id: string): ((version: number) => Value) | null {
    const held = this.table.columns[this.aggregates.findIndex((a) => a.id === id)];
    return held ? (version) => held.get(version) : null;
  }

  finish() {
    return { versionGroup: this.groups.finish(), versions: this.table.finish() };
  }
}
