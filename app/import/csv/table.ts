/** A text of delimited values as rows of texts: which sign divides them, whether the first row names the columns. */
import Papa from 'papaparse';
import { guessTimes } from './times';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface CsvTable {
  readonly delimiter: Delimiter;
  /** Whether the first row names the columns. */
  readonly header: boolean;
  /** Unlike each other, also in capitals, and none empty. */
  readonly names: readonly string[];
  /** What the columns hold, row by row, without empty rows. A row may have more or fewer cells than there are columns. */
  readonly rows: readonly (readonly string[])[];
  /** The number of each row in the file, from 1, the header and empty rows counted: as a spreadsheet shows it. */
  readonly numbers: readonly number[];
  /** Row in whose quotation marks something is wrong; null if there is none. The rows after it cannot be trusted. */
  readonly brokenQuotes: number | null;
}

export interface TableChoices {
  readonly delimiter?: Delimiter;
  readonly header?: boolean;
}

/** Whatever is not chosen is found out. */
export function readTable(text: string, { delimiter, header }: TableChoices = {}): CsvTable {
  const sign = delimiter ?? guessDelimiter(text);
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: sign, worker: false });
  const rows: string[][] = [];
  const numbers: number[] = [];
  data.forEach((row, i) => {
    if (row.every((cell) => cell.trim() === '')) return;
    rows.push(row);
    numbers.push(i + 1);
  });
  const first = rows[0] ?? [];
  const named = header ?? looksLikeNames(first, rows.slice(1, 50));
  if (named) {
    rows.shift();
    numbers.shift();
  }
  const broken = errors.find((error) => error.type === 'Quotes');
  return {
    delimiter: sign,
    header: named,
    names: namesOf(named ? first : first.map(() => ''), Math.max(first.length, named ? 0 : widest(rows))),
    rows,
    numbers,
    brokenQuotes: broken ? (broken.row ?? 0) + 1 : null,
  };
}

const widest = (rows: readonly (readonly string[])[]): number =>
  rows.reduce((most, row) => Math.max(most, row.length), 0);

/** The sign that divides the first rows into the same number of cells, and into the most. */
function guessDelimiter(text: string): Delimiter {
  let best: Delimiter = ',';
  let cells = 1;
  for (const sign of DELIMITERS) {
    const { data } = Papa.parse<string[]>(text.slice(0, 64 * 1024), { delimiter: sign, preview: 20, worker: false });
    const widths = data.filter((row) => row.some((cell) => cell.trim() !== '')).map((row) => row.length);
    const usual = widths[0] ?? 1;
    const same = widths.filter((width) => width === usual).length;
    if (usual > cells && same * 2 > widths.length) [best, cells] = [sign, usual];
  }
  return best;
}

const NUMBER = /^[+-]?\d[\d.,]*$/;

/** A first row of names: words, each different, where the rows below hold something else. */
function looksLikeNames(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (first.length === 0 || below.length === 0) return false;
  const words = first.map((cell) => cell.trim());
  if (words.some((word) => word === '') || new Set(words).size < words.length) return false;
  return !words.some((word) => NUMBER.test(word) || guessTimes([word], true) !== null);
}

/** `window` is what a query calls its windows. */
const TAKEN = ['window'];

function namesOf(header: readonly string[], count: number): string[] {
  const taken = new Set(TAKEN);
  return Array.from({ length: count }, (_, i) => {
    const wanted = header[i]?.trim() || `column ${i + 1}`;
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted} ${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
