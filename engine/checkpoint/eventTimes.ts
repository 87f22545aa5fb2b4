/**
 * `eventTime` of a batch's progress: the smallest, the largest and the mean event time of the rows that came to the
 * watermark (Spark: `EventTimeWatermarkExec`, whose `EventTimeStats` see a row behind the filters that stand below it).
 * Of several watermarks Spark tells the first one, from the sink back, that saw any row (`ProgressContext`).
 */
import { compile } from '../expression/compile';
import type { Pipe, Plan } from '../query/plan';
import { QueryFailure } from '../queryFailure';
import type { Scenario, Source } from '../scenario/scenario';
import { valueAt } from '../values';

/** Milliseconds since the epoch. */
export interface EventTimes {
  readonly min: number;
  readonly max: number;
  readonly avg: number;
}

/** The rows that came to one watermark: a place among the rows of its source to microseconds, or null. */
interface Watched {
  readonly source: number;
  time(row: number): number | null;
}

export function watchedBy(scenario: Scenario, plan: Plan): readonly (Watched | null)[] {
  const pipes: readonly Pipe[] = [...plan.stages.flatMap((s) => s.inputs), plan.sink];
  return plan.watermarks.map((watermark, index) => {
    const pipe = pipes.find((p) => p.steps.some((s) => s.kind === 'watermark' && s.index === index));
    const scan = pipe && plan.stages[pipe.from]?.node;
    // Behind another operator rows are no source's any more: the trace does not hold them.
    if (!pipe || scan?.kind !== 'scan') return null;
    const { rows } = scenario.sources[scan.source] as Source;
    const bind = (id: string) => {
      const column = rows.columns[scan.output.findIndex((a) => a.id === id)];
      if (!column) throw new Error(`a source has no column ${id}`);
      return (row: number) => valueAt(column, row);
    };
    const here = pipe.steps.findIndex((s) => s.kind === 'watermark' && s.index === index);
    const below = pipe.steps.slice(0, here).flatMap((s) => (s.kind === 'filter' ? [compile(s.condition, bind)] : []));
    const time = compile(watermark.time, bind);
    return {
      source: scan.source,
      time(row) {
        try {
          if (!below.every((condition) => condition(row) === true)) return null;
          return time(row) as number | null;
        } catch (error) {
          // The query died of this row.
          if (error instanceof QueryFailure) return null;
          throw error;
        }
      },
    };
  });
}

/**
 * @param rows places among the rows of each source, in the order in which the batch read them
 * @returns null where no row came to a watermark; undefined where the trace cannot tell
 */
export function eventTimesOf(
  watched: readonly (Watched | null)[],
  rows: (source: number) => readonly number[],
): EventTimes | null | undefined {
  for (const at of watched) {
    if (at === null) return undefined;
    let [min, max, avg, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
    for (const row of rows(at.source)) {
      const micros = at.time(row);
      if (micros === null) continue;
      const millis = Math.floor(micros / 1000);
      min = Math.min(min, millis);
      max = Math.max(max, millis);
      count++;
      // As `EventTimeStats.add` keeps it, in doubles.
      avg += (millis - avg) / count;
    }
    if (count > 0) return { min, max, avg: Math.trunc(avg) };
  }
  return null;
}
