import { expect, test } from 'vitest';
import { QueryFailure } from '../queryFailure';
import type { Value } from '../values';
import { compile } from './compile';
import { parseExpression } from './parse';
import { resolve, resolveCondition, type ScopeColumn } from './resolve';
import { columnsOf, splitConjuncts, substitute, type Typed } from './typed';

const scope: readonly ScopeColumn[] = [
  { name: 'fare', type: 'long' },
  { name: 'zone', type: 'string' },
  { name: 'paid', type: 'boolean' },
  { name: 'window', type: 'window' },
];

function typed(text: string, columns: readonly ScopeColumn[] = scope, typing: typeof resolve = resolve): Typed {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  const resolved = typing(parsed.ast, columns);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.faults));
  return resolved.typed;
}

function value(expression: Typed, row: Readonly<Record<string, Value>>): Value {
  return compile(expression, (name) => () => row[name] as Value)(0);
}

test('an expression names each column that it reads, a window by the field', () => {
  const read = columnsOf(typed("case when fare > 0 and ZONE = 'a' then fare else length(zone) end"));
  expect([...read].sort()).toEqual(['fare', 'zone']);
  expect([...columnsOf(typed('window.start < window_time(window)'))]).toEqual(['window.start', 'window.end']);
  expect([...columnsOf(typed('1 + 1'))]).toEqual([]);
});

test('and is split into what moves by itself, or and between stay as they mean', () => {
  expect(splitConjuncts(typed("fare > 0 and (paid and zone = 'a') and (paid or fare > 5)"))).toHaveLength(4);
  expect(splitConjuncts(typed('fare > 0 or paid and fare > 5'))).toHaveLength(1);
  expect(splitConjuncts(typed('not (fare > 0 and paid)'))).toHaveLength(1);
  expect(splitConjuncts(typed('fare between 1 and 5'))).toHaveLength(2);
});

test('a filter above a select reads, below it, what the select computes', () => {
  const above: readonly ScopeColumn[] = [
    { name: 'thousands', type: 'double' },
    { name: 'label', type: 'string' },
  ];
  const filter = typed("thousands > 1.5 and label = 'A!'", above, resolveCondition);
  const below = substitute(
    filter,
    new Map([
      ['thousands', typed('fare / 1000')],
      ['label', typed("upper(zone) || '!'")],
    ]),
  );
  expect([...columnsOf(below)]).toEqual(['fare', 'zone']);
  expect(value(below, { fare: 2000, zone: 'a' })).toBe(true);
  expect(value(below, { fare: 1000, zone: 'a' })).toBe(false);
});

test('a column that stands for itself keeps its name', () => {
  expect(substitute(typed('fare > 0'), new Map())).toEqual(typed('fare > 0'));
});

test('only a boolean is a condition: no number, no text, not even a bare null', () => {
  for (const text of ['fare', "'true'", 'null'])
    expect(() => typed(text, scope, resolveCondition)).toThrow('notBoolean');
  expect(value(typed('cast(null as boolean)', scope, resolveCondition), {})).toBe(null);
});

test('compiling never fails: what must fail, fails with the first row', () => {
  const evaluate = compile(typed("fare > 'many'"), () => () => null);
  expect(() => evaluate(0)).toThrow(QueryFailure);
  expect(value(typed("coalesce(fare, cast('many' as long))"), { fare: 5 })).toBe(5);
});
