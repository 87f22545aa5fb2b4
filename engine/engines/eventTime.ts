/** Where the event time of rows is found: the column that a watermark, else a window, takes from a source. */
import { compile } from '../expression/compile';
import { substitute, type Typed } from '../expression/typed';
import type { Logical } from '../query/logical';
import type { Plan } from '../query/plan';
import { QueryFailure } from '../queryFailure';
import type { Scenario, Source } from '../scenario/scenario';
import type { EventTimeSource } from '../trace/trace';
import { valueAt } from '../values';
import { rowStarts } from './arrivals';

type Scan = Extract<Logical, { kind: 'scan' }>;

export function eventTimeOf(scenario: Scenario, plan: Plan): EventTimeSource | null {
  const found = new Map<number, { scan: Scan; time: Typed }>();
  const note = (from: number, time: Typed): void => {
    const node = plan.stages[from]?.node;
    if (node?.kind === 'scan' && !found.has(node.source)) found.set(node.source, { scan: node, time });
  };
  const pipes = [...plan.stages.flatMap((s) => s.inputs), plan.sink];
  for (const pipe of pipes)
    for (const step of pipe.steps)
      if (step.kind === 'watermark') note(pipe.from, (plan.watermarks[step.index] as Plan['watermarks'][number]).time);
  for (const { node, inputs } of plan.stages)
    if (node.kind === 'aggregate' && node.window && inputs[0])
      note(inputs[0].from, substitute(node.window.time, inputs[0].made));
  // A source whose join was taken out is read by nobody, and its rows have a time all the same.
  for (const scan of plan.unread) {
    const time = plan.watermarks.find(
      ({ sources, time: { kind } }) => kind === 'column' && sources.includes(scan.source),
    )?.time;
    if (time?.kind === 'column' && scan.output.some((a) => a.id === time.name)) found.set(scan.source, { scan, time });
  }
  if (found.size === 0) return null;
  const [only] = found.values();
  if (only && found.size === 1 && only.time.kind === 'column') {
    const { name } = only.time;
    return { kind: 'column', source: only.scan.source, column: only.scan.output.findIndex((a) => a.id === name) };
  }
  const starts = rowStarts(scenario);
  const total = scenario.sources.reduce((n, s) => n + s.rows.count, 0);
  const values = new Float64Array(total).fill(Number.NaN);
  for (const { scan, time } of found.values()) {
    const { rows } = scenario.sources[scan.source] as Source;
    const read = compile(time, (id) => {
      const column = rows.columns[scan.output.findIndex((a) => a.id === id)] as (typeof rows.columns)[number];
      return (row) => valueAt(column, row);
    });
    for (let row = 0; row < rows.count; row++) {
      try {
        values[(starts[scan.source] as number) + row] = (read(row) as number | null) ?? Number.NaN;
      } catch (error) {
        if (!(error instanceof QueryFailure)) throw error;
      }
    }
  }
  return { kind: 'computed', values };
}
