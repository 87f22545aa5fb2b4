import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scenario } from '../../scenario/scenario';
import { arrivalsOf } from '../arrivals';
import { movedArrivals } from './movedArrivals';

const scenario = (arrivesAt: readonly number[]): Scenario =>
  ({
    until: null,
    sources: [
      { arrivesAt: new Float64Array(), rows: { count: 0 } },
      { arrivesAt: Float64Array.from(arrivesAt), rows: { count: arrivesAt.length } },
    ],
  }) as unknown as Scenario;

test('rows that arrive at another time stand where a sort of all rows puts them, ties too', () => {
  const instants = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 14 });
  const moves = fc.array(fc.tuple(fc.nat(13), fc.integer({ min: 0, max: 12 })), { maxLength: 4 });
  fc.assert(
    fc.property(instants, moves, (before, to) => {
      const after = [...before];
      for (const [row, at] of to) if (row < after.length) after[row] = at;
      const was = arrivalsOf(scenario(before), [1]);
      const is = arrivalsOf(scenario(after), [1]);
      const { arrivals, from, behind } = movedArrivals(was, Float64Array.from(before), Float64Array.from(after));
      expect(arrivals).toEqual(is);
      expect(is.order.slice(behind)).toEqual(was.order.slice(behind));
      // Whatever comes before that instant is the same in both.
      const early = (times: Float64Array): number => times.filter((t) => t < from).length;
      expect(is.order.slice(0, early(is.times))).toEqual(was.order.slice(0, early(was.times)));
      expect(behind === 0).toBe(from === Number.POSITIVE_INFINITY);
    }),
  );
});
