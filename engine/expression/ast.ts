import type { Value } from '../values';
import type { DataType } from './types';

/** A place in an expression's text: character offsets, `to` excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=' | '<=>';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | 'div';
export type BinaryOperator = ComparisonOperator | ArithmeticOperator | '||' | 'and' | 'or';

/** An expression as it was written: names unresolved, types unknown except those of literals. */
export type Ast =
  | { readonly kind: 'literal'; readonly type: DataType; readonly value: Value; readonly span: Span }
  | { readonly kind: 'column'; readonly path: readonly string[]; readonly span: Span }
  | { readonly kind: 'unary'; readonly operator: '-' | '+' | 'not'; readonly operand: Ast; readonly span: Span }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Ast;
      readonly right: Ast;
      readonly span: Span;
    }
  | { readonly kind: 'isNull'; readonly operand: Ast; readonly negated: boolean; readonly span: Span }
  | {
      readonly kind: 'in';
      readonly operand: Ast;
      readonly list: readonly Ast[];
      readonly negated: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'between';
      readonly operand: Ast;
      readonly low: Ast;
      readonly high: Ast;
      readonly negated: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'like';
      readonly operand: Ast;
      readonly pattern: Ast;
      readonly negated: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'case';
      /** `case x when …`; null for `case when …`. */
      readonly subject: Ast | null;
      readonly branches: readonly { readonly condition: Ast; readonly result: Ast }[];
      readonly otherwise: Ast | null;
      readonly span: Span;
    }
  | { readonly kind: 'cast'; readonly operand: Ast; readonly type: DataType; readonly span: Span }
  | {
      readonly kind: 'call';
      /** As written; functions are found without regard to case. */
      readonly name: string;
      readonly nameSpan: Span;
      readonly arguments: readonly Ast[];
      readonly distinct: boolean;
      /** `count(*)`. */
      readonly star: boolean;
      readonly span: Span;
    };
