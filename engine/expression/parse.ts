/** From text to syntax tree. The grammar is `grammar.peggy`; this is what it cannot say in characters. */
import { parseInterval } from '../interval';
import { DAY } from '../time';
import type { Ast, Span } from './ast';
import { digitsOf, parseDigits } from './decimal';
import { type Expected, type ExpressionFault, expressionFault, type Hint } from './fault';
import { type AggregateName, functionNamed, namesOf } from './functions';
import { parse as parseGrammar, type Unexpected } from './grammar.peggy';
import { parseTimestamp } from './timestampText';
import { type DataType, MAX_PRECISION, typeNamed } from './types';
import { INT_MAX, INT_MIN, isLong, normal } from './wholeNumber';

export type Parsed = { readonly ok: true; readonly ast: Ast } | { readonly ok: false; readonly fault: ExpressionFault };

/** Reads one expression of Spark SQL. A fault's span is in the text as given. */
export function parseExpression(text: string): Parsed {
  if (text.trim() === '') {
    return { ok: false, fault: expressionFault('empty', { from: 0, to: 0 }, 'PARSE_EMPTY_STATEMENT', {}) };
  }
  try {
    return { ok: true, ast: parseGrammar(text, { build }) as Ast };
  } catch (problem) {
    if (problem instanceof Refused) return { ok: false, fault: problem.fault };
    if (problem instanceof Error && problem.name === 'SyntaxError') {
      return { ok: false, fault: syntaxFault(text, problem as Unexpected) };
    }
    // Thousands of brackets exhaust the parser's stack.
    if (problem instanceof RangeError) {
      const fault = expressionFault('syntax', { from: 0, to: text.length }, 'PARSE_SYNTAX_ERROR', {
        found: '(',
        expected: [],
        hint: null,
      });
      return { ok: false, fault };
    }
    throw problem;
  }
}

/** An aggregate of a `groupBy` step: `count(*)` has no argument. */
export interface AggregateCall {
  readonly function: AggregateName;
  readonly distinct: boolean;
  readonly argument: Ast | null;
  readonly span: Span;
}
export type ParsedAggregate =
  | { readonly ok: true; readonly aggregate: AggregateCall }
  | { readonly ok: false; readonly fault: ExpressionFault };

/** Reads the aggregate of a `groupBy` step: exactly one call of an aggregate function. */
export function parseAggregate(text: string): ParsedAggregate {
  const parsed = parseExpression(text);
  if (!parsed.ok) return parsed;
  const { ast } = parsed;
  const refuse = (fault: ExpressionFault): ParsedAggregate => ({ ok: false, fault });
  if (ast.kind !== 'call' || !isAggregate(ast.name)) {
    const inner = firstAggregate(ast);
    if (inner) return refuse(expressionFault('notOneAggregate', ast.span, null, { name: inner.name }));
    const shown = text.slice(ast.span.from, ast.span.to);
    return refuse(
      expressionFault('notAggregate', ast.span, 'MISSING_AGGREGATION', { text: shown, known: namesOf('aggregate') }),
    );
  }
  const name = ast.name.toLowerCase() as AggregateName;
  if (ast.star && name !== 'count') {
    return refuse(
      expressionFault('notForFunction', ast.span, 'INVALID_USAGE_OF_STAR_OR_REGEX', { name: ast.name, what: '*' }),
    );
  }
  if (ast.distinct && name === 'approx_count_distinct') {
    return refuse(expressionFault('notForFunction', ast.span, null, { name: ast.name, what: 'distinct' }));
  }
  if (!ast.star && ast.arguments.length !== 1) {
    const params = { name: ast.name, least: 1, most: 1, found: ast.arguments.length };
    const condition = `WRONG_NUM_ARGS.${name === 'count' ? 'WITH' : 'WITHOUT'}_SUGGESTION`;
    return refuse(expressionFault('argumentCount', ast.span, condition, params));
  }
  const argument = ast.star ? null : (ast.arguments[0] as Ast);
  const nested = argument && firstAggregate(argument);
  if (nested) {
    return refuse(expressionFault('aggregateNotHere', nested.span, 'NESTED_AGGREGATE_FUNCTION', { name: nested.name }));
  }
  return { ok: true, aggregate: { function: name, distinct: ast.distinct, argument, span: ast.span } };
}

