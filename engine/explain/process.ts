/** Why a function of `process` did what it did: with a row, with what it holds, when a timer fired or time was up. */
import type { TraceReader } from '../trace/reader';
import { evictingWatermark, KIND, NONE, type ProcessTrace, versionValues } from '../trace/trace';
import { type Value, valueAt } from '../values';
import { type Chain, riseTo } from './chain';
import type { StepParams } from './explanation';
import { groupName } from './groupName';

/** What the answering operator has beside its versions, if it is a `process` step. */
export const processOf = (reader: TraceReader): ProcessTrace | null => reader.trace.operator?.process ?? null;

const parametersOf = (reader: TraceReader): Readonly<Record<string, string | number | boolean>> => {
  const step = reader.scenario.query.steps.find((s) => s.kind === 'process');
  return step?.kind === 'process' ? step.parameters : {};
};

/** What a row that was not late did. @param verdict its `rowGrouped` entry */
export function addProcessedRow(
  chain: Chain,
  process: ProcessTrace,
  row: number,
  verdict: number,
  cursor: number,
): void {
  const { reader } = chain;
  const { kinds, batches, output } = reader.trace;
  const entry = reader.entry(verdict);
  const group = entry.group as number;
  const batch = entry.batch as number;
  const tested = batches.lateWatermark[batch] as number;
  const eventTime = reader.eventTime(row);
  if (reader.trace.records && process.timeMode === 'eventTime')
    chain.add('notTested', { function: process.function, late: isBehind(reader, eventTime, tested) }, 'water', verdict);
  else if (process.timeMode === 'eventTime' && !Number.isNaN(tested))
    chain.add('wasInTime', { tested, eventTime }, 'water', verdict, { kind: 'watermark' });
  else if (process.timeMode !== 'eventTime') chain.add('neverLate', { function: process.function }, 'water', verdict);
  else chain.add('nothingIsLate', { mode: null }, 'water', verdict);
  const entries = reader.groupEntries(group).filter((e) => e < cursor);
  const put = entries.find(
    (e) => kinds[e] === KIND.statePut && process.versionRow[reader.entry(e).version as number] === row,
  );
  if (put !== undefined) {
    const values = versionValues(reader.trace, reader.entry(put).version as number);
    chain.add('counted', { group: groupName(reader, group), values, batch }, 'state', put, { kind: 'state', group });
  } else if (batchIsDone(reader, batch, cursor))
    chain.add('changedNothing', { function: process.function }, 'state', verdict, { kind: 'state', group });
  for (let o = 0; o < output.row.length; o++)
    if (output.row[o] === row && isWritten(reader, o, cursor)) addGivenRow(chain, process, o);
}

/** A row is at or behind the watermark; in Kafka Streams it is before what is closed. NaN is neither. */
export const isBehind = (reader: TraceReader, eventTime: number, tested: number): boolean =>
  reader.trace.engine === 'kafkaStreams' ? eventTime < tested : eventTime <= tested;

/** The entry that wrote an output row. */
function writeOf(reader: TraceReader, output: number): number | null {
  const { batches, kinds, refs } = reader.trace;
  const batch = reader.trace.output.batch[output] as number;
  for (let i = batches.lastEntry[batch] as number; i >= (batches.firstEntry[batch] as number); i--)
    if (kinds[i] === KIND.outputWritten && refs[i] === output) return i;
  return null;
}

const batchIsDone = (reader: TraceReader, batch: number, cursor: number): boolean =>
  (reader.trace.batches.lastEntry[batch] as number) < cursor;

const isWritten = (reader: TraceReader, output: number, cursor: number): boolean => {
  const batch = reader.trace.output.batch[output] as number;
  return (reader.trace.batches.lastEntry[batch] as number) < cursor;
};

