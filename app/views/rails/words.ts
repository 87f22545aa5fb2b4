/** What is said of a row, a window or a batch, from the trace, in the language of the page. */

import { DAY } from '../../../engine/time';
import { leastLateBy } from '../../../engine/trace/lateBy';
import type { Moment, Pane, TraceReader } from '../../../engine/trace/reader';
import { shoreOf, stepKindOf } from '../../../engine/trace/steps';
import { batchIdOf, NONE, numberOfRef, operatorOfRef } from '../../../engine/trace/trace';
import { type ColumnType, type Value, valueAt } from '../../../engine/values';
import type { Language, Texts } from '../../../i18n';
import { date, dayMonth, duration, hourMinute, number, shortTime, timeOfDay } from '../../../i18n/format';
import { type RowFacts, readingAt, rowFacts, rowState } from '../../trace/rowFacts';
import { type Withheld, withholdsGroup, withholdsRow } from '../../trace/withheld';
import type { Joined, WindowTone } from './scene';

/** A language with its sentences and the zone in which times are read. */
export interface Words {
  readonly language: Language;
  readonly texts: Texts['rails'];
  /** Of the blocks below the rails: micro-batches, or runs of a job. */
  readonly block: Texts['rails']['blocks']['batch'];
  readonly zone: string;
  /** What became of a row, where the query joins. */
  readonly fate?: Joined['fate'] | undefined;
  /** Whether times of this run need their day. */
  readonly dated?: boolean;
}

/** How a run is spoken of. */
export function wordsOf(reader: TraceReader, language: Language, texts: Texts['rails']): Words {
  const { order, count, arrivesAt } = rowFacts(reader);
  const span =
    count === 0 ? 0 : (arrivesAt[order[count - 1] as number] as number) - (arrivesAt[order[0] as number] as number);
  const block = texts.blocks[stepKindOf(reader.trace) === 'run' ? 'run' : 'batch'];
  return { language, texts, block, zone: reader.scenario.timeZone, dated: span > DAY };
}

/** One value of an answer; `type` tells instants from numbers. */
export function valueText(value: Value, type: ColumnType | undefined, words: Words): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (type === 'timestamp' && typeof value === 'number') return shortTime(value, words.zone);
  return number(value, words.language);
}

/** `14:00 – 14:05`, with the day in a run of several, or where a window is as long as a day. */
export function windowText(start: number, end: number, words: Words): string {
  const { zone, language, texts, dated } = words;
  if (end - start >= DAY) return texts.span(dayTime(start, words), dayTime(end, words));
  const from = shortTime(start, zone);
  return texts.span(dated ? `${dayMonth(start, zone, language)} ${from}` : from, shortTime(end, zone));
}

/** `2 Mar` at midnight, else `2 Mar 06:00`. */
function dayTime(at: number, { zone, language }: Words): string {
  const time = shortTime(at, zone);
  const day = dayMonth(at, zone, language);
  return time === '00:00' ? day : `${day} ${time}`;
}

/** An instant of a run: with the day if the run has several. */
export function instantText(at: number, { zone, language, dated }: Words): string {
  const time = timeOfDay(at, zone);
  return dated ? `${dayMonth(at, zone, language)} ${time}` : time;
}

/** What a group is called: its window and its keys. `ref` names the operator too, where the query has several. */
export function groupText(reader: TraceReader, ref: number, words: Words): string {
  const place = operatorOfRef(ref);
  const operator = place === 0 ? reader.trace.operator : reader.trace.upstream[place - 1];
  const group = numberOfRef(ref);
  if (!operator) return '';
  const { columns, specs } = operator.groups;
  const parts: string[] = [];
  columns.forEach((column, i) => {
    if (operator.windowed && i === 1) return;
    if (operator.windowed && i === 0) {
      const end = columns[1];
      parts.push(windowText(valueAt(column, group) as number, end ? (valueAt(end, group) as number) : 0, words));
    } else parts.push(valueText(valueAt(column, group), specs[i]?.type, words));
  });
  return parts.join(', ');
}

export const keysText = (keys: readonly Value[], words: Words): string =>
  keys.map((k) => valueText(k, undefined, words)).join(', ');

