import { describe, expect, test } from 'vitest';
import { QueryFailure } from '../queryFailure';
import type { Value } from '../values';
import { compile } from './compile';
import { parseExpression } from './parse';
import { answers } from './recorded/answers.json';
import { columns, rows } from './recorded/questions.json';
import { resolve, type ScopeColumn } from './resolve';
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
const NOT_TAKEN: Readonly<Record<string, readonly string[]>> = {};
/** Where Arus answers otherwise, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {};

const notTaken = new Map(Object.entries(NOT_TAKEN).flatMap(([code, list]) => list.map((e) => [e, code] as const)));
const groups = new Map<string, Answer[]>();
for (const answer of answers as readonly Answer[]) {
  groups.set(answer.group, [...(groups.get(answer.group) ?? []), answer]);
}

describe.each([...groups])('%s mean what they mean in Spark', (_, list) => {
  test.each(list.filter((a) => !notTaken.has(a.expression) && !(a.expression in OTHERWISE)))(
    '$expression',
    (answer) => {
      const found = ours(answer.expression);
      if (answer.type === undefined) {
        expect(found.error).toBe(answer.error);
        return;
      }
      const kind = sparkKind(answer.type);
      expect(found.type ?? found.code).toBe(kind);
      const sameText = kind === answer.type || !kind.startsWith('interval');
      const plain = (row: NonNullable<Answer['rows']>[number]) =>
        row !== null && typeof row === 'object'
          ? `${row.error}: ${row.message.trim()}`
          : sameText || row === null
            ? row
            : '';
      expect(found.rows?.map(plain)).toEqual(answer.rows?.map(plain));
    },
  );
});
