/**
 * Edits: each makes a new scenario that shares everything it did not change with the one before. They check nothing
 * that a run would refuse; the stage shows the refusal (a slide above the size, a mode that the query forbids).
 */
import type { Duration, EventTime, ProcessingTime } from '../time';
import { columnIndex, type NumberColumn } from '../values';
import { usualWorkTime } from './defaults';
import type {
  BatchLoopSettings,
  DailyBatchSettings,
  Scenario,
  SinkKind,
  Source,
  SparkSettings,
  SparkTrigger,
  Step,
  WindowSpec,
} from './scenario';

/** A source with one of its rows changed is no more what its `generate` made. */
export function withSource(scenario: Scenario, source: number, change: (source: Source) => Partial<Source>): Scenario {
  const sources = scenario.sources.map((s, i) => {
    if (i !== source) return s;
    const { generate, ...rest } = s;
    return { ...rest, ...change(s) };
  });
  return { ...scenario, sources };
}

/** Makes a row readable at another processing time (microseconds); the scenario stays as it is if that is its time already. */
export function moveArrival(scenario: Scenario, source: number, row: number, arrivesAt: ProcessingTime): Scenario {
  if (scenario.sources[source]?.arrivesAt[row] === arrivesAt) return scenario;
  return withSource(scenario, source, (s) => {
    const moved = s.arrivesAt.slice();
    moved[row] = arrivesAt;
    return { arrivesAt: moved };
  });
}

/**
 * Makes a row happen at another time (microseconds) by a timestamp column; it is not null after that. The scenario stays
 * as it is if that is its time already.
 */
export function moveEvent(
  scenario: Scenario,
  source: number,
  row: number,
  column: string,
  eventTime: EventTime,
): Scenario {
  const rows = scenario.sources[source]?.rows;
  const now = rows?.columns[columnIndex(rows, column)];
  if (now?.type === 'timestamp' && now.values[row] === eventTime && !now.nulls?.[row]) return scenario;
  return withSource(scenario, source, (s) => {
    const index = columnIndex(s.rows, column);
    const columns = s.rows.columns.map((c, i) => {
      if (i !== index || c.type !== 'timestamp') return c;
      const values = c.values.slice();
      values[row] = eventTime;
      const moved: NumberColumn = { ...c, values };
      if (c.nulls?.[row]) {
        moved.nulls = c.nulls.slice();
        moved.nulls[row] = 0;
      }
      return moved;
    });
    return { rows: { ...s.rows, columns } };
  });
}

function withStep<K extends Step['kind']>(
  scenario: Scenario,
  kind: K,
  change: (step: Extract<Step, { kind: K }>) => Step,
  place = scenario.query.steps.findIndex((step) => step.kind === kind),
): Scenario {
  if (scenario.query.steps[place]?.kind !== kind) return scenario;
  const steps = scenario.query.steps.map((step, i) =>
    i === place ? change(step as Extract<Step, { kind: K }>) : step,
  );
  return { ...scenario, query: { ...scenario.query, steps } };
}

/** Sets the delay of the (first) watermark. */
export function setDelay(scenario: Scenario, delay: Duration): Scenario {
  return withStep(scenario, 'watermark', (step) => ({ ...step, delay }));
}

/**
 * Sets size, slide or start of a window. A tumbling window stays tumbling when only its size is set.
 * @param place of its step; the first groupBy if it is not said
 */
export function setWindow(scenario: Scenario, change: Partial<Omit<WindowSpec, 'on'>>, place?: number): Scenario {
  const turned = (step: Extract<Step, { kind: 'aggregate' }>): Step => {
    if (!step.window || 'gap' in step.window) return step;
    const tumbling = step.window.slide === step.window.size;
    const slide = tumbling && change.size !== undefined ? change.size : step.window.slide;
    return { ...step, window: { ...step.window, slide, ...change } };
  };
  return withStep(scenario, 'aggregate', turned, place);
}

/** Sets one parameter of the (first) process function. */
export function setParameter(scenario: Scenario, name: string, value: string | number | boolean): Scenario {
  return withStep(scenario, 'process', (step) => ({ ...step, parameters: { ...step.parameters, [name]: value } }));
}

/** Changes some of Spark's settings. */
export function setSpark(scenario: Scenario, change: Partial<SparkSettings>): Scenario {
  return { ...scenario, engines: { ...scenario.engines, spark: { ...scenario.engines.spark, ...change } } };
}

export const setTrigger = (scenario: Scenario, trigger: SparkTrigger): Scenario => setSpark(scenario, { trigger });
export const setOutputMode = (scenario: Scenario, outputMode: SparkSettings['outputMode']): Scenario =>
  setSpark(scenario, { outputMode });
export const setSink = (scenario: Scenario, sink: SinkKind): Scenario => setSpark(scenario, { sink });

/** Changes some of the daily batch's settings. */
export function setDailyBatch(scenario: Scenario, change: Partial<DailyBatchSettings>): Scenario {
  const { engines } = scenario;
  return { ...scenario, engines: { ...engines, dailyBatch: { ...engines.dailyBatch, ...change } } };
}

/**
 * Changes some of the loop's settings. A loop that is told to drift works for a while, and one told not to for no time,
 * unless the change says for how long.
 */
export function setBatchLoop(scenario: Scenario, change: Partial<BatchLoopSettings>): Scenario {
  const { engines } = scenario;
  const turned = change.drift !== undefined && change.drift !== engines.batchLoop.drift;
  const workTime = turned ? { workTime: usualWorkTime(change.drift as boolean) } : {};
  return { ...scenario, engines: { ...engines, batchLoop: { ...engines.batchLoop, ...workTime, ...change } } };
}

/** Sets the last instant that a run sees; null: until no work is left. */
export function setUntil(scenario: Scenario, until: ProcessingTime | null): Scenario {
  return { ...scenario, until };
}

/**
 * The column of the source that says when a row happened: the watermark's, else the window's, seen through `select`
 * where that only renames; null if there is none.
 */
export function eventTimeColumn(scenario: Scenario): string | null {
  const { steps } = scenario.query;
  let at = steps.findIndex((step) => step.kind === 'watermark');
  if (at < 0) at = steps.findIndex((step) => step.kind === 'aggregate');
  const step = steps[at];
  let column = step?.kind === 'watermark' ? step.column : step?.kind === 'aggregate' ? (step.window?.on ?? null) : null;
  for (const before of steps.slice(0, Math.max(at, 0)).reverse()) {
    if (before.kind !== 'select' || column === null) continue;
    column = before.columns.find((c) => c.name === column)?.expression.trim() ?? null;
  }
  const source = scenario.sources.find((s) => s.name === scenario.query.from);
  const index = column === null || !source ? -1 : columnIndex(source.rows, column);
  return source?.rows.specs[index]?.type === 'timestamp' ? column : null;
}