/** How a pane stands, as far as it may be said. */
export function toneOf(pane: Pane, withheld: Withheld): WindowTone {
  if (withholdsGroup(withheld, pane.group)) return 'withheld';
  switch (pane.status) {
    case 'coming':
      return 'coming';
    case 'open':
      return withheld.state ? 'withheld' : 'open';
    case 'lost':
      return withheld.results ? 'withheld' : 'lost';
    default:
      return withheld.results ? 'withheld' : pane.right ? 'right' : 'wrong';
  }
}

/** The figures of a pane that matter most: its first value, or the first that differs from the truth. */
export function paneFigures(reader: TraceReader, pane: Pane, words: Words): { answer: string; truth: string } {
  const specs = reader.trace.operator?.versions.specs ?? [];
  const { values, truth } = pane;
  let at = 0;
  if (values && !pane.right)
    at = Math.max(
      0,
      values.findIndex((v, i) => v !== truth[i]),
    );
  const type = specs[at]?.type;
  return {
    answer: values ? valueText(values[at] ?? null, type, words) : '',
    truth: valueText(truth[at] ?? null, type, words),
  };
}

/** `3, final and wrong: the truth is 4`. */
export function paneSays(reader: TraceReader, pane: Pane, tone: WindowTone, words: Words): string {
  const { texts } = words;
  const { answer, truth } = paneFigures(reader, pane, words);
  switch (tone) {
    case 'withheld':
      return texts.saysWithheld;
    case 'coming':
      return texts.saysComing;
    case 'open':
      return texts.saysOpen(answer);
    case 'right':
      return texts.saysRight(answer);
    case 'wrong':
      return texts.saysWrong(answer, truth);
    default:
      return texts.saysLost(truth);
  }
}

/** A row's name: its number in its source, from 1; the source too, if there are several. */
export function rowName(reader: TraceReader, row: number, { texts, language }: Words): string {
  const { sources } = reader.scenario;
  let s = 0;
  while (s + 1 < sources.length && row >= (reader.trace.rowStart[s + 1] ?? Number.POSITIVE_INFINITY)) s++;
  const n = number(row - (reader.trace.rowStart[s] ?? 0) + 1, language);
  return sources.length > 1 ? texts.rowOfSource(sources[s]?.name ?? '', n) : texts.rowName(n);
}

/** What a step of a run is called: `10` (a batch, a run of a job), or the row that is processed, or a tick. */
export function stepName(reader: TraceReader, step: number, words: Words): string {
  const { trace } = reader;
  if (!trace.records) return number(batchIdOf(trace, step), words.language);
  const row = trace.records.row[step] as number;
  return row === NONE ? words.texts.tick : rowName(reader, row, words);
}

/** `16 min 40 s on its way`; `its clock runs 2 min ahead` where it arrived before it happened. */
function wayText(facts: RowFacts, row: number, { texts, language }: Words): string {
  const way = (facts.arrivesAt[row] as number) - (facts.eventTime[row] as number);
  if (Number.isNaN(way)) return texts.withoutWindow;
  if (way === 0) return texts.atOnce;
  return way > 0 ? texts.onItsWay(duration(way, language)) : texts.clockAhead(duration(-way, language));
}

/** What became of a row by a cursor, in a few words. */
export function fateText(reader: TraceReader, moment: Moment, withheld: Withheld, row: number, words: Words): string {
  const { texts, block, language } = words;
  const facts = rowFacts(reader);
  const batch = facts.batch[row] as number;
  const id = number(batchIdOf(reader.trace, batch), language);
  const state = rowState(facts, row, moment.cursor);
  const records = reader.trace.records !== undefined;
  if (state === 'coming') return texts.stillComing;
  if (state === 'waiting') return records ? texts.waitsItsTurn : batch === NONE ? block.waits : block.waitsFor(id);
  if (withholdsRow(withheld, row)) return records ? texts.processed : block.readBy(id);
  if (state === 'filtered') return texts.filtered;
  if (state === 'withoutWindow') return texts.withoutWindow;
  if (state === 'duplicate') return texts.duplicate;
  if (state === 'late') {
    const late = lateText(reader, moment, row, words);
    const water = waterText(reader, row, words);
    return late && water ? `${late}; ${water}` : late || water || texts.dropped;
  }
  const fate = words.fate?.(moment, withheld, row, words);
  if (fate) return fate;
  const groups = reader.groupsOf(row);
  if (groups.length === 0) return texts.passed;
  if (facts.partlyLate[row]) {
    const late = lateGroups(reader, row, moment.cursor);
    const counted = groups.filter((g) => !late.has(g));
    return texts.countedInSome(names(reader, counted, words), names(reader, [...late], words));
  }
  const counts = reader.scenario.query.steps.some((step) => step.kind === 'aggregate');
  return (counts ? texts.countedIn : texts.keptFor)(names(reader, groups, words));
}

