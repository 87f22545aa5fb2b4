/** Typed arrays and tables that grow while an engine writes; `finish` gives the plain form that a trace holds. */
import type { Column, ColumnSpec, ColumnType, Table, Value } from '../values';

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
  finish(): Uint32Array {
    return this.array.slice(0, this.length);
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
  finish(): Float64Array {
    return this.array.slice(0, this.length);
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

  finish(): Column {
    if (this.type === 'string')
      return {
        type: 'string',
        ids: new Int32Array((this.ids as GrowableUint32).finish().buffer),
        dictionary: this.dictionary,
      };
    if (this.type === 'boolean')
      return { type: 'boolean', values: Uint8Array.from((this.ids as GrowableUint32).finish()) };
    const values = (this.numbers as GrowableFloat64).finish();
    let nulls: Uint8Array | undefined;
    if (this.nulls) {
      nulls = new Uint8Array(values.length);
      for (const row of this.nulls) nulls[row] = 1;
    }
    return { type: this.type, values, ...(nulls && { nulls }), ...(this.big && { big: this.big }) };
  }
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
  finish(): Table {
    return { specs: this.specs, columns: this.columns.map((c) => c.finish()), count: this.count };
  }
}
