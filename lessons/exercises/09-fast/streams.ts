/** Ten minutes of payments, and one crash: at different rates, in bursts, with a slow minute. */
import { setCrash } from '../../../engine/scenario/editCrash';
import { type Arrival, withArrivals } from '../../../engine/scenario/made';
import type { EngineName, Scenario } from '../../../engine/scenario/scenario';
import { sequence } from '../../../engine/scenario/sequence';
import { MILLISECOND, MINUTE, SECOND } from '../../../engine/time';
import type { Stream } from '../schema';
import payments from './payments.json?scenario';

/** 2026-03-02T09:00:00+07:00. */
export const FROM = Date.UTC(2026, 2, 2, 2) * 1000;
export const LENGTH = 10 * MINUTE;

interface Flow {
  /** Milliseconds between two payments. */
  readonly gap: { readonly least: number; readonly most: number };
  readonly burst?: number;
  /** In the fourth minute hardly anything comes. */
  readonly slow?: boolean;
}

function rows(seed: number, { gap, burst = 1, slow }: Flow): Arrival[] {
  const next = sequence(seed);
  const draw = (below: number): number => Math.floor(next() * below);
  const made: Arrival[] = [];
  for (let at = 500; at * MILLISECOND < LENGTH; at += gap.least + draw(gap.most - gap.least + 1)) {
    if (slow && at > 180_000 && at < 240_000 && draw(8) > 0) continue;
    const together = draw(5) === 0 ? burst : 1;
    for (let i = 0; i < together; i++) {
      const time = FROM + (at + 7 * i) * MILLISECOND;
      made.push({
        arrivesAt: time + (5 + draw(60)) * MILLISECOND,
        row: { payTime: time, paymentId: `p${made.length}`, amount: 1_000_000 + 50_000 * draw(90) },
      });
    }
  }
  return made.sort((a, b) => a.arrivesAt - b.arrivesAt);
}

/** When the engine dies on each stream, and for how long. */
const CRASHES: Readonly<Record<string, { readonly at: number; readonly restartAfter: number }>> = {
  own: { at: FROM + 5 * MINUTE + 3_400 * MILLISECOND, restartAfter: 2 * SECOND },
  steady: { at: FROM + 4 * MINUTE + 7_300 * MILLISECOND, restartAfter: 2 * SECOND },
  bursts: { at: FROM + 2 * MINUTE + 8_150 * MILLISECOND, restartAfter: SECOND },
  few: { at: FROM + 7 * MINUTE + 29_200 * MILLISECOND, restartAfter: 3 * SECOND },
  many: { at: FROM + 3 * MINUTE + 9_050 * MILLISECOND, restartAfter: 2 * SECOND },
  slow: { at: FROM + 5 * MINUTE + 28_800 * MILLISECOND, restartAfter: 2 * SECOND },
};

/** The stream with its crash, of whichever engine runs it. */
export const crashed = (stream: Scenario, id: string, engine: EngineName): Scenario =>
  setCrash(stream, engine, CRASHES[id] ?? null);

const stream = (id: string, seed: number, flow: Flow): Stream => ({
  id,
  make: () => withArrivals(payments, 'payments', rows(seed, flow)),
});

export const own = stream('own', 1, { gap: { least: 2000, most: 9000 } });
export const hidden: readonly Stream[] = [
  stream('steady', 2, { gap: { least: 1500, most: 6000 } }),
  stream('bursts', 3, { gap: { least: 2500, most: 8000 }, burst: 5 }),
  stream('few', 4, { gap: { least: 4000, most: 14000 } }),
  stream('many', 5, { gap: { least: 600, most: 3000 } }),
  stream('slow', 6, { gap: { least: 1500, most: 6000 }, slow: true }),
];
