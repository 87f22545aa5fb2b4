/** Expressions as Flink SQL, where they mean there what they mean in Spark; what does not is refused by name. */
import type { Typed } from '../expression/typed';
import { type DataType, isDecimal, sparkTypeName } from '../expression/types';
import { formatInstant } from '../instant';
import type { Duration } from '../time';

/** An expression that Flink SQL would read otherwise. */
export class NotInSql extends Error {
  constructor(readonly what: string) {
    super(what);
  }
}

/** A name in the form that is no keyword. */
export const sqlName = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A length of time, to the millisecond; negative ones have the sign in front. */
export function sqlInterval(length: Duration): string {
  const millis = Math.abs(Math.trunc(length / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const days = Math.floor(millis / 86_400_000);
  const clock = [3_600_000, 60_000, 1000].map((unit, i) => two(Math.floor(millis / unit) % (i === 0 ? 24 : 60)));
  const fraction = String(millis % 1000).padStart(3, '0');
  const digits = Math.max(2, String(days).length);
  return `${length < 0 ? '-' : ''}INTERVAL '${days} ${clock.join(':')}.${fraction}' DAY(${digits}) TO SECOND(3)`;
}

/** The type of a column or of a cast. */
export function sqlType(type: DataType): string {
  if (!isDecimal(type))
    switch (type) {
      case 'string':
      case 'void':
        return 'STRING';
      case 'boolean':
        return 'BOOLEAN';
      case 'int':
        return 'INT';
      case 'long':
        return 'BIGINT';
      case 'double':
        return 'DOUBLE';
      case 'timestamp':
        return 'TIMESTAMP_LTZ(3)';
    }
  throw new NotInSql(sparkTypeName(type));
}

/** @param read what stands for a column */
export function sqlExpression(typed: Typed, read: (id: string) => string): string {
  const inner = (part: Typed): string => sqlExpression(part, read);
  switch (typed.kind) {
    case 'literal':
      return literal(typed);
    case 'column':
      return read(typed.name);
    case 'cast':
      return cast(typed, inner);
    case 'negate':
      return `(-${inner(typed.operand)})`;
    case 'arithmetic':
      return arithmetic(typed, inner);
    case 'compare': {
      if (typed.operator === '<=>') return `(${inner(typed.left)} IS NOT DISTINCT FROM ${inner(typed.right)})`;
      return `(${inner(typed.left)} ${typed.operator} ${inner(typed.right)})`;
    }
    case 'logic':
      return `(${inner(typed.left)} ${typed.operator.toUpperCase()} ${inner(typed.right)})`;
    case 'not':
      return `(NOT ${inner(typed.operand)})`;
    case 'isNull':
      return `(${inner(typed.operand)} IS NULL)`;
    case 'in':
      return `(${inner(typed.operand)} IN (${typed.list.map(inner).join(', ')}))`;
    case 'like':
      // A backslash takes the meaning from a sign in Spark, and is a sign like others here.
      if (typed.pattern.kind !== 'literal' || String(typed.pattern.value).includes('\\')) throw new NotInSql('like');
      return `(${inner(typed.operand)} LIKE ${inner(typed.pattern)})`;
    case 'case': {
      const branches = typed.branches.map((b) => `WHEN ${inner(b.condition)} THEN ${inner(b.result)}`);
      return `CASE ${branches.join(' ')} ELSE ${typed.otherwise ? inner(typed.otherwise) : nothing(typed.type)} END`;
    }
    case 'call': {
      const name = { coalesce: 'COALESCE', upper: 'UPPER', lower: 'LOWER', abs: 'ABS' }[typed.function as string];
      if (!name) throw new NotInSql(typed.function);
      return `${name}(${typed.arguments.map(inner).join(', ')})`;
    }
  }
}

const nothing = (type: DataType): string => `CAST(NULL AS ${sqlType(type)})`;

function literal({ value, type }: Extract<Typed, { kind: 'literal' }>): string {
  if (value === null) return nothing(type);
  if (isDecimal(type)) {
    const digits = String(value)
      .replace('-', '')
      .padStart(type.scale + 1, '0');
    const whole = digits.slice(0, digits.length - type.scale);
    return `${String(value).startsWith('-') ? '-' : ''}${whole}.${digits.slice(whole.length)}`;
  }
  switch (type) {
    case 'string':
      return sqlText(String(value));
    case 'boolean':
      return value === true ? 'TRUE' : 'FALSE';
    case 'int':
    case 'long':
      return String(value);
    case 'double':
      return `CAST(${sqlText(String(value))} AS DOUBLE)`;
    case 'timestamp':
      return `CAST(${sqlText(
        formatInstant(value as number)
          .replace('T', ' ')
          .replace('Z', ''),
      )} AS TIMESTAMP_LTZ(3))`;
    case 'interval':
      return sqlInterval(value as number);
    default:
      throw new NotInSql(sparkTypeName(type));
  }
}

function cast({ operand, type }: Extract<Typed, { kind: 'cast' }>, inner: (part: Typed) => string): string {
  const from = operand.type;
  const wider =
    from === 'void' ||
    from === type ||
    (from === 'int' && (type === 'long' || type === 'double')) ||
    (from === 'long' && type === 'double') ||
    (operand.kind === 'literal' && isDecimal(from) && type === 'double');
  if (!wider) throw new NotInSql(`cast(… as ${sparkTypeName(type)})`);
  return operand.kind === 'literal' && operand.value === null
    ? nothing(type)
    : `CAST(${inner(operand)} AS ${sqlType(type)})`;
}

function arithmetic(
  { operator, left, right, type }: Extract<Typed, { kind: 'arithmetic' }>,
  inner: (part: Typed) => string,
): string {
  const divides = operator === '/' || operator === '%';
  // A division by zero fails in Spark; here it would be infinite, or nothing.
  if (isDecimal(type) || (divides && !isOtherThanZero(right))) throw new NotInSql(operator);
  if (operator === '%') return `MOD(${inner(left)}, ${inner(right)})`;
  return `(${inner(left)} ${operator} ${inner(right)})`;
}

const isOtherThanZero = (typed: Typed): boolean =>
  typed.kind === 'cast'
    ? isOtherThanZero(typed.operand)
    : typed.kind === 'literal' && typed.value !== null && Number(typed.value) !== 0;
