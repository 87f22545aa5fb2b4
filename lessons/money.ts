/**
 * What an answer costs and what it is worth by its age: the one place where Arus speaks of money. It is a model, not a
 * measurement. All of it stands in `Prices` and in what a lesson assumes, and the pages show both and let one move them.
 *
 * Money is in rupiah for a day; ages and lengths of time are in microseconds.
 */
import { DAY, type Duration, HOUR, MINUTE, SECOND } from '../engine/time';

export interface Prices {
  /** A job's machine, rupiah an hour; it is paid only while a job starts or works. */
  readonly machine: number;
  /** From asking for the machine until the job works. */
  readonly start: Duration;
  /** What a day's rows are to do, on that machine; cut into jobs it stays the same. */
  readonly work: Duration;
  /** What never stops gets by with a smaller machine: its size as a share of a job's. */
  readonly always: number;
  /** Engines that take every record by itself keep more in readiness: how much dearer they are, as a factor. */
  readonly record: number;
}

/** Where the sliders stand at first. */
export const PRICES: Prices = { machine: 9_000, start: 90 * SECOND, work: 40 * MINUTE, always: 0.5, record: 1.18 };

/** From the cheapest and stalest to the freshest. */
export const WAYS = ['daily', 'jobs', 'microBatch', 'record'] as const;
export type Way = (typeof WAYS)[number];

/** No micro-batch is meant to be fresher than this. */
const FRESHEST_BATCH: Duration = SECOND;

/** What a day of jobs costs, one every so often: each start is paid, the work is paid once. */
export function jobsADay(every: Duration, { machine, start, work }: Prices): number {
  return (((DAY / every) * start + work) / HOUR) * machine;
}

/** What an engine costs that never stops. */
export function alwaysOnADay({ machine, always }: Prices): number {
  return (DAY / HOUR) * machine * always;
}

/** How closely jobs can follow each other: each has to start and to do its share before the next; infinite if a day is too short for its work. */
export function freshestJob({ start, work }: Prices): Duration {
  return work >= DAY ? Number.POSITIVE_INFINITY : start / (1 - work / DAY);
}

export const jobsCanRun = (every: Duration, prices: Prices): boolean => every >= freshestJob(prices);

/** From which interval on jobs cost less than what never stops; infinite if they never do. */
export function jobsCheaperFrom(prices: Prices): Duration {
  const left = alwaysOnADay(prices) - jobsADay(Number.POSITIVE_INFINITY, prices);
  return left <= 0 ? Number.POSITIVE_INFINITY : (DAY * ((prices.start / HOUR) * prices.machine)) / left;
}

/** What a day costs whose answers are at most so old; null where that way cannot be so fresh. */
export function costADay(way: Way, age: Duration, prices: Prices): number | null {
  switch (way) {
    case 'daily':
      return age >= DAY ? jobsADay(DAY, prices) : null;
    case 'jobs':
      return age < DAY && jobsCanRun(age, prices) ? jobsADay(age, prices) : null;
    case 'microBatch':
      return age >= FRESHEST_BATCH ? alwaysOnADay(prices) : null;
    case 'record':
      return alwaysOnADay(prices) * prices.record;
  }
}

/**
 * The cheapest way to answers that are at most so old.
 * @param weigh what a way's cost counts as; infinite: that way is out of the question
 */
export function cheapestWay(
  age: Duration,
  prices: Prices,
  weigh: (way: Way, cost: number) => number = (_, cost) => cost,
): Way {
  const weighed = (way: Way): number => {
    const cost = costADay(way, age, prices);
    return cost === null ? Number.POSITIVE_INFINITY : weigh(way, cost);
  };
  return WAYS.reduce<Way>((best, way) => (weighed(way) < weighed(best) ? way : best), 'record');
}

/** Ages that a picture draws: a tenth of a second to a day, evenly on a logarithmic axis. */
export const YOUNGEST: Duration = SECOND / 10;
export const OLDEST: Duration = DAY;
/** The age at a share of that axis, and the other way round. */
export const ageAt = (share: number): Duration => YOUNGEST * (OLDEST / YOUNGEST) ** share;
export const shareOf = (age: Duration): number => Math.log(age / YOUNGEST) / Math.log(OLDEST / YOUNGEST);

/**
 * The oldest age at which an answer still keeps a share of its value.
 * @param value what an answer of an age is worth; it does not grow with age
 */
export function oldestKeeping(share: number, value: (age: Duration) => number): Duration {
  const enough = share * value(0);
  if (value(OLDEST) >= enough) return OLDEST;
  let keeps = 0;
  let loses = OLDEST;
  while (loses - keeps > SECOND / 1000) {
    const middle = (keeps + loses) / 2;
    if (value(middle) >= enough) keeps = middle;
    else loses = middle;
  }
  return keeps;
}
