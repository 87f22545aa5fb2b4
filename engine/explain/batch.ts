/** Why a batch ran, and what it has done by a cursor; why none ran at a tick. */

import type { ProcessFunction } from '../scenario/processFunctions';
import { backfilledDay } from '../trace/backfilled';
import type { TraceReader } from '../trace/reader';
import { KIND, NONE, riseEntry, timerOf } from '../trace/trace';
import { Chain } from './chain';
import type { Explanation } from './explanation';
import type { Subject } from './subject';

export function explainBatch(
  reader: TraceReader,
  subject: Extract<Subject, { kind: 'batch' }>,
  cursor: number,
): Explanation {
  const { batch } = subject;
  const { trace, scenario } = reader;
  const { batches, output } = trace;
  const first = batches.firstEntry[batch] as number;
  const last = batches.lastEntry[batch] as number;
  const startedAt = batches.startedAt[batch] as number;
  const rows = batches.numInputRows[batch] as number;
  const chain = new Chain(reader, subject);
  if (first >= cursor) return chain.add('notYetRun', { at: startedAt }, 'processing', first).done();
  const attempt = batches.attempt[batch] as number;
  const died = trace.crashes.findLastIndex((c) => c.entry < first);
  // A loop knows no batch that it would run again: it only starts anew.
  const crash = trace.engine === 'spark' ? trace.crashes[died] : undefined;
  const back = trace.crashes[died];
  const day = backfilledDay(trace, scenario, batch);
  const anew = back !== undefined && startedAt === back.restartsAt && back.restarted < first;
  if (trace.records) {
    const row = trace.records.row[batch] as number;
    const { watermarkInterval } = scenario.engines.flink;
    chain.add(
      'processed',
      { by: timerOf(trace, batch) ?? 'row', interval: watermarkInterval },
      'processing',
      first,
      row === NONE ? null : { kind: 'row', row },
    );
  } else if (attempt > 0 && crash)
    chain.add('repeated', { batch, diedAt: crash.at, rows }, 'processing', first, { kind: 'crash', crash: died });
  else if (crash && startedAt === crash.restartsAt && !batches.firstEntry.some((f) => crash.restarted < f && f < first))
    chain.add('startsWithQuery', { at: startedAt }, 'processing', first, { kind: 'crash', crash: died });
  else if (day !== null) chain.add('askedAgain', { day, at: startedAt }, 'processing', first);
  else if (trace.engine === 'dailyBatch' && anew)
    chain.add('startsWithQuery', { at: startedAt }, 'processing', first, { kind: 'crash', crash: died });
  else if (trace.engine === 'spark') {
    const { trigger } = scenario.engines.spark;
    const interval = trigger.kind === 'processingTime' ? trigger.interval : null;
    const onTick = interval === null || interval === 0 || startedAt % interval === 0;
    chain.add('tick', { at: startedAt, onTick, interval }, 'processing', first);
  } else chain.add('tick', { at: startedAt, onTick: true, interval: jobInterval(reader) }, 'processing', first);

  const watermark = batches.watermark[batch] as number;
  const read: number[] = [];
  for (let i = first; i < last; i++) if (trace.kinds[i] === KIND.rowRead) read.push(trace.refs[i] as number);
  chain.playing(read);
  if (trace.records) {
    // One row, or a tick: said already.
  } else if (trace.engine === 'batchLoop')
    chain.add(
      'readStretch',
      {
        rows,
        from: batches.readFrom?.[batch] as number,
        to: batches.readTo?.[batch] as number,
        by: scenario.engines.batchLoop.readBy,
      },
      'processing',
      first,
    );
  else if (day !== null) chain.add('readDay', { day, rows }, 'processing', first);
  else if (trace.engine === 'dailyBatch') chain.add('readAll', { rows }, 'processing', first);
  else if (attempt > 0 && crash) {
    // What it reads was said when it was begun first.
  } else if (rows > 0) chain.add('rowsWaited', { rows }, 'processing', first);
  else if (clocked(reader) && !(watermark > (batches.lateWatermark[batch] as number)))
    chain.add('noRowsButClock', { function: clocked(reader) as ProcessFunction }, 'processing', first);
  else if (batch > 0)
    chain.add(
      'noRowsButWater',
      { watermark: batches.watermark[batch] as number, batchBefore: batch - 1 },
      'water',
      first,
      { kind: 'batch', batch: batch - 1 },
    );

  if (!Number.isNaN(watermark) && trace.operator !== null && !trace.records && goesByWatermark(reader))
    chain.add('judgedBy', { late: batches.lateWatermark[batch] as number, evict: watermark }, 'water', first, {
      kind: 'watermark',
    });
  if (last >= cursor) return chain.done();
  const cut = batches.crash[batch] as number;
  const cutOff = trace.crashes[cut];
  if (cutOff?.after && trace.engine !== 'spark')
    return chain.add('died', { batch, after: cutOff.after }, 'late', last, { kind: 'crash', crash: cut }).done();
  if (cutOff?.after)
    return chain
      .add('cutOff', { batch, at: cutOff.at, after: cutOff.after }, 'late', last, { kind: 'crash', crash: cut })
      .done();

  let written = 0;
  for (let o = 0; o < output.batch.length; o++) if (output.batch[o] === batch) written++;
  if (trace.failure?.batch === batch) {
    const { error, message, row } = trace.failure;
    return chain
      .playing(row === NONE ? [] : [row])
      .add('batchFailed', { error, message }, 'late', last, row === NONE ? null : { kind: 'row', row })
      .done();
  }
  chain.add(
    'batchDid',
    {
      read: rows,
      updated: batches.stateUpdated[batch] as number,
      removed: batches.stateRemoved[batch] as number,
      dropped: batches.stateDropped[batch] as number,
      total: batches.stateTotal[batch] as number,
      written,
    },
    'state',
    last,
  );
  if (attempt > 0 && crash) {
    const { sink } = scenario.engines.spark;
    const again = reader
      .at(last + 1)
      .sinkRows()
      .filter((row) => row.again && row.batch === batch).length;
    if (written > 0) chain.add('doubledBy', { sink, again }, again > 0 ? 'late' : 'final', last);
  }
  const next = batches.nextWatermark[batch] as number;
  if (next > watermark) {
    const rise = riseEntry(trace, batch);
    if (rise < cursor) chain.add('waterRose', { from: watermark, to: next }, 'water', rise, { kind: 'watermark' });
  } else if (!Number.isNaN(watermark) && !trace.records) chain.add('waterStayed', { at: watermark }, 'water', last);
  return chain.done();
}

