/** The expression language of scenario files: the part of Spark SQL that its steps need, with Spark 4.3's meaning. */
export type { Ast, Span } from './ast';
export { comparator, compareText } from './compare';
export { compile, type Evaluate } from './compile';
export type { ExpressionFault, ExpressionFaultCode, ExpressionFaultParams } from './fault';
export { type AggregateName, FUNCTIONS, type FunctionName, type FunctionSpec } from './functions';
export { type AggregateCall, type Parsed, type ParsedAggregate, parseAggregate, parseExpression } from './parse';
export { printExpression } from './print';
export {
  type Resolved,
  type ResolvedAggregate,
  resolve,
  resolveAggregate,
  resolveCondition,
  type ScopeColumn,
  type TypedAggregate,
} from './resolve';
export { doubleText, valueText } from './text';
export { columnsOf, splitConjuncts, substitute, type Typed } from './typed';
export { type DataType, type DecimalType, isDecimal, typeName } from './types';
