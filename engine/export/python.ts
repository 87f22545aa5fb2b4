/** Values and names as Python writes them. */
import { nameText } from '../expression/print';
import { formatInZone } from '../instant';
import { type Column, type ColumnType, valueAt } from '../values';

/** A text in double quotes, or in single ones where that needs fewer backslashes. */
export function pythonText(text: string): string {
  const quote = (text.match(/"/g) ?? []).length > (text.match(/'/g) ?? []).length ? "'" : '"';
  let inside = '';
  // By code units, so that half a surrogate pair is written as the escape that it is.
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) as number;
    const sign = String.fromCodePoint(point);
    if (point > 0xffff) i++;
    if (sign === '\\' || sign === quote) inside += `\\${sign}`;
    else if (sign === '\n') inside += '\\n';
    else if (sign === '\t') inside += '\\t';
    else if (sign === '\r') inside += '\\r';
    else if (point < 0x20 || point === 0x7f) inside += `\\x${point.toString(16).padStart(2, '0')}`;
    else if ((point >= 0xd800 && point <= 0xdfff) || point === 0x2028 || point === 0x2029 || point === 0x85)
      inside += `\\u${point.toString(16).padStart(4, '0')}`;
    else inside += sign;
  }
  return quote + inside + quote;
}

/** A value of a row. A time is its text, read with the clock of a zone. */
export function pythonValue(column: Column, row: number, timeZone: string): string {
  const value = valueAt(column, row);
  if (value === null) return 'None';
  switch (column.type) {
    case 'string':
      return pythonText(value as string);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'timestamp':
      return pythonText(formatInZone(value as number, timeZone));
    case 'double':
      return pythonFloat(value as number);
    case 'long':
      return String(value);
  }
}

/** A double; Python tells it from a whole number by its point or exponent. */
export function pythonFloat(value: number): string {
  const text = Object.is(value, -0) ? '-0.0' : String(value).replace('e+', 'e');
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield match case type'
  ).split(' '),
);

/** Turns any name into a Python name that is none of those taken, and takes it. */
export function pythonName(name: string, taken: Set<string>): string {
  const letters = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d|$)/, '_');
  for (let n = 1; ; n++) {
    const found = n === 1 ? letters : `${letters}_${n}`;
    if (taken.has(found) || KEYWORDS.has(found)) continue;
    taken.add(found);
    return found;
  }
}

/** Spark's name of a column type, as a schema in words has it. */
export const SPARK_TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'STRING',
  boolean: 'BOOLEAN',
  long: 'BIGINT',
  double: 'DOUBLE',
  timestamp: 'TIMESTAMP',
};

/** A column's name as Spark reads it in a schema or an expression: in backticks where it needs them. */
export const sparkName = (name: string): string => nameText(name, true);

/** A text inside of a docstring. */
export const docstring = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"');
