/**
 * Rows where there are too many for single marks. A scene says of each which crowd it is in; what is counted and painted
 * of that (`density.ts`, `paint.ts`) is loaded only where there is a crowd.
 */
import { type RowFacts, rowState } from '../../trace/rowFacts';
import { type Withheld, withholdsRow } from '../../trace/withheld';

/** Kinds of rows that are told apart in a crowd. Late rows are never part of it: they are drawn one by one. */
export const CROWDS = ['coming', 'waiting', 'dim', 'counted', 'outOfOrder'] as const;
export type Crowd = (typeof CROWDS)[number];
export const [COMING, WAITING, DIM, COUNTED, OUT_OF_ORDER] = [0, 1, 2, 3, 4];
/** In the place of a crowd: the row is drawn by itself. */
export const BY_ITSELF = -1;

export interface CrowdMark {
  /** Rows in sight, in order of arrival. */
  readonly rows: Uint32Array;
  /** For each of `rows` its crowd, by its place in `CROWDS`, or `BY_ITSELF`. */
  readonly kinds: Int8Array;
  /** Of every row of the run, microseconds; NaN where it has none. */
  readonly eventTime: Float64Array;
  readonly arrivesAt: Float64Array;
}

/** @param held the row in hand, which is drawn by itself as late ones are */
export function crowdOf(
  facts: RowFacts,
  rows: Uint32Array,
  cursor: number,
  withheld: Withheld,
  held: number | null,
): CrowdMark {
  const nothingWithheld = withheld.rows !== 'all' && withheld.rows.size === 0;
  const kinds = new Int8Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (row === held) kinds[i] = BY_ITSELF;
    // Most are, and need not be asked what became of them.
    else if ((facts.arrivedAt[row] as number) >= cursor) kinds[i] = COMING;
    else {
      const state = rowState(facts, row, cursor);
      const isKnown = nothingWithheld || !withholdsRow(withheld, row);
      if (state === 'waiting') kinds[i] = WAITING;
      else if (isKnown && state === 'late') kinds[i] = BY_ITSELF;
      else if (isKnown && state !== 'counted') kinds[i] = DIM;
      else kinds[i] = facts.outOfOrder[row] ? OUT_OF_ORDER : COUNTED;
    }
  }
  return { rows, kinds, eventTime: facts.eventTime, arrivesAt: facts.arrivesAt };
}
