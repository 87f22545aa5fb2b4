/** Where a crash can be put into a run that has none: read off that run. Light, so that a page can ask it too. */

import { CRASH_POINTS } from './scenario/crashPoints';
import { COMMIT_INTERVAL } from './scenario/defaults';
import { setKafkaStreams } from './scenario/editRecords';
import type { Crash, CrashPoint, EngineName, Scenario } from './scenario/scenario';
import type { ProcessingTime } from './time';
import { NONE, type Trace } from './trace/trace';

/** A place that is named by what the engine does there, and not by an instant. */
export type CrashPlace = Exclude<Crash['where'], { readonly kind: 'at' }>;

/** A place and the processing time at which the engine is there, microseconds. */
export interface PlacedCrash {
  readonly where: CrashPlace;
  readonly at: ProcessingTime;
}

/**
 * The same scenario without crashes of its own, so that its run shows all places for one. Kafka Streams commits whether
 * the file says how often or not; here its commits stand in the trace.
 */
export function withoutCrashes(scenario: Scenario, engine: EngineName): Scenario {
  const plain = { ...scenario, crashes: [] };
  const { commitInterval, processingGuarantee } = scenario.engines.kafkaStreams;
  return engine === 'kafkaStreams' && commitInterval === null
    ? setKafkaStreams(plain, { commitInterval: COMMIT_INTERVAL[processingGuarantee] })
    : plain;
}

/**
 * All places of a run, in order of time: each point of each micro-batch (or run of a job); of an engine that works row by
 * row right behind each row, and each point that its checkpoints or its commits came to.
 * @param trace of `withoutCrashes`; of a query that fails only what it did before counts
 */
export function crashPlaces(trace: Trace): PlacedCrash[] {
  const { batches, records, failure, engine } = trace;
  const count = failure ? failure.batch : batches.count;
  const places: PlacedCrash[] = [];
  if (!records) {
    const points: readonly CrashPoint[] = CRASH_POINTS[engine];
    for (let b = 0; b < count; b++)
      for (const after of points)
        places.push({
          where: { kind: 'batch', batchId: batches.batchId[b] as number, after },
          at: batches.endedAt[b] as number,
        });
    return places;
  }
  for (let step = 0, arrival = 0; step < count; step++)
    if (records.row[step] !== NONE)
      places.push({
        where: { kind: 'arrival', arrival: arrival++, after: 'row' },
        at: batches.endedAt[step] as number,
      });
  for (const { id, at, alignedAt, injected, snapshotted, completed, committed } of records.checkpoints ?? []) {
    const put = (
      after: 'barrier-injected' | 'state-snapshotted' | 'checkpoint-completed' | 'transaction-committed',
      when: number,
    ) => places.push({ where: { kind: 'checkpoint', checkpoint: id, after }, at: when });
    if (injected !== NONE) put('barrier-injected', at);
    if (snapshotted !== NONE) put('state-snapshotted', alignedAt);
    if (completed !== NONE) put('checkpoint-completed', alignedAt);
    if (committed !== NONE) put('transaction-committed', alignedAt);
  }
  for (const { id, at, committed } of records.commits ?? []) {
    places.push({ where: { kind: 'commit', commit: id, after: 'outputs-flushed' }, at });
    if (committed !== NONE) places.push({ where: { kind: 'commit', commit: id, after: 'offsets-committed' }, at });
  }
  // Equal instants keep the order in which they were found.
  return places.sort((a, b) => a.at - b.at);
}

/** What a place is about: two points of one batch (row, checkpoint, commit) have the same. */
export const subjectOf = (where: CrashPlace): number =>
  where.kind === 'batch'
    ? where.batchId
    : where.kind === 'arrival'
      ? where.arrival
      : where.kind === 'checkpoint'
        ? where.checkpoint
        : where.commit;

export const isSamePlace = (a: CrashPlace, b: CrashPlace): boolean =>
  a.kind === b.kind && a.after === b.after && subjectOf(a) === subjectOf(b);

/** Batches, rows, checkpoints or commits that are tried at most, of each kind: a run each, as long as the run itself. */
export const MOST_TRIED = 200;

/** The places that are tried: all of them, or of a long run those of every n-th batch (row, checkpoint, commit). */
export function triedPlaces(places: readonly PlacedCrash[]): PlacedCrash[] {
  const subjects = new Map<CrashPlace['kind'], Map<number, number>>();
  for (const { where } of places) {
    const known = subjects.get(where.kind) ?? new Map<number, number>();
    subjects.set(where.kind, known);
    if (!known.has(subjectOf(where))) known.set(subjectOf(where), known.size);
  }
  return places.filter(({ where }) => {
    const known = subjects.get(where.kind) as Map<number, number>;
    const every = Math.ceil(known.size / MOST_TRIED);
    return (known.get(subjectOf(where)) as number) % every === 0;
  });
}
