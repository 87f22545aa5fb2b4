/** Joins on the rails, the map and in their table: a rail for each input, who met whom, who waits. */
export const joins = {
  /** The label of the water says which input decides it. */
  smaller: (water: string) => `the smaller: ${water}`,
  larger: (water: string) => `the larger: ${water}`,
  both: (water: string) => `both: ${water}`,
  idle: (input: string) => `${input}: idle`,
  idleShort: 'idle',
  none: (input: string) => `${input}: no watermark yet`,
  noneShort: 'none yet',
  inputSpoken: (input: string, time: string) => `${input} by itself: ${time}`,
  waterSpoken: (water: string, input: string, larger: boolean) =>
    `${water}, decided by ${input}, the ${larger ? 'larger' : 'smaller'}`,
  note: 'A line: two rows met. A ring: kept in state; dashed: no match yet.',
  tieSpoken: (left: string, right: string, out: boolean) => `${left} matches ${right}${out ? '' : ', passed on'}`,
  aloneSpoken: (row: string) => `${row} came out with nulls: no match`,
  and: (rows: readonly string[]) => rows.join(' and '),
  several: (n: string) => `${n} rows`,
  waits: 'no match yet: kept in state',
  matched: (who: string) => `matched ${who}`,
  matchedHeld: (who: string) => `matched ${who}, kept for more`,
  matchedOther: 'matched',
  alone: 'no match: came out with nulls',
  freed: 'let go without a match',
  notKept: 'no match, and not kept',
  byItself: (input: string) => `${input} by itself`,
  /** The tables. */
  table: (range: string) => `Matches (${range})`,
  range: (left: string, right: string, from: string | null, to: string | null) =>
    from === null && to === null
      ? 'no bound in time'
      : `time of ${right} less time of ${left}: ${from === null ? `at most ${to}` : to === null ? `at least ${from}` : `${from} to ${to}`}`,
  columns: { join: 'in the join', at: 'at', status: 'status' },
  nulls: 'no match: nulls',
  ofOperator: 'from another step',
  out: 'came out',
  passedOn: 'passed on',
  wouldMatch: (from: string, to: string) =>
    from === ''
      ? `a match lies up to ${to}`
      : to === ''
        ? `a match lies from ${from} on`
        : `a match lies in ${from} – ${to}`,
};
