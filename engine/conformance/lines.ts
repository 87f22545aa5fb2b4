/**
 * Lines as `run --json` prints them and as the recorder writes them, and the first difference between two runs. Numbers
 * are kept as they are written, because a long above 2^53 is no JavaScript number.
 */

/** A JSON number as it is written. */
class NumberText {
  constructor(readonly text: string) {}

  /** Longs digit by digit; doubles to the last bit, whichever way they are written (`1.0E16`, `10000000000000000`). */
  equals(other: NumberText): boolean {
    const whole = /^-?\d+$/;
    if (whole.test(this.text) && whole.test(other.text)) return this.text === other.text;
    return Number(this.text) === Number(other.text);
  }
}

type Json = null | boolean | string | NumberText | readonly Json[] | { readonly [name: string]: Json };
export type Line = { readonly [name: string]: Json };

const MARK = '\u0000number ';
/** A text or a number of a JSON text. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Reads a line of JSON. */
export function readLine(text: string): Line {
  const marked = text.replace(TOKEN, (token) => (token.startsWith('"') ? token : JSON.stringify(MARK + token)));
  return JSON.parse(marked, (_, value) =>
    typeof value === 'string' && value.startsWith(MARK) ? new NumberText(value.slice(MARK.length)) : value,
  ) as Line;
}

export function readLines(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(readLine);
}

function show(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (value instanceof NumberText) return value.text;
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, field]) => `${name}: ${show(field)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a instanceof NumberText) return b instanceof NumberText && a.equals(b);
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((x, i) => same(x, b[i]));
  if (typeof a === 'object' && a !== null) {
    if (typeof b !== 'object' || b === null || Array.isArray(b) || b instanceof NumberText) return false;
    const [these, those] = [Object.entries(a), Object.entries(b as Record<string, Json>)];
    return (
      these.length === those.length &&
      these.every(([name, field], i) => those[i]?.[0] === name && same(field, those[i]?.[1]))
    );
  }
  return a === b;
}

/** A row of `one` that `other` has not, each row of `other` used once; undefined if there is none. */
function unmatched(one: readonly Json[], other: readonly Json[]): Json | undefined {
  const left = [...other];
  for (const row of one) {
    const at = left.findIndex((candidate) => same(row, candidate));
    if (at < 0) return row;
    left.splice(at, 1);
  }
  return undefined;
}

const REAL = 'real';
const ARUS = 'Arus';

/**
 * The first difference between what the real engine did and what Arus did, in words that name the batch (or the arrival,
 * or the tick) and the field; null if there is none. The order of rows within `output` and `late` means nothing.
 */
export function difference(real: readonly Line[], arus: readonly Line[]): string | null {
  for (let i = 0; i < Math.max(real.length, arus.length); i++) {
    const found = lineDifference(real[i], arus[i]);
    if (found !== null) return `${nameOf(real[i] ?? arus[i])}: ${found}`;
  }
  return null;
}

function nameOf(line: Line | undefined): string {
  if (line && 'batchId' in line) return `batch ${show(line.batchId)}`;
  if (line && 'arrival' in line) return `arrival ${show(line.arrival)}`;
  if (line && 'timestamp' in line) return `tick ${show(line.timestamp)}`;
  return line && 'failed' in line ? 'failure' : 'refusal';
}

const said = (field: string, real: Json | undefined, arus: Json | undefined): string =>
  `${field}: ${REAL} ${show(real)}, ${ARUS} ${show(arus)}`;

function lineDifference(real: Line | undefined, arus: Line | undefined): string | null {
  if (!real || !arus) return said('line', real, arus);
  for (const field of new Set([...Object.keys(real), ...Object.keys(arus)])) {
    // Arus's own counts, where the recorder has none: how many rows of state a checkpoint of Flink holds (each state backend counts
    // in its own way), and the changelogs of an application with suppress (its buffer has another one).
    if (real[field] === undefined && ['stateRows', 'changelog', 'changelogRead'].includes(field)) continue;
    const found = fieldDifference(field, real[field], arus[field]);
    if (found !== null) return found;
  }
  return null;
}

function fieldDifference(field: string, real: Json | undefined, arus: Json | undefined): string | null {
  if (field === 'failed' && isObject(real) && isObject(arus)) {
    if (!same(real.error, arus.error)) return said('error', real.error, arus.error);
    const words = wordsOf(real.message);
    return words === arus.message ? null : said('message', words, arus.message);
  }
  if (field === 'stateOperators' && Array.isArray(real) && Array.isArray(arus) && real.length === arus.length) {
    for (const [i, operator] of (real as readonly Line[]).entries())
      for (const name of Object.keys(operator)) {
        const simulated = (arus as readonly Line[])[i]?.[name];
        if (!same(operator[name], simulated)) return said(name, operator[name], simulated);
      }
    return null;
  }
  if ((field === 'output' || field === 'late') && Array.isArray(real) && Array.isArray(arus)) {
    const missing = unmatched(real, arus);
    const extra = unmatched(arus, real);
    return missing === undefined && extra === undefined ? null : said(`${field} (${real.length} rows)`, missing, extra);
  }
  return same(real, arus) ? null : said(field, real, arus);
}

/** Spark's message without its condition in front and its SQL state behind. */
function wordsOf(message: Json | undefined): string {
  return String(message)
    .replace(/^\[[^\]]*\] /, '')
    .replace(/(?: SQLSTATE: \w+)+$/, '');
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberText);
}
