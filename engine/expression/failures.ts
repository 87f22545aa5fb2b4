/** The ways in which evaluating a row can fail, in Spark 4.3's words (recorded in `recorded/answers.json`). */
import { QueryFailure } from '../queryFailure';
import type { Value } from '../values';
import { decimalText } from './decimal';
import { valueText } from './text';
import { type DataType, isDecimal, sparkTypeName } from './types';
import type { Whole } from './wholeNumber';

const ANSI = 'If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error';
const config = '"spark.sql.ansi.enabled"';

export function divideByZero(): QueryFailure {
  const message = `Division by zero. Use \`try_divide\` to tolerate divisor being 0 and return NULL instead. ${ANSI}.`;
  return new QueryFailure('DIVIDE_BY_ZERO', message, { config });
}

export function remainderByZero(): QueryFailure {
  const message = `Remainder by zero. Use \`try_mod\` to tolerate divisor being 0 and return NULL instead. ${ANSI}.`;
  return new QueryFailure('REMAINDER_BY_ZERO', message, { config });
}

export function intervalDividedByZero(): QueryFailure {
  const message = 'Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead.';
  return new QueryFailure('INTERVAL_DIVIDED_BY_ZERO', message);
}

/** @param tolerant Spark's function that gives null instead, if it has one */
export function arithmeticOverflow(tolerant: string | null, what = 'overflow'): QueryFailure {
  const alternative = tolerant === null ? '' : ` Use '${tolerant}' to tolerate overflow and return NULL instead.`;
  const params = { message: what, alternative, config };
  return new QueryFailure('ARITHMETIC_OVERFLOW', `${what}.${alternative} ${ANSI}.`, params);
}

/** Longs beyond what Java's `Math.*Exact` holds, where Spark lets Java's own exception through. */
export function javaArithmetic(message: string): QueryFailure {
  return new QueryFailure('ArithmeticException', message);
}

export function decimalOverflow(value: string, precision: number, scale: number): QueryFailure {
  const message = `${value} cannot be represented as Decimal(${precision}, ${scale}). ${ANSI}, and return NULL instead.`;
  const params = { value, precision: String(precision), scale: String(scale), config };
  return new QueryFailure('NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION', message, params);
}

/** A text as Spark's messages show it: line ends and the like stay as they are. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** A value as Spark quotes it in messages: `'abc'`, `7L`, `2.5D`, `1.50BD`. */
function shown(value: Value, type: DataType): string {
  if (type === 'string') return quoted(value as string);
  if (isDecimal(type)) return `${decimalText(value as Whole, type.scale)}BD`;
  const text = valueText(value, type) as string;
  if (type === 'long') return `${text}L`;
  return type === 'double' && Number.isFinite(value) ? `${text}D` : text;
}

export function castInvalid(value: Value, from: DataType, to: DataType): QueryFailure {
  const expression = shown(value, from);
  const [source, target] = [`"${sparkTypeName(from)}"`, `"${sparkTypeName(to)}"`];
  const message =
    `The value ${expression} of the type ${source} cannot be cast to ${target} because it is malformed. Correct the ` +
    'value as per the syntax, or change its target type. Use `try_cast` to tolerate malformed input and return NULL ' +
    'instead.';
  const params = { expression, sourceType: source, targetType: target, ansiConfig: config };
  return new QueryFailure('CAST_INVALID_INPUT', message, params);
}

export function castOverflow(value: Value, from: DataType, to: DataType): QueryFailure {
  const text = shown(value, from);
  const [source, target] = [`"${sparkTypeName(from)}"`, `"${sparkTypeName(to)}"`];
  const message =
    `The value ${text} of the type ${source} cannot be cast to ${target} due to an overflow. Use \`try_cast\` to ` +
    'tolerate overflow and return NULL instead.';
  return new QueryFailure('CAST_OVERFLOW', message, {
    value: text,
    sourceType: source,
    targetType: target,
    ansiConfig: config,
  });
}

export function patternEscape(pattern: string, at: string | null): QueryFailure {
  const format = quoted(pattern);
  if (at === null) {
    const message = `The format is invalid: ${format}. The escape character is not allowed to end with.`;
    return new QueryFailure('INVALID_FORMAT.ESC_AT_THE_END', message, { format });
  }
  const message = `The format is invalid: ${format}. The escape character is not allowed to precede '${at}'.`;
  return new QueryFailure('INVALID_FORMAT.ESC_IN_THE_MIDDLE', message, { format, char: `'${at}'` });
}
