/** Pickups of half an hour: few or many a window, prompt or late, one by one or several between two batches. */
import { type Arrival, withArrivals } from '../../../engine/scenario/made';
import { sequence } from '../../../engine/scenario/sequence';
import { SECOND } from '../../../engine/time';
import type { Stream } from '../schema';
import pickups from './pickups.json?scenario';

/** 2026-03-02T14:00:00+07:00. */
const FROM = Date.UTC(2026, 2, 2, 7) * 1000;
const WINDOW = 300;

/** Whole seconds. */
interface Traffic {
  /** Pickups of each window. */
  readonly windows: readonly number[];
  readonly road: { readonly least: number; readonly most: number };
  /** From one pickup to the next within a window; at least a minute apart no two are read by one batch. */
  readonly apart: number;
  /** Nobody comes after the last window: nothing closes it. */
  readonly silentEnd?: boolean;
}

function rows(seed: number, { windows, road, apart, silentEnd }: Traffic): Arrival[] {
  const next = sequence(seed);
  const draw = (below: number): number => Math.floor(next() * below);
  const made: Arrival[] = [];
  const add = (at: number, after: number): void => {
    made.push({
      arrivesAt: FROM + (at + after) * SECOND,
      row: { pickupTime: FROM + at * SECOND, zone: ['Kota', 'Senen', 'Blok M'][draw(3)] as string },
    });
  };
  windows.forEach((pickups, w) => {
    for (let i = 0; i < pickups; i++)
      add(w * WINDOW + 8 + i * apart + draw(6), road.least + draw(road.most - road.least + 1));
  });
  if (!silentEnd) for (let i = 0; i < 4; i++) add((windows.length + i) * WINDOW + 200, 20);
  return made.sort((a, b) => a.arrivesAt - b.arrivesAt);
}

const stream = (id: string, seed: number, traffic: Traffic): Stream => ({
  id,
  make: () => withArrivals(pickups, 'pickups', rows(seed, traffic)),
});

const prompt = { least: 5, most: 20 };

export const own = stream('own', 1, { windows: [2, 3, 1, 3, 2], road: prompt, apart: 66 });
export const hidden: readonly Stream[] = [
  stream('steady', 2, { windows: [3, 2, 4, 1, 3], road: prompt, apart: 66 }),
  stream('together', 3, { windows: [2, 4, 3, 5, 1], road: { least: 5, most: 12 }, apart: 7 }),
  stream('late', 4, { windows: [3, 4, 4, 5, 2], road: { least: 60, most: 150 }, apart: 9 }),
  stream('silentEnd', 5, { windows: [2, 3, 4, 3], road: prompt, apart: 62, silentEnd: true }),
  stream('many', 6, { windows: [1, 3, 2, 3, 1, 4, 2], road: prompt, apart: 64 }),
];
