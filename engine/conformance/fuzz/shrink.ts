/** Smaller scenarios than a given one, the boldest cuts first. */
import type { ScenarioFile } from '../../scenario/file';

type Json = Record<string, unknown>;

/** Each candidate has one thing less; some will be refused by both sides, which is no difference. */
export function* smaller(scenario: ScenarioFile): Generator<ScenarioFile> {
  const changed = (change: (copy: Cut) => void): ScenarioFile => {
    const copy = structuredClone(scenario) as unknown as Cut;
    change(copy);
    return copy as unknown as ScenarioFile;
  };
  const { sources, query, engines } = scenario as unknown as Cut;
  const { arrivals } = sources.events;
  for (let size = Math.ceil(arrivals.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0)
    for (let from = 0; from < arrivals.length; from += size)
      yield changed((copy) => copy.sources.events.arrivals.splice(from, size));
  for (let i = 0; i < query.steps.length; i++) yield changed((copy) => copy.query.steps.splice(i, 1));
  for (const name of Object.keys(engines.spark).filter((name) => name !== 'outputMode'))
    yield changed((copy) => delete copy.engines.spark[name]);
  if ('until' in scenario) yield changed((copy) => delete copy.until);
  if (sources.events.partitions !== 1)
    yield changed((copy) => {
      copy.sources.events.partitions = 1;
      for (const arrival of copy.sources.events.arrivals) delete arrival.partition;
    });
  for (const [i, step] of query.steps.entries()) {
    for (const part of ['aggregate', 'select'])
      for (const name of Object.keys((step[part] ?? {}) as Json))
        yield changed((copy) => delete (stepOf(copy, i)[part] as Json)[name]);
    const keys = ((step.groupBy as Json | undefined)?.keys ?? []) as string[];
    for (let k = 0; k < keys.length; k++)
      yield changed((copy) => ((stepOf(copy, i).groupBy as Json).keys as string[]).splice(k, 1));
    const parts = typeof step.filter === 'string' ? step.filter.match(/^\((.*)\) (?:and|or) \((.*)\)$/) : null;
    for (const part of parts?.slice(1) ?? [])
      yield changed((copy) => {
        stepOf(copy, i).filter = part;
      });
  }
  for (const column of Object.keys(sources.events.columns))
    yield changed((copy) => {
      delete copy.sources.events.columns[column];
      for (const { row } of copy.sources.events.arrivals) delete row[column];
    });
}

const stepOf = (scenario: Cut, i: number): Json => scenario.query.steps[i] as Json;

/** A scenario file as the generator writes it. */
interface Cut {
  sources: { events: { columns: Json; partitions: number; arrivals: { partition?: number; row: Json }[] } };
  query: { steps: Json[] };
  engines: { spark: Json };
  until?: unknown;
}
