/** Collects how the truth of each group grew, row by row. */
import { GrowableFloat64, GrowableUint32, TableBuilder } from '../trace/growable';
import type { TruthSteps } from '../trace/trace';
import { type ColumnSpec, pickRows, type Value } from '../values';

/** Rows up to which a trace keeps how the truth grew; beyond, an open window is compared with its whole truth. */
export const MOST_STEPS = 50_000;

export class TruthStepsBuilder {
  private readonly group = new GrowableUint32();
  private readonly time = new GrowableFloat64();
  private readonly values: TableBuilder;

  constructor(
    specs: readonly ColumnSpec[],
    private readonly nothing: readonly Value[],
  ) {
    this.values = new TableBuilder(specs);
  }

  /** @param time microseconds, NaN for null */
  push(group: number, time: number, values: readonly Value[]): void {
    this.group.push(group);
    this.time.push(Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time);
    this.values.pushRow(values);
  }

  /** Sorts the steps by group; within a group they keep their order. */
  finish(groups: number): TruthSteps {
    const start = new Uint32Array(groups + 1);
    const count = this.group.length;
    for (let i = 0; i < count; i++) start[this.group.get(i) + 1] = (start[this.group.get(i) + 1] as number) + 1;
    for (let g = 0; g < groups; g++) start[g + 1] = (start[g + 1] as number) + (start[g] as number);
    const next = start.slice();
    const order = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      const group = this.group.get(i);
      order[next[group] as number] = i;
      next[group] = (next[group] as number) + 1;
    }
    return {
      start,
      times: Float64Array.from(order, (i) => this.time.array[i] as number),
      values: pickRows(this.values.finish(), order),
      nothing: this.nothing,
    };
  }
}
