/** Which row of one scenario is which of another that was edited from it. */
import { valueAt } from '../values';
import type { Scenario, Source } from './scenario';

/** A row by its number in each; null: it is not in that one. */
export interface RowPair {
  readonly was: number | null;
  readonly is: number | null;
}

/**
 * Rows keep their numbers, but for those behind one that was added or left out. Null where the sources have other names.
 */
export function rowPairs(was: Scenario, is: Scenario): RowPair[] | null {
  if (was.sources.length !== is.sources.length) return null;
  const pairs: RowPair[] = [];
  let [a, b] = [0, 0];
  for (const [i, before] of was.sources.entries()) {
    const after = is.sources[i] as Source;
    if (before.name !== after.name) return null;
    const [from, to] = [before.rows.count, after.rows.count];
    // Rows are alike up to the first that was added or left out; the rest has moved up by as many.
    let alike = 0;
    if (from !== to) while (alike < Math.min(from, to) && sameRow(before, after, alike)) alike++;
    else alike = from;
    for (let row = 0; row < alike; row++) pairs.push({ was: a + row, is: b + row });
    for (let row = alike; row < alike + Math.max(0, from - to); row++) pairs.push({ was: a + row, is: null });
    for (let row = alike; row < alike + Math.max(0, to - from); row++) pairs.push({ was: null, is: b + row });
    for (let k = Math.min(from, to) - alike; k > 0; k--) pairs.push({ was: a + from - k, is: b + to - k });
    a += from;
    b += to;
  }
  return pairs;
}

function sameRow(a: Source, b: Source, row: number): boolean {
  return (
    a.arrivesAt[row] === b.arrivesAt[row] &&
    a.rows.columns.every((column, c) => {
      const other = b.rows.columns[c];
      return other !== undefined && valueAt(column, row) === valueAt(other, row);
    })
  );
}
