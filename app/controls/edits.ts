/** Edits of a scenario, each a pure function to another scenario that shares what it leaves alone. */

import { formatInterval } from '../../engine/interval';
import type {
  DailyBatchSettings,
  OutputMode,
  Scenario,
  Source,
  SparkSettings,
  Step,
  WindowSpec,
} from '../../engine/scenario/scenario';
import type { Duration, EventTime, ProcessingTime } from '../../engine/time';
import type { NumberColumn } from '../../engine/values';

type Edit = (scenario: Scenario) => Scenario;

/** The first step of a kind, changed; the same scenario if it has none. */
function withStep<K extends Step['kind']>(kind: K, change: (step: Extract<Step, { kind: K }>) => Step): Edit {
  return (scenario) => {
    const place = scenario.query.steps.findIndex((s) => s.kind === kind);
    if (place < 0) return scenario;
    const steps = scenario.query.steps.map((s, i) => (i === place ? change(s as Extract<Step, { kind: K }>) : s));
    return { ...scenario, query: { ...scenario.query, steps } };
  };
}

const withWindow = (change: (window: WindowSpec) => WindowSpec): Edit =>
  withStep('aggregate', (step) => (step.window ? { ...step, window: change(step.window) } : step));

/** A tumbling window stays tumbling. */
export const withWindowSize = (size: Duration): Edit =>
  withWindow((w) => ({ ...w, size, slide: w.slide === w.size ? size : w.slide }));

export const withSlide = (slide: Duration): Edit => withWindow((w) => ({ ...w, slide }));

export const withDelay = (delay: Duration): Edit => withStep('watermark', (step) => ({ ...step, delay }));

/** A length of time among the parameters of a `process` step, written as files write it. */
export const withParameter = (name: string, length: Duration): Edit =>
  withStep('process', (step) => ({ ...step, parameters: { ...step.parameters, [name]: formatInterval(length) } }));

const withSpark =
  (change: Partial<SparkSettings>): Edit =>
  (scenario) => ({ ...scenario, engines: { ...scenario.engines, spark: { ...scenario.engines.spark, ...change } } });

export const withTrigger = (interval: Duration): Edit => withSpark({ trigger: { kind: 'processingTime', interval } });

export const withOutputMode = (outputMode: OutputMode): Edit => withSpark({ outputMode });

export const withDailyBatch =
  (change: Partial<DailyBatchSettings>): Edit =>
  (scenario) => ({
    ...scenario,
    engines: { ...scenario.engines, dailyBatch: { ...scenario.engines.dailyBatch, ...change } },
  });

/** The source that holds a row, and the row's place in it. Rows are numbered over all sources in order. */
export function sourceOfRow(scenario: Scenario, row: number): { source: number; place: number } | null {
  let place = row;
  for (let source = 0; source < scenario.sources.length; source++) {
    const { count } = (scenario.sources[source] as Source).rows;
    if (place < count) return { source, place };
    place -= count;
  }
  return null;
}

function withSource(scenario: Scenario, index: number, change: (source: Source) => Source): Scenario {
  return { ...scenario, sources: scenario.sources.map((s, i) => (i === index ? change(s) : s)) };
}

/** Moves when a row arrives. */
export const withArrival =
  (row: number, arrivesAt: ProcessingTime): Edit =>
  (scenario) => {
    const found = sourceOfRow(scenario, row);
    if (!found) return scenario;
    return withSource(scenario, found.source, (source) => {
      const moved = source.arrivesAt.slice();
      moved[found.place] = arrivesAt;
      return { ...source, arrivesAt: moved };
    });
  };

/** The column in which a query finds event time: that of its watermark, else of its window. Null without either. */
export function eventTimeColumn(scenario: Scenario): string | null {
  for (const step of scenario.query.steps) if (step.kind === 'watermark') return step.column;
  for (const step of scenario.query.steps) if (step.kind === 'aggregate' && step.window) return step.window.on;
  return null;
}

/** Moves when a row happened. A scenario whose event time is no plain column of the source stays as it is. */
export const withEventTime =
  (row: number, at: EventTime): Edit =>
  (scenario) => {
    const found = sourceOfRow(scenario, row);
    const name = eventTimeColumn(scenario);
    if (!found || name === null) return scenario;
    const index = scenario.sources[found.source]?.rows.specs.findIndex(
      (s) => s.name === name && s.type === 'timestamp',
    );
    if (index === undefined || index < 0) return scenario;
    return withSource(scenario, found.source, (source) => {
      const before = source.rows.columns[index] as NumberColumn;
      const values = before.values.slice();
      values[found.place] = at;
      const nulls = before.nulls?.slice();
      if (nulls) nulls[found.place] = 0;
      const column: NumberColumn = nulls ? { ...before, values, nulls } : { ...before, values };
      return {
        ...source,
        rows: { ...source.rows, columns: source.rows.columns.map((c, i) => (i === index ? column : c)) },
      };
    });
  };
