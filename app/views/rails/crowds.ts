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

/** A crowd, and the rows that are none of it, in order of arrival. */
export interface Gathered {
  readonly crowd: CrowdMark;
  readonly alone: readonly number[];
}

/**
 * @param rows in order of arrival; the array is used up
 * @param hand the row in a person's hand: it is neither in the crowd nor among those that are drawn with it
 */
export function crowdOf(
  facts: RowFacts,
  rows: Uint32Array,
  cursor: number,
  withheld: Withheld,
  hand: number | null,
): Gathered {
  const at = hand === null ? -1 : rows.indexOf(hand);
  const others = at < 0 ? rows : rows.copyWithin(at, at + 1).subarray(0, -1);
  const nothingWithheld = withheld.rows !== 'all' && withheld.rows.size === 0;
  const kinds = new Int8Array(others.length);
  const alone: number[] = [];
  for (let i = 0; i < others.length; i++) {
    const row = others[i] as number;
    // Most are, and need not be asked what became of them.
    if ((facts.arrivedAt[row] as number) >= cursor) {
      kinds[i] = COMING;
      continue;
    }
    const state = rowState(facts, row, cursor);
    const isKnown = nothingWithheld || !withholdsRow(withheld, row);
    if (state === 'waiting') kinds[i] = WAITING;
    else if (isKnown && state === 'late') {
      kinds[i] = BY_ITSELF;
      alone.push(row);
    } else if (isKnown && state !== 'counted') kinds[i] = DIM;
    else kinds[i] = facts.outOfOrder[row] ? OUT_OF_ORDER : COUNTED;
  }
  return { crowd: { rows: others, kinds, eventTime: facts.eventTime, arrivesAt: facts.arrivesAt }, alone };
}
