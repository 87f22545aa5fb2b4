/** A record without a key is dropped: the key of a group is null where its only column is. Several columns make a key. */
import type { KeyEncoder } from '../groups';

export function isNullKey(keys: KeyEncoder, tuple: number): boolean {
  const values = keys.values(tuple);
  return values.length === 1 && values[0] === null;
}
