/** From a syntax tree to a typed expression: names found in a scope, types settled by Spark 4's rules, faults told. */
import { nearest } from '../faults';
import type { Ast, ComparisonOperator, Span } from './ast';
import { bounded } from './coercion';
import { cast } from './conversions';
import { type ExpressionFault, expressionFault } from './fault';
import { type AggregateName, functionNamed, namesOf } from './functions';
import { FunctionTypes } from './functionTypes';
import type { AggregateCall } from './parse';
import type { Typed } from './typed';
import { type DataType, isDecimal, isIntegral, isNumeric } from './types';

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
  return asCondition(ast, scope, 'DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN');
}

/** The same for the condition of a join. */
export function resolveJoinCondition(ast: Ast, scope: readonly ScopeColumn[]): Resolved {
  return asCondition(ast, scope, 'JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE');
}

function asCondition(ast: Ast, scope: readonly ScopeColumn[], refusal: string): Resolved {
  const resolved = resolve(ast, scope);
  if (!resolved.ok || resolved.typed.type === 'boolean') return resolved;
  const found = resolved.typed.type;
  return {
    ok: false,
    faults: [expressionFault('notBoolean', ast.span, refusal, { found })],
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
      argument = argument.type === 'timestamp' ? cast(argument, 'double') : resolver.toSummable(argument, name);
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

/** Walks the tree; a part that has a fault is null, and what stands above it is not judged. */
class Resolver extends FunctionTypes {
  constructor(private readonly scope: readonly ScopeColumn[]) {
    super();
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
}
