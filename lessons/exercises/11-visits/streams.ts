/** Three users who click, pause for at most four minutes within a visit, and stay away for at least seven between two. */
import { type Arrival, withArrivals } from '../../../engine/scenario/made';
import { sequence } from '../../../engine/scenario/sequence';
import { MINUTE, SECOND } from '../../../engine/time';
import type { Stream } from '../schema';
import visits from './visits.json?scenario';

/** 2026-03-02T09:00:00+07:00. */
const FROM = Date.UTC(2026, 2, 2, 2) * 1000;
export const PAUSE = 4 * MINUTE;
export const AWAY = 7 * MINUTE;

/** Whole seconds. */
interface Habits {
  readonly pauses: { readonly least: number; readonly most: number };
  readonly away: { readonly least: number; readonly most: number };
  /** The first pause of each visit is exactly four minutes; the first absence of each user exactly seven. */
  readonly exact?: 'pause' | 'away' | 'both';
  /** The click in the middle of a visit comes so late, after the click behind it: it joins what looked like two. */
  readonly bridge?: number;
}

function rows(seed: number, { pauses, away, exact, bridge }: Habits): Arrival[] {
  const next = sequence(seed);
  const draw = (below: number): number => Math.floor(next() * below);
  const between = ({ least, most }: { least: number; most: number }): number => least + draw(most - least + 1);
  const made: Arrival[] = [];
  for (let user = 1; user <= 3; user++) {
    let at = 20 + draw(300);
    for (let visit = 0; visit < 3; visit++) {
      const clicks = 3 + draw(2);
      for (let i = 0; i < clicks; i++) {
        const late = bridge !== undefined && i === 1 ? bridge : 0;
        made.push({
          arrivesAt: FROM + (at + 1 + draw(9) + late) * SECOND,
          row: { clickedAt: FROM + at * SECOND, userId: `u${user}` },
        });
        if (i < clicks - 1) at += (exact === 'pause' || exact === 'both') && i === 0 ? 240 : between(pauses);
      }
      at += (exact === 'away' || exact === 'both') && visit === 0 ? 420 : between(away);
    }
  }
  // Long after, one click by nobody: it lets every visit come out.
  made.push({ arrivesAt: FROM + 5 * 60 * MINUTE, row: { clickedAt: FROM + 5 * 60 * MINUTE, userId: 'end' } });
  return made.sort((a, b) => a.arrivesAt - b.arrivesAt);
}

const stream = (id: string, seed: number, habits: Habits): Stream => ({
  id,
  make: () => withArrivals(visits, 'clicks', rows(seed, habits)),
});

const usual: Habits = { pauses: { least: 5, most: 225 }, away: { least: 450, most: 900 } };

export const own = stream('own', 1, { pauses: { least: 5, most: 140 }, away: { least: 640, most: 900 } });
export const hidden: readonly Stream[] = [
  stream('usual', 2, usual),
  stream('exact', 3, { ...usual, exact: 'both' }),
  stream('slow', 4, { pauses: { least: 185, most: 240 }, away: { least: 605, most: 900 }, exact: 'pause' }),
  stream('soon', 5, { pauses: { least: 5, most: 120 }, away: { least: 420, most: 470 }, exact: 'away' }),
  stream('bridge', 6, { pauses: { least: 120, most: 235 }, away: { least: 430, most: 590 }, bridge: 200 }),
];
