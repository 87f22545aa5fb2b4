/** The picture of what an answer is worth and what it costs, as plain data: places in pixels, pure. */
import {
  ageAt,
  alwaysOnADay,
  costADay,
  jobsCanRun,
  jobsCheaperFrom,
  type Prices,
  shareOf,
} from '../../../lessons/money';

export const WIDTH = 348;
const LEFT = 10;
const RIGHT = WIDTH - 10;
/** Heights of the two pictures that share the axis of ages: value above, bill below. */
export const VALUE = { top: 24, bottom: 112 };
export const BILL = { top: 152, bottom: 240 };
export const HEIGHT = 264;
const POINTS = 240;

const SECOND = 1e6;
/** Ages that the axis names. */
export const AGES = [0.1, 1, 10, 60, 600, 3600, 86_400].map((s) => s * SECOND);

export const xOf = (age: number): number => LEFT + Math.min(1, Math.max(0, shareOf(age))) * (RIGHT - LEFT);

export interface WorthChart {
  /** Top edge of what an answer is worth, from the left, and the same closed to an area. */
  readonly value: string;
  readonly area: string;
  /** Height of the least that must be kept, and the oldest age that keeps it. */
  readonly enough: { readonly x: number; readonly y: number };
  readonly valueY: (value: number) => number;
  /** What jobs cost, from the freshest that they can be. */
  readonly jobs: string;
  readonly jobsFrom: number;
  readonly alwaysY: number;
  /** What taking every record by itself costs, where a batch would be too old. */
  readonly recordY: number;
  readonly recordTo: number;
  /** Where jobs become cheaper than what never stops; null if they do not on this axis. */
  readonly crossing: { readonly x: number; readonly age: number } | null;
}

/**
 * @param value what an answer of an age is worth
 * @param kept the least that must be kept (in the value's unit), and the oldest age that keeps it
 */
export function worthChart(
  value: (age: number) => number,
  kept: { readonly value: number; readonly age: number },
  prices: Prices,
): WorthChart {
  const all = value(0);
  const valueY = (v: number): number => VALUE.bottom - (Math.max(0, v) / (all || 1)) * (VALUE.bottom - VALUE.top);
  const always = alwaysOnADay(prices);
  // A day's bill of twice what never stops is as high as the picture goes.
  const most = always * 2;
  const billY = (cost: number): number => BILL.bottom - (Math.min(cost, most) / most) * (BILL.bottom - BILL.top);
  const ages = Array.from({ length: POINTS + 1 }, (_, i) => ageAt(i / POINTS));
  const path = (points: readonly (readonly [number, number])[]): string =>
    points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)},${y.toFixed(1)}`).join('');
  const worth = path(ages.map((age) => [xOf(age), valueY(value(age))]));
  const jobs = ages.filter((age) => jobsCanRun(age, prices));
  const shown = jobs.filter((age) => (costADay('jobs', Math.min(age, 86_399 * SECOND), prices) ?? most) < most);
  const crossing = jobsCheaperFrom(prices);
  return {
    value: worth,
    area: `${worth}L${RIGHT},${VALUE.bottom}L${LEFT},${VALUE.bottom}Z`,
    enough: { x: xOf(kept.age), y: valueY(kept.value) },
    valueY,
    jobs: path(shown.map((age) => [xOf(age), billY(costADay('jobs', Math.min(age, 86_399 * SECOND), prices) ?? most)])),
    jobsFrom: jobs[0] === undefined ? RIGHT : xOf(jobs[0]),
    alwaysY: billY(always),
    recordY: billY(always * prices.record),
    recordTo: xOf(SECOND),
    crossing:
      crossing > (jobs[0] ?? Number.POSITIVE_INFINITY) && crossing < 86_400 * SECOND
        ? { x: xOf(crossing), age: crossing }
        : null,
  };
}