const names = (reader: TraceReader, groups: readonly number[], words: Words): string =>
  groups.map((g) => groupText(reader, g, words)).join('; ');

function lateGroups(reader: TraceReader, row: number, cursor: number): Set<number> {
  const late = new Set<number>();
  for (const at of reader.rowEntries(row, cursor).verdicts) {
    const entry = reader.entry(at);
    if (entry.kind === 'rowLate' && entry.group !== null) late.add(entry.group);
  }
  return late;
}

/** By how much a dropped row was late, the figure of the panel's tag; empty where there is none. */
function lateText(reader: TraceReader, { cursor }: Moment, row: number, { texts, language }: Words): string {
  const facts = rowFacts(reader);
  const batch = readingAt(facts, row, cursor)?.batch ?? NONE;
  if (batch === NONE) return '';
  const by = leastLateBy(reader.trace, lateGroups(reader, row, cursor), batch, facts.eventTime[row]);
  return Number.isNaN(by) ? '' : texts.lateBy(duration(by, language));
}

/** How far a dropped row lay under water; empty where it did not. */
function waterText(reader: TraceReader, row: number, { texts, zone, language }: Words): string {
  const under = underWater(reader, row);
  const happened = rowFacts(reader).eventTime[row] as number;
  return under > 0 ? texts.underWater(timeOfDay(happened, zone), duration(under, language)) : '';
}

/** The two lines beside a row: its way and by how much it was late, and how it fared. @param late it shows as late */
export function calloutLines(
  reader: TraceReader,
  moment: Moment,
  withheld: Withheld,
  row: number,
  late: boolean,
  words: Words,
): readonly [string, string] {
  const by = late ? lateText(reader, moment, row, words) : '';
  const under = late ? waterText(reader, row, words) : '';
  return [
    [wayText(rowFacts(reader), row, words), by].filter(Boolean).join(', '),
    under || (by ? words.texts.dropped : fateText(reader, moment, withheld, row, words)),
  ];
}

/** How far a dropped row's event time lay below the water when it was read, in microseconds; NaN without. */
function underWater(reader: TraceReader, row: number): number {
  const facts = rowFacts(reader);
  const batch = facts.batch[row] as number;
  if (batch === NONE) return Number.NaN;
  const { trace } = reader;
  const water = trace.batches[trace.records ? 'lateWatermark' : 'watermark'][batch] as number;
  return shoreOf(trace, water) - (facts.eventTime[row] as number);
}

/** All that the picture shows of a row, in one sentence: for those who hear it. */
export function rowSpoken(reader: TraceReader, moment: Moment, withheld: Withheld, row: number, words: Words): string {
  const facts = rowFacts(reader);
  const { texts } = words;
  const happened = facts.eventTime[row] as number;
  const fate = fateText(reader, moment, withheld, row, words);
  // The ear has no crossed ring beside the water.
  const late = rowState(facts, row, moment.cursor) === 'late' && !withholdsRow(withheld, row);
  return texts.rowSpoken(
    rowName(reader, row, words),
    Number.isNaN(happened) ? texts.never : instantText(happened, words),
    instantText(facts.arrivesAt[row] as number, words),
    wayText(facts, row, words),
    late ? `${texts.verdicts.late}: ${fate}` : fate,
  );
}

/** From steps of this length on a day without its year says too little. */
const QUARTER = 90 * DAY;

/** The label of a tick or a window's start: as short as its step allows. */
export function tickText(at: number, step: number, words: Pick<Words, 'zone' | 'language'>): string {
  const { zone, language } = words;
  if (step >= QUARTER) return date(at, zone, language);
  if (step >= DAY || hourMinute(at, zone) === '00:00') {
    if (step >= 60_000_000)
      return step >= DAY || step >= 3_600_000_000 ? dayMonth(at, zone, language) : hourMinute(at, zone);
  }
  if (step >= 60_000_000) return hourMinute(at, zone);
  if (step >= 1_000_000) return timeOfDay(at, zone, 0);
  return timeOfDay(at, zone, step >= 100_000 ? 1 : step >= 10_000 ? 2 : 3);
}
