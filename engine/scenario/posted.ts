/**
 * A scenario on its way to another thread. An edit shares all that it leaves alone with the scenario before; what is
 * posted is copied, so columns that the other thread has from the post before are left out. A row that is dragged among
 * two hundred thousand is then no copy of them all for each frame.
 */
import type { Column } from '../values';
import type { Scenario, Source } from './scenario';

type PostedSource = Omit<Source, 'rows'> & {
  /** `columns[i]` is null where it is the same as in the post before. */
  readonly rows: Omit<Source['rows'], 'columns'> & { readonly columns: readonly (Column | null)[] };
};

/** A whole scenario is one, too. */
export type PostedScenario = Omit<Scenario, 'sources'> & { readonly sources: readonly PostedSource[] };

const columnOf = (scenario: Scenario | null, source: number, column: number): Column | null =>
  scenario?.sources[source]?.rows.columns[column] ?? null;

/** @param before what this thread was sent last; null: nothing */
export function posted(scenario: Scenario, before: Scenario | null): PostedScenario {
  const sources = scenario.sources.map((source, s) => ({
    ...source,
    rows: {
      ...source.rows,
      columns: source.rows.columns.map((column, c) => (column === columnOf(before, s, c) ? null : column)),
    },
  }));
  return { ...scenario, sources };
}

/** @param before what came last, received */
export function received(post: PostedScenario, before: Scenario | null): Scenario {
  const sources = post.sources.map((source, s) => ({
    ...source,
    rows: {
      ...source.rows,
      columns: source.rows.columns.map((column, c) => column ?? (columnOf(before, s, c) as Column)),
    },
  }));
  return { ...post, sources };
}
