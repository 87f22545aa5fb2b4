/**
 * Rows where there are too many for single marks: how many lie in each cell of two pixels, on either rail and between
 * them. What is drawn then depends on the picture's width and no longer on the number of rows.
 */
import { BY_ITSELF, COMING, CROWDS, type Crowd, type CrowdMark } from './crowds';
import type { Frame } from './frame';

/** Pixels of a cell. */
export const CELL = 2;

export interface Density {
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
  /** Cells with rows, in their order; told once. */
  each(told: (cell: number, count: number) => void): void;
}

/** Grids between two uses, all zero: megabytes of them for each move of a hand would be all that the memory is busy with. */
const atRest: Uint32Array[] = [];

/** Fast to count in and slow to look through: for many rows. */
class Grid implements Tally {
  private readonly cells: Uint32Array;

  constructor(cells: number) {
    const known = atRest.pop();
    this.cells = known?.length === cells ? known : new Uint32Array(cells);
  }

  add(cell: number): void {
    this.cells[cell] = (this.cells[cell] as number) + 1;
  }

  each(told: (cell: number, count: number) => void): void {
    const { cells } = this;
    for (let cell = 0; cell < cells.length; cell++) {
      if (cells[cell] === 0) continue;
      told(cell, cells[cell] as number);
      cells[cell] = 0;
    }
    atRest.push(cells);
  }
}

/** Of few rows the cells are kept and sorted instead. */
class List implements Tally {
  private readonly cells: Uint32Array;
  private count = 0;

  constructor(rows: number) {
    this.cells = new Uint32Array(rows);
  }

  add(cell: number): void {
    this.cells[this.count++] = cell;
  }

  each(told: (cell: number, count: number) => void): void {
    const sorted = this.cells.subarray(0, this.count).sort();
    for (let i = 0, next = 0; i < sorted.length; i = next) {
      while (next < sorted.length && sorted[next] === sorted[i]) next++;
      told(sorted[i] as number, next - i);
    }
  }
}

/** Counts rows into cells. */
export function densityOf(frame: Frame, { rows, kinds, eventTime, arrivesAt }: CrowdMark): Density {
  const { view, along } = frame;
  // Cells in sight, and a few beyond either end; what lies further off has its thread kept apart.
  const near = Math.floor((along.from - 40) / CELL);
  const cells = Math.ceil((along.to + 40) / CELL) - near + 1;
  const event = { there: new Uint32Array(cells), coming: new Uint32Array(cells) };
  const processing = { there: new Uint32Array(cells), coming: new Uint32Array(cells) };
  const grid = cells * cells;
  const dense = rows.length * 20 > grid;
  const within: (Tally | undefined)[] = CROWDS.map(() => undefined);
  const beyond: (Map<number, number> | undefined)[] = CROWDS.map(() => undefined);
  const first = along.from / CELL - near;
  const scale = (along.to - along.from) / CELL / (view.to - view.from);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const crowd = kinds[i] as number;
    if (crowd === BY_ITSELF) continue;
    const to = Math.round(first + ((arrivesAt[row] as number) - view.from) * scale);
    const isComing = crowd === COMING;
    const arrivals = isComing ? processing.coming : processing.there;
    if (to >= 0 && to < cells) arrivals[to] = (arrivals[to] as number) + 1;
    const happened = eventTime[row] as number;
    if (Number.isNaN(happened)) continue;
    const from = Math.round(first + (happened - view.from) * scale);
    const events = isComing ? event.coming : event.there;
    if (from >= 0 && from < cells) events[from] = (events[from] as number) + 1;
    if (from >= 0 && from < cells && to >= 0 && to < cells) {
      let tally = within[crowd];
      if (!tally) {
        tally = dense ? new Grid(grid) : new List(rows.length);
        within[crowd] = tally;
      }
      tally.add(from * cells + to);
    } else {
      // Threads that leave the picture keep their slant: their far end is kept, within what a key can hold.
      let far = beyond[crowd];
      if (!far) {
        far = new Map();
        beyond[crowd] = far;
      }
      const key = (held(from) + HALF) * 2 * HALF + held(to) + HALF;
      far.set(key, (far.get(key) ?? 0) + 1);
    }
  }
  const place = (cell: number): number => (cell + near) * CELL;
  const threads = {} as Record<Crowd, ThreadCell[]>;
  CROWDS.forEach((crowd, of) => {
    const list: ThreadCell[] = [];
    within[of]?.each((cell, count) => {
      list.push({ from: place(Math.floor(cell / cells)), to: place(cell % cells), count });
    });
    for (const [key, count] of beyond[of] ?? [])
      list.push({ from: place(Math.floor(key / (2 * HALF)) - HALF), to: place((key % (2 * HALF)) - HALF), count });
    threads[crowd] = list;
  });
  const list = ({ there, coming }: typeof event): RailCell[] => {
    const found: RailCell[] = [];
    for (let cell = 0; cell < cells; cell++) {
      const [n, m] = [there[cell] as number, coming[cell] as number];
      if (n + m > 0) found.push({ at: place(cell), there: n, coming: m });
    }
    return found;
  };
  return { threads, event: list(event), processing: list(processing) };
}

const HALF = 32_768;
const held = (cell: number): number => Math.max(-30_000, Math.min(30_000, cell));
