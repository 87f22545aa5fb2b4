/** A row's lines in tables: what its verdict is by a cursor, who read it, how long it was on its way. */
import { type RowFacts, readingAt, rowState } from '../../trace/rowFacts';
import { type Withheld, withholdsRow } from '../../trace/withheld';

/** What can be said of a row at a cursor, in the order in which a row comes by it. */
export const VERDICT_ORDER = [
  'coming',
  'waiting',
  'withheld',
  'filtered',
  'withoutWindow',
  'duplicate',
  'counted',
  'partlyLate',
  'late',
] as const;

/** What may be said of a row at a cursor. */
export function verdictAt(
  facts: RowFacts,
  withheld: Withheld,
  row: number,
  cursor: number,
): (typeof VERDICT_ORDER)[number] {
  const state = rowState(facts, row, cursor);
  if (state === 'coming' || state === 'waiting') return state;
  if (withholdsRow(withheld, row)) return 'withheld';
  return state === 'counted' && facts.partlyLate[row] ? 'partlyLate' : state;
}

/** Place of the batch whose reading of a row counts at a cursor, or NaN. */
export const readBy = (facts: RowFacts, row: number, cursor: number): number =>
  readingAt(facts, row, cursor)?.batch ?? Number.NaN;

/** Microseconds from a row's event to its arrival; NaN without event time. */
export const delayOf = (facts: RowFacts, row: number): number =>
  (facts.arrivesAt[row] as number) - (facts.eventTime[row] as number);
