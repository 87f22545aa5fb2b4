/** Typed arrays and tables that grow while an engine writes; `finish` gives the plain form that a trace holds. */
import type { Column, ColumnSpec, ColumnType, NumberColumn, StringColumn, Table, Value } from '../values';

/** Places from the first of each pair to its second (excluded), one pair after another. */
export type Pieces = readonly (readonly [from: number, to: number])[];

/** How many places there are in pieces. */
export const lengthOf = (pieces: Pieces): number => pieces.reduce((n, [from, to]) => n + to - from, 0);

/** All of it, without `pieces`. */
export function piecesOf<A extends Uint8Array | Uint32Array | Float64Array>(
  array: A,
  length: number,
  pieces?: Pieces,
): A {
  if (!pieces) return array.slice(0, length) as A;
  const joined = new (array.constructor as new (count: number) => A)(lengthOf(pieces));
  let place = 0;
  for (const [from, to] of pieces) {
    joined.set(array.subarray(from, to), place);
    place += to - from;
  }
  return joined;
}

/** A growing array of 32-bit unsigned integers. */
export class GrowableUint32 {
  private array: Uint32Array;
  length = 0;
  constructor(capacity = 64) {
    this.array = new Uint32Array(capacity);
  }
  push(value: number): void {
    if (this.length === this.array.length) {
      const larger = new Uint32Array(this.array.length * 2);
      larger.set(this.array);
      this.array = larger;
    }
    this.array[this.length++] = value;
  }
  get(index: number): number {
    return this.array[index] as number;
  }
  set(index: number, value: number): void {
    this.array[index] = value;
  }
  finish(pieces?: Pieces): Uint32Array {
    return piecesOf(this.array, this.length, pieces);
  }
  /** As in typed arrays. */
  copyWithin(into: number, from: number, to: number): void {
    this.array.copyWithin(into, from, to);
  }
  /** Takes the values of some places. */
  take(values: Uint32Array, from: number, to: number): void {
    this.array.set(values.subarray(from, to), from);
  }
  /** Forgets what was pushed behind the first `length`. */
  cut(length: number): void {
    this.length = length;
  }
}

/** A growing array of doubles. */
export class GrowableFloat64 {
  array: Float64Array;
  length = 0;
  constructor(capacity = 64) {
    this.array = new Float64Array(capacity);
  }
  push(value: number): void {
    if (this.length === this.array.length) this.reserve(this.length + 1);
    this.array[this.length++] = value;
  }
  /** Makes room for `length` values; new ones are 0. */
  reserve(length: number): void {
    if (length <= this.array.length) return;
    const larger = new Float64Array(Math.max(length, this.array.length * 2));
    larger.set(this.array);
    this.array = larger;
  }
  finish(pieces?: Pieces): Float64Array {
    return piecesOf(this.array, this.length, pieces);
  }
  /** As in typed arrays. */
  copyWithin(into: number, from: number, to: number): void {
    this.array.copyWithin(into, from, to);
  }
  /** Forgets what was pushed behind the first `length`. */
  cut(length: number): void {
    this.length = length;
  }
}

/** One column that grows, of any type. */
export class ColumnBuilder {
  private readonly numbers: GrowableFloat64 | null;
  private readonly ids: GrowableUint32 | null;
  private readonly dictionary: string[] = [];
  private readonly idOf = new Map<string, number>();
  private nulls: Set<number> | null = null;
  private big: Map<number, bigint> | undefined;
  length = 0;

  constructor(readonly type: ColumnType) {
    this.numbers = type === 'string' || type === 'boolean' ? null : new GrowableFloat64();
    this.ids = this.numbers ? null : new GrowableUint32();
  }

  /** A number that is known to be no null and no bigint: the hot path. */
  pushNumber(value: number): void {
    this.numbers?.push(value);
    this.length++;
  }

  push(value: Value): void {
    const row = this.length++;
    if (this.numbers) {
      if (value === null) {
        this.nulls ??= new Set();
        this.nulls.add(row);
        this.numbers.push(0);
      } else if (typeof value === 'bigint') {
        this.big ??= new Map();
        this.big.set(row, value);
        this.numbers.push(Number(value));
      } else this.numbers.push(value as number);
      return;
    }
    const ids = this.ids as GrowableUint32;
    if (this.type === 'boolean') ids.push(value === null ? 2 : value ? 1 : 0);
    else if (value === null) ids.push(0xffffffff);
    else {
      const text = value as string;
      let id = this.idOf.get(text);
      if (id === undefined) {
        id = this.dictionary.length;
        this.dictionary.push(text);
        this.idOf.set(text, id);
      }
      ids.push(id);
    }
  }

