/** The types of operators: what `+` makes of a time and an interval, what `=` makes of a text and a number. */
import type { ArithmeticOperator, ComparisonOperator, Span } from './ast';
import { commonType, decimalOf, decimalResult } from './coercion';
import { Conversions, cast, isSpan } from './conversions';
import { digitsOf } from './decimal';
import type { Typed } from './typed';
import { type DataType, isDecimal, isIntegral, isNumeric } from './types';

export class OperatorTypes extends Conversions {
  protected negatedIf(negated: boolean, operand: Typed): Typed {
    return negated ? { kind: 'not', operand, type: 'boolean', span: operand.span } : operand;
  }

  protected sign(operator: '-' | '+', operand: Typed, span: Span): Typed | null {
    const { type } = operand;
    const value = type === 'string' || type === 'void' ? cast(operand, 'double') : operand;
    if (!isNumeric(value.type) && value.type !== 'interval' && value.type !== 'months') {
      return this.wrongType(operator, 1, ['number', 'interval'], operand);
    }
    return operator === '+' ? { ...value, span } : { kind: 'negate', operand: value, type: value.type, span };
  }

  protected logic(operator: 'and' | 'or', left: Typed, right: Typed, span: Span): Typed | null {
    const logical = (t: Typed) => t.type === 'boolean' || t.type === 'string' || t.type === 'void';
    if (logical(left) !== logical(right)) return this.typesDiffer(operator, left, right, span);
    const [l, r] = [this.toBoolean(left, operator), this.toBoolean(right, operator)];
    return l && r && { kind: 'logic', operator, left: l, right: r, type: 'boolean', span };
  }

  protected compare(operator: ComparisonOperator, left: Typed, right: Typed, span: Span): Typed | null {
    const same = this.toPair(operator, left, right, span);
    if (!same) return null;
    return { kind: 'compare', operator, left: same[0], right: same[1], type: 'boolean', span };
  }

  protected toPair(operator: string, left: Typed, right: Typed, span: Span): readonly [Typed, Typed] | null {
    const [l, r] = literalsAsDecimals(left, right);
    const type = commonType(l.type, r.type);
    if (type === null) return this.typesDiffer(operator, left, right, span);
    return [cast(l, type), cast(r, type)];
  }

  protected arithmetic(operator: ArithmeticOperator, left: Typed, right: Typed, span: Span): Typed | null {
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
  protected temporal(
    operator: string,
    left: Typed,
    right: Typed,
    node: (l: Typed, r: Typed, type: DataType) => Typed,
  ): Typed | null | undefined {
    const [a, b] = [left.type, right.type];
    const additive = operator === '+' || operator === '-';
    if (operator === '-' && (a === 'timestamp' || b === 'timestamp') && !isSpan(b)) {
      const [other, position] = a === 'timestamp' ? [right, 2] : [left, 1];
      if (other.type !== 'timestamp' && other.type !== 'string' && other.type !== 'void') {
        return this.wrongType(operator, position, ['timestamp'], other);
      }
      return node(cast(left, 'timestamp'), cast(right, 'timestamp'), 'interval');
    }
    if (operator === '+' && a === 'timestamp' && b === 'void') return node(left, cast(right, 'interval'), 'timestamp');
    if (operator === '+' && a === 'void' && b === 'timestamp') return node(right, cast(left, 'interval'), 'timestamp');
    const span = isSpan(a) ? a : isSpan(b) ? b : null;
    if (span === null) return undefined;
    const [length, other, position] = isSpan(b) ? [right, left, 1] : [left, right, 2];
    if (additive && (operator === '+' || isSpan(b))) {
      if (other.type === 'timestamp') return node(other, length, 'timestamp');
      // Spark reads the text as a time and gives text again.
      if (other.type === 'string') return cast(node(cast(other, 'timestamp'), length, 'timestamp'), 'string');
    }
    if (additive && (a === b || a === 'void' || b === 'void')) return node(cast(left, span), cast(right, span), span);
    if (additive && !(isSpan(a) && isSpan(b))) {
      return this.wrongType(operator, position, ['timestamp', 'interval'], other);
    }
    if (operator === 'div' && a === b) return node(left, right, 'long');
    if (operator === '*' || (operator === '/' && isSpan(a))) {
      const [factor, at] = isSpan(a) ? [right, 2] : [left, 1];
      const number = factor.type === 'string' || factor.type === 'void' ? cast(factor, 'double') : factor;
      if (!isNumeric(number.type)) return this.wrongType(operator, at, ['number'], factor);
      return node(isSpan(a) ? left : right, number, span);
    }
    return undefined;
  }

  /** Both operands have one type, and the operator does not take it. */
  protected wrongOperator(operator: string, operand: Typed, span: Span): null {
    return this.refuse('wrongType', span, 'DATATYPE_MISMATCH.BINARY_OP_WRONG_TYPE', {
      name: operator,
      position: 1,
      expected: operator === 'div' ? ['long', 'decimal'] : ['number', 'interval'],
      found: operand.type,
    });
  }
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
