/** Payments at a till, about one a minute, and those that it sends again because no answer came. */
import { type Arrival, withArrivals } from '../../../engine/scenario/made';
import { sequence } from '../../../engine/scenario/sequence';
import { SECOND } from '../../../engine/time';
import type { Stream } from '../schema';
import payments from './payments.json?scenario';

/** 2026-03-02T08:00:00+07:00. */
const FROM = Date.UTC(2026, 2, 2, 1) * 1000;
const PAYMENTS = 61;
const RETRIES = 10;

/** When the retries of a stream come: seconds after the payment. */
interface Retries {
  readonly least: number;
  readonly most: number;
  /** The till is quiet after each payment that will be sent again, until it is. */
  readonly lull?: boolean;
  /** Every fifth payment is of a till whose clock is so many seconds fast. */
  readonly fast?: number;
}

function rows(seed: number, { least, most, lull, fast = 0 }: Retries): Arrival[] {
  const next = sequence(seed);
  const draw = (below: number): number => Math.floor(next() * below);
  const again = new Set<number>();
  while (again.size < RETRIES) again.add(2 + draw(PAYMENTS - 6));
  const made: Arrival[] = [];
  const add = (at: number, id: number, amount: number): void => {
    made.push({
      arrivesAt: FROM + (at + 1 + draw(4)) * SECOND,
      row: { payTime: FROM + (at + (id % 5 === 3 ? fast : 0)) * SECOND, paymentId: `p${id}`, amount },
    });
  };
  let at = 10;
  for (let id = 0; id < PAYMENTS; id++) {
    const amount = 5_000 * (1 + draw(60));
    add(at, id, amount);
    let gap = 45 + draw(50);
    if (again.has(id)) {
      // The till stamps the retry anew: it is another row with another time.
      const after = least + draw(most - least + 1);
      add(at + after, id, amount);
      if (lull) gap = after + 20;
    }
    at += gap;
  }
  return made;
}

const stream = (id: string, seed: number, retries: Retries): Stream => ({
  id,
  make: () => withArrivals(payments, 'payments', rows(seed, retries)),
});

export const own = stream('own', 1, { least: 20, most: 70 });
export const hidden: readonly Stream[] = [
  stream('slow', 2, { least: 60, most: 240 }),
  stream('quick', 3, { least: 5, most: 60 }),
  stream('last', 4, { least: 200, most: 240 }),
  stream('lull', 5, { least: 150, most: 240, lull: true }),
  stream('fastTill', 6, { least: 20, most: 240, fast: 210 }),
];
