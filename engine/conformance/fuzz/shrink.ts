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
  for (const [name, { arrivals }] of Object.entries(sources))
    for (let size = Math.ceil(arrivals.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0)
      for (let from = 0; from < arrivals.length; from += size)
        yield changed((copy) => sourceOf(copy, name).arrivals.splice(from, size));
  for (const list of stepLists(query).keys()) {
    const steps = stepLists(query)[list] as Json[];
    for (let i = 0; i < steps.length; i++) yield changed((copy) => stepLists(copy.query)[list]?.splice(i, 1));
  }
  for (const [engine, settings] of Object.entries(engines))
    for (const name of Object.keys(settings).filter((name) => name !== 'outputMode'))
      yield changed((copy) => delete copy.engines[engine]?.[name]);
  for (const [i, fault] of (scenario as unknown as Cut).faults?.entries() ?? []) {
    yield changed((copy) => {
      copy.faults?.splice(i, 1);
      if (copy.faults?.length === 0) delete copy.faults;
    });
    for (const part of ['restartAfter', 'checkpoint'])
      if (part in fault) yield changed((copy) => delete copy.faults?.[i]?.[part]);
  }
  if ('until' in scenario) yield changed((copy) => delete copy.until);
  const split = Object.keys(sources).filter((name) => sourceOf(scenario as unknown as Cut, name).partitions !== 1);
  // One by one, and together: the sides of a join of Kafka Streams have as many.
  for (const names of [...(split.length > 1 ? [split] : []), ...split.map((name) => [name])])
    yield changed((copy) => {
      for (const name of names) {
        const source = sourceOf(copy, name);
        source.partitions = 1;
        for (const arrival of source.arrivals) delete arrival.partition;
      }
    });
  for (const [list, steps] of stepLists(query).entries())
    for (const [i, step] of steps.entries()) {
      const inCopy = (copy: Cut): Json => (stepLists(copy.query)[list] as Json[])[i] as Json;
      for (const part of ['aggregate', 'select'])
        for (const name of Object.keys((step[part] ?? {}) as Json))
          yield changed((copy) => delete (inCopy(copy)[part] as Json)[name]);
      const keys = ((step.groupBy as Json | undefined)?.keys ?? []) as string[];
      for (let k = 0; k < keys.length; k++)
        yield changed((copy) => ((inCopy(copy).groupBy as Json).keys as string[]).splice(k, 1));
      const parts = typeof step.filter === 'string' ? step.filter.match(/^\((.*)\) (?:and|or) \((.*)\)$/) : null;
      for (const part of parts?.slice(1) ?? [])
        yield changed((copy) => {
          inCopy(copy).filter = part;
        });
      const on = (step.join as Json | undefined)?.on as string | undefined;
      const conditions = on?.split(' and ') ?? [];
      for (let c = 0; c < conditions.length; c++)
        yield changed((copy) => {
          (inCopy(copy).join as Json).on = conditions.filter((_, other) => other !== c).join(' and ');
        });
    }
  for (const [name, { columns }] of Object.entries(sources))
    for (const column of Object.keys(columns))
      yield changed((copy) => {
        const source = sourceOf(copy, name);
        delete source.columns[column];
        for (const { row } of source.arrivals) delete row[column];
      });
}

const sourceOf = (scenario: Cut, name: string): CutSource => scenario.sources[name] as CutSource;

/** The steps of a query, and of the queries inside of its steps. */
function stepLists({ steps = [] }: { steps?: Json[] }): Json[][] {
  const inner = steps.flatMap((step) => {
    const query = (step.join as Json | undefined)?.with ?? step.union;
    return query ? stepLists(query as { steps?: Json[] }) : [];
  });
  return [steps, ...inner];
}

interface CutSource {
  columns: Json;
  partitions: number;
  arrivals: { partition?: number; row: Json }[];
}

/** A scenario file as the generator writes it. */
interface Cut {
  sources: Record<string, CutSource>;
  query: { steps: Json[] };
  engines: Record<string, Json>;
  until?: unknown;
  faults?: Json[];
}
