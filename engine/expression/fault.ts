/**
 * What is wrong with an expression before any row is read. The sentences stand in `i18n/LANGUAGE/expression.ts`, one for
 * each code: verdict, value, way out.
 */
import type { Span } from './ast';
import type { DataType } from './types';

/** What could stand where a text breaks; anything else is a word or sign of the language, as it is written. */
export type Expected = 'operand' | 'operator' | 'name' | 'type' | 'unit' | 'text' | 'end' | { readonly word: string };

/** What an operator or function takes. */
export type Kind = 'number' | 'int' | 'long' | 'decimal' | 'boolean' | 'string' | 'timestamp' | 'interval' | 'window';

/** A slip that is recognised: the way out is known. */
export type Hint = 'and' | 'equals' | 'quotes' | 'notEqual' | 'atMost' | 'atLeast';

/** The values of each fault's sentence. Types are as in `typeName`; `text` is a piece of the expression. */
export interface ExpressionFaultParams {
  /** There is nothing to evaluate. */
  empty: Record<string, never>;
  /** `found` is the word or sign that stands there; null at the end of the text. */
  syntax: { found: string | null; expected: readonly Expected[]; hint: Hint | null };
  /** A text or name whose closing quote is missing; `quote` is that sign. */
  unclosed: { quote: string };
  numberOutOfRange: { text: string; type: DataType };
  badTimestamp: { text: string };
  badInterval: { text: string };
  /** An interval that mixes months with days or shorter units: a month has no fixed length. */
  mixedInterval: { text: string };
  unknownType: { name: string };
  /** Spark has it, Arus does not. */
  typeNotModelled: { name: string };
  /** `suggestion` is the name that was probably meant. */
  unknownColumn: { name: string; suggestion: string | null; known: readonly string[] };
  ambiguousColumn: { name: string; candidates: readonly string[] };
  /** `a.b` where `a` has no fields. */
  noField: { name: string; type: DataType; field: string };
  unknownFunction: { name: string; suggestion: string | null; known: readonly string[] };
  /** It takes `least` to `most` arguments; null: any number from `least`. */
  argumentCount: { name: string; least: number; most: number | null; found: number };
  /** `distinct` or `*` in a function that takes neither. */
  notForFunction: { name: string; what: 'distinct' | '*' };
  /** An aggregate where each row is asked by itself. */
  aggregateNotHere: { name: string };
  /** Not an aggregate where one must stand. */
  notAggregate: { text: string; known: readonly string[] };
  /** Arithmetic around or inside of an aggregate call that Arus does not take. */
  notOneAggregate: { name: string };
  /** Two operands that have no common type. */
  typesDiffer: { operator: string; left: DataType; right: DataType };
  /** Several values (of `case`, `in`, `coalesce`, …) that have no common type. */
  typesNotOne: { name: string; types: readonly DataType[] };
  /** An operand of a type that the operator or function does not take. */
  wrongType: { name: string; position: number; expected: readonly Kind[]; found: DataType };
  cannotCast: { from: DataType; to: DataType };
  notBoolean: { found: DataType };
  /** An argument that must be written out, not computed from the row. */
  notConstant: { name: string; position: number };
}

export type ExpressionFaultCode = keyof ExpressionFaultParams;
export type ExpressionFault = {
  [C in ExpressionFaultCode]: {
    readonly code: C;
    readonly params: Readonly<ExpressionFaultParams[C]>;
    /** Spark's name for it; null where Spark has none (it takes what Arus does not). */
    readonly condition: string | null;
    /** Where it is in the text. `span.from` is where a caret belongs. */
    readonly span: Span;
  };
}[ExpressionFaultCode];

export function expressionFault<C extends ExpressionFaultCode>(
  code: C,
  span: Span,
  condition: string | null,
  params: ExpressionFaultParams[C],
): ExpressionFault {
  return { code, params, condition, span } as unknown as ExpressionFault;
}
