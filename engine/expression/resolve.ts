/** From a syntax tree to a typed expression: names found in a scope, types settled by Spark 4's rules, faults told. */
import { nearest } from '../faults';
import type { Ast, ComparisonOperator, Span } from './ast';
import { castable } from './cast';
import { bounded, commonType, decimalOf, decimalResult } from './coercion';
import { decimalToDouble, digitsOf } from './decimal';
import {
  type ExpressionFault,
  type ExpressionFaultCode,
  type ExpressionFaultParams,
  expressionFault,
  type Kind,
} from './fault';
import { type AggregateName, functionNamed, namesOf, type RowFunctionName } from './functions';
import type { AggregateCall } from './parse';
import type { Typed } from './typed';
import { type DataType, isDecimal, isIntegral, isNumeric, sameType } from './types';
import type { Whole } from './wholeNumber';

/** A column that an expression may name. A window is one column of type `window`, named `window`. */
export interface ScopeColumn {
  readonly name: string;
  readonly type: DataType;
}

export type Resolved =
  | { readonly ok: true; readonly typed: Typed }
  | { readonly ok: false; readonly faults: readonly ExpressionFault[] };

/**
 * Finds names and settles types. Columns are found without regard to case and bear the scope's spelling afterwards.
 * `window.start` of a column `window` becomes a column named `window.start`.
 */
export function resolve(ast: Ast, scope: readonly ScopeColumn[]): Resolved {
  const resolver = new Resolver(scope);
  const typed = resolver.resolve(ast);
  return typed && resolver.faults.length === 0 ? { ok: true, typed } : { ok: false, faults: resolver.faults };
}

/** As `resolve`, for a filter: the expression must be a boolean. */
export function resolveCondition(ast: Ast, scope: readonly ScopeColumn[]): Resolved {
  const resolved = resolve(ast, scope);
  if (!resolved.ok || resolved.typed.type === 'boolean') return resolved;
  if (resolved.typed.type === 'void') {
    const { typed } = resolved;
    return { ok: true, typed: { kind: 'cast', operand: typed, implicit: true, type: 'boolean', span: typed.span } };
  }
  const found = resolved.typed.type;
  return {
    ok: false,
    faults: [expressionFault('notBoolean', ast.span, 'DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN', { found })],
  };
}

/** An aggregate with its argument's type settled; `type` is that of the result. `count(*)` has no argument. */
export interface TypedAggregate {
  readonly function: AggregateName;
  readonly distinct: boolean;
  readonly argument: Typed | null;
  readonly type: DataType;
}
export type ResolvedAggregate =
  | { readonly ok: true; readonly aggregate: TypedAggregate }
  | { readonly ok: false; readonly faults: readonly ExpressionFault[] };

export function resolveAggregate(call: AggregateCall, scope: readonly ScopeColumn[]): ResolvedAggregate {
  const { function: name, distinct } = call;
  if (!call.argument) return { ok: true, aggregate: { function: name, distinct, argument: null, type: 'long' } };
  const resolver = new Resolver(scope);
  let argument = resolver.resolve(call.argument);
  let type: DataType | null = null;
  if (argument) {
    if (name === 'sum' || name === 'avg') {
      argument = resolver.toSummable(argument, name);
      type = argument && (name === 'sum' ? sumType(argument.type) : averageType(argument.type));
    } else type = name === 'min' || name === 'max' ? argument.type : 'long';
  }
  if (!argument || !type || resolver.faults.length > 0) return { ok: false, faults: resolver.faults };
  return { ok: true, aggregate: { function: name, distinct, argument, type } };
}

function sumType(type: DataType): DataType {
  if (isDecimal(type)) return bounded(type.precision + 10, type.scale);
  return isIntegral(type) ? 'long' : type;
}

