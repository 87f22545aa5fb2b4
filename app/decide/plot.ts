/** Where the plot of costs has what: ages on a logarithmic axis, rupiah a day upward. Pure; `CostPlot.tsx` draws it. */

import { HOUR, MINUTE, SECOND } from '../../engine/time';
import { USE_NAMES, USES, type UseName } from '../../lessons/decide/uses';
import { type Answers, type Lines, type Verdict, verdictOf } from '../../lessons/decide/verdict';
import {
  ageAt,
  alwaysOnADay,
  freshestJob,
  jobsADay,
  jobsCheaperFrom,
  OLDEST,
  type Prices,
  shareOf,
  type Way,
} from '../../lessons/money';

export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly age: number;
  readonly cost: number;
  readonly way: Way;
}

export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(age: number): number;
  y(cost: number): number;
  readonly ages: readonly number[];
  readonly costs: readonly number[];
  /** Where no job can be so fresh: from the left edge to here. */
  readonly noJob: number;
  readonly jobs: string;
  readonly always: number;
  readonly record: number;
  /** Where the two bills cross; null where they do not. */
  readonly crossing: { readonly x: number; readonly age: number } | null;
  readonly uses: readonly (Dot & { readonly use: UseName })[];
  readonly you: Dot | null;
  readonly streamUnder: number;
  readonly batchFrom: number;
}

/** A round figure at or over `n`: 1, 2 or 5 with noughts. */
function roundUp(n: number): number {
  const size = 10 ** Math.floor(Math.log10(n));
  return ([1, 2, 5].find((f) => f * size >= n) ?? 10) * size;
}

export function plotOf(
  answers: Answers,
  verdict: Verdict,
  prices: Prices,
  lines: Lines,
  size: { readonly width: number; readonly height: number },
): Plot {
  const narrow = size.width < 520;
  const left = narrow ? 46 : 92;
  const right = size.width - (narrow ? 14 : 26);
  const top = 40;
  const bottom = size.height - 50;
  const always = alwaysOnADay(prices);
  const most = always * 2.2;
  const step = roundUp(most / 3);
  const x = (age: number): number => left + shareOf(age) * (right - left);
  const y = (cost: number): number => bottom - (Math.min(cost, most) / most) * (bottom - top);
  const from = Math.min(freshestJob(prices), OLDEST);
  const at = jobsCheaperFrom(prices);

  const path: string[] = [];
  for (let i = 0; i <= 120; i++) {
    const age = ageAt(shareOf(from) + (i / 120) * (1 - shareOf(from)));
    const cost = jobsADay(age, prices);
    if (cost <= most) path.push(`${path.length === 0 ? 'M' : 'L'}${x(age).toFixed(1)},${y(cost).toFixed(1)}`);
  }
  const dot = (age: number, cost: number, way: Way): Dot => ({ x: x(age), y: y(cost), age, cost, way });
  return {
    left,
    right,
    top,
    bottom,
    x,
    y,
    ages: narrow
      ? [SECOND / 10, 10 * SECOND, 10 * MINUTE, OLDEST]
      : [SECOND / 10, SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, OLDEST],
    costs: [0, 1, 2].map((n) => n * step).filter((c) => c <= most),
    noJob: x(from),
    jobs: path.join(''),
    always,
    record: always * prices.record,
    crossing: at >= from && at <= OLDEST ? { x: x(at), age: at } : null,
    uses: USE_NAMES.flatMap((use) => {
      const given = verdictOf(USES[use], prices, lines);
      return given.kind === 'way' ? [{ use, ...dot(USES[use].age, given.cost, given.way) }] : [];
    }),
    you: verdict.kind === 'way' && answers.age !== null ? dot(answers.age, verdict.cost, verdict.way) : null,
    streamUnder: x(lines.streamUnder),
    batchFrom: x(lines.batchFrom),
  };
}
