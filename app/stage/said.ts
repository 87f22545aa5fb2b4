/** One short sentence for those who hear the stage: what happened between two places of a run, or that there is nothing further. */

import { lateBy } from '../../engine/trace/lateBy';
import type { TraceReader } from '../../engine/trace/reader';
import { stepKindOf } from '../../engine/trace/steps';
import { batchIdOf, KIND, NONE, riseEntry } from '../../engine/trace/trace';
import { valueAt } from '../../engine/values';
import type { Texts } from '../../i18n';
import { duration } from '../../i18n/format';
import type { Labels } from '../trace/labels';
import { type Withheld, withholdsGroup, withholdsRow } from '../trace/withheld';
import type { StepTo } from '../views/transport/jump';

/** At most this many answers are read out; a batch may give hundreds. */
const MOST_ANSWERS = 2;

/** Nor are more batches told one by one; of more only the last. */
const MOST_BATCHES = 2;

/** What is told of, and how. */
interface Telling {
  readonly reader: TraceReader;
  readonly labels: Labels;
  readonly texts: Texts;
  readonly withheld: Withheld;
}

/** Null if nothing happened that is worth a word. `to` before `from`: where one has gone back to. */
export function whatHappened(
  reader: TraceReader,
  from: number,
  to: number,
  labels: Labels,
  texts: Texts,
  withheld: Withheld,
): string | null {
  const telling: Telling = { reader, labels, texts, withheld };
  const { stage } = texts;
  const { said } = stage;
  if (to === from) return null;
  if (to === 0) return said.start;
  const parts: string[] = [];
  const last = reader.entry(to - 1);
  const { trace } = reader;
  const step = stepKindOf(trace);
  const name = (group: number) => labels.group(group) ?? stage.state.whole;
  switch (last.kind) {
    case 'arrived':
      if (last.row === null) break;
      parts.push(...batchesPassed(from, to, telling));
      parts.push(said.arrived(happened(reader, last.row, labels), labels.instant(reader.arrivesAt(last.row))));
      break;
    case 'rowLate':
      if (last.row === null || last.group === null || last.batch === null || withholdsRow(withheld, last.row)) break;
      parts.push(isLate(last.row, last.group, last.batch, telling));
      break;
    case 'rowGrouped':
      if (last.row !== null && last.group !== null && !withholdsRow(withheld, last.row)) {
        parts.push(said.counted(happened(reader, last.row, labels), name(last.group)));
      }
      break;
    case 'stateEvicted':
      if (last.group !== null && !withheld.state) parts.push(said.freed(name(last.group)));
      break;
    case 'batchPlanned':
      if (last.batch !== null) {
        const id = batchIdOf(trace, last.batch);
        parts.push(
          (trace.batches.attempt[last.batch] as number) > 0 ? said.plannedAgain(id) : said.planned(blockOf(reader), id),
        );
      }
      break;
    case 'crashed':
    case 'restarted': {
      const crash = last.crash === null ? undefined : trace.crashes[last.crash];
      if (!crash) break;
      const id = crash.batch === NONE ? null : batchIdOf(trace, crash.batch);
      parts.push(last.kind === 'crashed' ? said.crashed(step, id) : said.restarted(crash.checkpoint));
      break;
    }
    case 'batchFailed':
      if (last.batch !== null) parts.push(said.failed(step, batchIdOf(trace, last.batch)));
      break;
    case 'outputWritten':
      if (last.output !== null) parts.push(...answers([last.output], telling));
      break;
    case 'watermarkAdvanced':
    case 'batchCommitted':
      if (last.batch !== null && trace.records) {
        parts.push(...stepDone(last.batch, to, telling));
        break;
      }
      if (last.batch !== null) parts.push(...batchEnded(last.batch, to, telling));
      break;
  }
  if (to === reader.length) parts.push(said.end);
  return parts.length > 0 ? parts.join(' ') : null;
}

/** A row by when it happened; by when it arrived where it does not say. */
function happened(reader: TraceReader, row: number, labels: Labels): string {
  const time = reader.eventTime(row);
  return labels.instant(Number.isNaN(time) ? reader.arrivesAt(row) : time);
}

/** That a row was dropped, and by how much it was late. */
function isLate(row: number, group: number, step: number, { reader, labels, texts }: Telling): string {
  const by = lateBy(reader.trace, group, step);
  const { said } = texts.stage;
  return said.late(happened(reader, row, labels), Number.isNaN(by) ? '–' : duration(by, labels.language));
}

/** The batches that ended on the way from one row to the next: what they did is seen, and so heard. */
function batchesPassed(from: number, to: number, telling: Telling): string[] {
  const { reader, texts } = telling;
  const { trace } = reader;
  if (trace.records) return [];
  const ended: number[] = [];
  for (let i = from; i < to; i++)
    if (trace.kinds[i] === KIND.batchCommitted) ended.push(reader.entry(i).batch as number);
  const { said } = texts.stage;
  const passed = ended.length > MOST_BATCHES ? ended.slice(-1) : ended;
  return [
    ...(passed.length < ended.length ? [said.batchesPassed(blockOf(reader), ended.length)] : []),
    ...passed.flatMap((batch) => batchEnded(batch, to, telling)),
  ];
}