function isAggregate(name: string): boolean {
  return functionNamed(name)?.over === 'aggregate';
}

function firstAggregate(ast: Ast): (Ast & { kind: 'call' }) | null {
  if (ast.kind === 'call' && isAggregate(ast.name)) return ast;
  for (const child of childrenOf(ast)) {
    const found = firstAggregate(child);
    if (found) return found;
  }
  return null;
}

/** The direct parts of an expression, from left to right. */
export function childrenOf(ast: Ast): readonly Ast[] {
  switch (ast.kind) {
    case 'literal':
    case 'column':
      return [];
    case 'unary':
    case 'isNull':
    case 'cast':
      return [ast.operand];
    case 'binary':
      return [ast.left, ast.right];
    case 'in':
      return [ast.operand, ...ast.list];
    case 'between':
      return [ast.operand, ast.low, ast.high];
    case 'like':
      return [ast.operand, ast.pattern];
    case 'case':
      return [
        ...(ast.subject ? [ast.subject] : []),
        ...ast.branches.flatMap((b) => [b.condition, b.result]),
        ...(ast.otherwise ? [ast.otherwise] : []),
      ];
    case 'call':
      return ast.arguments;
  }
}

/** Thrown out of the grammar by `build`. */
class Refused extends Error {
  constructor(readonly fault: ExpressionFault) {
    super(fault.code);
  }
}

function literal(type: DataType, value: number | bigint, span: Span): Ast {
  return { kind: 'literal', type, value, span };
}

function outOfRange(text: string, type: DataType, span: Span): Refused {
  return new Refused(expressionFault('numberOutOfRange', span, 'INVALID_NUMERIC_LITERAL_RANGE', { text, type }));
}

const SUFFIX_TYPES: Readonly<Record<string, string>> = { f: 'float', s: 'smallint', y: 'tinyint' };

const build = {
  /** `12`, `12L`, `1.5`, `1.5BD`, `1e3`, `1.5D`, each with or without a minus. */
  number(text: string, span: Span): Ast {
    const [, digits, suffix] = /^(.*?)(bd|[dflsy])?$/i.exec(text.toLowerCase()) as unknown as [string, string, string];
    const notModelled = suffix && SUFFIX_TYPES[suffix];
    if (notModelled) throw new Refused(expressionFault('typeNotModelled', span, null, { name: notModelled }));
    if (suffix === 'd' || (digits.includes('e') && suffix !== 'bd')) {
      const value = Number(digits);
      if (!Number.isFinite(value)) throw outOfRange(text, 'double', span);
      return literal('double', value, span);
    }
    if (suffix === 'bd' || digits.includes('.')) return decimal(text, digits, span);
    const value = BigInt(digits.replace('-', '')) * (digits.startsWith('-') ? -1n : 1n);
    if (suffix !== 'l' && value >= INT_MIN && value <= INT_MAX) return literal('int', Number(value), span);
    if (isLong(value)) return literal('long', normal(value), span);
    if (suffix === 'l') throw outOfRange(text, 'long', span);
    return decimal(text, digits, span);
  },
  timestamp(text: string, span: Span): Ast {
    const value = parseTimestamp(text);
    if (value === null) throw new Refused(expressionFault('badTimestamp', span, 'INVALID_TYPED_LITERAL', { text }));
    return literal('timestamp', value, span);
  },
  typed(word: string, span: Span): never {
    const name = word.toLowerCase() === 'x' ? 'binary' : word.toLowerCase();
    throw new Refused(expressionFault('typeNotModelled', span, null, { name }));
  },
  intervalText(text: string, span: Span): Ast {
    return interval(text, span);
  },
  intervalParts(parts: readonly { value: string; unit: string }[], span: Span): Ast {
    const text = parts.map((p) => `${p.value.replace(/\s/g, '')} ${p.unit}`).join(' ');
    return interval(text, span);
  },
  type(name: string, parameters: readonly number[], span: Span): DataType {
    const type = typeNamed(name, parameters);
    if (type === 'unknown') {
      const tooWide = (parameters[0] ?? 0) > MAX_PRECISION;
      const condition = tooWide ? 'DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION' : 'UNSUPPORTED_DATATYPE';
      throw new Refused(expressionFault('unknownType', span, condition, { name }));
    }
    if (type === 'notModelled') throw new Refused(expressionFault('typeNotModelled', span, null, { name }));
    return type;
  },
  /** What a backslash makes of a character; `\%` and `\_` keep it, for `like`. */
  escape(character: string): string {
    if (character === '%' || character === '_') return `\\${character}`;
    return ESCAPES[character] ?? character;
  },
  unclosed(text: string, span: Span): never {
    throw new Refused(expressionFault('unclosed', span, 'PARSE_SYNTAX_ERROR', { quote: text.charAt(0) }));
  },
};