function averageType(type: DataType): DataType {
  if (isDecimal(type)) return bounded(type.precision + 4, type.scale + 4);
  return isNumeric(type) ? 'double' : type;
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=', '<=>']);

function cast(operand: Typed, type: DataType, implicit = true): Typed {
  if (sameType(operand.type, type)) return operand;
  return { kind: 'cast', operand, implicit, type, span: operand.span };
}

class Resolver {
  readonly faults: ExpressionFault[] = [];
  constructor(private readonly scope: readonly ScopeColumn[]) {}

  private refuse<C extends ExpressionFaultCode>(
    code: C,
    span: Span,
    condition: string | null,
    params: ExpressionFaultParams[C],
  ): null {
    this.faults.push(expressionFault(code, span, condition, params));
    return null;
  }

  private all(parts: readonly Ast[]): Typed[] | null {
    const typed = parts.map((p) => this.resolve(p));
    return typed.every((t) => t !== null) ? (typed as Typed[]) : null;
  }

  resolve(ast: Ast): Typed | null {
    const { span } = ast;
    switch (ast.kind) {
      case 'literal':
        return { kind: 'literal', value: ast.value, type: ast.type, span };
      case 'column':
        return this.column(ast.path, span);
      case 'unary': {
        const operand = this.resolve(ast.operand);
        if (!operand) return null;
        if (ast.operator === 'not') {
          const condition = this.toBoolean(operand, 'not');
          return condition && { kind: 'not', operand: condition, type: 'boolean', span };
        }
        return this.sign(ast.operator, operand, span);
      }
      case 'binary': {
        const parts = this.all([ast.left, ast.right]);
        if (!parts) return null;
        const [left, right] = parts as [Typed, Typed];
        const { operator } = ast;
        if (operator === 'and' || operator === 'or') {
          return this.logic(operator, left, right, span);
        }
        if (operator === '||') return this.call('concat', [left, right], span, '||');
        if (COMPARISONS.has(operator)) return this.compare(operator as ComparisonOperator, left, right, span);
        return this.arithmetic(operator as '+' | '-' | '*' | '/' | '%' | 'div', left, right, span);
      }
      case 'isNull': {
        const operand = this.resolve(ast.operand);
        if (!operand) return null;
        return this.negatedIf(ast.negated, { kind: 'isNull', operand, type: 'boolean', span });
      }
      case 'between': {
        const parts = this.all([ast.operand, ast.low, ast.high]);
        if (!parts) return null;
        const [operand, low, high] = parts as [Typed, Typed, Typed];
        const left = this.compare('>=', operand, low, span);
        const right = left && this.compare('<=', operand, high, span);
        if (!left || !right) return null;
        return this.negatedIf(ast.negated, { kind: 'logic', operator: 'and', left, right, type: 'boolean', span });
      }
      case 'in': {
        const parts = this.all([ast.operand, ...ast.list]);
        const same = parts && this.toOneType(parts, 'in', span);
        if (!same) return null;
        const [operand, ...list] = same as [Typed, ...Typed[]];
        return this.negatedIf(ast.negated, { kind: 'in', operand, list, type: 'boolean', span });
      }
      case 'like': {
        const parts = this.all([ast.operand, ast.pattern]);
        if (!parts) return null;
        const [operand, pattern] = parts.map((p, i) => this.toText(p, 'like', i + 1)) as [Typed | null, Typed | null];
        return (
          operand && pattern && this.negatedIf(ast.negated, { kind: 'like', operand, pattern, type: 'boolean', span })
        );
      }
      case 'case':
        return this.caseOf(ast, span);
      case 'cast': {
        const operand = this.resolve(ast.operand);
        if (!operand) return null;
        return this.castTo(operand, ast.type, span);
      }
      case 'call':
        return this.callOf(ast, span);
    }
  }

  private logic(operator: 'and' | 'or', left: Typed, right: Typed, span: Span): Typed | null {
    const logical = (t: Typed) => t.type === 'boolean' || t.type === 'string' || t.type === 'void';
    if (logical(left) !== logical(right)) return this.typesDiffer(operator, left, right, span);
    const [l, r] = [this.toBoolean(left, operator), this.toBoolean(right, operator)];
    return l && r && { kind: 'logic', operator, left: l, right: r, type: 'boolean', span };
  }

  private typesDiffer(operator: string, left: Typed, right: Typed, span: Span): null {
    const params = { operator, left: left.type, right: right.type };
    return this.refuse('typesDiffer', span, 'DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES', params);
  }

  private negatedIf(negated: boolean, operand: Typed): Typed {
    return negated ? { kind: 'not', operand, type: 'boolean', span: operand.span } : operand;
  }

  private castTo(operand: Typed, to: DataType, span: Span): Typed | null {
    const from = operand.type;
    const params = { from, to };
    if (!castable(from, to)) {
      const withSetting = [from, to].includes('boolean') && [from, to].includes('timestamp');
      const condition = `DATATYPE_MISMATCH.CAST_${withSetting ? 'WITH_CONF' : 'WITHOUT'}_SUGGESTION`;
      return this.refuse('cannotCast', span, condition, params);
    }
    // Spark writes `interval '1 hour'` as 1 and `INTERVAL '01' HOUR`: the fields that it was written with count.
    if (isSpan(from) && !sameType(from, to) && !hasAllFields(operand)) {
      return this.refuse('cannotCast', span, null, params);
    }
    return { ...cast(operand, to, false), span };
  }

  private column(path: readonly string[], span: Span): Typed | null {
    const whole = path.join('.');
    const matching = (name: string) => this.scope.filter((c) => c.name.toLowerCase() === name.toLowerCase());
    let found = matching(whole);
    const [first, field] = path as [string, string | undefined];
    if (found.length === 0 && path.length === 2 && field !== undefined) {
      const owners = matching(first);
      const [owner] = owners;
      if (owner && owners.length === 1) {
        const part = field.toLowerCase();
        if (owner.type === 'window' && (part === 'start' || part === 'end')) {
          return { kind: 'column', name: `${owner.name}.${part}`, type: 'timestamp', span };
        }
        const condition = owner.type === 'window' ? 'FIELD_NOT_FOUND' : 'INVALID_EXTRACT_BASE_FIELD_TYPE';
        return this.refuse('noField', span, condition, { name: owner.name, type: owner.type, field });
      }
      found = owners;
    }
    const [only] = found;
    if (only && found.length === 1) return { kind: 'column', name: only.name, type: only.type, span };
    if (found.length > 1) {
      return this.refuse('ambiguousColumn', span, 'AMBIGUOUS_REFERENCE', {
        name: whole,
        candidates: found.map((c) => c.name),
      });
    }
    const known = this.scope.map((c) => c.name);
    const condition = known.length === 0 ? 'UNRESOLVED_COLUMN.WITHOUT_SUGGESTION' : 'UNRESOLVED_COLUMN.WITH_SUGGESTION';
    return this.refuse('unknownColumn', span, condition, { name: whole, suggestion: nearest(whole, known), known });
  }

  private sign(operator: '-' | '+', operand: Typed, span: Span): Typed | null {
    const { type } = operand;
    const value = type === 'string' || type === 'void' ? cast(operand, 'double') : operand;
    if (!isNumeric(value.type) && value.type !== 'interval' && value.type !== 'months') {
      return this.wrongType(operator, 1, ['number', 'interval'], operand);
    }
    return operator === '+' ? { ...value, span } : { kind: 'negate', operand: value, type: value.type, span };
  }

  private wrongType(name: string, position: number, expected: readonly Kind[], found: Typed): null {
    return this.refuse('wrongType', found.span, 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE', {
      name,
      position,
      expected,
      found: found.type,
    });
  }

  /** Both operands have one type, and the operator does not take it. */
  private wrongOperator(operator: string, operand: Typed, span: Span): null {
    return this.refuse('wrongType', span, 'DATATYPE_MISMATCH.BINARY_OP_WRONG_TYPE', {
      name: operator,
      position: 1,
      expected: operator === 'div' ? ['long', 'decimal'] : ['number', 'interval'],
      found: operand.type,
    });
  }

  /** What `and`, `or` and `not` take. */
  private toBoolean(operand: Typed, name: string): Typed | null {
    return operand.type === 'void' || operand.type === 'string'
      ? cast(operand, 'boolean')
      : this.condition(operand, name);
  }

  /** What `case when` and `if` take: no text, not even a bare null. */
  private condition(operand: Typed, name: string): Typed | null {
    return operand.type === 'boolean' ? operand : this.wrongType(name, 1, ['boolean'], operand);
  }

  private toText(operand: Typed, name: string, position: number): Typed | null {
    if (operand.type === 'window') return this.wrongType(name, position, ['string'], operand);
    return this.castTo(operand, 'string', operand.span);
  }

  /** What `sum` and `avg` take. */
  toSummable(operand: Typed, name: string): Typed | null {
    const { type } = operand;
    if (isNumeric(type) || type === 'interval' || type === 'months') return operand;
    if (type === 'string' || type === 'void') return cast(operand, 'double');
    return this.wrongType(name, 1, ['number', 'interval'], operand);
  }

  private compare(operator: ComparisonOperator, left: Typed, right: Typed, span: Span): Typed | null {
    const same = this.toPair(operator, left, right, span);
    if (!same) return null;
    return { kind: 'compare', operator, left: same[0], right: same[1], type: 'boolean', span };
  }

  private toPair(operator: string, left: Typed, right: Typed, span: Span): readonly [Typed, Typed] | null {
    const [l, r] = literalsAsDecimals(left, right);
    const type = commonType(l.type, r.type);
    if (type === null) return this.typesDiffer(operator, left, right, span);
    return [cast(l, type), cast(r, type)];
  }

  private arithmetic(
    operator: '+' | '-' | '*' | '/' | '%' | 'div',
    left: Typed,
    right: Typed,
    span: Span,
  ): Typed | null {
    const node = (l: Typed, r: Typed, type: DataType): Typed => ({
      kind: 'arithmetic',
      operator,
      left: l,
      right: r,
      type,
      span,
    });
    const temporal = this.temporal(operator, left, right, node);
    if (temporal !== undefined) return temporal;
    if (left.type === 'string' && right.type === 'string') return this.wrongOperator(operator, left, span);
    const [l, r] = literalsAsDecimals(asNumbers(left, right), asNumbers(right, left));
    if (!isNumeric(l.type) || !isNumeric(r.type)) {
      const met = commonType(left.type, right.type);
      return met === null
        ? this.typesDiffer(operator, left, right, span)
        : this.wrongOperator(operator, isNumeric(l.type) ? r : l, span);
    }
    if (l.type === 'double' || r.type === 'double') {
      if (operator === 'div') return this.wrongOperator(operator, l.type === 'double' ? l : r, span);
      return node(cast(l, 'double'), cast(r, 'double'), 'double');
    }
    if (isDecimal(l.type) || isDecimal(r.type)) {
      const [a, b] = [decimalOf(l.type as 'int'), decimalOf(r.type as 'int')];
      const type = operator === 'div' ? 'long' : decimalResult(operator, a, b);
      return node(cast(l, a), cast(r, b), type);
    }
    if (operator === '/') return node(cast(l, 'double'), cast(r, 'double'), 'double');
    const type = operator === 'div' || l.type === 'long' || r.type === 'long' ? 'long' : 'int';
    return node(cast(l, type), cast(r, type), type);
  }

  /** Times and intervals; undefined where there are none. */
  private temporal(
    operator: string,
    left: Typed,
    right: Typed,
    node: (l: Typed, r: Typed, type: DataType) => Typed,
  ): Typed | null | undefined {
    const span = isSpan(left.type) ? left.type : isSpan(right.type) ? right.type : null;
    const [a, b] = [left.type, right.type];
    if (operator === '-' && (a === 'timestamp' || b === 'timestamp') && !isSpan(b)) {
      const other = a === 'timestamp' ? b : a;
      if (other === 'timestamp' || other === 'string' || other === 'void') {
        return node(cast(left, 'timestamp'), cast(right, 'timestamp'), 'interval');
      }
      return this.wrongType(operator, a === 'timestamp' ? 2 : 1, ['timestamp'], a === 'timestamp' ? right : left);
    }
    if (span === null) return undefined;
    if (operator === '+' && isSpan(a) && b === 'timestamp') return node(right, left, 'timestamp');
    if ((operator === '+' || operator === '-') && isSpan(b) && a === 'timestamp') return node(left, right, 'timestamp');
    if ((operator === '+' || operator === '-') && (a === b || a === 'void' || b === 'void')) {
      return node(cast(left, span), cast(right, span), span);
    }
    if ((operator === '+' || operator === '-') && !(isSpan(a) && isSpan(b))) {
      return this.wrongType(operator, isSpan(a) ? 2 : 1, ['timestamp', 'interval'], isSpan(a) ? right : left);
    }
    const factor = (t: Typed) =>
      isNumeric(t.type) ? t : t.type === 'string' || t.type === 'void' ? cast(t, 'double') : null;
    if (operator === '*' || (operator === '/' && isSpan(a))) {
      const number = factor(isSpan(a) ? right : left);
      if (number) return node(isSpan(a) ? left : right, number, span);
    }
    return undefined;
  }

  /** Several values brought to one type; `textGivesWay` as it does in comparisons. */
  private toOneType(parts: readonly Typed[], name: string, span: Span, textGivesWay = true): Typed[] | null {
    let type: DataType | null = 'void';
    for (const part of parts) type = type && commonType(type, part.type);
    const mixed = parts.some((p) => p.type === 'string') && type !== 'string';
    if (type === null || (mixed && !textGivesWay)) {
      const types = parts.map((p) => p.type);
      return this.refuse('typesNotOne', span, 'DATATYPE_MISMATCH.DATA_DIFF_TYPES', { name, types });
    }
    return parts.map((p) => cast(p, type));
  }

  private caseOf(ast: Ast & { kind: 'case' }, span: Span): Typed | null {
    const subject = ast.subject && this.resolve(ast.subject);
    const whens = this.all(ast.branches.map((b) => b.condition));
    const results = this.all([...ast.branches.map((b) => b.result), ...(ast.otherwise ? [ast.otherwise] : [])]);
    if (!whens || !results || (ast.subject && !subject)) return null;
    const same = this.toOneType(results, 'case', span);
    const conditions = whens.map((when) =>
      subject ? this.compare('=', subject, when, when.span) : this.condition(when, 'case when'),
    );
    if (!same || conditions.some((c) => c === null)) return null;
    const branches = (conditions as Typed[]).map((condition, i) => ({ condition, result: same[i] as Typed }));
    const otherwise = ast.otherwise ? (same.at(-1) as Typed) : null;
    return { kind: 'case', branches, otherwise, type: (same[0] as Typed).type, span };
  }

  private callOf(ast: Ast & { kind: 'call' }, span: Span): Typed | null {
    const spec = functionNamed(ast.name);
    if (!spec) {
      const known = namesOf('row');
      const suggestion = nearest(ast.name, known);
      return this.refuse('unknownFunction', ast.nameSpan, 'UNRESOLVED_ROUTINE', { name: ast.name, suggestion, known });
    }
    if (spec.over === 'aggregate') {
      return this.refuse('aggregateNotHere', span, 'INVALID_WHERE_CONDITION', { name: spec.name });
    }
    if (ast.distinct || ast.star) {
      return this.refuse(
        'notForFunction',
        span,
        ast.star ? 'INVALID_USAGE_OF_STAR_OR_REGEX' : 'INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX',
        {
          name: spec.name,
          what: ast.star ? '*' : 'distinct',
        },
      );
    }
    const found = ast.arguments.length;
    if (found < spec.least || (spec.most !== null && found > spec.most)) {
      const { name, least, most } = spec;
      return this.refuse('argumentCount', span, 'WRONG_NUM_ARGS.WITHOUT_SUGGESTION', { name, least, most, found });
    }
    const parts = this.all(ast.arguments);
    return parts && this.call(spec.name, parts, span);
  }

  private call(name: RowFunctionName, parts: readonly Typed[], span: Span, shown: string = name): Typed | null {
    const node = (args: readonly Typed[] | null, type: DataType): Typed | null =>
      args && { kind: 'call', function: name, arguments: args, type, span };
    const every = (one: (part: Typed, position: number) => Typed | null): Typed[] | null => {
      const done = parts.map((p, i) => one(p, i + 1));
      return done.every((p) => p !== null) ? (done as Typed[]) : null;
    };
    const [first, second] = parts as [Typed, Typed];
    switch (name) {
      case 'abs': {
        const value = this.toSummable(first, name);
        return value && node([value], value.type);
      }
      case 'coalesce':
      case 'greatest':
      case 'least': {
        const same = this.toOneType(parts, name, span, name === 'coalesce');
        return same && node(same, (same[0] as Typed).type);
      }
      case 'ifnull':
      case 'nvl':
        return this.call('coalesce', parts, span, name);
      case 'if': {
        const condition = first.type === 'void' ? cast(first, 'boolean') : this.condition(first, 'if');
        const same = this.toOneType(parts.slice(1), name, span);
        if (!condition || !same) return null;
        const [result, otherwise] = same as [Typed, Typed];
        return { kind: 'case', branches: [{ condition, result }], otherwise, type: result.type, span };
      }
      case 'nullif': {
        const condition = this.compare('=', first, second, span);
        const result: Typed = { kind: 'literal', value: null, type: first.type, span };
        return (
          condition && { kind: 'case', branches: [{ condition, result }], otherwise: first, type: first.type, span }
        );
      }
      case 'concat':
        return node(
          every((p, i) => this.toText(p, shown, i)),
          'string',
        );
      case 'concat_ws':
        return node(
          every((p, i) => this.toText(p, name, i)),
          'string',
        );
      case 'length':
        return node(
          every((p, i) => this.toText(p, name, i)),
          'int',
        );
      case 'lower':
      case 'trim':
      case 'upper':
        return node(
          every((p, i) => this.toText(p, name, i)),
          'string',
        );
      case 'substring': {
        const args = every((p, i) => (i === 1 ? this.toText(p, name, i) : this.toInt(p, name, i)));
        return node(args, 'string');
      }
      case 'round':
        return this.round(parts, span);
      case 'date_trunc': {
        const unit = this.toText(first, name, 1);
        const time = this.toTime(second, name, 2);
        return unit && time && node([unit, time], 'timestamp');
      }
      case 'window_time': {
        if (first.kind === 'column' && first.type === 'window') {
          const end: Typed = { kind: 'column', name: `${first.name}.end`, type: 'timestamp', span: first.span };
          return node([end], 'timestamp');
        }
        return this.wrongType(name, 1, ['window'], first);
      }
    }
  }

  private toInt(operand: Typed, name: string, position: number): Typed | null {
    if (isNumeric(operand.type) || operand.type === 'string' || operand.type === 'void') return cast(operand, 'int');
    return this.wrongType(name, position, ['int'], operand);
  }

  private toTime(operand: Typed, name: string, position: number): Typed | null {
    const { type } = operand;
    if (type === 'timestamp') return operand;
    if (type === 'string' || type === 'void') return cast(operand, 'timestamp');
    return this.wrongType(name, position, ['timestamp'], operand);
  }

  /** The number of digits must be written out, as in Spark: the result's type depends on it. */
  private round(parts: readonly Typed[], span: Span): Typed | null {
    const [value, digits] = parts as [Typed, Typed | undefined];
    const number = value.type === 'string' || value.type === 'void' ? cast(value, 'double') : value;
    if (!isNumeric(number.type)) return this.wrongType('round', 1, ['number'], value);
    const places = digits ? constantInt(digits) : 0;
    if (places === undefined) {
      const { type, span: at } = digits as Typed;
      if (type !== 'string' && type !== 'void' && !isNumeric(type)) {
        return this.wrongType('round', 2, ['int'], digits as Typed);
      }
      const condition = 'DATATYPE_MISMATCH.NON_FOLDABLE_INPUT';
      return this.refuse('notConstant', at, condition, { name: 'round', position: 2 });
    }
    const scale: Typed = { kind: 'literal', value: places, type: 'int', span: digits?.span ?? span };
    let { type } = number;
    if (isDecimal(type) && places !== null) {
      const whole = type.precision - type.scale + 1;
      const kept = Math.max(0, Math.min(type.scale, places));
      type = places < 0 ? bounded(Math.max(whole, -places + 1), 0) : bounded(whole + kept, kept);
    }
    return { kind: 'call', function: 'round', arguments: [number, scale], type, span };
  }
}

