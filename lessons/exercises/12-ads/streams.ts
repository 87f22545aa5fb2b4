/** Ads, about one a minute, and clicks on some of them: within ten minutes, and a few too late to count. */
import { type Arrival, withArrivals } from '../../../engine/scenario/made';
import { sequence } from '../../../engine/scenario/sequence';
import { MINUTE, SECOND } from '../../../engine/time';
import type { Stream } from '../schema';
import base from './ads.json?scenario';

/** 2026-03-02T10:00:00+07:00. */
const FROM = Date.UTC(2026, 2, 2, 3) * 1000;
const ADS = 44;
/** A click counts this long after its ad. */
export const WITHIN = 10 * MINUTE;

/** Whole seconds. */
interface Habits {
  /** Between two ads. */
  readonly gap: { readonly least: number; readonly most: number };
  /** From an ad to its click. */
  readonly thinks: { readonly least: number; readonly most: number };
  /** How late ads may arrive; a click may then come before its ad. */
  readonly road: number;
  /** Clicks that come too late to count. */
  readonly tooLate: number;
  /** Nothing happens for so long in the middle. */
  readonly silence?: number;
}

function make(seed: number, { gap, thinks, road, tooLate, silence = 0 }: Habits) {
  const next = sequence(seed);
  const draw = (below: number): number => Math.floor(next() * below);
  const between = ({ least, most }: { least: number; most: number }): number => least + draw(most - least + 1);
  const ads: Arrival[] = [];
  const clicks: Arrival[] = [];
  let late = tooLate;
  let at = 20;
  for (let id = 0; id < ADS; id++) {
    if (id === ADS / 2) at += silence;
    ads.push({
      arrivesAt: FROM + (at + 1 + draw(road)) * SECOND,
      row: { adTime: FROM + at * SECOND, adId: `a${id}` },
    });
    if (draw(5) < 2) {
      const isLate = late > 0 && id > 8 && id % 7 === 0;
      if (isLate) late--;
      const clicked = at + (isLate ? 660 + draw(240) : between(thinks));
      clicks.push({
        arrivesAt: FROM + (clicked + 1 + draw(6)) * SECOND,
        row: { clickTime: FROM + clicked * SECOND, clickAdId: `a${id}` },
      });
    }
    at += between(gap);
  }
  // Ads and clicks of another page, on which nobody meets: they move the water on.
  for (let i = 0; i < 24; i++) {
    const end = at + 60 * i;
    ads.push({ arrivesAt: FROM + (end + 2) * SECOND, row: { adTime: FROM + end * SECOND, adId: `x${i}` } });
    clicks.push({ arrivesAt: FROM + (end + 3) * SECOND, row: { clickTime: FROM + end * SECOND, clickAdId: `y${i}` } });
  }
  clicks.sort((a, b) => a.arrivesAt - b.arrivesAt);
  return withArrivals(withArrivals(base, 'ads', ads), 'clicks', clicks);
}

const stream = (id: string, seed: number, habits: Habits): Stream => ({ id, make: () => make(seed, habits) });

const usual: Habits = {
  gap: { least: 50, most: 75 },
  thinks: { least: 5, most: 200 },
  road: 9,
  tooLate: 0,
};

export const own = stream('own', 1, { ...usual, thinks: { least: 5, most: 110 } });
export const hidden: readonly Stream[] = [
  stream('slow', 2, { ...usual, thinks: { least: 200, most: 595 } }),
  stream('tooLate', 3, { ...usual, tooLate: 3 }),
  stream('before', 4, { ...usual, road: 40, thinks: { least: 1, most: 60 } }),
  stream('busy', 5, { ...usual, gap: { least: 38, most: 60 } }),
  stream('silence', 6, { ...usual, silence: 240, thinks: { least: 60, most: 580 } }),
];