/** From one run of a job to the next. */
function jobInterval({ trace, scenario }: TraceReader): number {
  const { batchLoop, dailyBatch } = scenario.engines;
  if (trace.engine === 'dailyBatch') return dailyBatch.every;
  return batchLoop.interval + (batchLoop.drift ? batchLoop.workTime : 0);
}

/** The function that makes a batch of every tick, if there is one. */
function clocked({ trace }: TraceReader): ProcessFunction | null {
  const operators = [...(trace.operator ? [trace.operator] : []), ...trace.upstream];
  return operators.find((o) => o.process?.timeMode === 'processingTime')?.process?.function ?? null;
}

/** An operator is told the watermarks and does something by them. */
const goesByWatermark = ({ trace }: TraceReader): boolean =>
  [trace.operator, ...trace.upstream].some((o) => o !== null && (o.process?.timeMode ?? 'eventTime') === 'eventTime');

export function explainNoBatch(reader: TraceReader, subject: Extract<Subject, { kind: 'noBatch' }>): Explanation {
  const { trace, scenario } = reader;
  const chain = new Chain(reader, subject);
  const next = nextArrival(reader, subject.at);
  chain.add('nothingToRead', { at: subject.at, nextArrival: next }, 'processing');
  const settings = scenario.engines.spark;
  const down = trace.crashes.findIndex(
    (c) => c.at <= subject.at && (subject.at < c.restartsAt || c.restarted === NONE),
  );
  if (down >= 0)
    return new Chain(reader, subject)
      .add('noReasonToRun', { reason: 'down' }, 'late', trace.crashes[down]?.entry ?? null, {
        kind: 'crash',
        crash: down,
      })
      .done();
  const before = trace.batches.startedAt.findLastIndex((t) => t < subject.at);
  const last = trace.crashes.findLastIndex((c) => c.restartsAt <= subject.at);
  const rose =
    before >= 0 && (trace.batches.nextWatermark[before] as number) > (trace.batches.watermark[before] as number);
  if (rose && last >= 0 && (trace.crashes[last]?.entry ?? 0) > (trace.batches.lastEntry[before] as number))
    return chain.add('noReasonToRun', { reason: 'forgotten' }, 'water', null, { kind: 'crash', crash: last }).done();
  const hasWatermark = trace.batches.count > 0 && !Number.isNaN(trace.batches.watermark[0] as number);
  const reason =
    trace.engine !== 'spark' || trace.operator === null || !hasWatermark
      ? 'noState'
      : settings.outputMode === 'complete'
        ? 'complete'
        : settings.noDataBatches
          ? 'waterStill'
          : 'switchedOff';
  return chain.add('noReasonToRun', { reason }, 'water').done();
}

function nextArrival(reader: TraceReader, after: number): number | null {
  const { arrivalOrder } = reader.trace;
  let low = 0;
  let high = arrivalOrder.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reader.arrivesAt(arrivalOrder[middle] as number) > after) high = middle;
    else low = middle + 1;
  }
  return low < arrivalOrder.length ? reader.arrivesAt(arrivalOrder[low] as number) : null;
}
