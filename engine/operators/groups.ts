/** Groups: a window and a tuple of keys, numbered in order of first appearance. */
import { GrowableFloat64, GrowableUint32 } from '../trace/growable';
import type { StringColumn, Value } from '../values';

/** Numbers the distinct tuples of key values. Null is a value of its own; 0.0 and -0.0 are one key, and so are NaNs. */
export interface KeyEncoder {
  /** The number of a row's key tuple. */
  tuple(row: number): number;
  /** The key values behind a tuple's number. */
  values(tuple: number): readonly Value[];
}

const NO_KEYS: KeyEncoder = { tuple: () => 0, values: () => [] };

/** A single key that is a plain string column is numbered by its dictionary: nothing to look up for a row. */
function stringKey(column: StringColumn): KeyEncoder {
  return {
    tuple: (row) => (column.ids[row] as number) + 1,
    values: (tuple) => [tuple === 0 ? null : (column.dictionary[tuple - 1] as string)],
  };
}

/**
 * Numbers values, and tuples of them column by column: each column numbers the pairs of a value and the tuple of the
 * columns before. No object for a tuple: a stream may bring a new one with every row.
 */
class Interned {
  private readonly columns: readonly GroupIndex[];
  /** Values that are no numbers, of all columns. */
  private readonly others: Value[] = [];
  private readonly numberOfOther = new Map<Value, number>();

  constructor(columns: number) {
    this.columns = Array.from({ length: columns }, () => new GroupIndex());
  }

  encoder(keys: readonly ((row: number) => Value)[]): KeyEncoder {
    return {
      tuple: (row) => {
        let tuple = 0;
        for (let i = 0; i < keys.length; i++) {
          const value = (keys[i] as (row: number) => Value)(row);
          const index = this.columns[i] as GroupIndex;
          // -0 is 0 and NaN is NaN: so a Map has it, and so has SQL.
          tuple =
            typeof value === 'number' && !Number.isNaN(value)
              ? index.find(value === 0 ? 0 : value, tuple * 2)
              : index.find(this.numberOf(value), tuple * 2 + 1);
        }
        return tuple;
      },
      values: (tuple) => {
        const values: Value[] = [];
        let rest = tuple;
        for (let i = this.columns.length - 1; i >= 0; i--) {
          const { ordinals, tuples } = this.columns[i] as GroupIndex;
          const number = ordinals.array[rest] as number;
          const before = tuples.get(rest);
          values.unshift(before % 2 === 0 ? number : (this.others[number] as Value));
          rest = before >>> 1;
        }
        return values;
      },
    };
  }

  private numberOf(other: Value): number {
    let number = this.numberOfOther.get(other);
    if (number === undefined) {
      number = this.others.push(other) - 1;
      this.numberOfOther.set(other, number);
    }
    return number;
  }
}

/** @param plain the column itself where the only key is a plain string column */
export function keyEncoder(keys: readonly ((row: number) => Value)[], plain: StringColumn | null): KeyEncoder {
  if (keys.length === 0) return NO_KEYS;
  if (plain && keys.length === 1) return stringKey(plain);
  return new Interned(keys.length).encoder(keys);
}

/** Encoders of as many inputs that number their keys alike: equal keys of two inputs have one number. */
export function sharedKeyEncoders(inputs: readonly (readonly ((row: number) => Value)[])[]): KeyEncoder[] {
  const [first = []] = inputs;
  const interned = new Interned(first.length);
  return inputs.map((keys) => (keys.length === 0 ? NO_KEYS : interned.encoder(keys)));
}

/** The bits of a double, to be mixed. */
const DOUBLE = new Float64Array(1);
const BITS = new Uint32Array(DOUBLE.buffer);

/** Instants and amounts differ in bits that a mask would cut off; the ordinals of windows in their lowest ones. */
function hashOf(ordinal: number, tuple: number): number {
  let hash = Math.imul(ordinal | 0, 0x9e3779b1) ^ Math.imul(tuple, 0x85ebca6b);
  if ((ordinal | 0) !== ordinal) {
    DOUBLE[0] = ordinal;
    hash ^= Math.imul(BITS[0] as number, 0xc2b2ae35) ^ Math.imul(BITS[1] as number, 0x27d4eb2f);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  }
  return hash ^ (hash >>> 13);
}

/** Numbers (window, key tuple) pairs, and others of that kind, by open addressing: no object for a row, none for a group. */
export class GroupIndex {
  private slots = new Int32Array(256).fill(-1);
  private mask = 255;
  /** The window's number (its start is `start + ordinal * slide`), 0 where there is no window. */
  readonly ordinals = new GrowableFloat64();
  readonly tuples = new GrowableUint32();

  get count(): number {
    return this.tuples.length;
  }

  /** The group's number; a new one is made if it was never seen. @param ordinal any double but NaN; 0 is not -0 */
  find(ordinal: number, tuple: number): number {
    let slot = hashOf(ordinal, tuple) & this.mask;
    for (;;) {
      const group = this.slots[slot] as number;
      if (group < 0) return this.add(slot, ordinal, tuple);
      if (this.tuples.get(group) === tuple && this.ordinals.array[group] === ordinal) return group;
      slot = (slot + 1) & this.mask;
    }
  }

  private add(slot: number, ordinal: number, tuple: number): number {
    const group = this.count;
    this.slots[slot] = group;
    this.ordinals.push(ordinal);
    this.tuples.push(tuple);
    if (this.count * 2 > this.slots.length) this.rehash();
    return group;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 4).fill(-1);
    this.mask = slots.length - 1;
    for (let group = 0; group < this.count; group++) {
      let slot = hashOf(this.ordinals.array[group] as number, this.tuples.get(group)) & this.mask;
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & this.mask;
      slots[slot] = group;
    }
    this.slots = slots;
  }
}
