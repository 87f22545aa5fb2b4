/** A run as a person reads it: each batch with what it read, held and wrote, then the figures. */

import { formatTimeOfDay } from '../engine/instant';
import { formatInterval } from '../engine/interval';
import { measuresOf } from '../engine/measure/measures';
import type { EngineName, Scenario } from '../engine/scenario/scenario';
import { backfilledDay } from '../engine/trace/backfilled';
import { openTrace } from '../engine/trace/reader';
import { batchIdOf, type CrashRecord, NONE, type OutputTable, type Trace } from '../engine/trace/trace';
import { valueAt } from '../engine/values';
import { date, dayMonth, duration, number, percent, sameDay, shortTime, timeOfDay } from '../i18n/format';
import type { Language } from '../i18n/index';
import { aligned } from './table';
import { cliTexts } from './texts';
import { rowName } from './traceLines';

export function* report(trace: Trace, scenario: Scenario, language: Language): Generator<string> {
  const texts = cliTexts[language];
  const { batches, output, failure, operator } = trace;
  const zone = scenario.timeZone;
  // A run within one day says the day once, at its top.
  const oneDay = batches.count === 0 || sameDay(batches.startedAt[0] as number, trace.endsAt, zone);
  const time = (at: number, clock = timeOfDay(at, zone)) => {
    return oneDay && sameDay(at, trace.endsAt, zone) ? clock : `${dayMonth(at, zone, language)} ${clock}`;
  };

  yield `${scenario.name} · ${scenario.title[language]}`;
  yield [trace.engine, ...settingsOf(scenario, trace.engine, language), texts.settings.times(zone)].join(' · ');
  if (oneDay && batches.count > 0) yield date(batches.startedAt[0] as number, zone, language);
  if (batches.count === 0) yield `\n${trace.records ? texts.noArrival : texts.noBatch}`;
  if (trace.records) {
    yield* steps(trace, scenario, time, language);
    yield* trace.failure ? failed(trace, scenario, language) : figures(trace, scenario, language);
    return;
  }

  const crashLine = (crash: CrashRecord | undefined): string | null =>
    crash
      ? texts.crashed(
          time(crash.at),
          crash.after,
          crash.batch === NONE ? null : batchIdOf(trace, crash.batch),
          crash.checkpoint,
          crash.restarted === NONE ? null : time(crash.restartsAt),
        )
      : null;
  let next = 0;
  let told = 0;
  for (let batch = 0; batch < batches.count; batch++) {
    const written: string[][] = [];
    for (; next < output.batch.length && output.batch[next] === batch; next++) {
      written.push(cells(output, next, time, (at) => time(at, shortTime(at, zone)), language));
    }
    if (failure?.batch === batch) break;
    // Crashes of the idle query, and after the commit of the batch before.
    while ((trace.crashes[told]?.entry ?? NONE) < (batches.firstEntry[batch] as number))
      yield `\n${crashLine(trace.crashes[told++])}`;
    const watermark = batches.watermark[batch] as number;
    const day = backfilledDay(trace, scenario, batch);
    yield '';
    yield [
      `${(batches.attempt[batch] as number) > 0 ? texts.batchAgain(batches.batchId[batch] as number) : texts.batch(batches.batchId[batch] as number)} · ${time(batches.startedAt[batch] as number)}`,
      texts.read(batches.numInputRows[batch] as number),
      ...(trace.engine === 'batchLoop'
        ? [texts.stretch(time(batches.readFrom?.[batch] as number), time(batches.readTo?.[batch] as number))]
        : []),
      ...(day === null ? [] : [texts.day(day)]),
      ...(Number.isNaN(watermark) ? [] : [watermark <= 0 ? texts.noWatermark : texts.watermark(time(watermark))]),
    ].join(' · ');
    const isCut = batches.crash[batch] !== NONE;
    if (operator && !batches.readFrom && !isCut) {
      const [total, updated] = [batches.stateTotal[batch] as number, batches.stateUpdated[batch] as number];
      const [removed, dropped] = [batches.stateRemoved[batch] as number, batches.stateDropped[batch] as number];
      yield `  ${texts.state(total, updated, removed, dropped)}`;
    }
    for (const line of results(output.specs, written)) yield `  ${line}`;
    if (isCut) yield `  ${crashLine(trace.crashes[told++])}`;
  }
  for (const crash of trace.crashes.slice(told)) yield `\n${crashLine(crash)}`;

  yield '';
  yield* failure ? failed(trace, scenario, language) : figures(trace, scenario, language);
}

