/**
 * The functions of the expression language: one list for the resolver, the schema, the documentation and the editor's
 * completion. What each means stands in `i18n/LANGUAGE/expression.ts` under `functions[name]`.
 */
export interface FunctionSpec {
  readonly name: string;
  /** How a call is written, for people: `round(number[, digits])`. */
  readonly signature: string;
  /** Least and most arguments; null: any number. */
  readonly least: number;
  readonly most: number | null;
  /** `row`: of one row's values; `aggregate`: of a group's rows, in the `aggregate` of a `groupBy` step only. */
  readonly over: 'row' | 'aggregate';
}

function row<N extends string>(name: N, signature: string, least: number, most: number | null) {
  return { name, signature, least, most, over: 'row' } as const;
}

function aggregate<N extends string>(name: N, signature: string) {
  return { name, signature, least: 1, most: 1, over: 'aggregate' } as const;
}

export const FUNCTIONS = [
  row('abs', 'abs(number)', 1, 1),
  row('coalesce', 'coalesce(value, …)', 1, null),
  row('concat', 'concat(text, …)', 0, null),
  row('concat_ws', 'concat_ws(separator, text, …)', 1, null),
  row('date_trunc', "date_trunc('unit', time)", 2, 2),
  row('greatest', 'greatest(value, value, …)', 2, null),
  row('if', 'if(condition, then, else)', 3, 3),
  row('ifnull', 'ifnull(value, other)', 2, 2),
  row('least', 'least(value, value, …)', 2, null),
  row('length', 'length(text)', 1, 1),
  row('lower', 'lower(text)', 1, 1),
  row('nullif', 'nullif(value, other)', 2, 2),
  row('nvl', 'nvl(value, other)', 2, 2),
  row('round', 'round(number[, digits])', 1, 2),
  row('substring', 'substring(text, from[, length])', 2, 3),
  row('trim', 'trim(text)', 1, 1),
  row('upper', 'upper(text)', 1, 1),
  row('window_time', 'window_time(window)', 1, 1),
  aggregate('approx_count_distinct', 'approx_count_distinct(value)'),
  aggregate('avg', 'avg(number)'),
  aggregate('count', 'count(*), count(value), count(distinct value)'),
  aggregate('max', 'max(value)'),
  aggregate('min', 'min(value)'),
  aggregate('sum', 'sum(number)'),
] as const satisfies readonly FunctionSpec[];

export type FunctionName = (typeof FUNCTIONS)[number]['name'];
export type RowFunctionName = Extract<(typeof FUNCTIONS)[number], { over: 'row' }>['name'];
export type AggregateName = Extract<(typeof FUNCTIONS)[number], { over: 'aggregate' }>['name'];

const byName: ReadonlyMap<string, (typeof FUNCTIONS)[number]> = new Map(FUNCTIONS.map((f) => [f.name, f]));

/** A function by name, without regard to case. */
export function functionNamed(name: string): (typeof FUNCTIONS)[number] | undefined {
  return byName.get(name.toLowerCase());
}

export function namesOf(over: FunctionSpec['over']): string[] {
  return FUNCTIONS.filter((f) => f.over === over).map((f) => f.name);
}
