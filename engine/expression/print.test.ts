import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ast } from './ast';
import { digitsOf } from './decimal';
import { parseExpression } from './parse';
import { printExpression } from './print';
import type { DataType } from './types';
import { normal } from './wholeNumber';

const span = { from: 0, to: 0 };
const literal = (type: DataType, value: Extract<Ast, { kind: 'literal' }>['value']): Ast => ({
  kind: 'literal',
  type,
  value,
  span,
});

const literals = fc.oneof(
  fc.constantFrom(literal('void', null), literal('boolean', true), literal('boolean', false)),
  fc.string({ unit: 'binary' }).map((s) => literal('string', s)),
  fc.stringMatching(/^[\\%_'"`nu0-9]{0,8}$/).map((s) => literal('string', s)),
  fc.integer().map((n) => literal('int', n)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => literal('long', normal(n))),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((d) => literal('double', d)),
  fc.tuple(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), fc.nat(38)).map(([unscaled, scale]) => {
    return literal({ precision: Math.max(digitsOf(unscaled), scale), scale }, normal(unscaled));
  }),
  fc.maxSafeInteger().map((t) => literal('timestamp', t)),
  fc.maxSafeInteger().map((t) => literal('interval', t)),
  fc.integer({ min: -3350, max: 3350 }).map((m) => literal('months', m)),
);
const words = ['and', 'end', 'When', 'NOT', 'interval', 'timestamp', 'cast', 'x', 'r', 'date', 'if', 'count', 'day'];
const names = fc.oneof(
  fc.constantFrom(...words),
  fc.stringMatching(/^[a-z_][a-z0-9_]{0,5}$/),
  fc.string({ minLength: 1 }),
);
const types = fc.constantFrom<DataType>(...(['string', 'boolean', 'int', 'long', 'double', 'timestamp'] as const), {
  precision: 10,
  scale: 2,
});
const operators = [
  ...(['=', '<>', '<', '<=', '>', '>=', '<=>', '+', '-', '*', '/', '%', 'div', '||', 'and', 'or'] as const),
];

const { tree } = fc.letrec<{ tree: Ast }>((tie) => {
  const any = tie('tree');
  const negated = fc.boolean();
  const list = fc.array(any, { minLength: 1, maxLength: 3 });
  return {
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      literals,
      fc.array(names, { minLength: 1, maxLength: 3 }).map((path): Ast => ({ kind: 'column', path, span })),
      fc
        .record({ operator: fc.constantFrom('-' as const, '+' as const, 'not' as const), operand: any })
        .map((u): Ast => ({ kind: 'unary', ...u, span })),
      fc
        .record({ operator: fc.constantFrom(...operators), left: any, right: any })
        .map((b): Ast => ({ kind: 'binary', ...b, span })),
      fc.record({ operand: any, negated }).map((n): Ast => ({ kind: 'isNull', ...n, span })),
      fc.record({ operand: any, list, negated }).map((n): Ast => ({ kind: 'in', ...n, span })),
      fc.record({ operand: any, low: any, high: any, negated }).map((n): Ast => ({ kind: 'between', ...n, span })),
      fc.record({ operand: any, pattern: any, negated }).map((n): Ast => ({ kind: 'like', ...n, span })),
      fc
        .record({
          subject: fc.option(any),
          branches: fc.array(fc.record({ condition: any, result: any }), { minLength: 1, maxLength: 2 }),
          otherwise: fc.option(any),
        })
        .map((c): Ast => ({ kind: 'case', ...c, span })),
      fc.record({ operand: any, type: types }).map((c): Ast => ({ kind: 'cast', ...c, span })),
      fc
        .record({ name: names, arguments: list, distinct: fc.boolean() })
        .map((c): Ast => ({ kind: 'call', ...c, nameSpan: span, star: false, span })),
      names.map(
        (name): Ast => ({ kind: 'call', name, nameSpan: span, arguments: [], distinct: false, star: true, span }),
      ),
    ),
  };
});

/** The tree without its places. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'span' && key !== 'nameSpan')
      .map(([key, part]) => [key, bare(part)]),
  );
}

function parsed(text: string): Ast {
  const result = parseExpression(text);
  if (!result.ok) throw new Error(`${text}\n${JSON.stringify(result.fault)}`);
  return result.ast;
}

test('a printed expression reads back as the same tree', () => {
  fc.assert(
    fc.property(tree, (ast) => {
      expect(bare(parsed(printExpression(ast)))).toStrictEqual(bare(ast));
    }),
    { numRuns: 1000 },
  );
});

test('a printed expression has no more brackets than it needs', () => {
  const same = [
    'a + b * c - d',
    '(a + b) * c',
    'a - (b - c)',
    'not a = b and (c or d)',
    'a = b is null',
    '(a is null) = b',
    'a between 1 and 2 + 3',
    '-(-a)',
    '-a * b',
    "case when a > 0 then 'up' else 'down' end",
    "t + interval '90 minutes'",
    'window.start',
    '`two words` > 1.50',
    'count(distinct zone)',
  ];
  for (const text of same) expect(printExpression(parsed(text))).toBe(text);
});
