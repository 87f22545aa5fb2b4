import { describe, expect, test } from 'vitest';
import { QueryFailure } from '../queryFailure';
import type { Value } from '../values';
import { compile } from './compile';
import { parseAggregate, parseExpression } from './parse';
import { answers } from './recorded/answers.json';
import { columns, rows } from './recorded/questions.json';
import { resolve, resolveAggregate, type ScopeColumn } from './resolve';
import { valueText } from './text';
import { parseTimestamp } from './timestampText';
import { type DataType, isDecimal } from './types';
import { normal } from './wholeNumber';

const scope: readonly ScopeColumn[] = Object.entries(columns).map(([name, type]) => ({ name, type: type as DataType }));

function cell(value: string | number | boolean | null, type: DataType): Value {
  if (value === null) return null;
  if (type === 'double') return Number(value);
  if (type === 'timestamp') return parseTimestamp(value as string);
  return type === 'long' ? normal(BigInt(value)) : value;
}

const table: readonly (readonly Value[])[] = rows.map((row) =>
  row.map((value, i) => cell(value, (scope[i] as ScopeColumn).type)),
);
const bind = (name: string) => {
  const at = scope.findIndex((c) => c.name === name);
  return (row: number) => (table[row] as readonly Value[])[at] as Value;
};

function sparkName(type: DataType): string {
  if (isDecimal(type)) return `decimal(${type.precision},${type.scale})`;
  if (type === 'long') return 'bigint';
  if (type === 'interval') return 'interval day to second';
  return type === 'months' ? 'interval year to month' : type;
}

/** Spark's intervals know with which units they were written; ours are all of one kind. */
function sparkKind(name: string): string {
  if (/^interval (day|hour|minute|second)/.test(name)) return 'interval day to second';
  return /^interval (year|month)/.test(name) ? 'interval year to month' : name;
}

interface Answer {
  readonly expression: string;
  readonly group: string;
  readonly type?: string;
  readonly rows?: readonly (string | null | { readonly error: string; readonly message: string })[];
  readonly error?: string | null;
}

function ours(text: string): Omit<Answer, 'expression' | 'group'> & { readonly code?: string } {
  const parsed = parseExpression(text);
  if (!parsed.ok) return { error: parsed.fault.condition, code: parsed.fault.code };
  const resolved = resolve(parsed.ast, scope);
  if (!resolved.ok) {
    const [fault] = resolved.faults;
    return { error: fault?.condition ?? null, code: fault?.code as string };
  }
  const { typed } = resolved;
  const evaluate = compile(typed, bind);
  return {
    type: sparkName(typed.type),
    rows: table.map((_, row) => {
      try {
        return valueText(evaluate(row), typed.type);
      } catch (failure) {
        if (!(failure instanceof QueryFailure)) throw failure;
        return { error: failure.condition, message: failure.message };
      }
    }),
  };
}

/** What Spark takes and Arus refuses, by the fault that it tells. */
const NOT_TAKEN: Readonly<Record<string, readonly string[]>> = {
  typeNotModelled: [
    ...[
      '3S',
      '3Y',
      '1.5F',
      "date '2026-03-02'",
      "t = cast('2026-03-02' as date)",
      'cast(x as date)',
      'cast(t as date)',
    ],
    ...['cast(n as varchar(3))', 'cast(n as float)', 'cast(n as real)', 'cast(d as float)'],
    ...['cast(n as smallint)', 'cast(n as tinyint)'],
  ],
  badInterval: [
    "interval '1-2' year to month",
    "interval '1 02:03:04.5' day to second",
    "interval '10:30' hour to minute",
  ],
  // Spark writes these with the fields that the literal had.
  cannotCast: ["cast(interval '1 hour' as string)", "cast(interval '1 hour' as long)"],
  unknownFunction: [
    ...["f = double('NaN')", "f in (double('NaN'))", "nullif(f, double('NaN')) is null", 'nvl2(n, 1, 2)'],
    ...['substr(s, 2, 2)', 'string(n)', 'double(n)', 'bigint(e)', 'int(m)', 'boolean(m)', 'timestamp(x)'],
    ...['current_timestamp() is not null'],
  ],
  argumentCount: ["trim('x' , 'xax')"],
  aggregateNotHere: ['sum(n) > 1'],
  // Other operators and forms; `n x` names a column.
  syntax: [
    ...['n & 1', 'n | 1', '~n', 'n ^ 1', 'n !< 5', "s ilike 'k%'", "s rlike 'K.*'", "s like 'x%' escape '!'"],
    ...["trim(both 'x' from 'xax')", 'substring(s from 2 for 2)', 'substring(s from 2)', 'try_cast(s as long)'],
    ...['n as x', 'n x', 'n is', 'n and', "'a' 'b' c", 'avg(n) over ()', '(n, m)'],
  ],
  // Further than 285 years from 1970 time is not exact.
  badTimestamp: [
    "cast(timestamp '1582-10-01 00:00:00' as string)",
    "cast(timestamp '0001-01-01 00:00:00' as string)",
    "cast(timestamp '9999-12-31 23:59:59.999999' as string)",
  ],
};

