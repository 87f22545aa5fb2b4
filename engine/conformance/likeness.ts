/** How like two shapes are. */
import { FACETS, type Facet, type Shape } from './shape';

/** In what two shapes differ. */
export function differences(one: Shape, other: Shape): Facet[] {
  return FACETS.filter((facet) => one[facet] !== other[facet]);
}

/** Other operators are farther than any setting. */
const FAR = FACETS.length;

/** How far one shape is from another; 0: the same. */
export function distance(one: Shape, other: Shape): number {
  return differences(one, other).reduce((sum, facet) => sum + (facet === 'steps' ? FAR + unlike(one, other) : 1), 0);
}

/** How many operators one has and the other has not. */
function unlike(one: Shape, other: Shape): number {
  const [these, those] = [one.steps.split(' → '), other.steps.split(' → ')];
  const without = (list: readonly string[], others: readonly string[]) =>
    list.filter((s) => !others.includes(s)).length;
  return without(these, those) + without(those, these);
}
