import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QueryFailure } from '../queryFailure';
import type { Value } from '../values';
import { compile } from './compile';
import { parseExpression } from './parse';
import { resolve, type ScopeColumn } from './resolve';
import type { DataType } from './types';
import { isLong, normal } from './wholeNumber';

/** The value of an expression over one row, or the name of the failure. */
function value(text: string, columns: Record<string, [type: DataType, value: Value]>): Value {
  const scope: ScopeColumn[] = Object.entries(columns).map(([name, [type]]) => ({ name, type }));
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  const resolved = resolve(parsed.ast, scope);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.faults));
  try {
    return compile(resolved.typed, (name) => () => (columns[name] as [DataType, Value])[1])(0);
  } catch (failure) {
    if (failure instanceof QueryFailure) return failure.condition;
    throw failure;
  }
}

describe('three-valued logic', () => {
  const truth = fc.constantFrom(true, false, null);
  const logic = (text: string, a: Value, b: Value = null, c: Value = null) =>
    value(text, { a: ['boolean', a], b: ['boolean', b], c: ['boolean', c] });

  test('and is the least, or the greatest, with null between false and true', () => {
    const rank = (v: Value) => (v === null ? 1 : v ? 2 : 0);
    const back = [false, null, true] as const;
    fc.assert(
      fc.property(truth, truth, (a, b) => {
        expect(logic('a and b', a, b)).toBe(back[Math.min(rank(a), rank(b))]);
        expect(logic('a or b', a, b)).toBe(back[Math.max(rank(a), rank(b))]);
        expect(logic('not a', a)).toBe(back[2 - rank(a)]);
      }),
    );
  });

  test.each([
    ['not (a and b)', 'not a or not b'],
    ['not (a or b)', 'not a and not b'],
    ['a and (b or c)', 'a and b or a and c'],
    ['a or b and c', '(a or b) and (a or c)'],
    ['a = b', 'not a <> b'],
    ['a <=> b', 'coalesce(a = b, a is null and b is null)'],
    ['a in (b, c)', 'a = b or a = c'],
    ['a not in (b, c)', 'a <> b and a <> c'],
    ['case when a then b else c end', 'if(a, b, c)'],
    ['nullif(a, b)', 'case when a = b then null else a end'],
  ])('%s is %s', (left, right) => {
    fc.assert(
      fc.property(truth, truth, truth, (a, b, c) => {
        expect(logic(left, a, b, c)).toBe(logic(right, a, b, c));
      }),
    );
  });
});

describe('arithmetic of longs is exact to 63 bits and fails beyond', () => {
  const long = fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -20n, max: 20n }),
    fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
    fc.bigInt({ min: 2n ** 31n - 2n, max: 2n ** 32n }),
    fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, -1n, 0n),
  );
  const exact: Record<string, (a: bigint, b: bigint) => bigint | string> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    div: (a, b) => (b === 0n ? 'DIVIDE_BY_ZERO' : a / b),
    '%': (a, b) => (b === 0n ? 'REMAINDER_BY_ZERO' : a % b),
  };
  test.each(Object.keys(exact))('%s', (operator) => {
    fc.assert(
      fc.property(long, long, (a, b) => {
        const result = (exact[operator] as (a: bigint, b: bigint) => bigint | string)(a, b);
        const expected = typeof result === 'string' ? result : isLong(result) ? normal(result) : 'ARITHMETIC_OVERFLOW';
        const found = value(`a ${operator} b`, { a: ['long', normal(a)], b: ['long', normal(b)] });
        expect(found).toBe(expected);
        expect(Object.is(found, -0)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('comparisons order them as integers', () => {
    fc.assert(
      fc.property(long, long, (a, b) => {
        const ask = (operator: string) => value(`a ${operator} b`, { a: ['long', normal(a)], b: ['long', normal(b)] });
        expect([ask('<'), ask('<='), ask('='), ask('<>')]).toEqual([a < b, a <= b, a === b, a !== b]);
      }),
    );
  });
});

describe('arithmetic of decimals', () => {
  const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const type = { precision: 10, scale: 2 };
  const ask = (text: string, a: number, b: number) => value(text, { a: [type, a], b: [type, b] });
  test('keeps every digit of a sum, a difference and a product', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(ask('a + b', a, b)).toBe(a + b);
        expect(ask('a - b', a, b)).toBe(a - b + 0);
        expect(ask('a * b', a, b)).toBe(a * b + 0);
      }),
    );
  });
  test('a = a / b * b + a % b holds in whole numbers', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        fc.pre(b !== 0);
        expect(ask('(a div b) * b + a % b = a', a, b)).toBe(true);
      }),
    );
  });
});

test('text is ordered by its UTF-8 bytes', () => {
  const text = fc.string({ unit: 'grapheme-composite' });
  const bytes = new TextEncoder();
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [x, y] = [bytes.encode(a), bytes.encode(b)];
      const at = x.findIndex((byte, i) => byte !== y[i]);
      const before = at === -1 ? x.length < y.length : at >= y.length ? false : (x[at] as number) < (y[at] as number);
      expect(value('a < b', { a: ['string', a], b: ['string', b] })).toBe(before);
    }),
    { numRuns: 1000, examples: [['\u{1F600}', '\uFFFD']] },
  );
});
