/** What a run gave its sink, row by row, for exercises that compare it with a plain count over the stream's rows. */
import type { Scenario } from '../../engine/scenario/scenario';
import type { TraceReader } from '../../engine/trace/reader';
import { KIND, numberOfRef } from '../../engine/trace/trace';
import { type Value, valueAt } from '../../engine/values';

/** A row that a reader of the sink finds at the end. */
export interface Said {
  /** By column; a window is `windowStart` and `windowEnd`. Times are microseconds. */
  readonly values: Readonly<Record<string, Value>>;
  /** When its batch had written, microseconds. */
  readonly at: number;
  /** Right after it was written. */
  readonly cursor: number;
  readonly output: number;
}

export function saidBy(reader: TraceReader): readonly Said[] {
  const { trace } = reader;
  const { table, batch } = trace.output;
  const written = new Map<number, number>();
  for (let i = 0; i < trace.length; i++)
    if (trace.kinds[i] === KIND.outputWritten) written.set(numberOfRef(trace.refs[i] as number), i + 1);
  return reader
    .at(reader.length)
    .sinkRows()
    .map(({ output }) => ({
      values: Object.fromEntries(table.specs.map(({ name }, c) => [name, valueAt(table.columns[c] as never, output)])),
      at: trace.batches.endedAt[batch[output] as number] as number,
      cursor: written.get(output) ?? reader.length,
      output,
    }));
}

/** The scenario with other steps in its query. */
export const withSteps = (scenario: Scenario, steps: Scenario['query']['steps']): Scenario => ({
  ...scenario,
  query: { ...scenario.query, steps },
});
