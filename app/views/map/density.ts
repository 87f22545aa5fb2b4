/**
 * Rows of the map where there are too many for single marks: how many lie in each cell of two pixels, by kind. What is
 * drawn then depends on the picture's size and no longer on the number of rows. Late rows are never part of it.
 */
import type { Plane } from './plane';

/** Pixels of a cell. */
export const CELL = 2;

/** Kinds of rows that are told apart in a crowd; the later ones lie over the earlier. */
export const CROWD = ['coming', 'waiting', 'dim', 'counted'] as const;
export type CrowdKind = (typeof CROWD)[number];

/** Cells in which rows lie, one after another: `weight` is from 0 (one row) to 1 (as many as in the fullest). */
export interface Density {
  /** Rows in sight, late ones included. */
  readonly rows: number;
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  readonly kind: Uint8Array;
  readonly weight: Float32Array;
}

/**
 * @param event,processing the two times of each row, microseconds
 * @param kindOf the place in `CROWD` of a row's kind, or -1 if it is drawn by itself
 */
export function densityOf(
  plane: Plane,
  rows: Uint32Array,
  event: Float64Array,
  processing: Float64Array,
  kindOf: (row: number) => number,
): Density {
  const across = Math.ceil(plane.width / CELL) + 1;
  const down = Math.ceil(plane.height / CELL) + 1;
  const counts = CROWD.map(() => new Uint32Array(across * down));
  const right = (plane.right - plane.left) / (plane.event.to - plane.event.from) / CELL;
  const up = (plane.bottom - plane.top) / (plane.processing.to - plane.processing.from) / CELL;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const kind = kindOf(row);
    if (kind < 0) continue;
    const column = Math.floor(plane.left / CELL + ((event[row] as number) - plane.event.from) * right);
    const line = Math.floor(plane.bottom / CELL - ((processing[row] as number) - plane.processing.from) * up);
    const own = counts[kind] as Uint32Array;
    const cell = line * across + column;
    own[cell] = (own[cell] as number) + 1;
  }
  let filled = 0;
  let fullest = 1;
  for (const own of counts)
    for (let cell = 0; cell < own.length; cell++) {
      const n = own[cell] as number;
      if (n > 0) filled++;
      if (n > fullest) fullest = n;
    }
  const [x, y] = [new Uint16Array(filled), new Uint16Array(filled)];
  const kind = new Uint8Array(filled);
  const weight = new Float32Array(filled);
  const doublings = Math.max(1, Math.log2(fullest));
  let at = 0;
  counts.forEach((own, k) => {
    for (let cell = 0; cell < own.length; cell++) {
      const n = own[cell] as number;
      if (n === 0) continue;
      x[at] = (cell % across) * CELL;
      y[at] = Math.floor(cell / across) * CELL;
      kind[at] = k;
      weight[at] = Math.log2(n) / doublings;
      at++;
    }
  });
  return { rows: rows.length, x, y, kind, weight };
}
