/** Two days of visits; a few users of each day are seen only in its last minutes, and arrive after midnight. */
import { type Arrival, withArrivals } from '../../../engine/scenario/made';
import { sequence } from '../../../engine/scenario/sequence';
import { DAY, MINUTE, SECOND } from '../../../engine/time';
import type { Stream } from '../schema';
import visits from './visits.json?scenario';

/** 2026-03-02T00:00:00+07:00. */
export const FROM = Date.UTC(2026, 2, 1, 17) * 1000;
export const DAYS = 2;
/** So long after midnight a day must have been said. */
export const SAID_BY = 6 * 60 * MINUTE + 15 * MINUTE;

interface Crowd {
  readonly users: readonly [number, number];
  /** Users seen only in the last twenty minutes of the day, and when they arrive: minutes after that. */
  readonly late: number;
  readonly arrive: { readonly least: number; readonly most: number };
  /** Of a hundred visits so many come in the first hour of the day. */
  readonly rush?: number;
}

function rows(seed: number, { users, late, arrive, rush = 0 }: Crowd): Arrival[] {
  const next = sequence(seed);
  const draw = (below: number): number => Math.floor(next() * below);
  const made: Arrival[] = [];
  users.forEach((all, day) => {
    const start = FROM + day * DAY;
    const here = new Set<number>();
    while (here.size < all) here.add(1 + draw(2000));
    [...here].forEach((user, i) => {
      const add = (at: number, arrivesAt: number): void => {
        made.push({ arrivesAt, row: { seenAt: at, userId: `u${user}`, day: `d${day}` } });
      };
      if (i < late) {
        const at = start + DAY - (30 + draw(20 * 60 - 60)) * SECOND;
        add(at, at + (arrive.least * 60 + draw((arrive.most - arrive.least) * 60)) * SECOND);
        return;
      }
      for (let visit = 0; visit < (i % 10 < 3 ? 2 : 1); visit++) {
        const at = start + (draw(100) < rush ? draw(3600) : 900 + draw(84_000)) * SECOND;
        add(at, at + (1 + draw(6)) * SECOND);
      }
    });
  });
  // The third morning, up to six: nobody counts it, it lets the second day come out.
  for (let at = 30; at < 6 * 3600; at += 240)
    made.push({
      arrivesAt: FROM + DAYS * DAY + (at + 2) * SECOND,
      row: { seenAt: FROM + DAYS * DAY + at * SECOND, userId: `e${at}`, day: 'd2' },
    });
  return made.sort((a, b) => a.arrivesAt - b.arrivesAt);
}

const stream = (id: string, seed: number, crowd: Crowd): Stream => ({
  id,
  make: () => withArrivals(visits, 'visits', rows(seed, crowd)),
});

const usual: Crowd = { users: [404, 424], late: 4, arrive: { least: 20, most: 45 } };

export const own = stream('own', 1, { ...usual, users: [180, 190], late: 0 });
export const hidden: readonly Stream[] = [
  stream('usual', 2, usual),
  stream('more', 3, { ...usual, users: [431, 437] }),
  stream('late', 4, { ...usual, late: 9, arrive: { least: 65, most: 75 } }),
  stream('rush', 5, { ...usual, users: [390, 402], rush: 8 }),
  stream('fewer', 6, { ...usual, users: [350, 420], late: 2, arrive: { least: 30, most: 44 } }),
];