/** Why a row came out, by its function. */
export function addGivenRow(chain: Chain, process: ProcessTrace, output: number): void {
  const { reader } = chain;
  const version = reader.trace.output.version[output] as number;
  const group = version === NONE ? undefined : reader.trace.operator?.versionGroup[version];
  const about = { kind: 'output', output } as const;
  const held = version === NONE ? [] : versionValues(reader.trace, version);
  const entry = writeOf(reader, output);
  if (process.function === 'velocityCheck') {
    const of = group === undefined ? about : ({ kind: 'state', group } as const);
    chain.add('suspicious', { values: held }, 'late', entry, of);
  } else if (process.function === 'runningTotal') chain.add('ranTo', { total: held[0] ?? null }, 'final', entry, about);
  else if (process.function === 'thresholdAlert') {
    const { above } = parametersOf(reader);
    chain.add('passedThreshold', { total: held[0] ?? null, above: Number(above) }, 'late', entry, about);
  } else if (process.function === 'distinctUsers')
    chain.add('usersCounted', { users: outputValue(reader, output, 'users') }, 'final', entry, about);
}

/** A value of a row that came out; null if a later step left it out. */
function outputValue(reader: TraceReader, output: number, name: string): Value {
  const { table } = reader.trace.output;
  const column = table.columns[table.specs.findIndex((s) => s.name === name)];
  return column ? valueAt(column, output) : null;
}

/** What a timer gave out: a visit. */
export function addGivenByTimer(chain: Chain, process: ProcessTrace, output: number): void {
  const { reader } = chain;
  const { batches } = reader.trace;
  const batch = reader.trace.output.batch[output] as number;
  const watermark = evictingWatermark(reader.trace, batch);
  const version = reader.trace.output.version[output] as number;
  const [rows, first, last] = version === NONE ? [] : versionValues(reader.trace, version);
  const visit = {
    rows: outputValue(reader, output, 'rows') ?? rows ?? null,
    start: outputValue(reader, output, 'visitStart') ?? first ?? null,
    end: outputValue(reader, output, 'visitEnd') ?? last ?? null,
  } as StepParams['visitOver'];
  if (process.function === 'sessionize') chain.add('visitOver', visit, 'state');
  if (reader.trace.engine !== 'dailyBatch')
    chain.add('timerFired', { batch, watermark }, 'water', riseTo(reader, watermark, batch)?.entry ?? null, {
      kind: 'watermark',
    });
  chain.add(
    'wrote',
    { batch, at: batches.endedAt[batch] as number, values: [] },
    'final',
    batches.lastEntry[batch] as number,
    { kind: 'batch', batch },
  );
}

/** What will end a row of state that is held. */
export function addWhatEnds(chain: Chain, process: ProcessTrace, version: number, cursor: number): Chain {
  const { reader } = chain;
  const until = process.versionUntil[version] as number;
  if (Number.isNaN(until)) return chain.add('neverOver', { reason: 'noTimer' }, 'state');
  const { watermark, now } = reader.at(cursor);
  if (process.timeMode === 'eventTime')
    return chain.add('waitsForWater', { over: until, watermark }, 'water', null, { kind: 'watermark' });
  return chain.add('waitsForClock', { until, now, expires: expires(process) }, 'processing');
}

/** Time to live, and no timer, ends its state. */
const expires = (process: ProcessTrace): boolean =>
  process.timeMode === 'processingTime' && process.function !== 'thresholdAlert';

/** Why a row of state was let go. @param evicted its entry */
export function addWhatEnded(chain: Chain, process: ProcessTrace, evicted: number): void {
  const { reader } = chain;
  const { kinds } = reader.trace;
  const { batch, version } = reader.entry(evicted) as { batch: number; version: number };
  if (process.timeMode === 'eventTime') {
    const watermark = evictingWatermark(reader.trace, batch);
    const timer = kinds[evicted - 1] === KIND.timerFired ? evicted - 1 : evicted;
    chain.add('timerFired', { batch, watermark }, 'water', timer, { kind: 'watermark' });
    return;
  }
  const params = { until: process.versionUntil[version] as number, batch, expired: expires(process) };
  chain.add('timeWasUp', params, 'processing', evicted, { kind: 'batch', batch });
}
