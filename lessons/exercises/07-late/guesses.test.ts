import { expect, test } from 'vitest';
import { MINUTE } from '../../../engine/time';
import { enginesHere } from '../here';
import { closedNow, dropped, longRoad, outOfOrder, underWater } from './guesses';
import { make, ROUNDS } from './streams';

test.each(ROUNDS.map((seeds, round) => ({ round, seeds })))(
  'in round $round each plain guess points at other rows than are dropped, and the closest one in two streams or more',
  async ({ seeds }) => {
    let close = 0;
    for (const seed of seeds) {
      const reader = await enginesHere.run(make(seed), 'spark');
      const late = dropped(reader);
      expect(late.length).toBeGreaterThanOrEqual(2);
      for (const guess of [underWater(reader), outOfOrder(reader), longRoad(reader, 4 * MINUTE)])
        expect(new Set(guess), `seed ${seed}`).not.toEqual(new Set(late));
      if (closedNow(reader, 5 * MINUTE).length > late.length) close++;
    }
    expect(close).toBeGreaterThanOrEqual(2);
  },
);
