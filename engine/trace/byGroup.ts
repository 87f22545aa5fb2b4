/** Lists what is in each group. */
import { NONE } from './trace';

/** What is in each group, in the order in which it came: of group g from `start[g]` to `start[g + 1]`. */
export interface ByGroup {
  readonly start: Uint32Array;
  readonly list: Uint32Array;
}

/** @param groupOf the group of each; NONE: it is in none */
export function byGroup(groupOf: Uint32Array, groups: number): ByGroup {
  const start = new Uint32Array(groups + 1);
  for (let i = 0; i < groupOf.length; i++) {
    const group = groupOf[i] as number;
    if (group !== NONE) start[group + 1] = (start[group + 1] as number) + 1;
  }
  for (let g = 0; g < groups; g++) start[g + 1] = (start[g + 1] as number) + (start[g] as number);
  const list = new Uint32Array(start[groups] as number);
  const next = start.slice();
  for (let i = 0; i < groupOf.length; i++) {
    const group = groupOf[i] as number;
    if (group === NONE) continue;
    list[next[group] as number] = i;
    next[group] = (next[group] as number) + 1;
  }
  return { start, list };
}
