/** The value of a figure that a lesson's text refers to, read off a run. */
import { lengthOf, parseInterval } from '../engine/interval';
import { localTimeOfDay } from '../engine/localTime';
import type { Step } from '../engine/scenario/scenario';
import type { SinkRow } from '../engine/trace/reader';
import { batchIdOf, type StateColumns } from '../engine/trace/trace';
import { columnIndex, type Value, valueAt } from '../engine/values';
import { lateRows } from './facts';
import type { Figure, FigureRef } from './figure';
import { batchNumber } from './place';
import type { Answer, BatchRef, Facts, Lesson, Runs } from './schema';

const NO_FIGURE: Figure = { kind: 'none' };
const time = (value: number): Figure => (Number.isNaN(value) ? NO_FIGURE : { kind: 'time', value });
const day = (value: number): Figure => (Number.isNaN(value) ? NO_FIGURE : { kind: 'day', value });
const clock = (value: number): Figure => ({ kind: 'clock', value });
const duration = (value: number): Figure => ({ kind: 'duration', value });
const count = (value: number): Figure => ({ kind: 'count', value });

/**
 * @param runs the runs of the step in whose text the reference stands; `main` alone for a check.
 * @throws Error if the reference names a run, row, group or batch that is not there.
 */
export function quote(ref: FigureRef, lesson: Lesson, runs: Runs): Figure {
  const facts = runs[ref.run];
  if (!facts) throw new Error(`the step has no run "${ref.run}"`);
  if (ref.subject === 'own') {
    const own = lesson.own[ref.name];
    if (!own) throw new Error(`the lesson has no figure "${ref.name}"`);
    return own({ ...runs, main: facts });
  }
  const fields = FIELDS[ref.subject] as Readonly<Record<string, (name: string, facts: Facts) => Figure>>;
  const field = fields[ref.field];
  if (!field) throw new Error(`no field "${ref.field}" of "${ref.subject}"`);
  return field(ref.name, facts);
}

const FIELDS = {
  row: {
    happened: (row: string, f: Facts) => time(f.happened(row)),
    day: (row: string, f: Facts) => day(f.happened(row)),
    arrived: (row: string, f: Facts) => time(f.arrived(row)),
    arrivedDay: (row: string, f: Facts) => day(f.arrived(row)),
    onTheRoad: (row: string, f: Facts) => duration(f.arrived(row) - f.happened(row)),
    batch: (row: string, f: Facts) => count(batchId({ reads: row }, f)),
    readAt: (row: string, f: Facts) => time(batchColumn(f, 'startedAt', { reads: row })),
    testedAgainst: (row: string, f: Facts) => time(batchColumn(f, 'lateWatermark', { reads: row })),
    lateBy: (row: string, f: Facts) => duration(batchColumn(f, 'lateWatermark', { reads: row }) - windowEnd(row, f)),
    amount: (row: string, f: Facts) => money(f.reader.value(f.row(row), 'amount')),
    city: (row: string, f: Facts) => words(f.reader.value(f.row(row), 'city')),
    card: (row: string, f: Facts) => words(f.reader.value(f.row(row), 'cardId')),
  },
  batch: {
    id: (batch: string, f: Facts) => count(batchId(batchRef(batch), f)),
    started: (batch: string, f: Facts) => time(batchColumn(f, 'startedAt', batchRef(batch))),
    day: (batch: string, f: Facts) => day(batchColumn(f, 'startedAt', batchRef(batch))),
    rows: (batch: string, f: Facts) => count(batchColumn(f, 'numInputRows', batchRef(batch))),
    watermark: (batch: string, f: Facts) => time(batchColumn(f, 'watermark', batchRef(batch))),
    lateWatermark: (batch: string, f: Facts) => time(batchColumn(f, 'lateWatermark', batchRef(batch))),
    dropped: (batch: string, f: Facts) => count(batchColumn(f, 'stateDropped', batchRef(batch))),
    held: (batch: string, f: Facts) => count(heldAfter(f, batchNumber(batchRef(batch), f))),
    freed: (batch: string, f: Facts) => count(stateColumn(f, 'stateRemoved', batchNumber(batchRef(batch), f))),
    written: (batch: string, f: Facts) => count(writtenBy(f, batchNumber(batchRef(batch), f))),
    ended: (batch: string, f: Facts) => time(batchColumn(f, 'endedAt', batchRef(batch))),
    from: (batch: string, f: Facts) =>
      time(f.reader.trace.batches.readFrom?.[batchNumber(batchRef(batch), f)] as number),
    to: (batch: string, f: Facts) => time(f.reader.trace.batches.readTo?.[batchNumber(batchRef(batch), f)] as number),
  },
  group: {
    start: (group: string, f: Facts) => clock(groupColumn(f, 'windowStart', group)),
    end: (group: string, f: Facts) => clock(groupColumn(f, 'windowEnd', group)),
    truth: (group: string, f: Facts) => countOf(f.truth(group)),
    answer: (group: string, f: Facts) => value(f.answers(group).at(0)),
    answeredAt: (group: string, f: Facts) => writtenAt(f.answers(group).at(0)),
    answeredBy: (group: string, f: Facts) => count(batchNumber({ answers: group }, f)),
    lastAnswer: (group: string, f: Facts) => value(f.answers(group).at(-1)),
    lastAnsweredAt: (group: string, f: Facts) => writtenAt(f.answers(group).at(-1)),
  },
  setting: {
    delay: (_: string, f: Facts) => duration(settingOf(f).delay),
    trigger: (_: string, f: Facts) => duration(settingOf(f).trigger),
    window: (_: string, f: Facts) => duration(settingOf(f).window),
    every: (_: string, f: Facts) => duration(f.reader.scenario.engines.dailyBatch.every),
    within: (_: string, f: Facts) => duration(settingOf(f).within),
    at: (_: string, f: Facts) => timeOfDay(f.reader.scenario.engines.dailyBatch.at, f),
    interval: (_: string, f: Facts) => duration(f.reader.scenario.engines.batchLoop.interval),
    work: (_: string, f: Facts) => duration(f.reader.scenario.engines.batchLoop.workTime),
  },
  run: {
    late: (_: string, f: Facts) => count(lateRows(f.reader)),
    dropped: (_: string, f: Facts) => count(total(f.reader.trace.batches.stateDropped, f)),
    rows: (_: string, f: Facts) => count(f.reader.trace.arrivalOrder.length),
    batches: (_: string, f: Facts) => count(f.reader.trace.batches.count),
    written: (_: string, f: Facts) => count(f.reader.trace.output.table.count),
    inSink: (_: string, f: Facts) => count(sinkOf(f).length),
    doubled: (_: string, f: Facts) => count(sinkOf(f).filter((row) => row.again).length),
    peak: (_: string, f: Facts) => count(peakOf(f)),
  },
} as const;

