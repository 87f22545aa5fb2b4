/** Random expressions over the columns in scope. */
import type { ColumnType } from '../../values';
import type { Dice } from './dice';

export interface InScope {
  readonly name: string;
  readonly type: ColumnType;
}

const time = (dice: Dice): string =>
  `timestamp '2026-03-02 12:${String(dice.below(40)).padStart(2, '0')}:${dice.pick(['00', '30', '30.500'])}'`;

const CONDITIONS: Readonly<Record<ColumnType, (c: string, dice: Dice) => readonly string[]>> = {
  string: (c, dice) => [
    `${c} = '${dice.pick(['a', 'b', 'A', ''])}'`,
    `${c} <> '${dice.pick(['a', 'b', 'é'])}'`,
    `${c} in ('a', 'c')`,
    `${c} not in ('a', null)`,
    `${c} is null`,
    `${c} is not null`,
    `${c} >= 'b'`,
    `length(${c}) > 1`,
    `upper(${c}) = 'A'`,
    `coalesce(${c}, 'a') like 'a%'`,
    `${c} <=> null`,
  ],
  long: (c, dice) => [
    `${c} > ${dice.below(9) - 4}`,
    `${c} <> ${dice.below(5)}`,
    `${c} between -1 and 3`,
    `${c} % 2 = 0`,
    `${c} in (1, 2, null)`,
    `${c} * 2 + 1 > 3`,
    `${c} is null`,
    `coalesce(${c}, 0) <= 2`,
    `${c} > 1.5`,
    `abs(${c}) < '3'`,
  ],
  double: (c) => [`${c} > 0.5`, `${c} <= 1`, `${c} is not null`, `round(${c}) = 1`, `-${c} < 2e0`],
  timestamp: (c, dice) => [
    `${c} <> ${time(dice)}`,
    `${c} >= ${time(dice)}`,
    `${c} < '2026-03-02 12:20:00'`,
    `${c} + interval '5 minutes' > ${time(dice)}`,
    `${c} is not null`,
    `${c} is null`,
    `date_trunc('hour', ${c}) = timestamp '2026-03-02 12:00:00'`,
    `${c} between ${time(dice)} and ${time(dice)}`,
  ],
  boolean: (c) => [c, `not ${c}`, `${c} is null`, `${c} = true`],
};

/** A condition; `depth` is how far `and`, `or` and `not` may nest. */
export function condition(scope: readonly InScope[], dice: Dice, depth = 2): string {
  if (depth > 0 && dice.chance(0.45)) {
    const [a, b] = [condition(scope, dice, depth - 1), condition(scope, dice, depth - 1)];
    return dice.pick([`(${a}) and (${b})`, `(${a}) and (${b})`, `(${a}) or (${b})`, `not (${a})`]);
  }
  if (dice.chance(0.04)) return dice.pick(['1 = 1', 'true', 'null', '1 > 2']);
  const { name, type } = dice.pick(scope);
  const other = dice.pick(scope);
  if (other.name !== name && other.type === type && dice.chance(0.3))
    return `${name} ${dice.pick(['=', '<', '>=', '<=>'])} ${other.name}`;
  return dice.pick(CONDITIONS[type](name, dice));
}

const VALUES: Readonly<Record<ColumnType, (c: string, dice: Dice) => readonly (readonly [string, ColumnType])[]>> = {
  string: (c) => [
    [c, 'string'],
    [`upper(${c})`, 'string'],
    [`${c} || '!'`, 'string'],
    [`concat_ws('-', ${c}, 'z')`, 'string'],
    [`coalesce(${c}, 'a')`, 'string'],
    [`substring(${c}, 1, 1)`, 'string'],
    [`length(${c})`, 'long'],
    [`case ${c} when 'a' then 1 when 'b' then 2 end`, 'long'],
    [`if(${c} = 'a', ${c}, 'other')`, 'string'],
  ],
  long: (c, dice) => [
    [c, 'long'],
    [`${c} + 1`, 'long'],
    [`${c} * -3`, 'long'],
    [`${c} div 2`, 'long'],
    [`${c} % 3`, 'long'],
    [`${c} / 2`, 'double'],
    [`abs(${c})`, 'long'],
    [`cast(${c} as string)`, 'string'],
    [`cast(${c} as double)`, 'double'],
    [`case when ${c} <> 0 then 12 / ${c} end`, 'double'],
    [`greatest(${c}, 1)`, 'long'],
    ...(dice.chance(0.1) ? ([[`12 div ${c}`, 'long']] as const) : []),
  ],
  double: (c) => [
    [c, 'double'],
    [`${c} * 2`, 'double'],
    [`${c} + 0.1`, 'double'],
    [`round(${c}, 1)`, 'double'],
    [`coalesce(${c}, 0)`, 'double'],
    [`cast(${c} as string)`, 'string'],
  ],
  timestamp: (c) => [
    [c, 'timestamp'],
    [`${c} + interval '1 minute'`, 'timestamp'],
    [`date_trunc('minute', ${c})`, 'timestamp'],
    [`cast(${c} as string)`, 'string'],
  ],
  boolean: (c) => [
    [c, 'boolean'],
    [`not ${c}`, 'boolean'],
    [`cast(${c} as long)`, 'long'],
  ],
};

/** An expression of one column, with its type. */
export function value(scope: readonly InScope[], dice: Dice): readonly [string, ColumnType] {
  const { name, type } = dice.pick(scope);
  return dice.pick(VALUES[type](name, dice));
}

const AGGREGATES: Readonly<Record<ColumnType, readonly string[]>> = {
  string: ['count', 'min', 'max', 'approx_count_distinct'],
  long: ['count', 'sum', 'avg', 'min', 'max', 'approx_count_distinct'],
  double: ['count', 'sum', 'avg', 'min', 'max', 'sum', 'approx_count_distinct'],
  timestamp: ['count', 'min', 'max', 'approx_count_distinct'],
  boolean: ['count', 'min', 'max', 'approx_count_distinct'],
};

/**
 * An aggregate call, with its type.
 * @param ordered whether Spark's order of the rows is known: else no doubles are added up, which would show it
 */
export function aggregateCall(scope: readonly InScope[], dice: Dice, ordered = true): readonly [string, ColumnType] {
  if (dice.chance(0.25)) return ['count(*)', 'long'];
  const [text, type] = dice.chance(0.75) ? ((c) => [c.name, c.type] as const)(dice.pick(scope)) : value(scope, dice);
  const name = dice.pick(AGGREGATES[type].filter((n) => ordered || type !== 'double' || (n !== 'sum' && n !== 'avg')));
  return [
    `${name}(${text})`,
    name === 'count' || name === 'approx_count_distinct' ? 'long' : name === 'avg' ? 'double' : type,
  ];
}
