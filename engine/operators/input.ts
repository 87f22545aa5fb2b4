/** What a stage reads: expressions compiled over the columns of the stage that rows come from. */
import { compile } from '../expression/compile';
import { decimalToDouble } from '../expression/decimal';
import { substitute, type Typed } from '../expression/typed';
import { type DataType, isDecimal } from '../expression/types';
import { kept } from '../query/build';
import type { Attribute } from '../query/logical';
import type { Pipe } from '../query/plan';
import type { ColumnSpec, StringColumn, Value } from '../values';
import { type KeyEncoder, keyEncoder } from './groups';

type Reader = (ref: number) => Value;

/** A stage as those behind it see it. */
export interface Columns {
  column(id: string): Reader;
  /** The column itself where it is plain strings, which need no look-up to be grouped. */
  strings?(id: string): StringColumn | null;
}

/** What a stage's input gives it, in the names that the stage knows. */
export class Input {
  constructor(
    private readonly pipe: Pipe,
    private readonly from: Columns,
  ) {}

  /** @param made over the columns of the input node */
  read(made: Typed): Reader {
    return this.readHere(substitute(made, this.pipe.made));
  }

  /** @param made over the columns of the stage that rows come from, as the steps of a pipe are */
  readHere(made: Typed): Reader {
    return storable(
      compile(made, (id) => this.from.column(id)),
      made.type,
    );
  }

  /** @param id of a column of the input node */
  readColumn(id: string): Reader {
    const made = this.pipe.made.get(id);
    return made ? this.readHere(made) : this.from.column(id);
  }

  /** A column as what is computed further sees it: a decimal is not yet a double. */
  raw(id: string): Reader {
    const made = this.pipe.made.get(id);
    return made ? compile(made, (name) => this.from.column(name)) : this.from.column(id);
  }

  /** Microseconds, NaN for null. */
  readTime(made: Typed): (ref: number) => number {
    const value = this.read(made);
    return (ref) => (value(ref) as number | null) ?? Number.NaN;
  }

  keys(keys: readonly Typed[]): () => KeyEncoder {
    const [only] = keys;
    const bottom = only && keys.length === 1 ? substitute(only, this.pipe.made) : null;
    const plain = bottom?.kind === 'column' ? (this.from.strings?.(bottom.name) ?? null) : null;
    const readers = keys.map((k) => this.read(k));
    return () => keyEncoder(readers, plain);
  }
}

/** A decimal is computed exactly and kept as the nearest double; other values are kept as they are. */
function storable(value: Reader, type: DataType): Reader {
  if (!isDecimal(type)) return value;
  return (ref) => {
    const unscaled = value(ref) as number | bigint | null;
    return unscaled === null ? null : decimalToDouble(unscaled, type.scale);
  };
}

/** Columns as they are kept. */
export const specsOf = (columns: readonly Attribute[]): ColumnSpec[] =>
  columns.map((c) => ({ name: c.name, type: kept(c.type) ?? 'string' }));
