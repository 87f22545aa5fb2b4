import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readJson } from './json';

const broken = (text: string) => {
  const read = readJson(text);
  if (read.ok || read.fault.code !== 'notJson') throw new Error(`${text} was read`);
  return read.fault.params;
};

it.each([
  ['', 1, 1, '', 'value'],
  ['{', 1, 2, '', 'nameOrEnd'],
  ['{"a": 1,}', 1, 9, '}', 'name'],
  ['[1, 2', 1, 6, '', 'commaOrEnd'],
  ["{'a': 1}", 1, 2, "'", 'nameOrEnd'],
  ['{"a" 1}', 1, 6, '1', 'colon'],
  ['{"a": tru}', 1, 7, 'tru', 'value'],
  ['{"a":1} {', 1, 9, '{', 'end'],
  ['// a comment\n{}', 1, 1, '/', 'value'],
  ['{\n  "a": NaN\n}', 2, 8, 'NaN', 'value'],
  ['{\n "a": "x\n"}', 2, 9, '\\n', 'string'],
  ['{"a": "\\q"}', 1, 8, '\\', 'escape'],
  ['{"a": 01}', 1, 8, '1', 'commaOrEnd'],
])('%j breaks at line %i, column %i', (text, line, column, found, expected) => {
  expect(broken(text)).toEqual({ line, column, found, expected });
});

it('any JSON is read, and any other text breaks within its bounds', () => {
  const cut = fc
    .tuple(fc.jsonValue(), fc.nat(), fc.constantFrom('', '}', ',', '"', 'x', '\\'))
    .map(([value, at, put]) => {
      const text = JSON.stringify(value, null, 1);
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + 1);
    });
  fc.assert(
    fc.property(cut, (text) => {
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        const { line, column } = broken(text);
        const lines = text.split('\n');
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        // What stands before the place may still become JSON: it does not break earlier.
        return;
      }
      expect(readJson(text)).toEqual({ ok: true, value });
    }),
    { numRuns: 2_000 },
  );
});

it('a text nested a hundred thousand deep breaks like any other', () => {
  expect(broken('['.repeat(100_000))).toMatchObject({ column: 100_001, expected: 'value' });
});
