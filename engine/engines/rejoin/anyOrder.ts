/** Aggregates that are the same in whatever order rows come. */
import type { Argument, BoundAggregate } from '../../operators/accumulators';
import { QueryFailure } from '../../queryFailure';

/**
 * Whether an aggregate of these rows is the same, to the last bit, in any order. Sums are as long as no sum of some of them
 * leaves the whole numbers that a double holds exactly.
 * @param rows how many: numbered from 0
 */
export function isSameInAnyOrder({ function: name, type, argument }: BoundAggregate, rows: number): boolean {
  if (argument === null || type === null) return true;
  switch (name) {
    case 'count':
    case 'countDistinct':
    case 'approx_count_distinct':
      return true;
    case 'min':
    case 'max':
      // Of 0.0 and -0.0 the first one stays.
      return type !== 'double';
    case 'sum':
    case 'avg':
      return type === 'long' && addUpExactly(argument, rows);
  }
}

function addUpExactly(argument: Argument, rows: number): boolean {
  let most = 0;
  try {
    for (let row = 0; row < rows; row++) most += Math.abs(Number(argument(row) ?? 0));
  } catch (error) {
    // It fails on a row that may never come to it.
    if (error instanceof QueryFailure) return false;
    throw error;
  }
  return most <= Number.MAX_SAFE_INTEGER;
}