/** The settings of a run that lessons speak of; NaN where the query or the engine has none. */
export function settingOf(facts: Facts) {
  const { query, engines } = facts.reader.scenario;
  const find = <K extends Step['kind']>(kind: K) =>
    query.steps.find((s): s is Extract<Step, { kind: K }> => s.kind === kind);
  const within = parseInterval(String(find('process')?.parameters.within ?? ''));
  const { trigger } = engines.spark;
  const window = find('aggregate')?.window;
  return {
    delay: find('watermark')?.delay ?? Number.NaN,
    window: window && !('gap' in window) ? window.size : Number.NaN,
    trigger: trigger.kind === 'processingTime' ? trigger.interval : Number.NaN,
    within: within ? lengthOf(within) : Number.NaN,
  };
}

/** A batch as a text names it: an id, `last`, or the batch that answers a group or reads a row. */
function batchRef(name: string): BatchRef {
  if (name === 'last') return 'last';
  if (/^\d+$/.test(name)) return { id: Number(name) };
  const [what, of] = name.split('-', 2) as [string, string | undefined];
  if (what === 'reads' && of) return { reads: of };
  if (what === 'answers' && of) return { answers: of };
  if (what === 'alerts' && of) return { alerts: of };
  throw new Error(`"${name}" names no batch`);
}

type BatchColumn = 'startedAt' | 'endedAt' | 'numInputRows' | 'watermark' | 'lateWatermark' | 'stateDropped';

function batchColumn(facts: Facts, column: BatchColumn, ref: BatchRef): number {
  return facts.reader.trace.batches[column][batchNumber(ref, facts)] as number;
}

const batchId = (ref: BatchRef, facts: Facts): number => batchIdOf(facts.reader.trace, batchNumber(ref, facts));

/** A column of the state over all operators, in one batch. */
function stateColumn(f: Facts, column: keyof StateColumns, batch: number): number {
  const { batches } = f.reader.trace;
  return [batches, ...batches.upstream].reduce((sum, of) => sum + (of[column][batch] as number), 0);
}

/** Rows that all operators hold once a batch is done. */
export const heldAfter = (f: Facts, batch: number): number => stateColumn(f, 'stateTotal', batch);

/** The most that is held after any batch. */
export function peakOf(f: Facts): number {
  let peak = 0;
  for (let batch = 0; batch < f.reader.trace.batches.count; batch++) peak = Math.max(peak, heldAfter(f, batch));
  return peak;
}

/** Rows that a batch gives to the sink. */
export const writtenBy = (f: Facts, batch: number): number =>
  f.reader.trace.output.batch.reduce((n, by) => n + (by === batch ? 1 : 0), 0);

/** What a reader of the sink finds at the end. */
export const sinkOf = (f: Facts): readonly SinkRow[] => f.reader.at(f.reader.length).sinkRows();

/** A local time of day, on the day of the first arrival. */
function timeOfDay(at: number, f: Facts): Figure {
  const first = f.reader.arrivesAt(f.reader.trace.arrivalOrder[0] as number);
  return clock(first - localTimeOfDay(first, f.reader.scenario.engines.dailyBatch.timeZone) + at);
}

function total(column: Uint32Array, facts: Facts): number {
  return column.subarray(0, facts.reader.trace.batches.count).reduce((sum, n) => sum + n, 0);
}

/** The end of the first window that a row belongs to. */
function windowEnd(row: string, facts: Facts): number {
  const group = facts.reader.groupsOf(facts.row(row))[0];
  return group === undefined ? Number.NaN : groupValue(facts, 'windowEnd', group);
}

function groupColumn(facts: Facts, column: string, group: string): number {
  return groupValue(facts, column, facts.group(group));
}

function groupValue(facts: Facts, column: string, group: number): number {
  const groups = facts.reader.trace.operator?.groups;
  const found = groups?.columns[columnIndex(groups, column)];
  return found ? Number(valueAt(found, group)) : Number.NaN;
}

const value = (answer: Answer | undefined): Figure => (answer ? countOf(answer.value) : NO_FIGURE);
const writtenAt = (answer: Answer | undefined): Figure => (answer ? time(answer.at) : NO_FIGURE);
const countOf = (value: Value): Figure => (value === null ? NO_FIGURE : count(Number(value)));
const money = (value: Value): Figure => (value === null ? NO_FIGURE : { kind: 'money', value: Number(value) });
const words = (value: Value): Figure => (value === null ? NO_FIGURE : { kind: 'text', value: String(value) });
