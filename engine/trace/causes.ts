/** What made an entry happen: a step backwards along the chain that the inspector walks. */
import type { ColumnarReader } from './columnarReader';
import type { TraceReader } from './reader';
import { batchOfRise } from './rises';
import {
  type CheckpointRecord,
  evictingWatermark,
  groupOfVersion,
  KIND,
  NONE,
  numberOfRef,
  operatorAt,
  riseEntry,
} from './trace';
import { undoneAt } from './undone';

/** Entries that made this one happen, the nearest first. */
export function causesOf(of: TraceReader, index: number): readonly number[] {
  const reader = of as ColumnarReader;
  const { trace } = reader;
  const { kinds, refs, batches } = trace;
  const ref = refs[index] as number;
  const batch = reader.batchBefore(index);
  const planned = batch < 0 ? NONE : (batches.firstEntry[batch] as number);
  const known = (...entries: readonly (number | null | undefined)[]): number[] =>
    entries.filter((e): e is number => e !== null && e !== undefined && e !== NONE && e >= 0);

  switch (reader.kindAt(index)) {
    case 'arrived':
      return [];
    case 'batchPlanned':
      if (trace.records && (batches.attempt[ref] as number) > 0)
        return known(
          trace.crashes[lastCrash(reader, index)]?.restarted,
          ...readsOf(reader, ref).map((read) => reader.rowEntries(refs[read] as number).arrived),
        );
      if ((batches.attempt[ref] as number) > 0)
        return known(trace.crashes[lastCrash(reader, index)]?.restarted, batches.firstEntry[ref - 1]);
      if ((batches.numInputRows[ref] as number) === 0) return known(advanceOf(reader, ref - 1));
      return known(...readsOf(reader, ref).map((read) => reader.rowEntries(refs[read] as number).arrived));
    case 'rowRead':
      return known(planned, reader.rowEntries(ref).arrived);
    case 'rowFiltered':
    case 'rowWithoutWindow':
    case 'rowWithoutKey':
    case 'rowPassed':
    case 'rowGrouped':
    case 'rowDuplicate':
      return known(readBefore(reader, index));
    case 'rowLate': {
      const answered = reader
        .groups()
        .entries(ref)
        .filter((e) => e < index && (kinds[e] === KIND.stateEvicted || kinds[e] === KIND.outputWritten));
      return known(
        readBefore(reader, index),
        advanceTo(reader, batches.lateWatermark[batch] as number, index),
        ...answered.reverse(),
      );
    }
    case 'statePut': {
      const made = operatorAt(trace, ref)?.process?.versionRow[numberOfRef(ref)];
      if (made !== undefined) {
        const before = reader.groups().before(ref);
        // The row's own verdict; where a timer rewrote the state, the timer.
        const by = made === NONE ? timerBefore(reader, index) : verdictOf(reader, made, index);
        return known(by, before === NONE ? null : reader.groups().put(before));
      }
      const group = groupOfVersion(trace, ref);
      const own = [...reader.groups().all(group)].filter((e) => e < index);
      const rows = own.filter((e) => e > planned && kinds[e] === KIND.rowGrouped);
      const before = own.filter((e) => e < planned && kinds[e] === KIND.statePut && !isUndone(reader, e, index)).at(-1);
      return known(...rows.reverse(), before);
    }
    case 'timerFired':
    case 'stateEvicted': {
      if (operatorAt(trace, ref)?.process?.timeMode === 'processingTime')
        return known(reader.groups().put(ref), planned);
      const rise = advanceTo(reader, evictingWatermark(trace, batch), index);
      // A session that a row made grow is let go before the step's own rise.
      return known(reader.groups().put(ref), rise !== null && rise > index ? readBefore(reader, index) : rise);
    }
    case 'outputWritten': {
      const version = trace.output.version[ref] as number;
      const row = trace.output.row[ref] as number;
      const evicted =
        version === NONE
          ? undefined
          : reader
              .groups()
              .entries(groupOfVersion(trace, version))
              .findLast((e) => e < index && e >= planned && kinds[e] === KIND.stateEvicted && refs[e] === version);
      return known(
        row === NONE ? null : verdictOf(reader, row, index),
        evicted !== undefined ? evicted : version === NONE ? null : reader.groups().put(version),
      );
    }
    case 'watermarkAdvanced': {
      const row = batches.watermarkRow[ref] as number;
      return known(row === NONE ? null : readingBefore(reader, row, index));
    }
    case 'passedOn':
      return known(planned);
    case 'batchCommitted':
      return known(planned);
    case 'barrierInjected':
      // The coordinator asks by the clock, for what has been done since the one before.
      return known(trace.records?.checkpoints?.[ref - 1]?.completed);
    case 'barriersAligned': {
      const checkpoint = trace.records?.checkpoints?.[ref];
      return known(
        ...(checkpoint?.barriers ?? []).map((_, i) => (checkpoint as CheckpointRecord).injected + i).reverse(),
      );
    }
    case 'stateSnapshotted':
      return known(trace.records?.checkpoints?.[ref]?.aligned);
    case 'checkpointCompleted':
      return known(trace.records?.checkpoints?.[ref]?.snapshotted);
    case 'transactionCommitted': {
      const completed = trace.records?.checkpoints?.[ref]?.completed ?? NONE;
      const restarted = trace.crashes.findLast(
        (crash) => crash.restarted < index && crash.restarted > completed,
      )?.restarted;
      return known(restarted, completed);
    }
    case 'crashed': {
      const interrupted = trace.crashes[ref]?.batch ?? NONE;
      return known(index - 1, interrupted === NONE ? null : batches.firstEntry[interrupted]);
    }
    case 'outputsFlushed':
      // The thread asks by the clock, for what has been done since the one before.
      return known(index - 1, trace.records?.commits?.[ref - 1]?.committed);
    case 'offsetsCommitted':
      return known(trace.records?.commits?.[ref]?.flushed);
    case 'restarted': {
      const crash = trace.crashes[ref];
      const from = crash?.restoredFrom ?? NONE;
      return known(
        crash?.entry,
        trace.records?.checkpoints?.[from]?.completed,
        trace.records?.commits?.[from]?.committed,
      );
    }
    case 'stateDropped':
    case 'stateRestored':
      return known(trace.crashes[lastCrash(reader, index)]?.entry, reader.groups().put(ref));
    case 'batchFailed': {
      const row = trace.failure?.row ?? NONE;
      return known(row === NONE ? planned : reader.rowEntries(row).read);
    }
  }
}

