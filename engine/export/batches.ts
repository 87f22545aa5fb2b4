/** Which rows each micro-batch of a run read: what a real engine has to be given to do the same batches. */
import { arrivalsOf } from '../engines/arrivals';
import type { Scenario, Source } from '../scenario/scenario';
import { KIND, NONE, type Trace } from '../trace/trace';

export interface ReadBatch {
  readonly id: number;
  /** Processing time of its last attempt, microseconds. */
  readonly startedAt: number;
  /** For each source of the scenario its rows by partition, in the order of their offsets; numbers within the source. */
  readonly rows: readonly (readonly (readonly number[])[])[];
  /** Rows over all sources. */
  readonly count: number;
}

/**
 * The batches of a run on Spark in the order of their ids, those without rows included. One that a crash interrupted
 * stands once, and has all the rows that it was to read; so has one that failed.
 */
export function batchesOf(scenario: Scenario, trace: Trace): ReadBatch[] {
  const { batches, kinds, refs, rowStart, failure } = trace;
  const read = scenario.sources.map(() => 0);
  const made: ReadBatch[] = [];
  /** When the batch at hand was begun first: its rows are fixed since. */
  let begunAt = 0;
  for (let place = 0; place < batches.count; place++) {
    const id = batches.batchId[place] as number;
    const startedAt = batches.startedAt[place] as number;
    if (batches.attempt[place] === 0) begunAt = startedAt;
    if (batches.batchId[place + 1] === id && place + 1 < batches.count) continue;
    // A source that the query reads twice is read to the same offsets twice.
    const seen = new Set<number>();
    for (let i = batches.firstEntry[place] as number; i <= (batches.lastEntry[place] as number); i++)
      if (kinds[i] === KIND.rowRead) seen.add(refs[i] as number);
    const numbers = scenario.sources.map((source, s) => {
      const start = rowStart[s] as number;
      return [...seen].filter((row) => row >= start && row < start + source.rows.count).map((row) => row - start);
    });
    const cutOff = failure?.batch === place || batches.crash[place] !== NONE;
    const rows = cutOff
      ? unread(scenario, begunAt, read)
      : numbers.map((found, s) => inPartitions(found, scenario.sources[s] as Source));
    rows.forEach((partitions, s) => {
      for (const partition of partitions) (read[s] as number) += partition.length;
    });
    made.push({ id, startedAt, rows, count: rows.flat(2).length });
  }
  return made;
}

function inPartitions(rows: readonly number[], { partition, partitions }: Source): number[][] {
  const made: number[][] = Array.from({ length: partitions }, () => []);
  for (const row of rows) (made[partition?.[row] ?? 0] as number[]).push(row);
  return made;
}

/** What a batch at an instant reads when the first rows of each source have been read. */
function unread({ sources, engines, ...rest }: Scenario, at: number, read: readonly number[]): number[][][] {
  const { maxRowsPerBatch, trigger } = engines.spark;
  const limit = trigger.kind === 'once' ? null : maxRowsPerBatch;
  const arrivals = arrivalsOf(
    { sources, engines, ...rest },
    sources.map((_, s) => s),
  ).sources;
  return sources.map((source, s) => {
    const { rows, times } = arrivals[s] as (typeof arrivals)[number];
    const from = read[s] as number;
    let to = from;
    while (to < rows.length && (times[to] as number) <= at && (limit === null || to - from < limit)) to++;
    return inPartitions(Array.from(rows.subarray(from, to)), source);
  });
}
