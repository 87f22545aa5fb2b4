import { describe, expect, test } from 'vitest';
import type { ExpressionFault } from './fault';
import { parseAggregate, parseExpression } from './parse';
import { resolve, resolveAggregate, type ScopeColumn } from './resolve';
import { typeName } from './types';

const scope: readonly ScopeColumn[] = [
  { name: 'fare', type: 'double' },
  { name: 'zone', type: 'string' },
  { name: 'rides', type: 'long' },
  { name: 'pickupTime', type: 'timestamp' },
  { name: 'paid', type: 'boolean' },
  { name: 'window', type: 'window' },
];

function faultsOf(text: string): readonly ExpressionFault[] {
  const parsed = parseExpression(text);
  if (!parsed.ok) return [parsed.fault];
  const result = resolve(parsed.ast, scope);
  return result.ok ? [] : result.faults;
}

test('every wrong name is told, not only the first', () => {
  expect(faultsOf('fair > 0 and zonne = upperr(zone)').map((f) => [f.code, f.span.from])).toEqual([
    ['unknownColumn', 0],
    ['unknownColumn', 13],
    ['unknownFunction', 21],
  ]);
});

test('thousands of brackets are refused, not a crash', () => {
  expect(faultsOf('('.repeat(100_000))[0]?.code).toBe('syntax');
});

function resolved(text: string, columns: readonly ScopeColumn[] = scope) {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.fault.code);
  return resolve(parsed.ast, columns);
}

describe('names', () => {
  test('are found without regard to case and bear the spelling of the scope', () => {
    const typed = { left: { name: 'fare' }, right: { operand: { name: 'rides' } } };
    expect(resolved('`FARE` + Rides')).toMatchObject({ ok: true, typed });
  });
  test('that two columns share are ambiguous', () => {
    const columns = [{ name: 'a', type: 'long' } as const, { name: 'A', type: 'long' } as const];
    expect(resolved('a > 0', columns)).toMatchObject({ ok: false, faults: [{ condition: 'AMBIGUOUS_REFERENCE' }] });
  });
  test('of a window’s fields are columns of their own', () => {
    for (const text of ['window.start', 'Window.END', 'window_time(window)']) expect(faultsOf(text)).toEqual([]);
    expect(faultsOf('window_time(pickupTime)')[0]?.condition).toBe('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE');
  });
});

describe('the aggregate of a groupBy step', () => {
  const typeOf = (text: string) => {
    const parsed = parseAggregate(text);
    if (!parsed.ok) return parsed.fault.code;
    const result = resolveAggregate(parsed.aggregate, scope);
    return result.ok ? typeName(result.aggregate.type) : result.faults[0]?.condition;
  };
  test.each([
    ['count(*)', 'long'],
    ['COUNT(zone)', 'long'],
    ['count(distinct zone)', 'long'],
    ['sum(rides)', 'long'],
    ['sum(fare * rides)', 'double'],
    ['sum(rides * 1.5)', 'decimal(33,1)'],
    ['sum(zone)', 'double'],
    ['sum(paid)', 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE'],
    ['avg(rides)', 'double'],
    ['avg(rides * 1.5)', 'decimal(27,5)'],
    ['min(zone)', 'string'],
    ['max(pickupTime)', 'timestamp'],
    ['max(window.end)', 'timestamp'],
    ['approx_count_distinct(zone)', 'long'],
    ['fare', 'notAggregate'],
    ['length(zone)', 'notAggregate'],
    ['sum(fare) / count(*)', 'notOneAggregate'],
    ['sum(count(*))', 'aggregateNotHere'],
    ['sum(*)', 'notForFunction'],
    ['sum(fare, rides)', 'argumentCount'],
    ['sum()', 'argumentCount'],
    ['summ(fare)', 'notAggregate'],
    ['sum(fair)', 'UNRESOLVED_COLUMN.WITH_SUGGESTION'],
    ['sum(fare', 'syntax'],
  ])('%s is %s', (text, expected) => {
    expect(typeOf(text)).toBe(expected);
  });
});
