/**
 * What a reader of the sink would find if the query crashed, once: at each point of each batch that it runs. A run each,
 * compared with the run without a crash.
 */
import { CRASH_POINTS } from './scenario/file';
import type { Scenario, SparkCrashPoint } from './scenario/scenario';
import { simulate } from './simulate';
import type { Duration } from './time';
import { json } from './trace/json';
import { outputRow } from './trace/outputRow';
import { openTrace } from './trace/reader';

/** A row of the sink by column name, and how many too few or too many there are of it. */
export interface Difference {
  readonly row: Readonly<Record<string, unknown>>;
  readonly count: number;
}

export interface CrashTrial {
  readonly batchId: number;
  readonly after: SparkCrashPoint;
  /** Rows that are in the sink without the crash, and fewer with it. */
  readonly lost: readonly Difference[];
  /** Rows that are in the sink more often than without the crash. */
  readonly doubled: readonly Difference[];
  /**
   * Rows that are in the sink only with the crash: an outage cuts the batches after it otherwise, and a batch without
   * rows that was due is not made up for, so that other rows may be late.
   */
  readonly other: readonly Difference[];
}

/**
 * Tries every crash point of every batch of a scenario on Structured Streaming.
 * @param scenario without its own crashes; a query that fails has trials of the batches before
 * @param restartAfter how long an outage is, microseconds; 0: what follows is cut into batches as it would have been
 */
export function* crashEverywhere(scenario: Scenario, restartAfter: Duration = 0): Generator<CrashTrial> {
  const plain: Scenario = { ...scenario, crashes: [] };
  const trace = simulate(plain, 'spark');
  const expected = inSink(plain);
  const batches = trace.failure ? trace.failure.batch : trace.batches.count;
  for (let batchId = 0; batchId < batches; batchId++)
    for (const after of CRASH_POINTS.spark) {
      const where = { kind: 'batch', batchId, after } as const;
      const crash = { engine: 'spark', where, restartAfter, checkpoint: 'kept', place: 0 } as const;
      yield { batchId, after, ...compare(expected, inSink({ ...plain, crashes: [crash] })) };
    }
}

type Rows = ReadonlyMap<string, Difference>;

function inSink(scenario: Scenario): Rows {
  const trace = simulate(scenario, 'spark');
  const rows = new Map<string, Difference>();
  for (const { output } of openTrace(trace, scenario).at(trace.length).sinkRows()) {
    const row = outputRow(trace.output, output);
    const name = json(row);
    rows.set(name, { row, count: (rows.get(name)?.count ?? 0) + 1 });
  }
  return rows;
}

function compare(expected: Rows, found: Rows): Pick<CrashTrial, 'lost' | 'doubled' | 'other'> {
  const [lost, doubled, other]: [Difference[], Difference[], Difference[]] = [[], [], []];
  for (const [name, { row, count }] of expected) {
    const more = (found.get(name)?.count ?? 0) - count;
    if (more < 0) lost.push({ row, count: -more });
    if (more > 0) doubled.push({ row, count: more });
  }
  for (const [name, difference] of found) if (!expected.has(name)) other.push(difference);
  return { lost, doubled, other };
}
