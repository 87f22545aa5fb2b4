/** The sources that a query of Spark reads, in the order in which the offset log and the progress name them. */
import { makePlan, type Plan } from '../query/plan';
import type { Scenario } from '../scenario/scenario';

export interface ReadSource {
  /** Place in `scenario.sources`. */
  readonly source: number;
  readonly name: string;
  readonly partitions: number;
  /** Place of its first partition in `batches.partitionNames`. */
  readonly firstPartition: number;
}

/** What Spark makes of the query. @throws if it refuses the scenario: then there is no run to ask about */
export function planOf(scenario: Scenario): Plan {
  const made = makePlan(scenario, 'spark');
  if (!made.ok) throw new Error(`Spark refuses ${scenario.name}`);
  return made.plan;
}

export function sourcesOf(scenario: Scenario, plan: Plan): readonly ReadSource[] {
  const first: number[] = [];
  let partitions = 0;
  for (const source of scenario.sources) {
    first.push(partitions);
    partitions += source.partitions;
  }
  const places = plan.stages.flatMap(({ node }) => (node.kind === 'scan' ? [node.source] : []));
  return [...new Set(places)].flatMap((place) => {
    const source = scenario.sources[place];
    return source
      ? [{ source: place, name: source.name, partitions: source.partitions, firstPartition: first[place] as number }]
      : [];
  });
}