/** What both refuse, under another name: Arus has a narrower grammar, or tells the nearer reason. */
const REFUSED_OTHERWISE: ReadonlySet<string> = new Set([
  ...[
    "interval '1 hour' % interval '7 minutes'",
    'n in ()',
    'case end',
    'n + * m',
    'not',
    '5n',
    '1a',
    'n[0]',
    "'a'.b",
    'distinct n',
    'length(*)',
    'exists(n)',
  ],
  ...['abs(n =>  1)', 'abs(expr => n)', 'cast(n, string)', 'cast(5 as interval)'],
]);

/** Where Arus answers otherwise, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'n < 99999999999999999999': 'Spark’s optimizer forgets that n may be null',
  'cast(2e23 as string)': 'Java 17 writes more digits than it needs; later ones and Arus do not',
  '1e23D': 'the same',
  'n::double / 2': 'the same',
  "cast('14:00:00' as timestamp) is not null": 'a time of day alone needs today’s date, and Arus has no clock',
  'cast(n as timestamp)': 'engine time ends 285 years from 1970',
  'cast(d as timestamp)': 'engine time ends 285 years from 1970',
  "cast('-0001-01-01' as timestamp)": 'engine time ends 285 years from 1970',
  "cast('12026-03-02' as timestamp)": 'engine time ends 285 years from 1970',
  'cast(253402300800 as timestamp)': 'engine time ends 285 years from 1970',
};

const notTaken = new Map(Object.entries(NOT_TAKEN).flatMap(([code, list]) => list.map((e) => [e, code] as const)));
const groups = new Map<string, Answer[]>();
for (const answer of answers as readonly Answer[]) {
  groups.set(answer.group, [...(groups.get(answer.group) ?? []), answer]);
}

function ourAggregate(text: string): {
  readonly type?: string;
  readonly error?: string | null;
  readonly code?: string;
} {
  const parsed = parseAggregate(text);
  if (!parsed.ok) return { error: parsed.fault.condition, code: parsed.fault.code };
  const resolved = resolveAggregate(parsed.aggregate, scope);
  if (resolved.ok) return { type: sparkName(resolved.aggregate.type) };
  return { error: resolved.faults[0]?.condition ?? null };
}

const AGGREGATES_NOT_TAKEN: Readonly<Record<string, string>> = {
  'mean(m)': 'notAggregate',
  'first(n)': 'notAggregate',
  'sum(m) / count(*)': 'notOneAggregate',
  'approx_count_distinct(distinct n)': 'notForFunction',
  'sum(*)': 'notForFunction',
  'max(*)': 'notForFunction',
};

test.each(groups.get('aggregates') ?? [])(
  '$expression has the type that it has in Spark',
  ({ expression, type, error }) => {
    const found = ourAggregate(expression);
    const code = AGGREGATES_NOT_TAKEN[expression];
    if (code) expect(found.code).toBe(code);
    else expect(found).toMatchObject(type ? { type: sparkKind(type) } : { error });
  },
);

groups.delete('aggregates');
describe.each([...groups])('%s mean what they mean in Spark', (_, list) => {
  test.each(list.filter((a) => !notTaken.has(a.expression) && !(a.expression in OTHERWISE)))(
    '$expression',
    (answer) => {
      const found = ours(answer.expression);
      if (answer.type === undefined) {
        if (REFUSED_OTHERWISE.has(answer.expression)) expect(found.code).toBeDefined();
        else expect(found.error).toBe(answer.error);
        return;
      }
      const kind = sparkKind(answer.type);
      expect(found.type ?? found.code).toBe(kind);
      const sameText = kind === answer.type || !kind.startsWith('interval');
      const plain = (row: NonNullable<Answer['rows']>[number]) => {
        if (row !== null && typeof row === 'object') return `${row.error}: ${row.message.trim()}`;
        return sameText || row === null ? row : '';
      };
      expect(found.rows?.map(plain)).toEqual(answer.rows?.map(plain));
    },
  );
});

test.each([...notTaken])('Spark takes %s, Arus says %s', (expression, code) => {
  expect(ours(expression).code).toBe(code);
});
