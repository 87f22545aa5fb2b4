/** What the classes of the functions of `process` have in common, whichever Java engine they are for. */
import { type Logical, outputOf } from '../query/logical';
import type { Duration } from '../time';
import { type RowType, readRow } from './javaRows';

/** What a function is about, in a row that stands in `row`. */
export interface FunctionColumns {
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Code of the column that it is told, and its type; both empty where it is told none. */
  readonly column: string;
  readonly type: string;
  /** The values that come out, of those that the function adds; the key stands in `key`. */
  readonly values: (...added: string[]) => readonly string[];
}

/** @param key null: rows without keys */
export function functionColumns(
  node: Extract<Logical, { kind: 'process' }>,
  below: RowType,
  key: RowType | null,
): FunctionColumns {
  const parameters = node.parameters as Readonly<Record<string, unknown>>;
  const told = String(parameters.column ?? '').toLowerCase();
  const of = below.columns.find(({ attribute }) => attribute.name.toLowerCase() === told);
  const output = outputOf(node);
  const others = output.slice(node.keys.length, output.length - node.added.length);
  return {
    parameters,
    column: of ? `row.${of.component}()` : '',
    type: of?.type ?? '',
    values: (...added) => [
      ...(key?.columns.map((c) => `key.${c.component}()`) ?? []),
      ...others.map((a) => readRow(below, 'row')(a.id).code),
      ...added,
    ],
  };
}

/** How long a value lives; null: for ever. */
export const ttlOf = ({ ttl }: FunctionColumns['parameters']): Duration | null =>
  ttl === undefined || ttl === null ? null : Number(ttl);

/** Code of a total with `value` added; whole numbers do not overflow in silence. */
export const sumCode = (type: string, total: string): string =>
  type === 'Long' ? `Math.addExact(${total}, value)` : `${total} + value`;

/** Statements below each other; empty lines stay empty. */
export const block = (indent: number, code: readonly string[]): string =>
  code.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)).join('\n');
