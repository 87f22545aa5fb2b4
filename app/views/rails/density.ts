/**
 * Rows where there are too many for single marks: how many lie in each cell of two pixels, on either rail and between
 * them. What is drawn then depends on the picture's width and no longer on the number of rows.
 */
import type { RowFacts } from '../../trace/rowFacts';
import type { Frame } from './frame';

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

/** How many rows lie in each cell of a grid. */
interface Tally {
  add(cell: number): void;
  /** Cells with rows, in their order. */
  each(told: (cell: number, count: number) => void): void;
}

/** A grid is fast to count in and slow to look through: of few rows the cells are kept and sorted instead. */
function tallies(cells: number, rows: number): () => Tally {
  if (rows * 20 > cells)
    return () => {
      const grid = new Uint32Array(cells);
      return {
        add(cell) {
          grid[cell] = (grid[cell] as number) + 1;
        },
        each(told) {
          for (let cell = 0; cell < cells; cell++) if (grid[cell] !== 0) told(cell, grid[cell] as number);
        },
      };
    };
  return () => {
    const kept = new Uint32Array(rows);
    let count = 0;
    return {
      add(cell) {
        kept[count++] = cell;
      },
      each(told) {
        const sorted = kept.subarray(0, count).sort();
        for (let i = 0, next = 0; i < count; i = next) {
          while (next < count && sorted[next] === sorted[i]) next++;
          told(sorted[i] as number, next - i);
        }
      },
    };
  };
}

/** Counts rows into cells. `crowdOf` says which crowd a row is in, or null if it is drawn by itself. */
export function densityOf(
  facts: RowFacts,
  frame: Frame,
  rows: ArrayLike<number>,
  crowdOf: (row: number) => Crowd | null,
): Density {
  const { view, along } = frame;
  // Cells in sight, and a few beyond either end; what lies further off has its thread kept apart.
  const near = Math.floor((along.from - 40) / CELL);
  const cells = Math.ceil((along.to + 40) / CELL) - near + 1;
  const event = { there: new Uint32Array(cells), coming: new Uint32Array(cells) };
  const processing = { there: new Uint32Array(cells), coming: new Uint32Array(cells) };
  const within = new Map<Crowd, Tally>();
  const tallyOf = tallies(cells * cells, rows.length);
  const beyond = new Map<Crowd, Map<number, number>>();
  const first = along.from / CELL - near;
  const scale = (along.to - along.from) / CELL / (view.to - view.from);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const crowd = crowdOf(row);
    if (crowd === null) continue;
    const to = Math.round(first + ((facts.arrivesAt[row] as number) - view.from) * scale);
    const own = crowd === 'coming' ? 'coming' : 'there';
    if (to >= 0 && to < cells) processing[own][to] = (processing[own][to] as number) + 1;
    const happened = facts.eventTime[row] as number;
    if (Number.isNaN(happened)) continue;
    const from = Math.round(first + (happened - view.from) * scale);
    if (from >= 0 && from < cells) event[own][from] = (event[own][from] as number) + 1;
    if (from >= 0 && from < cells && to >= 0 && to < cells) {
      let tally = within.get(crowd);
      if (!tally) {
        tally = tallyOf();
        within.set(crowd, tally);
      }
      tally.add(from * cells + to);
    } else {
      // Threads that leave the picture keep their slant: their far end is kept, within what a key can hold.
      let far = beyond.get(crowd);
      if (!far) {
        far = new Map();
        beyond.set(crowd, far);
      }
      const key = (held(from) + HALF) * 2 * HALF + held(to) + HALF;
      far.set(key, (far.get(key) ?? 0) + 1);
    }
  }
  const place = (cell: number): number => (cell + near) * CELL;
  const threads = {} as Record<Crowd, ThreadCell[]>;
  for (const crowd of CROWDS) {
    const list: ThreadCell[] = [];
    within.get(crowd)?.each((cell, count) => {
      list.push({ from: place(Math.floor(cell / cells)), to: place(cell % cells), count });
    });
    for (const [key, count] of beyond.get(crowd) ?? [])
      list.push({ from: place(Math.floor(key / (2 * HALF)) - HALF), to: place((key % (2 * HALF)) - HALF), count });
    threads[crowd] = list;
  }
  const list = ({ there, coming }: typeof event): RailCell[] => {
    const found: RailCell[] = [];
    for (let cell = 0; cell < cells; cell++) {
      const [n, m] = [there[cell] as number, coming[cell] as number];
      if (n + m > 0) found.push({ at: place(cell), there: n, coming: m });
    }
    return found;
  };
  return { rows: rows.length, threads, event: list(event), processing: list(processing) };
}

const HALF = 32_768;
const held = (cell: number): number => Math.max(-30_000, Math.min(30_000, cell));
