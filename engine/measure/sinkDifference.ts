/** What a reader of one run's sink finds and a reader of another's does not. */
import { json } from '../trace/json';
import { outputRow } from '../trace/outputRow';
import type { TraceReader } from '../trace/reader';

/** A row of the sink by column name, and how many too few or too many there are of it. */
export interface Difference {
  readonly row: Readonly<Record<string, unknown>>;
  readonly count: number;
}

export interface SinkDifference {
  /** Rows that are in the expected sink, and fewer in the other. */
  readonly lost: readonly Difference[];
  /** Rows that are in the other more often than in the expected one. */
  readonly doubled: readonly Difference[];
  /**
   * Rows that only the other holds: an outage cuts the batches after it otherwise, and a batch without rows that was due
   * is not made up for, so that other rows may be late.
   */
  readonly other: readonly Difference[];
}

/** The rows of a sink at the end of a run, by what they say. */
export type SinkContent = ReadonlyMap<string, Difference>;

export function sinkContent(reader: TraceReader): SinkContent {
  const rows = new Map<string, Difference>();
  for (const { output } of reader.at(reader.length).sinkRows()) {
    const row = outputRow(reader.trace.output, output);
    const name = json(row);
    rows.set(name, { row, count: (rows.get(name)?.count ?? 0) + 1 });
  }
  return rows;
}

export function sinkDifference(expected: SinkContent, found: SinkContent): SinkDifference {
  const [lost, doubled, other]: [Difference[], Difference[], Difference[]] = [[], [], []];
  for (const [name, { row, count }] of expected) {
    const more = (found.get(name)?.count ?? 0) - count;
    if (more < 0) lost.push({ row, count: -more });
    if (more > 0) doubled.push({ row, count: more });
  }
  for (const [name, difference] of found) if (!expected.has(name)) other.push(difference);
  return { lost, doubled, other };
}

/** How many rows a list of differences is about. */
export const countOf = (differences: readonly Difference[]): number => differences.reduce((n, d) => n + d.count, 0);