/** Place of the last crash before an entry; -1 if there is none. */
const lastCrash = (reader: ColumnarReader, index: number): number =>
  reader.trace.crashes.findLastIndex((crash) => crash.entry < index);
/** The timer that fired last before an entry of the same batch; -1 if none did. */
function timerBefore(reader: ColumnarReader, index: number): number {
  const { kinds } = reader.trace;
  let i = index - 1;
  while (i >= 0 && kinds[i] !== KIND.timerFired && kinds[i] !== KIND.batchPlanned) i--;
  return i >= 0 && kinds[i] === KIND.timerFired ? i : -1;
}

/** Where a row was read last before an entry; -1 if it was not. */
const readingBefore = (reader: ColumnarReader, row: number, index: number): number =>
  reader.readings(row).findLast((read) => read < index) ?? -1;

/** The first verdict of that reading. */
function verdictOf(reader: ColumnarReader, row: number, index: number): number {
  const read = readingBefore(reader, row, index);
  return read < 0 ? read : read + 1;
}

/** A crash before `index` has undone an entry. */
const isUndone = (reader: ColumnarReader, entry: number, index: number): boolean =>
  undoneAt(reader.trace, entry) < index;

/** The rows that a batch read, as entries. */
function readsOf(reader: ColumnarReader, batch: number): number[] {
  const { kinds, batches } = reader.trace;
  const reads: number[] = [];
  for (let i = batches.firstEntry[batch] as number; i < (batches.lastEntry[batch] as number); i++)
    if (kinds[i] === KIND.rowRead) reads.push(i);
  return reads;
}

function readBefore(reader: ColumnarReader, index: number): number {
  let i = index - 1;
  while (i >= 0 && reader.trace.kinds[i] !== KIND.rowRead) i--;
  return i;
}

/** The entry by which the watermark rose at the end of a batch, or null. */
export function advanceOf(reader: ColumnarReader, batch: number): number | null {
  const rise = batch < 0 ? NONE : riseEntry(reader.trace, batch);
  return rise === NONE ? null : rise;
}

/** The entry before another one by which the watermark came to stand at a value, or null (the epoch, or no watermark). */
export function advanceTo(reader: ColumnarReader, watermark: number, before: number): number | null {
  const batch = batchOfRise(reader.trace, watermark, reader.batchBefore(before));
  return batch === null ? null : advanceOf(reader, batch);
}