const ESCAPES: Readonly<Record<string, string>> = {
  0: '\u0000',
  b: '\b',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\u001a',
};

function decimal(text: string, digits: string, span: Span): Ast {
  const parsed = parseDigits(digits) as { unscaled: bigint; scale: number };
  let { unscaled, scale } = parsed;
  if (scale < 0) [unscaled, scale] = [unscaled * 10n ** BigInt(Math.min(-scale, 400)), 0];
  const precision = Math.max(digitsOf(unscaled), scale);
  const type = { precision, scale };
  if (precision > MAX_PRECISION) {
    throw new Refused(
      expressionFault('numberOutOfRange', span, 'DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION', {
        text,
        type: { precision: MAX_PRECISION, scale: Math.min(scale, MAX_PRECISION) },
      }),
    );
  }
  return literal(type, normal(unscaled), span);
}

function interval(text: string, span: Span): Ast {
  const found = parseInterval(text);
  if (!found) throw new Refused(expressionFault('badInterval', span, 'INVALID_TYPED_LITERAL', { text }));
  const short = found.days !== 0 || found.microseconds !== 0;
  const saysMonths = /year|month/i.test(text);
  const saysShort = /week|day|hour|minute|second/i.test(text);
  if (saysMonths && (saysShort || short)) {
    throw new Refused(expressionFault('mixedInterval', span, '_LEGACY_ERROR_TEMP_0029', { text }));
  }
  if (saysMonths) return literal('months', found.months, span);
  return literal('interval', found.days * DAY + found.microseconds, span);
}

/** From what the parser could have taken to what a person can be told. */
function syntaxFault(text: string, problem: Unexpected): ExpressionFault {
  const at = problem.location.start.offset;
  const rest = text.slice(at);
  const found = rest === '' ? null : (/^(?:\w+|[<>=!&|*+-]+|.)/su.exec(rest)?.[0] ?? null);
  const words = new Set<string>();
  const named = new Set<string>();
  let end = false;
  for (const e of problem.expected ?? []) {
    if (e.type === 'end') end = true;
    else if (e.type === 'other') named.add(e.description ?? '');
    else if (e.type === 'literal') words.add(e.text ?? '');
  }
  const expected: Expected[] = [];
  if (named.has('number')) expected.push('operand');
  else if (named.has('name')) expected.push('name');
  else if (named.has('text')) expected.push('text');
  if (named.has('type')) expected.push('type');
  if (named.has('unit of time')) expected.push('unit');
  // After every whole operand there may be a `div`.
  if (words.has('div')) expected.push('operator');
  if (words.has('and') && !words.has('or')) expected.push({ word: 'and' });
  for (const word of words) if (CLOSING.has(word) && !named.has('number')) expected.push({ word });
  if (expected.length === 0) for (const word of words) expected.push({ word });
  if (end) expected.push('end');
  const span = { from: at, to: at + (found?.length ?? 0) };
  return expressionFault('syntax', span, 'PARSE_SYNTAX_ERROR', { found, expected, hint: hintFor(text, at, found) });
}

/** Words and signs that close or continue what was begun, worth naming beside "an operator". */
const CLOSING: ReadonlySet<string> = new Set([')', ',', 'when', 'then', 'else', 'end', 'as']);

function hintFor(text: string, at: number, found: string | null): Hint | null {
  if (found === null) return null;
  if (found.startsWith('&')) return 'and';
  if (/[‘’“”«»]/u.test(found)) return 'quotes';
  const around = text.slice(Math.max(0, at - 2), at + 3);
  if (around.includes('===')) return 'equals';
  if (around.includes('=<')) return 'atMost';
  if (around.includes('=>')) return 'atLeast';
  if (around.includes('=!')) return 'notEqual';
  return null;
}
