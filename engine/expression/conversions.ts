/** Bringing operands to the types that operators and functions take, by Spark 4's ANSI rules, or telling why not. */
import type { Span } from './ast';
import { castable } from './cast';
import { commonType } from './coercion';
import {
  type ExpressionFault,
  type ExpressionFaultCode,
  type ExpressionFaultParams,
  expressionFault,
  type Kind,
} from './fault';
import type { Typed } from './typed';
import { type DataType, isNumeric, sameType } from './types';

/** The operand cast to the type, if it is not of it already. */
export function cast(operand: Typed, type: DataType, implicit = true): Typed {
  if (sameType(operand.type, type)) return operand;
  return { kind: 'cast', operand, implicit, type, span: operand.span };
}

/** Each method gives the converted operand, or null after it noted a fault. */
export class Conversions {
  readonly faults: ExpressionFault[] = [];

  protected refuse<C extends ExpressionFaultCode>(
    code: C,
    span: Span,
    condition: string | null,
    params: ExpressionFaultParams[C],
  ): null {
    this.faults.push(expressionFault(code, span, condition, params));
    return null;
  }

  protected wrongType(name: string, position: number, expected: readonly Kind[], found: Typed): null {
    return this.refuse('wrongType', found.span, 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE', {
      name,
      position,
      expected,
      found: found.type,
    });
  }

  protected typesDiffer(operator: string, left: Typed, right: Typed, span: Span): null {
    const params = { operator, left: left.type, right: right.type };
    return this.refuse('typesDiffer', span, 'DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES', params);
  }

  protected castTo(operand: Typed, to: DataType, span: Span): Typed | null {
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

  /** What `and`, `or` and `not` take. */
  protected toBoolean(operand: Typed, name: string): Typed | null {
    return operand.type === 'void' || operand.type === 'string'
      ? cast(operand, 'boolean')
      : this.condition(operand, name);
  }

  /** What `case when` and `if` take: no text, not even a bare null. */
  protected condition(operand: Typed, name: string): Typed | null {
    return operand.type === 'boolean' ? operand : this.wrongType(name, 1, ['boolean'], operand);
  }

  protected toText(operand: Typed, name: string, position: number): Typed | null {
    if (operand.type === 'window') return this.wrongType(name, position, ['string'], operand);
    return this.castTo(operand, 'string', operand.span);
  }

  protected toInt(operand: Typed, name: string, position: number): Typed | null {
    if (isNumeric(operand.type) || operand.type === 'string' || operand.type === 'void') return cast(operand, 'int');
    return this.wrongType(name, position, ['int'], operand);
  }

  protected toTime(operand: Typed, name: string, position: number): Typed | null {
    const { type } = operand;
    if (type === 'timestamp') return operand;
    if (type === 'string' || type === 'void') return cast(operand, 'timestamp');
    return this.wrongType(name, position, ['timestamp'], operand);
  }

  /** What `sum` and `avg` take. */
  toSummable(operand: Typed, name: string): Typed | null {
    const { type } = operand;
    if (isNumeric(type) || type === 'interval' || type === 'months') return operand;
    if (type === 'string' || type === 'void') return cast(operand, 'double');
    return this.wrongType(name, 1, ['number', 'interval'], operand);
  }

  /** Several values brought to one type; `textGivesWay` as it does in comparisons. */
  protected toOneType(parts: readonly Typed[], name: string, span: Span, textGivesWay = true): Typed[] | null {
    let type: DataType | null = 'void';
    for (const part of parts) type = type && commonType(type, part.type);
    const mixed = parts.some((p) => p.type === 'string') && type !== 'string';
    if (type === null || (mixed && !textGivesWay)) {
      const types = parts.map((p) => p.type);
      return this.refuse('typesNotOne', span, 'DATATYPE_MISMATCH.DATA_DIFF_TYPES', { name, types });
    }
    return parts.map((p) => cast(p, type));
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

export function isSpan(type: DataType): type is 'interval' | 'months' {
  return type === 'interval' || type === 'months';
}