/** Rows under the names of their columns; nothing for no row. */
function* results(specs: OutputTable['specs'], rows: readonly string[][]): Generator<string> {
  if (rows.length === 0) return;
  const isNumber = (c: number) => specs[c]?.type === 'long' || specs[c]?.type === 'double';
  yield* aligned([specs.map((spec) => spec.name), ...rows], isNumber);
}

type SayTime = (at: number, clock?: string) => string;

/** An engine that works row by row: a line for each arrival, and for each tick at which something comes out. */
function* steps(trace: Trace, scenario: Scenario, time: SayTime, language: Language): Generator<string> {
  const texts = cliTexts[language];
  const { batches, output, failure, records } = trace;
  const { row, late } = records as NonNullable<Trace['records']>;
  const bound = (at: number) => time(at, shortTime(at, scenario.timeZone));
  let [written, dropped, said] = [0, 0, false];
  let told = 0;
  const crash = function* (before: number): Generator<string> {
    for (let c = trace.crashes[told]; c && c.entry < before; c = trace.crashes[++told]) {
      const back = c.restarted === NONE ? null : time(c.restartsAt);
      yield `\n${texts.crashedJob(time(c.at), c.after, c.checkpoint, back)}`;
    }
  };
  for (let step = 0; step < batches.count && failure?.batch !== step; step++) {
    yield* crash(batches.firstEntry[step] as number);
    const rows: string[][] = [];
    for (; written < output.batch.length && output.batch[written] === step; written++)
      rows.push(stepRow(trace, written, time, bound, language));
    const lines = [...results(output.specs, rows)];
    for (; dropped < late.step.length && late.step[dropped] === step; dropped++) {
      const input = late.inputs[late.input[dropped] as number] as (typeof late.inputs)[number];
      const values = cells(input, late.place[dropped] as number, time, bound, language);
      lines.push(texts.lateRow(input.specs.map(({ name }, c) => `${name} ${values[c]}`).join(', ')));
    }
    const arrival = row[step] as number;
    if (arrival === NONE && lines.length === 0) continue;
    const { source, arrival: place } = rowName(trace, scenario, arrival === NONE ? 0 : arrival);
    const clock = batches.nextWatermark[step] as number;
    // Arrivals one under the other; what comes out stands apart.
    if (!said || lines.length > 0) yield '';
    said = lines.length === 0;
    yield [
      time(batches.startedAt[step] as number),
      arrival === NONE ? texts.tick : `${source}.arrivals[${place}]`,
      ...(Number.isNaN(clock) ? [] : [clockOf(trace, clock, time, language)]),
    ].join(' · ');
    for (const line of lines) yield `  ${line}`;
  }
  yield* crash(Number.POSITIVE_INFINITY);
  yield '';
}

/** The clock of such an engine: a watermark, or the stream time of the row's task. */
function clockOf({ engine }: Trace, clock: number, time: SayTime, language: Language): string {
  const texts = cliTexts[language];
  if (engine === 'kafkaStreams') return Number.isFinite(clock) ? texts.streamTime(time(clock)) : texts.noStreamTime;
  return Number.isFinite(clock) ? texts.watermark(time(clock)) : texts.noWatermark;
}

/** A row of a step's output; of one that takes a result back only the window and the keys say something. */
function stepRow(
  { output, operator }: Trace,
  row: number,
  time: SayTime,
  bound: (at: number) => string,
  language: Language,
): string[] {
  const line = cells(output, row, time, bound, language);
  if (!output.takenBack?.[row]) return line;
  const own = (operator?.groups.specs.length ?? 1) - 1;
  return line.map((cell, c) => (c < own ? cell : c === own ? cliTexts[language].takenBack : ''));
}

