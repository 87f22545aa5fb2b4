import { describe, expect, test } from 'vitest';
import type { ExpressionFault } from '../engine/expression/fault';
import { FUNCTIONS } from '../engine/expression/functions';
import { parseExpression } from '../engine/expression/parse';
import { resolve, resolveCondition, type ScopeColumn } from '../engine/expression/resolve';
import { en } from './en';
import { caret } from './faultText';
import { id } from './id';

const scope: readonly ScopeColumn[] = [
  { name: 'fare', type: 'double' },
  { name: 'zone', type: 'string' },
  { name: 'rides', type: 'long' },
  { name: 'pickupTime', type: 'timestamp' },
  { name: 'paid', type: 'boolean' },
  { name: 'window', type: 'window' },
];

function faultsOf(text: string, typing: typeof resolve = resolve): readonly ExpressionFault[] {
  const parsed = parseExpression(text);
  if (!parsed.ok) return [parsed.fault];
  const resolved = typing(parsed.ast, scope);
  return resolved.ok ? [] : resolved.faults;
}

function say(fault: ExpressionFault, texts: typeof en | typeof id = en): string {
  return (texts.expression[fault.code] as (params: object) => string)(fault.params);
}

/** The text with its fault as a person sees them. */
function shown(text: string): string {
  const [fault] = faultsOf(text, resolveCondition);
  if (!fault) throw new Error(`no fault in ${text}`);
  return `${say(fault)}\n${caret(text, fault.span.from)}`;
}

describe('a typo is told with its place and a way out', () => {
  test.each([
    [
      'fares > 0',
      'there is no column fares here. Did you mean fare? There is fare, zone, rides, pickupTime, paid and window.\n    fares > 0\n    ^',
    ],
    ['fare > ', 'the expression ends too early; expected a column, a value or a bracket.\n    fare > \n           ^'],
    [
      'fare > 0 annd paid',
      'annd cannot stand here; expected an operator (=, >, +, and …) or the end.\n    fare > 0 annd paid\n             ^',
    ],
    [
      '(fare > 0',
      'the expression ends too early; expected an operator (=, >, +, and …) or ).\n    (fare > 0\n             ^',
    ],
    [
      'fare > 0)',
      ') cannot stand here; expected an operator (=, >, +, and …) or the end.\n    fare > 0)\n            ^',
    ],
    [
      'fare > 0 && paid',
      '&& cannot stand here; expected an operator (=, >, +, and …) or the end. The word for && is and.\n    fare > 0 && paid\n             ^',
    ],
    ["zone = 'Kota", "a ' opens here and is never closed. Write the closing '.\n    zone = 'Kota\n           ^"],
    [
      'zone = ‘Kota’',
      "‘ cannot stand here; expected a column, a value or a bracket. Use straight quotes: '…' for text, `…` for a column.\n    zone = ‘Kota’\n           ^",
    ],
    [
      'fare =< 5',
      '=< cannot stand here; expected an operator (=, >, +, and …) or the end. At most is <=.\n    fare =< 5\n         ^',
    ],
    ['lenght(zone) > 3', 'there is no function lenght. Did you mean length?\n    lenght(zone) > 3\n    ^'],
    [
      'fare',
      'a condition must be true or false, and this is a double. Compare it with something, for example … > 0.\n    fare\n    ^',
    ],
    [
      'count(*) > 3',
      'count needs a whole group of rows, and here there is one row at a time. Compute it in a groupBy step and use its column after that.\n    count(*) > 3\n    ^',
    ],
    [
      'paid = 1',
      '= cannot take a boolean and an int together. Bring both to one type with cast(… as …).\n    paid = 1\n    ^',
    ],
    [
      'pickupTime > 5',
      '> cannot take a timestamp and an int together. Bring both to one type with cast(… as …).\n    pickupTime > 5\n    ^',
    ],
    [
      "pickupTime > timestamp 'soon'",
      "“soon” is not a time that Arus can hold. Write it like timestamp '2026-03-02 14:00:00', in UTC or with an offset such as +07:00.\n    pickupTime > timestamp 'soon'\n                 ^",
    ],
    [
      "pickupTime + interval '5 minuts' > pickupTime",
      "“5 minuts” is not an interval. Write a number and a unit, for example interval '1 hour 30 minutes'.\n    pickupTime + interval '5 minuts' > pickupTime\n                 ^",
    ],
    [
      'case when paid then 1 else 2 = 1',
      'the expression ends too early; expected an operator (=, >, +, and …) or end.\n    case when paid then 1 else 2 = 1\n                                    ^',
    ],
    ['if(paid, 1) = 1', 'if takes 3 values, not 2.\n    if(paid, 1) = 1\n    ^'],
    [
      'window.begin > pickupTime',
      'window has no field begin. It has start and end.\n    window.begin > pickupTime\n    ^',
    ],
    ['', 'there is no expression here. Write one, for example fare > 0.\n    \n    ^'],
  ])('%s', (text, told) => {
    expect(shown(text)).toBe(told);
  });
});

test('every fault and every function has its sentence in both languages', () => {
  const faults: ExpressionFault[] = [
    ...['', 'fare >', "'a", '1e999', "timestamp 'x'", "interval 'x'", "interval '1 month 1 day'"],
    ...['cast(fare as foo)', 'cast(fare as float)', 'fair', 'zone.x', 'foo(1)', 'abs()', 'abs(*)', 'max(fare)'],
    ...['paid = 1', 'coalesce(paid, 1)', 'abs(paid)', 'cast(paid as timestamp)', 'round(fare, rides)'],
  ].flatMap((text) => faultsOf(text));
  for (const fault of faults) {
    for (const texts of [en, id]) {
      const sentence = say(fault, texts);
      expect(sentence).toMatch(/\.$/);
      expect(sentence).not.toMatch(/undefined|\[object/);
    }
  }
  for (const { name } of FUNCTIONS) expect(en.expression.functions[name]).not.toBe(id.expression.functions[name]);
});
