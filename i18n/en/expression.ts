import type { Expected, ExpressionFaultCode, ExpressionFaultParams, Hint, Kind } from '../../engine/expression/fault';
import type { FunctionName } from '../../engine/expression/functions';
import { type DataType, typeName } from '../../engine/expression/types';
import { list } from '../list';

const or = (items: readonly string[]) => list(items, 'en', 'or');
const and = (items: readonly string[]) => list(items, 'en');
const meant = (suggestion: string | null) => (suggestion === null ? '' : ` Did you mean ${suggestion}?`);

const PLACES: Readonly<Record<Exclude<Expected, object>, string>> = {
  operand: 'a column, a value or a bracket',
  operator: 'an operator (=, >, +, and …)',
  name: 'a name',
  type: 'a type: string, boolean, int, long, double, decimal(…) or timestamp',
  unit: 'a unit of time such as minutes',
  text: 'text in single quotes',
  end: 'the end',
};
const place = (expected: Expected) => (typeof expected === 'string' ? PLACES[expected] : expected.word);

const HINTS: Readonly<Record<Hint, string>> = {
  and: ' The word for && is and.',
  equals: ' Equal is = or ==.',
  quotes: " Use straight quotes: '…' for text, `…` for a column.",
  notEqual: ' Not equal is <> or !=.',
  atMost: ' At most is <=.',
  atLeast: ' At least is >=.',
};

const a = (type: DataType) =>
  type === 'void' ? 'a bare null' : /^[aeiou]/.test(typeName(type)) ? `an ${typeName(type)}` : `a ${typeName(type)}`;
const KINDS: Readonly<Record<Kind, string>> = {
  number: 'a number',
  int: 'a whole number',
  long: 'a long',
  decimal: 'a decimal',
  boolean: 'a condition (true or false)',
  string: 'text',
  timestamp: 'a time',
  interval: 'an interval',
  window: 'the column window of a groupBy step',
};

function takes(least: number, most: number | null): string {
  if (most === null) return `at least ${least} value${least === 1 ? '' : 's'}`;
  if (least === most) return least === 1 ? 'one value' : `${least} values`;
  return `${least} or ${most} values`;
}

/** What is wrong with an expression: verdict, value, way out. The place stands under it with a caret. */
const faults = {
  empty: () => 'there is no expression here. Write one, for example fare > 0.',
  syntax: (p) => {
    const found = p.found === null ? 'the expression ends too early' : `${p.found} cannot stand here`;
    const could = p.expected.length === 0 ? '' : `; expected ${or(p.expected.map(place))}`;
    return `${found}${could}.${p.hint === null ? '' : HINTS[p.hint]}`;
  },
  unclosed: (p) => `a ${p.quote} opens here and is never closed. Write the closing ${p.quote}.`,
  numberOutOfRange: (p) => `${p.text} does not fit into ${a(p.type)}. Write a smaller number.`,
  badTimestamp: (p) =>
    `“${p.text}” is not a time that Arus can hold. Write it like timestamp '2026-03-02 14:00:00', in UTC or with an offset such as +07:00.`,
  badInterval: (p) =>
    `“${p.text}” is not an interval. Write a number and a unit, for example interval '1 hour 30 minutes'.`,
  mixedInterval: (p) =>
    `“${p.text}” mixes months with shorter units, and a month has no fixed length. Use days throughout.`,
  unknownType: (p) => `there is no type ${p.name}. Use string, boolean, int, long, double, decimal(…) or timestamp.`,
  typeNotModelled: (p) =>
    `Spark has the type ${p.name}; Arus does not. Use string, boolean, int, long, double, decimal(…) or timestamp.`,
  unknownColumn: (p) =>
    `there is no column ${p.name} here.${meant(p.suggestion)}${p.known.length === 0 ? '' : ` There is ${and(p.known)}.`}`,
  ambiguousColumn: (p) =>
    `${p.name} could be any of ${and(p.candidates)}. Give one of them another name with a select step.`,
  noField: (p) =>
    p.type === 'window'
      ? `${p.name} has no field ${p.field}. It has start and end.`
      : `${p.name} is ${a(p.type)} and has no field ${p.field}. Write ${p.name} alone.`,
  unknownFunction: (p) => `there is no function ${p.name}.${meant(p.suggestion) || ` There is ${and(p.known)}.`}`,
  argumentCount: (p) => `${p.name} takes ${takes(p.least, p.most)}, not ${p.found}.`,
  notForFunction: (p) => `${p.name} does not take ${p.what}. Name the column.`,
  aggregateNotHere: (p) =>
    `${p.name} needs a whole group of rows, and here there is one row at a time. Compute it in a groupBy step and use its column after that.`,
  notAggregate: (p) => `${p.text} is not an aggregate. Use one of ${and(p.known)}, for example sum(fare).`,
  notOneAggregate: (p) =>
    `an aggregate must stand alone here. Keep ${p.name}(…) and compute with its column in a select step after it.`,
  typesDiffer: (p) =>
    `${p.operator} cannot take ${a(p.left)} and ${a(p.right)} together. Bring both to one type with cast(… as …).`,
  typesNotOne: (p) =>
    `${p.name} needs values of one type, not ${and(p.types.map(a))}. Bring them to one type with cast(… as …).`,
  wrongType: (p) => `${p.name} needs ${or(p.expected.map((k) => KINDS[k]))} here, and this is ${a(p.found)}.`,
  cannotCast: (p) => `${a(p.from)} cannot be cast to ${typeName(p.to)}.`,
  notBoolean: (p) =>
    `a condition must be true or false, and this is ${a(p.found)}. Compare it with something, for example … > 0.`,
  notConstant: (p) => `${p.name} needs a plain number as value ${p.position}, the same for every row.`,
} satisfies { readonly [C in ExpressionFaultCode]: (params: ExpressionFaultParams[C]) => string };

/** What each function means, in one line. */
const functions = {
  abs: 'The number without its sign.',
  coalesce: 'The first value that is not null.',
  concat: 'The texts joined; null if one of them is null. Short: a || b.',
  concat_ws: 'The texts joined with the separator between them; nulls are left out.',
  date_trunc: 'The start of the second, minute, hour, day, week, month, quarter or year (in UTC) that holds the time.',
  greatest: 'The largest of the values; nulls are left out.',
  if: 'The second value where the condition is true, else the third.',
  ifnull: 'The value, or the other where it is null.',
  least: 'The smallest of the values; nulls are left out.',
  length: 'How many characters the text has.',
  lower: 'The text in lower case.',
  nullif: 'The value, or null where it equals the other.',
  nvl: 'The value, or the other where it is null.',
  round: 'The number rounded to that many digits after the point (none by default), halves away from zero.',
  substring: 'The part of the text from a position on, counted from 1 (from the end if negative).',
  trim: 'The text without spaces at both ends.',
  upper: 'The text in upper case.',
  window_time: 'The last instant that belongs to the window, for a window over windows.',
  approx_count_distinct:
    'About how many different values the group has (HyperLogLog++, 5 % off); nulls are not counted.',
  avg: 'The mean of the group’s numbers; nulls are left out.',
  count: 'How many rows the group has; of a column, how many values that are not null.',
  max: 'The group’s largest value; nulls are left out.',
  min: 'The group’s smallest value; nulls are left out.',
  sum: 'The sum of the group’s numbers; nulls are left out, and without any number it is null.',
} satisfies Readonly<Record<FunctionName, string>>;

export const expression = { ...faults, functions };
