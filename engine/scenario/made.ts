/** Rows made by code, as a file would hold them. */
import type { ProcessingTime } from '../time';
import { type Table, type Value, valueAt } from '../values';
import { columnWriter } from './column';
import type { Scenario, Source } from './scenario';

/** One arrival; a column that the row does not name is null. Times are microseconds. */
export interface Arrival {
  readonly arrivesAt: ProcessingTime;
  readonly row: Readonly<Record<string, Value>>;
}

/** The scenario with other rows in a source of one partition. @throws Error if there is no such source. */
export function withArrivals(scenario: Scenario, name: string, arrivals: readonly Arrival[]): Scenario {
  if (!scenario.sources.some((s) => s.name === name)) throw new Error(`the scenario has no source "${name}"`);
  const sources = scenario.sources.map((source): Source => {
    if (source.name !== name) return source;
    const { generate, ...rest } = source;
    return {
      ...rest,
      rows: tableOf(source.rows, arrivals),
      arrivesAt: Float64Array.from(arrivals, (a) => a.arrivesAt),
    };
  });
  return { ...scenario, sources };
}

function tableOf({ specs }: Table, arrivals: readonly Arrival[]): Table {
  const columns = specs.map(({ name, type }) => {
    const { column, set } = columnWriter(type, arrivals.length);
    arrivals.forEach(({ row }, i) => {
      set(i, row[name] ?? null);
    });
    return column;
  });
  return { specs, columns, count: arrivals.length };
}

/** The rows of a source with when they arrive, in the order of the file. @throws Error if there is no such source. */
export function arrivalsOf(scenario: Scenario, name: string): readonly Arrival[] {
  const source = scenario.sources.find((s) => s.name === name);
  if (!source) throw new Error(`the scenario has no source "${name}"`);
  const { rows, arrivesAt } = source;
  return Array.from({ length: rows.count }, (_, i) => ({
    arrivesAt: arrivesAt[i] as number,
    row: Object.fromEntries(rows.specs.map(({ name }, c) => [name, valueAt(rows.columns[c] as never, i)])),
  }));
}
