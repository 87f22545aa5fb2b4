/** An expression as text again, with no more brackets than it needs. Parsing the text gives the same tree. */
import type { Value } from '../values';
import type { Ast } from './ast';
import { decimalText } from './decimal';
import { timestampText } from './timestampText';
import { type DataType, isDecimal, typeName } from './types';
import { INT_MAX, INT_MIN, type Whole } from './wholeNumber';

/** How tightly each form binds; the grammar's levels from `or` up. */
const LEVEL = { or: 1, and: 2, not: 3, test: 4, comparison: 5, sum: 6, product: 7, sign: 8, primary: 9 };

export function printExpression(ast: Ast): string {
  return print(ast);
}

function levelOf(ast: Ast): number {
  switch (ast.kind) {
    case 'binary':
      switch (ast.operator) {
        case 'or':
        case 'and':
          return LEVEL[ast.operator];
        case '+':
        case '-':
        case '||':
          return LEVEL.sum;
        case '*':
        case '/':
        case '%':
        case 'div':
          return LEVEL.product;
        default:
          return LEVEL.comparison;
      }
    case 'unary':
      return ast.operator === 'not' ? LEVEL.not : LEVEL.sign;
    case 'isNull':
    case 'in':
    case 'between':
    case 'like':
      return LEVEL.test;
    case 'literal':
      // A minus in front of digits is a sign like any other: `--1` would be a comment.
      return isNegative(ast.value, ast.type) ? LEVEL.sign : LEVEL.primary;
    default:
      return LEVEL.primary;
  }
}

function isNegative(value: Value, type: DataType): boolean {
  if (isDecimal(type) || type === 'int' || type === 'long') return (value as Whole) < 0;
  return type === 'double' && ((value as number) < 0 || Object.is(value, -0));
}

/** The text at a place that takes what binds at least so tightly. */
function within(ast: Ast, least: number): string {
  const text = print(ast);
  return levelOf(ast) < least ? `(${text})` : text;
}

function print(ast: Ast): string {
  switch (ast.kind) {
    case 'literal':
      return literalText(ast.value, ast.type);
    case 'column':
      return ast.path.map((name, i) => nameText(name, i > 0)).join('.');
    case 'unary': {
      if (ast.operator === 'not') return `not ${within(ast.operand, LEVEL.not)}`;
      // A minus before bare digits would become part of the literal, and before a minus a comment.
      const bare = ast.operand.kind === 'literal' && isNumber(ast.operand.type);
      const signed = ast.operand.kind === 'unary' && ast.operand.operator !== 'not';
      const operand = bare || signed ? `(${print(ast.operand)})` : within(ast.operand, LEVEL.sign);
      return `${ast.operator}${operand}`;
    }
    case 'binary': {
      const level = levelOf(ast);
      return `${within(ast.left, level)} ${ast.operator} ${within(ast.right, level + 1)}`;
    }
    case 'isNull':
      return `${within(ast.operand, LEVEL.comparison)} is ${ast.negated ? 'not ' : ''}null`;
    case 'in':
      return `${within(ast.operand, LEVEL.comparison)}${not(ast.negated)} in (${ast.list.map(print).join(', ')})`;
    case 'between': {
      const [low, high] = [within(ast.low, LEVEL.comparison), within(ast.high, LEVEL.comparison)];
      return `${within(ast.operand, LEVEL.comparison)}${not(ast.negated)} between ${low} and ${high}`;
    }
    case 'like':
      return `${within(ast.operand, LEVEL.comparison)}${not(ast.negated)} like ${within(ast.pattern, LEVEL.comparison)}`;
    case 'case': {
      const subject = ast.subject ? ` ${print(ast.subject)}` : '';
      const branches = ast.branches.map((b) => ` when ${print(b.condition)} then ${print(b.result)}`).join('');
      return `case${subject}${branches}${ast.otherwise ? ` else ${print(ast.otherwise)}` : ''} end`;
    }
    case 'cast':
      return `cast(${print(ast.operand)} as ${typeName(ast.type)})`;
    case 'call': {
      const inside = ast.star ? '*' : ast.arguments.map(print).join(', ');
      return `${nameText(ast.name, false)}(${ast.distinct ? 'distinct ' : ''}${inside})`;
    }
  }
}

function not(negated: boolean): string {
  return negated ? ' not' : '';
}

function isNumber(type: DataType): boolean {
  return isDecimal(type) || type === 'int' || type === 'long' || type === 'double';
}

/** Words that a bare name may not be, somewhere in the grammar. */
const WORDS: ReadonlySet<string> = new Set([
  ...['and', 'or', 'not', 'is', 'in', 'between', 'like', 'null', 'true', 'false', 'case', 'div', 'distinct'],
  ...['when', 'then', 'else', 'end'],
]);

/** A name, in backticks where it needs them. */
export function nameText(name: string, afterDot: boolean): string {
  const bare = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && (afterDot || !WORDS.has(name.toLowerCase()));
  return bare ? name : `\`${name.replaceAll('`', '``')}\``;
}

const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\0': '\\0',
  '\u001a': '\\Z',
};

/** A text in single quotes. */
export function quoted(text: string): string {
  // `\%` and `\_` stand for themselves with the backslash, so a backslash before them needs no other.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped
  const inside = text.replace(/\\(?![%_])|['\n\r\t\b\0\u001a]/g, (c) => ESCAPED[c] as string);
  return `'${inside}'`;
}

function literalText(value: Value, type: DataType): string {
  if (isDecimal(type)) {
    const text = decimalText(value as Whole, type.scale);
    // Without a point it would be an integer.
    return type.scale === 0 ? `${text}BD` : text;
  }
  switch (type) {
    case 'void':
      return 'null';
    case 'string':
      return quoted(value as string);
    case 'long':
      return (value as Whole) >= INT_MIN && (value as Whole) <= INT_MAX ? `${value}L` : String(value);
    case 'double':
      return `${Object.is(value, -0) ? '-0' : value}D`;
    case 'timestamp':
      return `timestamp '${timestampText(value as number)}'`;
    case 'interval':
      return intervalLiteral(value as number);
    case 'months':
      return `interval '${value} months'`;
    default:
      return String(value);
  }
}

const UNITS: readonly (readonly [string, number])[] = [
  ['days', 86_400e6],
  ['hours', 3_600e6],
  ['minutes', 60e6],
  ['seconds', 1e6],
  ['milliseconds', 1e3],
  ['microseconds', 1],
];

function intervalLiteral(micros: number): string {
  const [unit, size] = UNITS.find(([, s]) => micros % s === 0 && micros !== 0) ?? ['seconds', 1e6];
  const amount = micros / size;
  return `interval '${amount} ${amount === 1 || amount === -1 ? unit.slice(0, -1) : unit}'`;
}