function* failed(trace: Trace, scenario: Scenario, language: Language): Generator<string> {
  const texts = cliTexts[language];
  const { batch, error, message, row } = trace.failure as NonNullable<Trace['failure']>;
  yield trace.records ? texts.failedRun(error, message) : texts.failed(batchIdOf(trace, batch), error, message);
  if (row === NONE) return;
  const { source, arrival } = rowName(trace, scenario, row);
  yield texts.failedAtRow(source, arrival);
}

function settingsOf({ engines }: Scenario, engine: EngineName, language: Language): string[] {
  const { settings } = cliTexts[language];
  if (engine === 'dailyBatch') {
    const { at, timeZone, every } = engines.dailyBatch;
    return [settings.daily(formatTimeOfDay(at), timeZone, duration(every, language))];
  }
  if (engine === 'batchLoop') {
    const { interval, readBy, boundary, drift, workTime, remember, sink } = engines.batchLoop;
    return [
      settings.loop(formatInterval(interval), readBy, boundary),
      drift ? settings.drifts(formatInterval(workTime)) : settings.byTheClock,
      settings.remembers(remember),
      settings.sink(sink),
    ];
  }
  if (engine === 'flink') {
    const { watermarkInterval, allowedLateness, idleTimeout, sink } = engines.flink;
    return [
      watermarkInterval === 0 ? settings.afterEachRow : settings.watermarkInterval(formatInterval(watermarkInterval)),
      ...(allowedLateness > 0 ? [settings.allowedLateness(formatInterval(allowedLateness))] : []),
      ...(idleTimeout !== null ? [settings.idleTimeout(formatInterval(idleTimeout))] : []),
      settings.sink(sink),
    ];
  }
  if (engine === 'kafkaStreams') {
    const { grace, emit } = engines.kafkaStreams;
    return [settings.emit[emit], grace === null ? settings.graceIsTheDelay : settings.grace(formatInterval(grace))];
  }
  const { trigger, outputMode, sink } = engines.spark;
  const said =
    trigger.kind !== 'processingTime'
      ? settings[trigger.kind]
      : trigger.interval === 0
        ? settings.asSoon
        : settings.trigger(formatInterval(trigger.interval));
  return [said, settings.outputMode(outputMode), settings.sink(sink)];
}

function* figures(trace: Trace, scenario: Scenario, language: Language): Generator<string> {
  const { measures } = cliTexts[language];
  yield measures.rowsWritten(trace.output.batch.length);
  const end = openTrace(trace, scenario).at(trace.length);
  const found = measuresOf(end);
  if (trace.crashes.length > 0) yield measures.inSink(end.sinkRows().length, found.doubled, found.skipped);
  if (!trace.operator) return;
  if (trace.operator.windowed) {
    const { completeness, counted, due, medianWait, worstWait, neverRight } = found;
    yield completeness === null
      ? measures.noCompleteness
      : measures.completeness(percent(completeness, language, 1), counted, due);
    yield medianWait === null || worstWait === null
      ? measures.noWait
      : measures.wait(duration(medianWait, language), duration(worstWait, language));
    if (neverRight > 0) yield measures.neverRight(neverRight);
  }
  if (trace.records) yield measures.heldAtMost(found.peakDuringBatch);
  else if (!trace.batches.readFrom) yield measures.state(found.peakDuringBatch, found.peakAfterBatch);
}

/** The cells of a row given to the sink, in the order of `output.specs`; a window is one cell. */
function cells(
  { table: values, specs }: Pick<OutputTable, 'table' | 'specs'>,
  row: number,
  time: (at: number) => string,
  bound: (at: number) => string,
  language: Language,
): string[] {
  const line: string[] = [];
  const said = (column: number, say: (at: number) => string): string => {
    const cellsOf = values.columns[column];
    const value = cellsOf ? valueAt(cellsOf, row) : null;
    if (value === null) return 'null';
    if (cellsOf?.type === 'timestamp') return say(value as number);
    return typeof value === 'number' || typeof value === 'bigint' ? number(value, language, 6) : String(value);
  };
  let column = 0;
  for (const { name } of specs) {
    if (values.specs[column]?.name === name) line.push(said(column++, time));
    else line.push(`${said(column++, bound)} – ${said(column++, bound)}`);
  }
  return line;
}
