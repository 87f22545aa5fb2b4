/** Four sensors of an oven on six mornings: an hour and a half of readings, each with another way to come late. */
import { type Arrival, withArrivals } from '../../../engine/scenario/made';
import { sequence } from '../../../engine/scenario/sequence';
import { MINUTE, SECOND } from '../../../engine/time';
import type { Stream } from '../schema';
import oven from './oven.json?scenario';

/** 2026-03-02T09:00:00+07:00. */
export const FROM = Date.UTC(2026, 2, 2, 2) * 1000;
/** Windows that end by then are graded; later readings only move the watermark. */
export const GRADED = FROM + 55 * MINUTE;
const LENGTH = 90 * 60;

/** When a reading of a sensor arrives, and by how much its clock is off; both in whole seconds from 09:00. */
type Road = (sensor: number, at: number, draw: (below: number) => number) => { arrives: number; off?: number };

const prompt: Road = (_, at, draw) => ({ arrives: at + 2 + draw(7) });

/** Sensor 4 sends what it has every three minutes. */
const bursts: Road = (sensor, at, draw) =>
  sensor === 4 ? { arrives: Math.ceil((at + 2) / 180) * 180 + 3 + draw(5) } : prompt(sensor, at, draw);

/** The gateway of sensors 3 and 4 is down from 09:17:20 to 09:27:10, and sends it all when it is back. */
const gateway: Road = (sensor, at, draw) => {
  const [from, to] = [17 * 60 + 20, 27 * 60 + 10];
  return sensor >= 3 && at > from && at < to ? { arrives: to + 2 + draw(10) } : prompt(sensor, at, draw);
};

const night: Road = (_, at, draw) => ({ arrives: at + 3 + draw(20) });

/** The clock of sensor 2 is 3 min 30 s fast; sensor 4 takes a minute to three and a half. */
const fastClock: Road = (sensor, at, draw) => ({
  arrives: sensor === 4 ? at + 60 + draw(150) : at + 2 + draw(20),
  off: sensor === 2 ? 210 : 0,
});

/** Sensor 3 is five and a half to six and a half minutes behind. */
const behind: Road = (sensor, at, draw) => (sensor === 3 ? { arrives: at + 330 + draw(61) } : prompt(sensor, at, draw));

interface Gap {
  readonly least: number;
  readonly most: number;
  readonly long: number;
}

function readings(seed: number, road: Road, gap: Gap): Arrival[] {
  const next = sequence(seed);
  const draw = (below: number): number => Math.floor(next() * below);
  const made: Arrival[] = [];
  // One gap in four is a long one.
  for (let at = 0; at < LENGTH; at += gap.least + draw((draw(4) === 0 ? gap.long : gap.most) - gap.least + 1)) {
    const sensor = 1 + draw(4);
    const { arrives, off = 0 } = road(sensor, at, draw);
    const celsius = 188 + draw(10);
    made.push({
      arrivesAt: FROM + arrives * SECOND,
      row: { at: FROM + (at + off) * SECOND, sensor: `s${sensor}`, celsius },
    });
  }
  return made;
}

const stream = (id: string, seed: number, road: Road, gap: Gap = { least: 2, most: 26, long: 90 }): Stream => ({
  id,
  make: () => withArrivals(oven, 'readings', readings(seed, road, gap)),
});

export const own = stream('own', 1, bursts);
export const hidden: readonly Stream[] = [
  stream('bursts', 11, bursts),
  stream('gateway', 5, gateway),
  stream('night', 8, night, { least: 70, most: 140, long: 200 }),
  stream('fastClock', 4, fastClock),
  stream('behind', 6, behind),
];
