/**
 * Rows where there are too many for single marks: how many lie in each cell of two pixels, on either rail and between
 * them. What is drawn then depends on the picture's width and no longer on the number of rows.
 */
import type { RowFacts } from '../../trace/rowFacts';
import { alongOf, type Frame } from './frame';

/** Pixels of a cell. */
export const CELL = 2;

/** Kinds of rows that are told apart in a crowd. Late rows are never part of it: they are drawn one by one. */
export const CROWDS = ['coming', 'waiting', 'dim', 'counted', 'outOfOrder'] as const;
export type Crowd = (typeof CROWDS)[number];

export interface Density {
  /** Rows in sight, late ones included. */
  readonly rows: number;
  /** For each crowd, cells of threads: places along on the event rail and on the processing rail, and how many rows. */
  readonly threads: Readonly<Record<Crowd, readonly ThreadCell[]>>;
  /** For each cell of a rail how many rows are there and how many are still to come. */
  readonly event: readonly RailCell[];
  readonly processing: readonly RailCell[];
}

export interface ThreadCell {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface RailCell {
  readonly at: number;
  readonly there: number;
  readonly coming: number;
}

/** Counts rows into cells. `crowdOf` says which crowd a row is in, or null if it is drawn by itself. */
export function densityOf(
  facts: RowFacts,
  frame: Frame,
  rows: readonly number[],
  crowdOf: (row: number) => Crowd | null,
): Density {
  const cells: Record<Crowd, Map<number, number>> = {
    coming: new Map(),
    waiting: new Map(),
    dim: new Map(),
    counted: new Map(),
    outOfOrder: new Map(),
  };
  const event = new Map<number, { there: number; coming: number }>();
  const processing = new Map<number, { there: number; coming: number }>();
  const put = (rail: Map<number, { there: number; coming: number }>, cell: number, coming: boolean): void => {
    let at = rail.get(cell);
    if (!at) {
      at = { there: 0, coming: 0 };
      rail.set(cell, at);
    }
    if (coming) at.coming++;
    else at.there++;
  };
  const near = Math.floor((frame.along.from - 40) / CELL);
  const far = Math.ceil((frame.along.to + 40) / CELL);
  // Threads that leave the picture keep their slant: their far end is kept, within what a key can hold.
  const cellOf = (time: number): number => Math.max(-30_000, Math.min(30_000, Math.round(alongOf(frame, time) / CELL)));
  for (const row of rows) {
    const crowd = crowdOf(row);
    if (crowd === null) continue;
    const coming = crowd === 'coming';
    const to = cellOf(facts.arrivesAt[row] as number);
    if (to >= near && to <= far) put(processing, to, coming);
    const happened = facts.eventTime[row] as number;
    if (Number.isNaN(happened)) continue;
    const from = cellOf(happened);
    if (from >= near && from <= far) put(event, from, coming);
    const key = (from + 32_768) * 65_536 + to + 32_768;
    const crowdCells = cells[crowd];
    crowdCells.set(key, (crowdCells.get(key) ?? 0) + 1);
  }
  const threads = {} as Record<Crowd, ThreadCell[]>;
  for (const crowd of CROWDS) {
    const list: ThreadCell[] = [];
    for (const [key, count] of cells[crowd])
      list.push({
        from: (Math.floor(key / 65_536) - 32_768) * CELL,
        to: ((key % 65_536) - 32_768) * CELL,
        count,
      });
    threads[crowd] = list;
  }
  const list = (rail: Map<number, { there: number; coming: number }>): RailCell[] =>
    [...rail].map(([cell, n]) => ({ at: cell * CELL, there: n.there, coming: n.coming }));
  return { rows: rows.length, threads, event: list(event), processing: list(processing) };
}
