/** Why the watermark stands where it stands. */

import type { TraceReader } from '../trace/reader';
import { lanesAt, waterOf } from '../trace/steps';
import { NONE } from '../trace/trace';
import { Chain, delayBehind, graceOf, newestBehind, watermarkSteps } from './chain';
import type { Explanation } from './explanation';
import type { Subject } from './subject';

export function explainWatermark(reader: TraceReader, subject: Subject, cursor: number): Explanation {
  const chain = new Chain(reader, subject);
  const { watermark, batch } = reader.at(cursor);
  if (watermarkSteps(reader.scenario.query).length === 0 || Number.isNaN(watermark))
    return chain.add('noWatermark', {}, 'water').done();
  const newest = newestBehind(reader, watermark, batch ?? 0);
  if (!newest) return chain.add('watermarkStart', {}, 'water').done();
  const { read } = reader.rowEntries(newest.row, cursor);
  if (reader.trace.engine === 'kafkaStreams') {
    const at = reader.at(cursor);
    return chain
      .playing([newest.row])
      .add('newestEvent', { eventTime: newest.eventTime, row: newest.row, batch: newest.batch }, 'event', read, {
        kind: 'row',
        row: newest.row,
      })
      .add(
        'lessDelay',
        { newest: newest.eventTime, delay: graceOf(reader), watermark: waterOf(reader.trace, at) },
        'water',
        newest.entry,
      )
      .done();
  }
  const lanes = lanesAt(reader.trace, cursor);
  if (lanes.length > 1)
    chain.add(
      'slowest',
      {
        partitions: lanes.filter((l) => !l.idle).map((l) => ({ name: l.name, at: l.water })),
        idle: lanes.filter((l) => l.idle).map((l) => l.name),
      },
      'water',
    );
  chain
    .playing([newest.row])
    .add('newestEvent', { eventTime: newest.eventTime, row: newest.row, batch: newest.batch }, 'event', read, {
      kind: 'row',
      row: newest.row,
    })
    .add(
      'lessDelay',
      { newest: newest.eventTime, delay: delayBehind(reader, newest.eventTime, watermark), watermark },
      'water',
      newest.entry,
    );
  // Batches since then read rows, and none was newer: the water stood still. Of one that still runs nobody knows that yet.
  const { batches } = reader.trace;
  for (let b = newest.batch + 1; b <= (batch ?? -1); b++)
    if (
      (batches.lastEntry[b] as number) < cursor &&
      (batches.numInputRows[b] as number) > 0 &&
      batches.watermarkRow[b] !== NONE &&
      batches.nextWatermark[b] === watermark
    )
      return chain
        .add('neverFalls', { watermark }, 'water', batches.lastEntry[b] as number, { kind: 'batch', batch: b })
        .done();
  return chain.done();
}