  get(row: number): Value {
    if (this.numbers) {
      if (this.nulls?.has(row)) return null;
      return this.big?.get(row) ?? (this.numbers.array[row] as number);
    }
    const id = (this.ids as GrowableUint32).get(row);
    if (this.type === 'boolean') return id === 2 ? null : id === 1;
    return id === 0xffffffff ? null : (this.dictionary[id] as string);
  }

  finish(pieces?: Pieces): Column {
    if (this.type === 'string') return this.finishStrings(pieces);
    if (this.type === 'boolean')
      return { type: 'boolean', values: Uint8Array.from((this.ids as GrowableUint32).finish(pieces)) };
    const values = (this.numbers as GrowableFloat64).finish(pieces);
    const column: NumberColumn = { type: this.type, values };
    if (!this.nulls && !this.big) return column;
    let place = 0;
    for (const [from, to] of pieces ?? [[0, this.length] as const]) {
      for (const row of this.nulls ?? []) {
        if (row < from || row >= to) continue;
        column.nulls ??= new Uint8Array(values.length);
        column.nulls[row - from + place] = 1;
      }
      for (const [row, exact] of this.big ?? []) {
        if (row < from || row >= to) continue;
        column.big ??= new Map();
        column.big.set(row - from + place, exact);
      }
      place += to - from;
    }
    return column;
  }

  /** Texts are numbered in the order in which they come first. */
  private finishStrings(pieces?: Pieces): Column {
    const ids = new Int32Array((this.ids as GrowableUint32).finish(pieces).buffer);
    return { type: 'string', ...(pieces ? numberedAnew(ids, this.dictionary) : { ids, dictionary: this.dictionary }) };
  }

  /** As in typed arrays; the places that are copied lie behind those that they are copied into. */
  copyWithin(into: number, from: number, to: number): void {
    this.numbers?.copyWithin(into, from, to);
    this.ids?.copyWithin(into, from, to);
    for (let row = from; row < to; row++) {
      const place = row - from + into;
      const exact = this.big?.get(row);
      if (this.nulls?.has(row)) this.nulls.add(place);
      else this.nulls?.delete(place);
      if (exact === undefined) this.big?.delete(place);
      else this.big?.set(place, exact);
    }
  }

  /** Forgets what was pushed behind the first `length`. Texts keep their numbers: `finish(pieces)` gives others. */
  cut(length: number): void {
    this.length = length;
    this.numbers?.cut(length);
    this.ids?.cut(length);
    for (const row of this.nulls ?? []) if (row >= length) this.nulls?.delete(row);
    for (const row of this.big?.keys() ?? []) if (row >= length) this.big?.delete(row);
  }
}

/** Strings numbered in the order in which they come first. @param ids into `dictionary`, -1 for null; written over */
export function numberedAnew(ids: Int32Array, dictionary: readonly string[]): Pick<StringColumn, 'ids' | 'dictionary'> {
  const anew = new Int32Array(dictionary.length).fill(-1);
  const texts: string[] = [];
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] as number;
    if (id < 0) continue;
    if ((anew[id] as number) < 0) anew[id] = texts.push(dictionary[id] as string) - 1;
    ids[row] = anew[id] as number;
  }
  return { ids, dictionary: texts };
}

/** A table that grows by whole rows. */
export class TableBuilder {
  readonly columns: readonly ColumnBuilder[];
  constructor(readonly specs: readonly ColumnSpec[]) {
    this.columns = specs.map((s) => new ColumnBuilder(s.type));
  }
  /** Without columns rows can still be counted. */
  private bare = 0;
  get count(): number {
    return this.columns[0]?.length ?? this.bare;
  }
  pushRow(values: readonly Value[]): number {
    const row = this.count;
    for (let i = 0; i < this.columns.length; i++) (this.columns[i] as ColumnBuilder).push(values[i] ?? null);
    this.bare++;
    return row;
  }
  /** A row of what each column's writer holds of a group. */
  writeRow(group: number, writers: readonly { write(group: number, column: ColumnBuilder): void }[]): number {
    const row = this.count;
    for (let i = 0; i < writers.length; i++)
      (writers[i] as (typeof writers)[number]).write(group, this.columns[i] as ColumnBuilder);
    this.bare++;
    return row;
  }
  finish(pieces?: Pieces): Table {
    const count = pieces ? lengthOf(pieces) : this.count;
    return { specs: this.specs, columns: this.columns.map((c) => c.finish(pieces)), count };
  }
  copyWithin(into: number, from: number, to: number): void {
    for (const column of this.columns) column.copyWithin(into, from, to);
  }
  /** Forgets the rows behind the first `count`. */
  cut(count: number): void {
    this.bare = count;
    for (const column of this.columns) column.cut(count);
  }
}
