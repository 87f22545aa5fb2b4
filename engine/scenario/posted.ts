/**
 * A scenario on its way to another thread. An edit shares all that it leaves alone with the scenario before; what is
 * posted is copied, so columns that the other thread has from the post before are left out, and times of arrival that
 * stand. A row that is dragged among two hundred thousand is then no copy of them all for each frame.
 */
import type { Column } from '../values';
import type { Scenario, Source } from './scenario';

/** Rows that arrive at another time than in the post before, and when: microseconds. */
interface MovedTimes {
  readonly rows: Uint32Array;
  readonly times: Float64Array;
}

type PostedSource = Omit<Source, 'rows' | 'arrivesAt'> & {
  readonly arrivesAt: Float64Array | MovedTimes;
  /** `columns[i]` is null where it is the same as in the post before. */
  readonly rows: Omit<Source['rows'], 'columns'> & { readonly columns: readonly (Column | null)[] };
};

/** A whole scenario is one, too. */
export type PostedScenario = Omit<Scenario, 'sources'> & { readonly sources: readonly PostedSource[] };

const columnOf = (scenario: Scenario | null, source: number, column: number): Column | null =>
  scenario?.sources[source]?.rows.columns[column] ?? null;

/** More than so many that have moved are posted with all others. */
const MOST_MOVED = 1_000;

/** What has moved since the post before; all times where that is too much, or cannot be told. */
function movedSince(before: Float64Array | undefined, now: Float64Array): Float64Array | MovedTimes {
  if (before?.length !== now.length) return now;
  const rows: number[] = [];
  for (let row = 0; row < now.length; row++) {
    if (before[row] === now[row]) continue;
    if (rows.push(row) > MOST_MOVED) return now;
  }
  return { rows: Uint32Array.from(rows), times: Float64Array.from(rows, (row) => now[row] as number) };
}

function movedFrom(before: Float64Array | undefined, moved: Float64Array | MovedTimes): Float64Array {
  if (moved instanceof Float64Array || !before) return moved as Float64Array;
  if (moved.rows.length === 0) return before;
  const now = before.slice();
  moved.rows.forEach((row, i) => {
    now[row] = moved.times[i] as number;
  });
  return now;
}

/** @param before what this thread was sent last; null: nothing */
export function posted(scenario: Scenario, before: Scenario | null): PostedScenario {
  const sources = scenario.sources.map((source, s) => ({
    ...source,
    arrivesAt: movedSince(before?.sources[s]?.arrivesAt, source.arrivesAt),
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
    arrivesAt: movedFrom(before?.sources[s]?.arrivesAt, source.arrivesAt),
    rows: {
      ...source.rows,
      columns: source.rows.columns.map((column, c) => column ?? (columnOf(before, s, c) as Column)),
    },
  }));
  return { ...post, sources };
}
