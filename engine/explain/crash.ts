/** Why the query died is told by the scenario; what a crash did, and what the query finds when it is back, by the trace. */
import type { TraceReader } from '../trace/reader';
import { type CrashRecord, KIND, NONE } from '../trace/trace';
import { isExactlyOnce } from '../trace/visible';
import { Chain } from './chain';
import type { Explanation } from './explanation';
import type { Subject } from './subject';

export function explainCrash(
  reader: TraceReader,
  subject: Extract<Subject, { kind: 'crash' }>,
  cursor: number,
): Explanation {
  const { trace, scenario } = reader;
  const { batches, kinds, output } = trace;
  const chain = new Chain(reader, subject);
  const crash = trace.crashes[subject.crash];
  if (!crash) return chain.done();
  const { entry, batch, after, at, restarted, checkpoint } = crash;
  if (entry >= cursor) return chain.add('notCrashedYet', { at }, 'processing', entry).done();
  const place = batch === NONE ? null : batch;
  const about: Subject | null = place === null ? null : { kind: 'batch', batch: place };
  if (trace.engine === 'flink') return explainJob(chain, subject.crash, cursor).done();
  if (trace.engine === 'kafkaStreams') {
    chain.add('jobDied', { after, checkpoint: null }, 'late', entry);
    const exactlyOnce = isExactlyOnce(scenario.engines.kafkaStreams);
    if (restarted >= cursor) return chain.done();
    outage(chain, subject.crash, cursor);
    const all = exactlyOnce || checkpoint === 'lost';
    chain.add('storesRebuilt', { records: crash.changelog ?? 0, all, exactlyOnce }, 'state', restarted);
    const commit = trace.records?.commits?.[crash.restoredFrom ?? NONE];
    const from = commit?.committed ?? 0;
    // A row that was read twice since, by another crash, is one row.
    const again = new Set<number>();
    for (let i = from; i < entry; i++) if (kinds[i] === KIND.rowRead) again.add(trace.refs[i] as number);
    return chain
      .playing(again)
      .add(
        'readsAgain',
        { rows: again.size, commit: commit?.id ?? null, counted: !exactlyOnce },
        'processing',
        restarted,
      )
      .done();
  }
  chain.add('died', { batch: place, after }, 'late', entry, about);
  if (trace.engine !== 'spark') return outage(chain, subject.crash, cursor).done();

  let back = 0;
  for (let i = entry + 1; kinds[i] === KIND.stateDropped || kinds[i] === KIND.stateRestored; i++) back++;
  if (checkpoint === 'lost') chain.add('checkpointLost', {}, 'state', entry);
  else if (place !== null && after !== 'commit-logged')
    chain.add('stateUndone', { batch: place, back }, 'state', entry);
  const { sink } = scenario.engines.spark;
  if (place !== null) {
    const written = output.batch.filter((b) => b === place).length;
    const seen = reader
      .at(entry + 1)
      .sinkRows()
      .filter((row) => row.batch === place).length;
    if (written > 0) chain.add('sinkHolds', { sink, written, seen }, 'final', entry);
  }
  if (restarted >= cursor) return chain.done();

  outage(chain, subject.crash, cursor);
  const next = batches.firstEntry.findIndex((first) => first > restarted);
  const repeats = next >= 0 && (batches.attempt[next] as number) > 0;
  const before = lastPlace(reader, entry);
  const begun = before < 0 ? null : before;
  const committed = begun === null || !repeats ? begun : previous(reader, begun);
  const kept = checkpoint === 'kept';
  chain.add(
    'recovered',
    {
      offsets: kept ? begun : null,
      commit: kept ? committed : null,
      watermark: reader.at(restarted + 1).watermark,
      sources: scenario.query.steps.filter((s) => s.kind === 'watermark' || s.kind === 'union' || s.kind === 'join')
        .length,
    },
    'processing',
    restarted,
    next >= 0 && (batches.firstEntry[next] as number) < cursor ? { kind: 'batch', batch: next } : null,
  );
  return chain.done();
}

/** A job that goes back to its last checkpoint. */
function explainJob(chain: Chain, place: number, cursor: number): Chain {
  const { reader } = chain;
  const { trace, scenario } = reader;
  const {
    entry,
    after,
    at,
    restarted,
    checkpoint,
    restoredFrom = NONE,
    undoneFrom,
  } = trace.crashes[place] as CrashRecord;
  const checkpoints = trace.records?.checkpoints ?? [];
  const underWay = checkpoints.find(
    (c) => c.injected < entry && c.completed === NONE && c.at <= at && at <= c.alignedAt,
  );
  const done = checkpoints.findLast((c) => c.completed < entry);
  const points = after === 'checkpoint-completed' || after === 'transaction-committed' ? done : underWay;
  chain.add(
    'jobDied',
    { after, checkpoint: after === null || after === 'row' ? null : (points?.id ?? null) },
    'late',
    entry,
  );
  if (checkpoint === 'lost') chain.add('checkpointLost', {}, 'state', entry);
  const written = new Set<number>();
  let rows = 0;
  for (let i = undoneFrom; i < entry; i++) {
    if (trace.kinds[i] === KIND.rowRead) rows++;
    if (trace.kinds[i] === KIND.outputWritten) written.add(trace.refs[i] as number);
  }
  chain.add('sinceCheckpoint', { rows, checkpoint: checkpoints[restoredFrom]?.id ?? null }, 'state', entry);
  if (written.size > 0) {
    const seen = reader
      .at(entry + 1)
      .sinkRows()
      .filter((row) => written.has(row.output)).length;
    chain.add('jobSink', { sink: scenario.engines.flink.sink, written: written.size, seen }, 'final', entry);
  }
  if (restarted >= cursor) return chain;
  outage(chain, place, cursor);
  const from = checkpoints[restoredFrom];
  chain.add(
    'restoredFrom',
    { checkpoint: from?.id ?? null, stateRows: from?.stateRows ?? 0, rows },
    'state',
    restarted,
  );
  if (trace.batches.count > 0 && !Number.isNaN(trace.batches.watermark[0] as number))
    chain.add('watermarkNotKept', {}, 'water', restarted, { kind: 'watermark' });
  if (from && from.committed > restarted && from.committed !== NONE && from.committed < cursor)
    chain.add('committedAtRestart', { checkpoint: from.id }, 'final', from.committed);
  return chain;
}

/** How long it was down, and what came meanwhile; nothing before it is back. */
function outage(chain: Chain, crash: number, cursor: number): Chain {
  const { crashes, kinds } = chain.reader.trace;
  const { entry, at, restartsAt, restarted } = crashes[crash] as CrashRecord;
  if (restarted >= cursor) return chain;
  let arrived = 0;
  for (let i = entry + 1; i < restarted; i++) if (kinds[i] === KIND.arrived) arrived++;
  return chain.add('outage', { length: restartsAt - at, arrived }, 'processing', restarted);
}

/** The last batch that was begun before an entry; -1 for none. */
const lastPlace = (reader: TraceReader, entry: number): number =>
  reader.trace.batches.firstEntry.findLastIndex((first) => first < entry);

/** The batch with the id before, by its last place before this one; null for none. */
function previous(reader: TraceReader, batch: number): number | null {
  const { batchId } = reader.trace.batches;
  for (let b = batch - 1; b >= 0; b--) if (batchId[b] === (batchId[batch] as number) - 1) return b;
  return null;
}
