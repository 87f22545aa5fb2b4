/** Rows that the truth counts: those that arrive by the end and that no filter takes out. */
import { Input } from '../../operators/input';
import type { TruthRows } from '../../operators/operator';
import type { Pipe, Plan, PlannedStage } from '../../query/plan';
import type { SourceArrivals } from '../arrivals';
import { sortedByTime } from '../byTime';
import type { Pipeline } from './pipeline';

/** @param failed after a failure there is no truth to speak of */
export function truthRows(plan: Plan, pipeline: Pipeline, source: SourceArrivals, failed: boolean): TruthRows {
  const kept = (rows: Uint32Array): Uint32Array => (failed ? new Uint32Array() : pipeline.keptOf(rows));
  let all: Uint32Array | null = null;
  const allKept = (): Uint32Array => {
    all ??= kept(source.rows);
    return all;
  };
  const timeOf = timeReader(plan, pipeline);
  return {
    get rows() {
      return allKept();
    },
    unread: kept(source.rows.subarray(pipeline.firstReadTo)),
    timeOf,
    inEventTime: () =>
      sortedByTime(allKept(), (row) => {
        const t = timeOf(row);
        return Number.isNaN(t) ? Number.NEGATIVE_INFINITY : t;
      }),
  };
}

/** The event time of a row: the watermark's column, else the window's; NaN for null, or where there is neither. */
function timeReader(plan: Plan, pipeline: Pipeline): (row: number) => number {
  const { node, inputs } = plan.stages[1] as PlannedStage;
  const pipe = inputs[0] as Pipe;
  const input = new Input(pipe, pipeline.columnsOf(pipe));
  const [watermark] = plan.watermarks;
  if (!watermark) return node.kind === 'aggregate' && node.window ? input.readTime(node.window.time) : () => Number.NaN;
  const value = input.readHere(watermark.time);
  return (row) => (value(row) as number | null) ?? Number.NaN;
}
