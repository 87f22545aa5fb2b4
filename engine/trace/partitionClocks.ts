/** How the partitions' clocks went, written while a run goes. `steps.ts` reads it. */
import { GrowableFloat64, GrowableUint32 } from './growable';
import type { PartitionClocks } from './trace';

export class PartitionClocksBuilder {
  private readonly entry = new GrowableUint32();
  private readonly at = new GrowableFloat64();
  private readonly partition = new GrowableUint32();
  private readonly clock = new GrowableFloat64();
  private readonly idle = new GrowableUint32();
  private readonly last: { clock: number; idle: boolean }[];

  constructor(partitions: number) {
    this.last = Array.from({ length: partitions }, () => ({ clock: Number.NEGATIVE_INFINITY, idle: false }));
  }

  /** @param entry number of entries written before the change */
  push(entry: number, at: number, partition: number, clock: number, idle: boolean): void {
    const last = this.last[partition] as { clock: number; idle: boolean };
    if (last.clock === clock && last.idle === idle) return;
    Object.assign(last, { clock, idle });
    this.entry.push(entry);
    this.at.push(at);
    this.partition.push(partition);
    this.clock.push(clock);
    this.idle.push(idle ? 1 : 0);
  }

  finish(): PartitionClocks {
    return {
      entry: this.entry.finish(),
      at: this.at.finish(),
      partition: Uint16Array.from(this.partition.finish()),
      clock: this.clock.finish(),
      idle: Uint8Array.from(this.idle.finish()),
    };
  }
}
