/** Three hours of visits: half of the users come twice an hour, and a few are seen only at its end and arrive late. */
import { type Arrival, withArrivals } from '../../../engine/scenario/made';
import { sequence } from '../../../engine/scenario/sequence';
import { HOUR, MINUTE, SECOND } from '../../../engine/time';
import type { Stream } from '../schema';
import visits from './visits.json?scenario';

/** 2026-03-02T00:00:00+07:00. */
const FROM = Date.UTC(2026, 2, 1, 17) * 1000;
export const HOURS = 3;
/** Visits behind the third hour are nobody's: they move the water on. */
export const GRADED = FROM + HOURS * HOUR;

interface Crowd {
  /** Users an hour, of whom the last few come late. */
  readonly users: number;
  readonly late: number;
  /** Minutes after the hour at which those arrive. */
  readonly arrive: { readonly least: number; readonly most: number };
  /** Users who come every hour, out of so many. */
  readonly pool: number;
  /** An hour in which hardly anybody comes. */
  readonly quiet?: number;
}

const FEW = 14;

function rows(seed: number, { users, late, arrive, pool, quiet }: Crowd): Arrival[] {
  const next = sequence(seed);
  const draw = (below: number): number => Math.floor(next() * below);
  const made: Arrival[] = [];
  for (let hour = 0; hour < HOURS; hour++) {
    const start = FROM + hour * HOUR;
    const here = new Set<number>();
    while (here.size < (hour === quiet ? FEW : users)) here.add(1 + draw(pool));
    [...here].forEach((user, i) => {
      const add = (at: number, arrivesAt: number): void => {
        made.push({ arrivesAt, row: { seenAt: at, userId: `u${user}` } });
      };
      if (i < late) {
        const least = arrive.least * 60;
        add(
          start + (58 * 60 + draw(115)) * SECOND,
          start + HOUR + (least + draw((arrive.most - arrive.least) * 60)) * SECOND,
        );
        return;
      }
      for (let visit = 0; visit < (i % 2 === 0 ? 2 : 1); visit++) {
        const at = start + (10 + draw(3440)) * SECOND;
        add(at, at + (1 + draw(25)) * SECOND);
      }
    });
  }
  for (let at = GRADED; at <= GRADED + 90 * MINUTE; at += 5 * MINUTE)
    made.push({ arrivesAt: at + 2 * SECOND, row: { seenAt: at, userId: 'end' } });
  return made.sort((a, b) => a.arrivesAt - b.arrivesAt);
}

const stream = (id: string, seed: number, crowd: Crowd): Stream => ({
  id,
  make: () => withArrivals(visits, 'visits', rows(seed, crowd)),
});

const usual: Crowd = { users: 263, late: 3, arrive: { least: 15, most: 18 }, pool: 370 };

export const own = stream('own', 1, { ...usual, users: 40, late: 0, pool: 4000 });
export const hidden: readonly Stream[] = [
  stream('usual', 2, usual),
  stream('other', 3, { ...usual, users: 231, pool: 300 }),
  stream('six', 4, { ...usual, users: 6, late: 1, pool: 8 }),
  stream('later', 5, { ...usual, late: 5, arrive: { least: 26, most: 29 } }),
  stream('quiet', 6, { ...usual, quiet: 1 }),
];
