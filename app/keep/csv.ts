/** Cells as CSV that a sheet takes as what they are. */
import Papa from 'papaparse';
import type { Cell } from './cells';

/** How a text begins that a sheet takes for a formula; the library's own rule lets those pass that go over a line's end. */
const FORMULA = /^[=+\-@\t\r]/;

/** @param lines the heads first */
export const csvOf = (lines: readonly (readonly Cell[])[]): string =>
  Papa.unparse(lines as Cell[][], { escapeFormulae: FORMULA });
