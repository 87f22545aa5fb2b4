/** Rows by what they hold, when they happened, or when they arrived. */
import { DAY } from '../../engine/time';
import type { TraceReader } from '../../engine/trace/reader';
import { type Column, type ColumnSpec, valueAt } from '../../engine/values';
import { timeOfDay, zoneOffset } from '../../i18n/format';
import { typedTimeOfDay } from '../controls/typed';
import type { Labels } from './labels';
import { rowFacts } from './rowFacts';

/** Whether a row is one that a word of the question means. */
type Test = (row: number) => boolean;

/**
 * The rows that match every word, in the order in which they arrive. A word is a part of a value (`Kota`), a part of a
 * column's value (`zone=Kota`), the beginning of a time (`14:03`), two times of day (`14:03-14:10`, both included) or a
 * number of a row (`#13`). Null: nothing is asked.
 */
export function findRows(reader: TraceReader, question: string, labels: Labels): readonly number[] | null {
  const words = question.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const tests = words.map((word) => testOf(reader, word, labels));
  return [...rowFacts(reader).order].filter((row) => tests.every((test) => test(row)));
}

function testOf(reader: TraceReader, word: string, labels: Labels): Test {
  const zone = reader.scenario.timeZone;
  const facts = rowFacts(reader);
  const times = (row: number): readonly number[] =>
    [facts.eventTime[row] as number, facts.arrivesAt[row] as number].filter((at) => !Number.isNaN(at));

  const numbered = /^#(\d+)$/.exec(word);
  if (numbered) return (row) => row + 1 === Number(numbered[1]);

  const [from, to, ...more] = word.split(/[-–]/);
  const [start, end] = [typedTimeOfDay(from ?? ''), typedTimeOfDay(to ?? '')];
  if (start !== null && end !== null && more.length === 0)
    return (row) => times(row).some((at) => within(timeIn(at, zone), start, end));

  const [name, ...rest] = word.split('=');
  const text = rest.length > 0 ? rest.join('=') : word;
  const columns = columnsOf(reader, rest.length > 0 ? name : undefined);
  const holds: Test = (row) =>
    columns.some(
      ({ spec, column, first, count }) =>
        row >= first &&
        row < first + count &&
        labels
          .value(valueAt(column, row - first), spec.type)
          .toLowerCase()
          .includes(text),
    );
  if (rest.length > 0) return holds;
  const isTime = /^\d{1,2}[:.]/.test(word);
  const begins = word.replaceAll('.', ':').padStart(word.indexOf(':') === 1 ? word.length + 1 : 0, '0');
  return (row) =>
    holds(row) || (isTime && times(row).some((at) => timeOfDay(at, zone).replaceAll('.', ':').startsWith(begins)));
}

/** Microseconds since midnight in the zone. */
const timeIn = (at: number, zone: string): number => (((at + zoneOffset(at, zone)) % DAY) + DAY) % DAY;

/** Over midnight too: 23:50-00:10. */
const within = (time: number, start: number, end: number): boolean =>
  start <= end ? time >= start && time <= end : time >= start || time <= end;

function columnsOf(reader: TraceReader, name: string | undefined) {
  const found: { spec: ColumnSpec; column: Column; first: number; count: number }[] = [];
  let first = 0;
  for (const { rows } of reader.scenario.sources) {
    rows.specs.forEach((spec, c) => {
      const column = rows.columns[c];
      if (column && (name === undefined || spec.name.toLowerCase() === name))
        found.push({ spec, column, first, count: rows.count });
    });
    first += rows.count;
  }
  return found;
}
