/** Two minutes of payments: steady, in bursts, few, many, or with a pause; and how long the query is down after a crash. */
import { type Arrival, withArrivals } from '../../../engine/scenario/made';
import { sequence } from '../../../engine/scenario/sequence';
import { MILLISECOND, SECOND } from '../../../engine/time';
import type { Stream } from '../schema';
import payments from './payments.json?scenario';

/** 2026-03-02T09:00:00+07:00. */
const FROM = Date.UTC(2026, 2, 2, 2) * 1000;

interface Flow {
  readonly rows: number;
  /** Milliseconds between two payments. */
  readonly gap: { readonly least: number; readonly most: number };
  /** So many come at once, now and then. */
  readonly burst?: number;
  /** Milliseconds of silence in the middle. */
  readonly pause?: number;
}

function rows(seed: number, { rows, gap, burst = 1, pause = 0 }: Flow): Arrival[] {
  const next = sequence(seed);
  const draw = (below: number): number => Math.floor(next() * below);
  const made: Arrival[] = [];
  let at = 300;
  while (made.length < rows) {
    if (made.length === Math.floor(rows / 2)) at += pause;
    const together = draw(4) === 0 ? burst : 1;
    for (let i = 0; i < together && made.length < rows; i++) {
      const time = FROM + (at + 40 * i) * MILLISECOND;
      const amount = 5_000 * (1 + draw(80));
      made.push({
        arrivesAt: time + (20 + draw(400)) * MILLISECOND,
        row: { payTime: time, paymentId: `p${made.length}`, amount },
      });
    }
    at += gap.least + draw(gap.most - gap.least + 1);
  }
  return made.sort((a, b) => a.arrivesAt - b.arrivesAt);
}

const stream = (id: string, seed: number, flow: Flow): Stream => ({
  id,
  make: () => withArrivals(payments, 'payments', rows(seed, flow)),
});

const steady = { least: 1500, most: 6000 };

export const own = stream('own', 1, { rows: 10, gap: steady });
export const hidden: readonly Stream[] = [
  stream('steady', 2, { rows: 16, gap: steady }),
  stream('bursts', 3, { rows: 22, gap: { least: 2500, most: 9000 }, burst: 4 }),
  stream('few', 4, { rows: 8, gap: { least: 8000, most: 22000 } }),
  stream('many', 5, { rows: 26, gap: { least: 200, most: 2400 }, burst: 2 }),
  stream('pause', 6, { rows: 14, gap: steady, pause: 35_000 }),
];

/** How long the query is down after a crash on each stream. */
export const DOWN: Readonly<Record<string, number>> = {
  own: 0,
  steady: 0,
  bursts: 8 * SECOND,
  few: 15 * SECOND,
  many: 4 * SECOND,
  pause: 30 * SECOND,
};
