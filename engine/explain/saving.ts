/**
 * What an engine that works row by row saves, and comes back to after a crash: a barrier and the checkpoint that it is of
 * (Flink: `CheckpointCoordinator`, aligned), a commit (Kafka Streams: `StreamTask.prepareCommit`, `postCommit`).
 */
import type { TraceReader } from '../trace/reader';
import { type CheckpointRecord, KIND, NONE } from '../trace/trace';
import { isExactlyOnce } from '../trace/visible';
import { Chain } from './chain';
import type { Explanation } from './explanation';
import type { Subject } from './subject';

export function explainBarrier(
  reader: TraceReader,
  subject: Extract<Subject, { kind: 'barrier' }>,
  cursor: number,
): Explanation {
  const chain = new Chain(reader, subject);
  const checkpoint = reader.trace.records?.checkpoints?.[subject.checkpoint];
  const place = checkpoint?.barriers.findIndex((b) => b.partition === subject.partition) ?? -1;
  const barrier = checkpoint?.barriers[place];
  if (!checkpoint || !barrier || checkpoint.injected + place >= cursor) return chain.done();
  const about = { kind: 'checkpoint', checkpoint: subject.checkpoint } as const;
  chain.add(
    'barrierSent',
    {
      checkpoint: checkpoint.id,
      partition: reader.trace.batches.partitionNames[barrier.partition] ?? '',
      rows: checkpoint.offsets[barrier.partition] as number,
    },
    'processing',
    checkpoint.injected + place,
    about,
  );
  const now = reader.timeAt(cursor);
  if (barrier.arrivesAt > now || diedBefore(checkpoint, reader, cursor) < barrier.arrivesAt)
    return chain.add('barrierTravels', { arrivesAt: barrier.arrivesAt }, 'processing').done();
  if (barrier.arrivesAt < checkpoint.alignedAt)
    chain.add('barrierWaits', { arrivesAt: barrier.arrivesAt, until: checkpoint.alignedAt }, 'processing', null, about);
  if (checkpoint.aligned !== NONE && checkpoint.aligned < cursor)
    chain.add('aligned', { barriers: checkpoint.barriers.length }, 'state', checkpoint.aligned, about);
  return chain.done();
}

export function explainCheckpoint(
  reader: TraceReader,
  subject: Extract<Subject, { kind: 'checkpoint' }>,
  cursor: number,
): Explanation {
  const chain = new Chain(reader, subject);
  const { trace, scenario } = reader;
  const checkpoint = trace.records?.checkpoints?.[subject.checkpoint];
  if (!checkpoint || checkpoint.injected >= cursor) return chain.done();
  const { id, barriers, injected, aligned, snapshotted, completed, committed, at, alignedAt } = checkpoint;
  chain.add('barriersSent', { checkpoint: id, barriers: barriers.length }, 'processing', injected);
  if (aligned < cursor) {
    let waited = 0;
    for (let i = injected; i < aligned; i++) if (trace.kinds[i] === KIND.arrived) waited++;
    if (alignedAt > at)
      chain.add(
        'barriersAligned',
        {
          last: trace.batches.partitionNames[barriers.at(-1)?.partition ?? 0] ?? '',
          length: alignedAt - (barriers[0]?.arrivesAt ?? at),
          waited,
        },
        'processing',
        aligned,
      );
  }
  if (snapshotted < cursor)
    chain.add(
      'snapshotTaken',
      {
        stateRows: checkpoint.stateRows,
        offsets: trace.batches.partitionNames.map((name, p) => ({ name, rows: checkpoint.offsets[p] as number })),
      },
      'state',
      snapshotted,
    );
  if (completed < cursor) chain.add('checkpointDone', { checkpoint: id }, 'final', completed);
  else if (diedBefore(checkpoint, reader, cursor) < Number.POSITIVE_INFINITY)
    return chain.add('checkpointFailed', { checkpoint: id }, 'late').done();
  if (scenario.engines.flink.sink === 'transactional' && committed < cursor)
    chain.add('transactionDone', { checkpoint: id, waited: checkpoint.committedAt - alignedAt }, 'final', committed);
  return chain.done();
}

/** The instant of the crash that cut a checkpoint short, as far as the cursor knows; Infinity: none did. */
function diedBefore({ injected, completed }: CheckpointRecord, { trace }: TraceReader, cursor: number): number {
  if (completed !== NONE) return Number.POSITIVE_INFINITY;
  const crash = trace.crashes.find((c) => c.entry > injected && c.entry < cursor);
  return crash?.at ?? Number.POSITIVE_INFINITY;
}

export function explainCommit(
  reader: TraceReader,
  subject: Extract<Subject, { kind: 'commit' }>,
  cursor: number,
): Explanation {
  const chain = new Chain(reader, subject);
  const { trace, scenario } = reader;
  const commits = trace.records?.commits ?? [];
  const commit = commits[subject.commit];
  if (!commit || commit.flushed >= cursor) return chain.done();
  const before = commits.slice(0, subject.commit).findLast((c) => c.committed !== NONE);
  const rows = sum(commit.offsets) - sum(before?.offsets ?? []);
  const exactlyOnce = isExactlyOnce(scenario.engines.kafkaStreams);
  chain.add('flushed', { records: commit.changelog - (before?.changelog ?? 0), exactlyOnce }, 'state', commit.flushed);
  if (commit.committed < cursor)
    return chain.add('offsetsSaved', { commit: commit.id, rows, exactlyOnce }, 'final', commit.committed).done();
  const died = trace.crashes.some((c) => c.entry > commit.flushed && c.entry < cursor);
  return died ? chain.add('commitFailed', { commit: commit.id, exactlyOnce }, 'late').done() : chain.done();
}

const sum = (numbers: readonly number[]): number => numbers.reduce((n, x) => n + x, 0);
