/** The table and the clock of random scenarios for engines that work row by row. */
import type { ColumnType } from '../../values';
import type { Dice } from './dice';

export type Json = Record<string, unknown>;

/** Milliseconds. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
/** When the events begin, and when the first row arrives. */
export const EIGHT = Date.UTC(2027, 0, 5, 8);
export const ARRIVALS = Date.UTC(2027, 0, 5, 9);
export const at = (milliseconds: number): string => new Date(milliseconds).toISOString();

const LENGTHS = ['1 millisecond', '500 milliseconds', '2 seconds', '30 seconds', '2 minutes', '10 minutes'];

/** A step with a function of its own, over the columns of `l`. */
export function processStep(dice: Dice): Json {
  const length = (): string => dice.pick(LENGTHS);
  const ttl = dice.chance(0.6) ? { ttl: length() } : {};
  const number = dice.pick(['lv', 'lx']);
  const [process, parameters, keys] = dice.pick([
    ['velocityCheck', { column: 'lk', within: length() }, ['lv']],
    ['sessionize', { gap: length() }, dice.pick([['lk'], ['lk', 'lv']])],
    ['sessionize', { gap: length() }, ['lk']],
    ['runningTotal', { column: number, ...ttl }, ['lk']],
    ['thresholdAlert', { column: number, above: dice.pick([0, 2, 5]), span: length() }, ['lk']],
    ['distinctUsers', { column: dice.pick(['lv', 'lt']), ...ttl }, ['lk']],
  ] as [string, Json, string[]][]);
  return { process, keys, parameters };
}

/** A step that drops duplicates, over the columns of `l`. */
export const dedupStep = (dice: Dice): Json =>
  dice.chance(0.4)
    ? { dropDuplicatesWithinWatermark: dice.pick([['lk'], ['lk', 'lv']]) }
    : { dropDuplicates: dice.pick([['lk'], ['lv'], ['lk', 'lt'], ['lk', 'lt'], ['lt']]) };

/**
 * Columns of a source, their names after a letter: a union goes by position and both arms have the same names, a join's
 * sides have their own.
 */
export const columnsOf = (p: string): Record<string, ColumnType> => ({
  [`${p}t`]: 'timestamp',
  [`${p}k`]: 'string',
  [`${p}v`]: 'long',
  [`${p}x`]: 'double',
});
