import { expect, test } from 'vitest';
import { parseScenario } from '../scenario/parse';
import { simulate } from '../simulate';
import { LEFT, NEVER_WITHOUT, RIGHT, semiJoinOfCounts } from './departs.fixture';

function departs(...wanted: Parameters<typeof semiJoinOfCounts>) {
  const parsed = parseScenario(semiJoinOfCounts(...wanted));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return simulate(parsed.scenario, 'spark').departs;
}

// Each asked of Spark 4.3.0: CANNOT_LOAD_STATE_STORE in that batch, or a run to its end.
test('a left semi join over an aggregate fails in real Spark in the batch that is planned otherwise than the first', () => {
  expect(departs('w = x and a = b', {})).toBe(2);
  expect(departs('w = x', {})).toBe(2);
  // The batch without rows that the watermark makes has none of the right side either.
  expect(departs('w = x and a = b', { left: LEFT.slice(0, 3), right: NEVER_WITHOUT })).toBe(3);
  // The first batch had none: it is the first that has one.
  expect(departs('w = x and a = b', { right: RIGHT.slice(1) })).toBe(1);
});

test('it does not where the aggregate has to come first, or the join is another', () => {
  expect(departs('w = x and a = b and k > 0', {})).toBeUndefined();
  expect(departs('w = x and a = b', { filter: 'k > 0' })).toBeUndefined();
  expect(departs('w = x and a = b', { type: 'inner' })).toBeUndefined();
});
