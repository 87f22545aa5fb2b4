/** The state stores of an operator, by the names of their folders (Spark: `StateStoreId.storeName`). */

/** `SymmetricHashJoinStateManager`: two stores for each side. */
const OF_A_JOIN = [
  ...['left-keyToNumValues', 'left-keyWithIndexToValue'],
  ...['right-keyToNumValues', 'right-keyWithIndexToValue'],
] as const;

/** One store has no folder of its own: its files lie in that of the partition. */
export const DEFAULT_STORE = 'default';

/** @param operatorName as in `StreamingQueryProgress.stateOperators` */
export const storesOf = (operatorName: string): readonly string[] =>
  operatorName === 'symmetricHashJoin' ? OF_A_JOIN : [DEFAULT_STORE];

/** Sums and timers of `transformWithState` need column families, which only RocksDB has. */
export const isRocksDB = (operatorName: string): boolean => operatorName.startsWith('transformWithState');
