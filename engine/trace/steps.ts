/** What the steps of a run are, and where its water stands: read off the trace, alike for all engines. */
import { MILLISECOND } from '../time';
import { lastAtOrBefore } from './indexes';
import type { Moment } from './reader';
import { NONE, type Trace } from './trace';

/** What a step of a run is: a micro-batch, a run of a job, or one row (or a tick of a timer) of an engine that is always on. */
export type StepKind = 'batch' | 'run' | 'record';

export const stepKindOf = (trace: Trace): StepKind =>
  trace.records ? 'record' : trace.batches.readFrom ? 'run' : 'batch';

/** How many output rows each step has written. */
export function writtenBySteps(trace: Trace): Uint32Array {
  let counts = written.get(trace);
  if (!counts) {
    counts = new Uint32Array(trace.batches.count);
    for (const step of trace.output.batch) counts[step] = (counts[step] as number) + 1;
    written.set(trace, counts);
  }
  return counts;
}
const written = new WeakMap<Trace, Uint32Array>();

/**
 * Up to which event time the water stands that rows are tested against, microseconds: Spark's and Flink's watermark; in
 * Kafka Streams the stream time of the window's operator less the grace, for the task of the step at hand. NaN or
 * -Infinity where there is none.
 */
export const waterOf = (trace: Trace, moment: Pick<Moment, 'watermark' | 'lateWatermark'>): number =>
  trace.engine === 'kafkaStreams' ? moment.lateWatermark : moment.watermark;

/**
 * The first instant that a watermark leaves open. Spark's is that instant itself (a window is over if its end is at or
 * below it); Flink's is the last instant that it covers (a window is over if its last millisecond is).
 */
export const shoreOf = (trace: Trace, watermark: number): number =>
  trace.engine === 'flink' ? watermark + MILLISECOND : watermark;

/** One partition's own water. */
export interface Lane {
  readonly name: string;
  /** Microseconds; -Infinity while there is none. */
  readonly water: number;
  /** Flink leaves it out of the minimum. */
  readonly idle: boolean;
}

/**
 * The water of each partition, where a source has several: Flink's watermark of the partition, and in Kafka Streams what
 * is closed in its task. Empty for engines that know no such thing.
 */
export function lanesAt(trace: Trace, cursor: number): readonly Lane[] {
  const { records, batches } = trace;
  const { partitionNames: names } = batches;
  if (!records || names.length < 2) return [];
  const clocks = partitionClocksAt(trace, cursor);
  if (trace.engine === 'flink')
    return names.map((name, p) => ({
      name,
      water: clocks[p]?.clock ?? Number.NEGATIVE_INFINITY,
      idle: clocks[p]?.idle ?? false,
    }));
  // A task reads the partitions of one number of all sources.
  const water = new Map<string, number>();
  const last = lastAtOrBefore(batches.firstEntry, batches.count, cursor - 1);
  for (let step = 0; step <= last; step++) {
    const p = partitionOfStep(trace, step);
    if (p >= 0) water.set(taskOf(names[p] as string), batches.lateWatermark[step] as number);
  }
  const tasks = [...new Set(names.map(taskOf))];
  return tasks.length < 2
    ? []
    : tasks.map((name) => ({ name, water: water.get(name) ?? Number.NEGATIVE_INFINITY, idle: false }));
}

/** The task of Kafka Streams that reads a partition: `pickups-2` is read by that of partition 2. */
export const taskOf = (partition: string): string => partition.slice(partition.lastIndexOf('-') + 1);

/** The partition (index into `partitionNames`) of the row of a step; -1 for a tick. */
export function partitionOfStep({ batches, records }: Trace, step: number): number {
  if (!records || records.row[step] === NONE) return -1;
  const n = batches.partitionNames.length;
  for (let p = 0; p < n; p++) {
    const before = step === 0 ? 0 : (batches.offsetEnd[(step - 1) * n + p] as number);
    if ((batches.offsetEnd[step * n + p] as number) > before) return p;
  }
  return -1;
}

/** Each partition's clock at a cursor, in the order of `batches.partitionNames`; empty for an engine that has none. */
export function partitionClocksAt(trace: Trace, cursor: number): { clock: number; idle: boolean }[] {
  if (!trace.records) return [];
  const { entry, partition, clock, idle } = trace.records.partitions;
  const clocks = trace.batches.partitionNames.map(() => ({ clock: Number.NEGATIVE_INFINITY, idle: false }));
  const last = lastAtOrBefore(entry, entry.length, cursor);
  for (let i = 0; i <= last; i++) clocks[partition[i] as number] = { clock: clock[i] as number, idle: idle[i] === 1 };
  return clocks;
}
