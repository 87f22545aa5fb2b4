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

/** A map key under which equal values of SQL are one: numbers and strings apart, -0 as 0, null as itself. */
const canonical = (value: Value): Value => (value === 0 ? 0 : value);

type Node = Map<Value, Node | number>;

function internedKeys(
  keys: readonly ((row: number) => Value)[],
  root: Node = new Map(),
  tuples: Value[][] = [],
): KeyEncoder {
  const last = keys.length - 1;
  return {
    tuple(row) {
      let node = root;
      const values: Value[] = [];
      for (let i = 0; i < last; i++) {
        const value = canonical((keys[i] as (row: number) => Value)(row));
        values.push(value);
        let next = node.get(value) as Node | undefined;
        if (!next) {
          next = new Map();
          node.set(value, next);
        }
        node = next;
      }
      const value = canonical((keys[last] as (row: number) => Value)(row));
      const known = node.get(value) as number | undefined;
      if (known !== undefined) return known;
      values.push(value);
      tuples.push(values);
      node.set(value, tuples.length - 1);
      return tuples.length - 1;
    },
    values: (tuple) => tuples[tuple] as Value[],
  };
}

/** @param plain the column itself where the only key is a plain string column */
export function keyEncoder(keys: readonly ((row: number) => Value)[], plain: StringColumn | null): KeyEncoder {
  if (keys.length === 0) return NO_KEYS;
  if (plain && keys.length === 1) return stringKey(plain);
  return internedKeys(keys);
}

/** Encoders of as many inputs that number their keys alike: equal keys of two inputs have one number. */
export function sharedKeyEncoders(inputs: readonly (readonly ((row: number) => Value)[])[]): KeyEncoder[] {
  const [root, tuples]: [Node, Value[][]] = [new Map(), []];
  return inputs.map((keys) => (keys.length === 0 ? NO_KEYS : internedKeys(keys, root, tuples)));
}

/** Finds the group of a (window, key tuple) pair by open addressing: no object for a row, none for a group. */
export class GroupIndex {
  private slots = new Int32Array(256).fill(-1);
  private mask = 255;
  /** The window's number (its start is `start + ordinal * slide`), 0 where there is no window. */
  readonly ordinals = new GrowableFloat64();
  readonly tuples = new GrowableUint32();

  get count(): number {
    return this.tuples.length;
  }

  /** The group's number; a new one is made if it was never seen. */
  find(ordinal: number, tuple: number): number {
    let slot = (Math.imul(ordinal | 0, 0x9e3779b1) ^ Math.imul(tuple, 0x85ebca6b)) & this.mask;
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
      const hash =
        Math.imul((this.ordinals.array[group] as number) | 0, 0x9e3779b1) ^
        Math.imul(this.tuples.get(group), 0x85ebca6b);
      let slot = hash & this.mask;
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & this.mask;
      slots[slot] = group;
    }
    this.slots = slots;
  }
}
