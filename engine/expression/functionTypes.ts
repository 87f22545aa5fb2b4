/** The types of function calls. */
import type { Span } from './ast';
import { bounded } from './coercion';
import { cast } from './conversions';
import { decimalToDouble } from './decimal';
import type { RowFunctionName } from './functions';
import { OperatorTypes } from './operatorTypes';
import type { Typed } from './typed';
import { type DataType, isDecimal, isNumeric } from './types';
import type { Whole } from './wholeNumber';

export class FunctionTypes extends OperatorTypes {
  protected call(name: RowFunctionName, parts: readonly Typed[], span: Span, shown: string = name): Typed | null {
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

  /** The number of digits must be written out, as in Spark: the result's type depends on it. */
  protected round(parts: readonly Typed[], span: Span): Typed | null {
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
