/** What became of a row that came after its window had been answered: the three choices, and the fourth. */
import type { Facts } from '../schema';

/** Dropped; what had been said stands. */
export const ignored = (facts: Facts): boolean => facts.late('late');

/** Said too early, then said again because the row came; windows that it does not touch are left alone. */
export const updated = (facts: Facts): boolean => saidBeforeIt(facts) && facts.counted('late') && !rewritesAll(facts);

/** Said too early, then the whole result was written anew, touched or not. */
export const recomputed = (facts: Facts): boolean => saidBeforeIt(facts) && facts.counted('late') && rewritesAll(facts);

/** Nothing was said before the row could count. */
export const neverTooEarly = (facts: Facts): boolean => facts.counted('late') && !saidBeforeIt(facts);

function saidBeforeIt(facts: Facts): boolean {
  const first = facts.answers('w1000').at(0);
  return first !== undefined && first.at < facts.arrived('late');
}

/** Whether the batch that reads the row also writes a window of which it reads no row. */
function rewritesAll(facts: Facts): boolean {
  const reading = facts.batch({ reads: 'late' });
  return facts.answers('w1005').some((answer) => answer.batch === reading);
}