/** Whether an interval counts days to seconds, however it was computed. */
function hasAllFields(typed: Typed): boolean {
  switch (typed.kind) {
    case 'negate':
      return hasAllFields(typed.operand);
    case 'arithmetic':
      if (typed.operator === '*' || typed.operator === '/' || typed.left.type === 'timestamp') return true;
      return hasAllFields(typed.left) || hasAllFields(typed.right);
    case 'call':
      return typed.arguments.every(hasAllFields);
    default:
      return false;
  }
}

function isSpan(type: DataType): type is 'interval' | 'months' {
  return type === 'interval' || type === 'months';
}

/** Text and null in arithmetic become what the other operand is. */
function asNumbers(operand: Typed, other: Typed): Typed {
  if (operand.type === 'void') return cast(operand, isNumeric(other.type) ? other.type : 'double');
  if (operand.type !== 'string') return operand;
  if (isIntegral(other.type)) return cast(operand, 'long');
  return isNumeric(other.type) || other.type === 'string' || other.type === 'void' ? cast(operand, 'double') : operand;
}

/** A whole number that is written out beside a decimal has only the digits that it needs. */
function literalsAsDecimals(left: Typed, right: Typed): readonly [Typed, Typed] {
  const one = (t: Typed, other: Typed) =>
    isDecimal(other.type) && t.kind === 'literal' && isIntegral(t.type) && t.value !== null
      ? cast(t, { precision: digitsOf(BigInt(t.value as number)), scale: 0 })
      : t;
  return [one(left, right), one(right, left)];
}

/** The value of a written-out number, cut to a whole one; undefined for anything else. */
function constantInt(typed: Typed): number | null | undefined {
  if (typed.kind === 'negate') {
    const inner = constantInt(typed.operand);
    return inner === undefined || inner === null ? inner : -inner;
  }
  if (typed.kind !== 'literal') return undefined;
  const { type, value } = typed;
  if (type === 'int' || value === null) return value as number | null;
  const number = isDecimal(type) ? decimalToDouble(value as Whole, type.scale) : Number(value);
  return Number.isNaN(number) || type === 'boolean' ? undefined : Math.trunc(number);
}
