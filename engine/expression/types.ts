/**
 * The types of expressions. They are Spark's, as far as Arus has them. `interval` is Spark's day-time interval, `months`
 * its year-month interval, `void` the type of a bare `null`, `window` the struct `{start, end}` that a windowed
 * aggregate gives.
 *
 * A value is held as `Value` says; beyond that: a decimal is its unscaled integer (1.50 is 150 with scale 2), written
 * like a long; an interval is microseconds; months are a count.
 */
export type DataType = SimpleType | DecimalType;
export type SimpleType =
  | 'void'
  | 'string'
  | 'boolean'
  | 'int'
  | 'long'
  | 'double'
  | 'timestamp'
  | 'interval'
  | 'months'
  | 'window';

/** At most 38 digits (`precision`), of which `scale` stand after the point. */
export interface DecimalType {
  readonly precision: number;
  readonly scale: number;
}

export const MAX_PRECISION = 38;

export function isDecimal(type: DataType): type is DecimalType {
  return typeof type === 'object';
}

export function sameType(a: DataType, b: DataType): boolean {
  if (isDecimal(a)) return isDecimal(b) && a.precision === b.precision && a.scale === b.scale;
  return a === b;
}

export function isIntegral(type: DataType): boolean {
  return type === 'int' || type === 'long';
}

export function isNumeric(type: DataType): boolean {
  return isIntegral(type) || type === 'double' || isDecimal(type);
}

const SPARK_NAMES: Record<SimpleType, string> = {
  void: 'VOID',
  string: 'STRING',
  boolean: 'BOOLEAN',
  int: 'INT',
  long: 'BIGINT',
  double: 'DOUBLE',
  timestamp: 'TIMESTAMP',
  interval: 'INTERVAL DAY TO SECOND',
  months: 'INTERVAL YEAR TO MONTH',
  window: 'STRUCT<start: TIMESTAMP, end: TIMESTAMP>',
};

/** The type as Spark writes it in messages: `BIGINT`, `DECIMAL(10,2)`. */
export function sparkTypeName(type: DataType): string {
  return isDecimal(type) ? `DECIMAL(${type.precision},${type.scale})` : SPARK_NAMES[type];
}

/** The type as people of Arus write it: the words of a scenario file's columns, `decimal(10,2)`. */
export function typeName(type: DataType): string {
  if (isDecimal(type)) return `decimal(${type.precision},${type.scale})`;
  return type === 'months' ? 'interval of months' : type;
}

/** The decimal that holds every value of an integral type. */
export function decimalFor(type: 'int' | 'long'): DecimalType {
  return { precision: type === 'int' ? 10 : 20, scale: 0 };
}

const CAST_TARGETS: Readonly<Record<string, SimpleType>> = {
  string: 'string',
  boolean: 'boolean',
  int: 'int',
  integer: 'int',
  long: 'long',
  bigint: 'long',
  double: 'double',
  timestamp: 'timestamp',
  timestamp_ltz: 'timestamp',
};
const DECIMAL_NAMES: ReadonlySet<string> = new Set(['decimal', 'dec', 'numeric']);

/** Types that Spark has and Arus does not. */
const NOT_MODELLED: ReadonlySet<string> = new Set([
  ...['byte', 'tinyint', 'short', 'smallint', 'float', 'real', 'date', 'timestamp_ntz', 'binary', 'varchar', 'char'],
  ...['character', 'interval', 'void', 'array', 'map', 'struct', 'variant', 'time'],
]);

/** A type by the name written in `cast(x as …)`; `notModelled` if only Spark has it, `unknown` if nobody has. */
export function typeNamed(name: string, parameters: readonly number[]): DataType | 'notModelled' | 'unknown' {
  const key = name.toLowerCase();
  if (DECIMAL_NAMES.has(key)) {
    const [precision = 10, scale = 0] = parameters;
    if (parameters.length > 2 || precision < 1 || precision > MAX_PRECISION || scale > precision) return 'unknown';
    return { precision, scale };
  }
  const simple = Object.hasOwn(CAST_TARGETS, key) ? CAST_TARGETS[key] : undefined;
  if (simple && parameters.length === 0) return simple;
  return NOT_MODELLED.has(key) ? 'notModelled' : 'unknown';
}
