/** Collects how the truth of each group grew, row by row. */

import { byGroup } from '../trace/byGroup';
import { GrowableFloat64, GrowableUint32, TableBuilder } from '../trace/growable';
import type { TruthSteps } from '../trace/trace';
import { type ColumnSpec, pickRows, type Value } from '../values';
import type { Accumulator } from './accumulators';

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
    const { start, list: order } = byGroup(this.group.finish(), groups);
    const times = new Float64Array(order.length);
    for (let i = 0; i < order.length; i++) times[i] = this.time.array[order[i] as number] as number;
    return { start, times, values: pickRows(this.values.finish(), order), nothing: this.nothing };
  }
}

/**
 * The steps of aggregates that no other group has a part in: group by group, so that what each was after a row is written
 * where it will stand.
 * @param group of each row, `rows` in order of event time; both are of one length
 * @param timeOf microseconds, NaN for null
 * @param accumulators empty; they hold the whole truth of each group afterwards
 */
export function stepThrough(
  group: GrowableUint32,
  rows: GrowableUint32,
  groups: number,
  timeOf: (row: number) => number,
  accumulators: readonly Accumulator[],
  specs: readonly ColumnSpec[],
): TruthSteps {
  const nothing = accumulators.map((a) => {
    a.clear(groups);
    return a.value(groups);
  });
  const { start, list: order } = byGroup(group.finish(), groups);
  const times = new Float64Array(order.length);
  const values = new TableBuilder(specs);
  for (let g = 0; g < groups; g++)
    for (let i = start[g] as number; i < (start[g + 1] as number); i++) {
      const row = rows.get(order[i] as number);
      for (const a of accumulators) {
        a.add(g, row);
        a.merge(g);
        a.clear(g);
      }
      values.writeRow(g, accumulators);
      const time = timeOf(row);
      times[i] = Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
    }
  return { start, times, values: values.finish(), nothing };
}
