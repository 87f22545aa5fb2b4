/** Sums of functions that add up row by row. */
import { arithmeticOverflow } from '../../expression/failures';
import { add, isLong, type Whole } from '../../expression/wholeNumber';
import type { ColumnType, Value } from '../../values';

/**
 * A sum and one value more; null is a sum of nothing.
 * @throws QueryFailure where a long has no room for it (Spark: `MathUtils.addExact`)
 */
export function plus(type: ColumnType, sum: Value, value: Value): Value {
  if (sum === null) return value;
  if (type === 'double') return (sum as number) + Number(value);
  const exact = add(sum as Whole, value as Whole);
  if (typeof exact === 'bigint' && !isLong(exact)) throw arithmeticOverflow(null);
  return exact;
}
