/** What a reader of one run's sink finds and a reader of another's does not. */
import { json } from '../trace/json';
import { outputRow } from '../trace/outputRow';
import type { TraceReader } from '../trace/reader';

/** A row of the sink by column name, and how many too few or too many there are of it. */
export interface Difference {
  readonly row: Readonly<Record<string, unknown>>;
  /** What it is about: the same of two rows that say different figures of one group. */
  readonly group: string;
  readonly count: number;
}

export interface SinkDifference {
  /** Rows that are in the expected sink, and fewer in the other. */
  readonly lost: readonly Difference[];
  /** Rows that are in the other more often than in the expected one. */
  readonly doubled: readonly Difference[];
  /** Rows that say another figure of their group than the expected ones do: a row counted twice, or not at all. */
  readonly changed: readonly Difference[];
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
    rows.set(name, { row, group: groupOf(reader, row), count: (rows.get(name)?.count ?? 0) + 1 });
  }
  return rows;
}

/** A row without its figures; all of it where it is no group's. */
function groupOf({ trace, scenario }: TraceReader, row: Difference['row']): string {
  const last = scenario.query.steps.at(-1);
  if (!trace.operator || last?.kind !== 'aggregate') return json(row);
  const figures = new Set(last.aggregates.map((a) => a.name));
  return json(Object.fromEntries(Object.entries(row).filter(([column]) => !figures.has(column))));
}

export function sinkDifference(expected: SinkContent, found: SinkContent): SinkDifference {
  const [lost, doubled, other]: [Difference[], Difference[], Difference[]] = [[], [], []];
  for (const [name, { row, group, count }] of expected) {
    const more = (found.get(name)?.count ?? 0) - count;
    if (more < 0) lost.push({ row, group, count: -more });
    if (more > 0) doubled.push({ row, group, count: more });
  }
  for (const [name, difference] of found) if (!expected.has(name)) other.push(difference);
  const changed: Difference[] = [];
  for (const more of [...other]) {
    const gone = lost.findIndex((l) => l.group === more.group);
    const less = lost[gone];
    if (!less) continue;
    const count = Math.min(less.count, more.count);
    changed.push({ ...more, count });
    take(lost, gone, count);
    take(other, other.indexOf(more), count);
  }
  return { lost, doubled, changed, other };
}

/** Leaves so many fewer of one, or none of it. */
function take(from: Difference[], at: number, count: number): void {
  const of = from[at] as Difference;
  from.splice(at, 1, ...(of.count > count ? [{ ...of, count: of.count - count }] : []));
}

/** How many rows a list of differences is about. */
export const countOf = (differences: readonly Difference[]): number => differences.reduce((n, d) => n + d.count, 0);