/** What the row (or the tick) that was worked off did, as far as the cursor sees it. */
function stepDone(step: number, cursor: number, telling: Telling): string[] {
  const { reader, labels, texts, withheld } = telling;
  const { trace } = reader;
  const { stage } = texts;
  const { said } = stage;
  const row = trace.records?.row[step] ?? NONE;
  const event = row === NONE ? '' : happened(reader, row, labels);
  const parts = [row === NONE ? said.ticked(labels.instant(trace.batches.startedAt[step] as number)) : ''];
  const into: string[] = [];
  const written: number[] = [];
  for (let i = trace.batches.firstEntry[step] as number; i < cursor; i++) {
    const entry = reader.entry(i);
    if (entry.kind === 'rowGrouped' && entry.group !== null) into.push(labels.group(entry.group) ?? stage.state.whole);
    if (entry.kind === 'rowLate' && entry.group !== null && entry.row !== null && !withholdsRow(withheld, entry.row)) {
      parts.push(isLate(entry.row, entry.group, step, telling));
    }
    if (entry.kind === 'outputWritten' && entry.output !== null) written.push(entry.output);
  }
  if (row !== NONE && parts.length === 1)
    parts.push(
      into.length > 0 && !withholdsRow(withheld, row) ? said.counted(event, into.join(', ')) : said.processed(event),
    );
  const rise = trace.records?.rise[step] ?? NONE;
  if (rise < cursor && !withheld.watermark) {
    const clock = labels.instant(trace.batches.nextWatermark[step] as number);
    parts.push((trace.engine === 'kafkaStreams' ? said.streamTime : said.watermark)(clock));
  }
  const gone = written.filter((o) => trace.output.takenBack?.[o]);
  parts.push(...answers(written.filter((o) => !gone.includes(o)).slice(0, MOST_ANSWERS), telling));
  if (!withheld.results)
    for (const o of gone.slice(0, MOST_ANSWERS)) {
      const group = trace.operator?.versionGroup[trace.output.version[o] as number];
      if (group !== undefined) parts.push(said.takenBack(labels.group(group) ?? stage.state.whole));
    }
  return parts.filter((p) => p !== '');
}

function batchEnded(batch: number, cursor: number, telling: Telling): string[] {
  const { reader, labels, texts, withheld } = telling;
  const { said } = texts.stage;
  const { batches, output } = reader.trace;
  const hidesLate = withheld.rows === 'all' || withheld.rows.size > 0;
  const dropped = hidesLate ? 0 : (batches.stateDropped[batch] as number);
  // One is named, with how late it was; of several one hears how many.
  const late = dropped === 1 ? lateIn(batch, telling) : [];
  const named = late.length === 1;
  const id = batchIdOf(reader.trace, batch);
  const rows = batches.numInputRows[batch] as number;
  const parts = [said.batchEnded(blockOf(reader), id, rows, named ? 0 : dropped), ...(named ? late : [])];
  const written: number[] = [];
  for (let i = 0; i < output.table.count && written.length <= MOST_ANSWERS; i++) {
    if (output.batch[i] === batch) written.push(i);
  }
  parts.push(...answers(written.slice(0, MOST_ANSWERS), telling));
  const water = batches.nextWatermark[batch] as number;
  // That it stood still is news, too: who sees the water sees that it did not rise. Where it is about to rise, that is heard then.
  const rise = riseEntry(reader.trace, batch);
  if (Number.isFinite(water) && !withheld.watermark && rise !== cursor)
    parts.push((rise < cursor ? said.watermark : said.watermarkStays)(labels.instant(water)));
  return parts;
}

/** That rows were dropped in a batch, one by one. */
function lateIn(batch: number, telling: Telling): string[] {
  const { reader } = telling;
  const { batches, kinds } = reader.trace;
  const late: string[] = [];
  for (let i = batches.firstEntry[batch] as number; i <= (batches.lastEntry[batch] as number); i++) {
    if (kinds[i] !== KIND.rowLate) continue;
    const { row, group } = reader.entry(i);
    if (row !== null && group !== null) late.push(isLate(row, group, batch, telling));
  }
  return late;
}

/** What one calls a step that is no row: a batch, or a run of the loop. */
const blockOf = ({ trace }: TraceReader): 'run' | 'batch' => (stepKindOf(trace) === 'run' ? 'run' : 'batch');

function answers(outputs: readonly number[], { reader, labels, texts, withheld }: Telling): string[] {
  if (withheld.results) return [];
  const { output, operator } = reader.trace;
  const known = new Set(operator?.groups.specs.map((s) => s.name) ?? []);
  return outputs.flatMap((o) => {
    const version = output.version[o] as number;
    const group =
      operator && version < operator.versionGroup.length ? (operator.versionGroup[version] as number) : null;
    if (group !== null && withholdsGroup(withheld, group)) return [];
    const values = output.table.specs
      .map((s, i) => ({ s, column: output.table.columns[i] }))
      .filter(({ s }) => !known.has(s.name) || group === null)
      .map(({ s, column }) => `${s.name} ${column ? labels.value(valueAt(column, o), s.type) : ''}`);
    const name = group === null ? null : labels.group(group);
    return [texts.stage.said.answered(name ?? texts.stage.state.whole, values.join(', '))];
  });
}

/** That there is nothing further to step to. */
export function noMore(reader: TraceReader, to: StepTo, { stage }: Texts): string {
  const { noMore: none, run, record } = stage.transport;
  const kind = stepKindOf(reader.trace);
  if (kind !== 'record') return kind === 'run' && to === 'batch' ? run.noBatch : none[to];
  return to === 'row' ? record.noStep : to === 'batch' || to === 'output' ? record.noResult : none[to];
}
