/** Sentences about differences and causes, put together: the command line and the screens say them alike. */
import type { Difference, Side } from '../engine/measure/difference';
import type { Score } from '../engine/measure/score';
import type { Value } from '../engine/values';
import type { compare as en } from './en/compare';
import { dayMonth, duration, number, sameDay, shortTime } from './format';
import type { Language } from './index';
import type { Widen } from './widen';

export type CompareTexts = Widen<typeof en>;

/** What a sentence must know of the scenario that it is about. */
export interface CompareWords {
  readonly language: Language;
  readonly texts: CompareTexts;
  readonly zone: string;
  /** Two instants of the run: if they are of one day, no time names its day. */
  readonly span: readonly [number, number];
  /** Which columns of an answer hold instants. */
  readonly instants: readonly boolean[];
  /** Of a query without groups, which cells of a row do. */
  readonly rowInstants?: readonly boolean[];
  /** Event time of a row, microseconds; NaN without one. */
  eventTime(row: number): number;
  arrivesAt(row: number): number;
}

export function time(at: number, { zone, span, language }: CompareWords): string {
  const clock = shortTime(at, zone);
  return sameDay(span[0], span[1], zone) && sameDay(at, span[0], zone)
    ? clock
    : `${dayMonth(at, zone, language)} ${clock}`;
}

/** `window 14:00 to 14:05`, with its keys; of a query without windows the keys alone, of one without groups the row. */
export function figureName(
  { name, start, end, keys }: Pick<Difference, 'name' | 'start' | 'end' | 'keys'>,
  words: CompareWords,
): string {
  const texts = words.texts;
  const parts = start === null || end === null ? [] : [texts.window(time(start, words), time(end, words))];
  const said = keys.map((key) => valueText(key, words.language));
  return [...parts, ...said].join(', ') || rowCells(name, words) || texts.all;
}

/** The cells of a row, what stands in several of them once (both sides of a join have its key). */
function rowCells(name: string, words: CompareWords): string {
  const { rowInstants = [] } = words;
  if (rowInstants.length === 0) return '';
  const texts = (JSON.parse(name) as (string | null)[]).map((cell, i) =>
    cell !== null && rowInstants[i] ? time(Number(cell), words) : valueText(cell, words.language),
  );
  return [...new Set(texts)].join(', ');
}

export function valueText(value: Value, language: Language): string {
  if (value === null) return 'null';
  return typeof value === 'number' || typeof value === 'bigint' ? number(value, language, 6) : String(value);
}

/** `3`; of several aggregates `3, 120,000`. */
export const valuesText = (values: readonly Value[] | null, words: CompareWords): string =>
  values === null ? '–' : values.map((v, column) => figureText(v, column, words)).join(', ');

/** A value of one column of an answer. */
export const figureText = (value: Value, column: number, words: CompareWords): string =>
  words.instants[column] && typeof value === 'number' ? time(value, words) : valueText(value, words.language);

export function rowText(row: number, words: CompareWords): string {
  const happened = words.eventTime(row);
  const texts = words.texts;
  return texts.row(Number.isNaN(happened) ? null : time(happened, words), time(words.arrivesAt(row), words));
}

/** What a run did with the row that parted it from another, or what it says where no row did. */
function didText({ values, fate }: Side, start: number | null, words: CompareWords): string {
  const { did, cause } = words.texts;
  if (!fate) return values === null ? did.silent : did.said(valuesText(values, words));
  switch (fate.kind) {
    case 'counted':
      return 'code' in fate ? did.countedTimes(fate.times, cause[fate.code]) : did.counted;
    case 'elsewhere':
      return did[start !== null && startOf(fate.name) < start ? 'elsewhereEarlier' : 'elsewhere'](
        windowOf(fate.name, words),
      );
    case 'stranger':
      return did.stranger(cause[fate.code]);
    case 'apart':
      return fate.home ? did.apart : did.absent;
    case 'missing':
      return did.missing[fate.code];
    case 'passed':
      return did.passed;
  }
}

/** The window in a figure's name, which begins with its start and end. */
function windowOf(name: string, words: CompareWords): string {
  const [start, end] = (JSON.parse(name) as string[]).map(Number);
  return words.texts.window(time(start ?? 0, words), time(end ?? 0, words));
}

const startOf = (name: string): number => Number((JSON.parse(name) as string[])[0]);

/** One sentence: by which row two runs parted, and what each did with it. */
export function partedText(
  { sides, rows, start }: Difference,
  words: CompareWords,
  nameOf: (side: Side) => string = ({ engine }) => words.texts.engine[engine],
): string {
  const texts = words.texts;
  const [first, other] = sides;
  const [row] = rows;
  const names = [nameOf(first), nameOf(other)] as const;
  const did = [didText(first, start, words), didText(other, start, words)] as const;
  return row === undefined
    ? texts.partedBare(names[0], did[0], names[1], did[1])
    : texts.parted(rowText(row, words), names[0], did[0], names[1], did[1]);
}

/**
 * Of runs whose final answers agree, what else differs, a line a run: how many of the answers there are, when they were
 * right, how many were corrected. Empty where none of these does.
 * @param figures how many answers there are to give
 */
export function alikeLines(
  runs: readonly { readonly name: string; readonly score: Score | null }[],
  figures: number,
  { texts, language }: CompareWords,
): string[] {
  const told = runs.flatMap(({ name, score }) => (score ? [{ name, score }] : []));
  const facts: readonly ((score: Score) => string | null)[] = [
    ({ right, wrong }) => texts.alike.answered(right + wrong, figures),
    ({ medianWait }) =>
      medianWait === null || medianWait === Number.POSITIVE_INFINITY
        ? null
        : texts.alike.wait(duration(medianWait, language, 2)),
    ({ corrections }) => texts.alike.corrected(corrections),
  ];
  const differing = facts.filter((fact) => new Set(told.map(({ score }) => fact(score))).size > 1);
  if (differing.length === 0) return [];
  return told.map(({ name, score }) => `${name}: ${differing.flatMap((fact) => fact(score) ?? []).join(', ')}.`);
}
